import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator, ValidationError  # type: ignore[import-untyped]
from pydantic import BaseModel
from storage.rows import NOW, make_credential

from app.api.platforms import platform_document
from app.api.problems import PROBLEMS
from app.api.schemas.assessment import Assessment
from app.api.schemas.base import Answer
from app.api.schemas.brief import BriefPreview, StoredBrief
from app.api.schemas.comparison import LACKS, Comparison
from app.api.schemas.credential import Credential
from app.api.schemas.platform import PlatformInfo, PlatformList
from app.api.schemas.problem import ProblemKind
from app.api.schemas.verdict import RULES, Verdict
from app.api.schemas.vetting import FAILURE_CODES, Failure, Vetting
from app.domain import vetting as domain
from app.domain.credential import REFUSED_BY_PLATFORM, CredentialStatus
from app.domain.policy import Policy
from app.platforms import errors as platform_errors
from app.platforms.errors import PlatformError
from app.platforms.registry import list_capabilities, list_connectors
from app.reports.brief import preview_document, stored_brief_document
from app.reports.comparison import comparison_document
from app.reports.credential import credential_document
from app.reports.document import assessment_document, encode, verdict_document, vetting_document
from app.scoring.verdict import decide
from app.vetting.connections import Connections
from app.vetting.erase import ENDED
from app.vetting.errors import AudienceNotFoundError, CredentialUnreadableError, OptInNeededError
from app.vetting.run import INTERNAL

from . import made_up, made_up_comparison

FAILURE = domain.Failure(code="handle_not_found", detail="Nobody has this handle.", retryable=False)
FINISHED = vetting_document(made_up.vetting(), made_up.assessment(), made_up.verdict(), made_up.PRICE, made_up.INSIGHTS)
FAILED = vetting_document(made_up.vetting(domain.VettingStatus.FAILED, FAILURE))
QUEUED = vetting_document(made_up.queued_vetting())


def closed_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The model's JSON schema, with every member that it does not name refused."""
    schema = model.model_json_schema(mode="serialization")
    for part in (schema, *schema.get("$defs", {}).values()):
        part["additionalProperties"] = False
    return schema


def check(model: type[BaseModel], document: object) -> None:
    validator = Draft202012Validator(closed_schema(model), format_checker=Draft202012Validator.FORMAT_CHECKER)
    validator.validate(json.loads(encode(document)))


def members(document: object, path: str = "") -> Iterator[str]:
    """Path of every member of a document; items of a list share one."""
    if isinstance(document, dict):
        for name, value in document.items():
            yield f"{path}/{name}"
            yield from members(value, f"{path}/{name}")
    if isinstance(document, list):
        for value in document:
            yield from members(value, f"{path}/*")


def empty_members(document: object, path: str = "") -> Iterator[str]:
    if document is None or document == []:
        yield path
    if isinstance(document, dict):
        for name, value in document.items():
            yield from empty_members(value, f"{path}/{name}")
    if isinstance(document, list):
        for value in document:
            yield from empty_members(value, f"{path}/*")


def test_the_made_up_vetting_leaves_nothing_out_so_that_no_part_goes_unchecked() -> None:
    assert set(empty_members(FINISHED)) == {
        "/failure",
        "/redacted_at",
        "/assessment/reachable_share/estimate",
        "/assessment/reachable_share/population",
        "/owner_insights/taken_at",
        "/owner_insights/rests/age",
        "/owner_insights/rests/gender",
    }


@pytest.mark.parametrize("document", [FINISHED, FAILED, QUEUED], ids=["finished", "failed", "queued"])
def test_a_vetting_fits_its_json_schema_with_no_member_more_or_less(document: dict[str, Any]) -> None:
    check(Vetting, document)


@pytest.mark.parametrize("document", [FINISHED, FAILED, QUEUED], ids=["finished", "failed", "queued"])
def test_a_vetting_read_by_its_model_says_the_same_again(document: dict[str, Any]) -> None:
    body = encode(document)
    again = Vetting.model_validate_json(body).model_dump(mode="json")
    assert set(members(again)) == set(members(json.loads(body)))
    assert again == json.loads(body)


