import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from factories import make_mixed_accounts
from own_model import write_own_model
from storage.rows import NOW

from app.domain.account import Label
from app.domain.brief import Brief
from app.domain.policy import Policy
from app.domain.rescore import Rescore
from app.domain.verdict import Decision
from app.domain.vetting import VettingStatus
from app.reports.document import assessment_document, encode, rescore_document, verdict_document
from app.scoring.known_models import KnownModels, read_known_models
from app.scoring.model_files import CURRENT_MODEL
from app.storage.documents import documents
from app.storage.store import Store
from app.vetting.errors import SampleExpiredError, UnknownModelError, VettingNotFoundError, VettingUnfinishedError
from app.vetting.rescore import CARRIED_OVER, rescore_vetting
from app.vetting.review import record_reviews

from .fake_connector import FakeConnector, people
from .running import begin_vetting, make_runner

TOLERANT = Policy(name="tolerant", approve_below=0.98, reject_above=0.99, width_at_most=1.0)


@pytest.fixture
def vetting_id(store: Store, tenant: str) -> str:
    """A vetting that succeeded: of followers some of whom were bought, with likers and comments, for a brief."""
    added = begin_vetting(store, tenant, sample_size=100, brief=Brief(text="jazz and coffee"))
    connector = FakeConnector(make_mixed_accounts(30, 90), likers=[people(9)] * 5, commenters=[people(7)] * 5)
    asyncio.run(make_runner(store, connector).run(tenant, added))
    return added


def rescore(store: Store, tenant: str, vetting_id: str, **changes: Any) -> Rescore:  # noqa: ANN401 (any argument)
    asked = {"models": KnownModels.of_package(), "model": None, "policy": None, "now": NOW, **changes}
    return rescore_vetting(store, tenant, vetting_id, **asked)


def stored(store: Store, tenant: str, vetting_id: str) -> dict[str, Any]:
    with store.books(tenant) as books:
        document = books.documents.get(vetting_id)
    assert document is not None
    body: dict[str, Any] = json.loads(document.body)
    return body


def rewrite(store: Store, vetting_id: str, document: dict[str, Any]) -> None:
    """Make the stored document one of another version."""
    with store.engine.begin() as connection:
        change = documents.update().where(documents.c.vetting_id == vetting_id)
        connection.execute(change.values(body=encode(document)))


def test_the_same_model_and_policy_say_the_same_and_that_some_parts_were_carried_over(
    store: Store, tenant: str, vetting_id: str
) -> None:
    before, after = stored(store, tenant, vetting_id), rescore(store, tenant, vetting_id)
    assessment = json.loads(encode(assessment_document(after.assessment)))
    assert before["assessment"]["attention"] is not None
    *said_before, last = assessment.pop("limits")
    assert said_before == before["assessment"].pop("limits")
    assert last == CARRIED_OVER
    assert assessment == before["assessment"]
    assert json.loads(encode(verdict_document(after.verdict))) == before["verdict"]


def test_no_change_is_told_as_none(store: Store, tenant: str, vetting_id: str) -> None:
    difference = rescore(store, tenant, vetting_id).difference
    assert difference.decision.before == difference.decision.after
    assert (difference.model_version.before, difference.model_version.after) == (CURRENT_MODEL, CURRENT_MODEL)
    assert [change.name for change in difference.shares] == [
        "inauthentic_share",
        "authentic_share",
        "reachable_share",
        "niche_share",
    ]
    assert [change.difference for change in difference.shares] == pytest.approx([0, 0, 0, 0], abs=1e-6)
    assert [change.exceeds_interval for change in difference.shares] == [False] * 4
    assert difference.kinds == ()


def test_another_policy_decides_otherwise_on_the_same_shares(store: Store, tenant: str, vetting_id: str) -> None:
    after = rescore(store, tenant, vetting_id, policy=TOLERANT)
    assert after.verdict.policy == TOLERANT
    assert after.difference.decision.before != after.difference.decision.after == after.verdict.decision
    assert after.verdict.decision in set(Decision)


