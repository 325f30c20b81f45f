import json
from typing import Any

import pytest
from api.schemas import made_up
from api.schemas.made_up_comparison import comparison
from candidates import make_ids, make_listed

from app.domain.comparison import Candidate
from app.domain.money import Money
from app.reports.comparison import comparison_document, read_candidate
from app.reports.document import encode, vetting_document

VETTING = made_up.vetting()
DOCUMENT = vetting_document(VETTING, made_up.assessment(), made_up.verdict())
FEE = Money(amount_minor=7, currency="EUR")


def read(**changes: Any) -> Candidate:  # noqa: ANN401 (any member of the document)
    return read_candidate(VETTING, encode({**DOCUMENT, **changes}), fee=FEE, listed=None)


def insufficient(*codes: str) -> dict[str, Any]:
    reasons = [{"code": code, "text": f"Because of {code}."} for code in codes]
    return {**DOCUMENT["verdict"], "decision": "insufficient_evidence", "reasons": reasons}


def test_a_candidate_is_what_the_stored_document_said() -> None:
    candidate, assessment = read(), made_up.assessment()
    assert (candidate.vetting_id, candidate.handle) == (VETTING.vetting_id, "alice.example")
    assert candidate.decision == made_up.verdict().decision
    assert candidate.effective_audience == assessment.effective_audience
    assert candidate.frame == assessment.frame
    assert (candidate.method_version, candidate.model_version) == ("1", "marginal-2026-11")
    assert (candidate.fee, candidate.too_thin) == (FEE, None)


def test_a_document_without_an_effective_audience_is_read_as_well() -> None:
    assert read(assessment={**DOCUMENT["assessment"], "effective_audience": None}).effective_audience is None


@pytest.mark.parametrize(
    ("verdict", "text"),
    [
        (insufficient("too_few_accounts"), "Because of too_few_accounts."),
        (
            insufficient("too_few_accounts", "coverage_too_low"),
            "Because of too_few_accounts. Because of coverage_too_low.",
        ),
        (insufficient("interval_too_wide"), None),
        ({**insufficient("surely_inauthentic"), "decision": "reject"}, None),
    ],
)
def test_only_a_sight_too_thin_keeps_from_a_rank_and_not_an_interval_that_is_merely_wide(
    verdict: dict[str, Any], text: str | None
) -> None:
    lack = read(verdict=verdict).too_thin
    assert (None if lack is None else lack.text) == text


def test_a_comparison_says_everything_but_the_lists() -> None:
    document = json.loads(encode(comparison_document(comparison())))
    assert [one["rank"] for one in document["candidates"]] == [1, 1, None]
    assert document["candidates"][0]["effective_audience"]["estimate"] == 700.0
    assert document["candidates"][0]["frame"]["coverage"] == 1.0
    assert document["pairs"][0]["overlap"]["accounts"]["estimate"] == 60.0
    sketch = make_listed(make_ids(3)).sketch
    assert sketch is not None
    assert sketch.key_id not in str(document)
    assert "hashes" not in str(document)