def test_an_assessment_and_a_verdict_fit_their_schemas_by_themselves() -> None:
    check(Assessment, assessment_document(made_up.assessment()))
    check(Verdict, verdict_document(made_up.verdict()))
    check(Failure, FAILED["failure"])


def test_a_stored_brief_and_a_preview_fit_their_schemas() -> None:
    stored = stored_brief_document(made_up.STORED_BRIEF)
    preview = preview_document(made_up.BRIEF, made_up.UNDERSTANDING)
    assert not [*empty_members(stored), *empty_members(preview)]
    check(StoredBrief, stored)
    check(BriefPreview, preview)


def test_a_credential_fits_its_schema_and_leaves_the_fingerprint_out() -> None:
    stored = make_credential(status=CredentialStatus.REFUSED, status_detail=REFUSED_BY_PLATFORM, checked_at=NOW)
    document = credential_document(stored)
    assert not [*empty_members(document)]
    check(Credential, document)
    check(Credential, credential_document(make_credential(hint=None)))
    assert stored.fingerprint not in document.values()


@pytest.mark.parametrize("member", ["verdict", "id", "failure"])
def test_a_document_that_lacks_a_member_does_not_fit(member: str) -> None:
    document = {name: value for name, value in FINISHED.items() if name != member}
    with pytest.raises(ValidationError, match="required"):
        check(Vetting, document)


def test_a_document_with_a_member_more_does_not_fit_so_that_the_schema_cannot_fall_behind() -> None:
    with pytest.raises(ValidationError, match="unexpected"):
        check(Vetting, {**FINISHED, "mood": "fine"})


def test_a_comparison_fits_its_schema_and_every_cause_is_named_there() -> None:
    document = comparison_document(made_up_comparison.comparison())
    check(Comparison, document)
    assert set(empty_members(document)) == {
        "/candidates/*/audience_id",
        "/candidates/*/handle",
        "/candidates/*/not_ranked",
        "/candidates/*/price/per_effective_follower/high",
        "/candidates/*/rank",
        "/candidates/*/rank_at_worst",
        "/pairs/*/no_overlap",
        "/pairs/*/overlap",
        "/pairs/*/ratio",
    }
    lacks = [document["candidates"][-1]["not_ranked"], document["pairs"][-1]["no_overlap"]]
    assert {lack["code"] for lack in lacks} <= set(LACKS)


def test_platforms_fit_their_schema_as_the_connectors_declare_them() -> None:
    connections = Connections(
        platforms={platform: entry.capabilities for platform, entry in list_connectors().items()},
        connect=NotImplemented,
        read_credential=NotImplemented,
    )
    data = [platform_document(one, connections) for one in list_capabilities()]
    check(PlatformList, {"data": data})
    assert set(PlatformInfo.model_fields) == set(data[0])


def test_every_kind_of_problem_fits_its_schema() -> None:
    for kind in PROBLEMS.values():
        check(ProblemKind, msgspec.to_builtins(kind))


def test_every_rule_that_a_verdict_traces_is_named_in_the_schema() -> None:
    verdict = made_up.verdict()
    assert {traced.rule for traced in verdict.trace} == set(RULES)
    refused = decide(made_up.assessment(), Policy(fit_above=0.9), has_brief=True)
    known = {*RULES, *(f"not_{rule}" for rule in RULES)}
    assert {reason.code for reason in (*verdict.reasons, *refused.reasons)} <= known


def test_every_error_of_a_platform_is_named_among_the_failure_codes() -> None:
    tree = [one for one in vars(platform_errors).values() if isinstance(one, type) and issubclass(one, PlatformError)]
    codes = {one.code for one in tree if one is not PlatformError}
    refusals = (AudienceNotFoundError, CredentialUnreadableError, OptInNeededError)
    ours = {ENDED.code, INTERNAL.code, *(one.code for one in refusals)}
    assert codes | ours == set(FAILURE_CODES)


def test_answers_have_no_defaults_and_require_every_field() -> None:
    models = Answer.__subclasses__()
    assert len(models) > 30
    for model in models:
        optional = [name for name, field in model.model_fields.items() if not field.is_required()]
        assert optional == [], model.__name__