def test_the_same_question_gives_the_same_bytes_and_leaves_the_document_alone(
    store: Store, tenant: str, vetting_id: str
) -> None:
    before = stored(store, tenant, vetting_id)
    bodies = {encode(rescore_document(rescore(store, tenant, vetting_id, policy=TOLERANT))) for _ in range(2)}
    assert len(bodies) == 1
    assert stored(store, tenant, vetting_id) == before


def test_the_operators_own_model_is_the_current_one_and_the_packages_can_still_be_named(
    store: Store, tenant: str, vetting_id: str, tmp_path: Path
) -> None:
    models = read_known_models(str(write_own_model(tmp_path, more=20.0)))
    after = rescore(store, tenant, vetting_id, models=models)
    assert (after.difference.model_version.before, after.difference.model_version.after) == (CURRENT_MODEL, "own")
    assert (after.difference.shares[0].difference or 0) > 0
    assert after.difference.kinds
    named = rescore(store, tenant, vetting_id, models=models, model=CURRENT_MODEL)
    assert named.difference.shares[0].difference == pytest.approx(0, abs=1e-6)
    with pytest.raises(UnknownModelError, match="own"):
        rescore(store, tenant, vetting_id, models=models, model="never-made")


def test_a_document_of_a_model_that_is_gone_is_compared_without_kinds(
    store: Store, tenant: str, vetting_id: str
) -> None:
    document = stored(store, tenant, vetting_id)
    document["assessment"]["model_version"] = "older-2025-01"
    document["assessment"]["inauthentic_share"] |= {"estimate": 0.01, "low": 0.0, "high": 0.02}
    rewrite(store, vetting_id, document)
    difference = rescore(store, tenant, vetting_id).difference
    assert (difference.model_version.before, difference.model_version.after) == ("older-2025-01", CURRENT_MODEL)
    assert difference.kinds is None
    assert [change.exceeds_interval for change in difference.shares] == [True, False, False, False]


def test_a_part_of_an_older_form_is_left_out_and_the_limits_say_so(store: Store, tenant: str, vetting_id: str) -> None:
    document = stored(store, tenant, vetting_id)
    document["assessment"]["attention"] = {"score": 3}
    rewrite(store, vetting_id, document)
    assessment = rescore(store, tenant, vetting_id).assessment
    assert assessment.attention is None
    assert assessment.engagement is not None
    assert "'attention'" in assessment.limits[-1]


def test_labels_that_people_gave_are_counted(store: Store, tenant: str, vetting_id: str) -> None:
    account_id = stored(store, tenant, vetting_id)["assessment"]["accounts"][0]["account_id"]
    given = [(account_id, Label.SPAMBOT)]
    record_reviews(store, tenant, vetting_id, given, reviewed_by="key_1", now=NOW)
    assert rescore(store, tenant, vetting_id).labels == 1


def test_a_model_that_does_not_exist_is_refused_with_those_that_do(store: Store, tenant: str, vetting_id: str) -> None:
    with pytest.raises(UnknownModelError, match=CURRENT_MODEL) as refused:
        rescore(store, tenant, vetting_id, model="../../settings")
    assert [fault.pointer for fault in refused.value.faults] == ["/model"]


def test_a_sample_that_expired_cannot_be_scored_again(store: Store, tenant: str, vetting_id: str) -> None:
    with pytest.raises(SampleExpiredError):
        rescore(store, tenant, vetting_id, now=NOW + timedelta(days=30))


@pytest.mark.parametrize("status", [None, VettingStatus.FAILED, VettingStatus.CANCELLED])
def test_a_vetting_without_a_verdict_cannot_be_scored_again(
    store: Store, tenant: str, status: VettingStatus | None
) -> None:
    vetting_id = begin_vetting(store, tenant)
    if status is not None:
        with store.books(tenant) as books:
            books.vettings.end(vetting_id, status, None, now=NOW)
    with pytest.raises(VettingUnfinishedError, match=status or "running"):
        rescore(store, tenant, vetting_id)


@pytest.mark.parametrize("vetting_id", [f"vet_{7:032x}", "\x00", "vet_"])
def test_a_vetting_that_does_not_exist_is_not_found(store: Store, tenant: str, vetting_id: str) -> None:
    with pytest.raises(VettingNotFoundError):
        rescore(store, tenant, vetting_id)
