import json
import math
from dataclasses import replace
from typing import Any

from api.schemas.made_up import BRIEF, MOMENT, PRICE, assessment, queued_vetting, verdict, vetting
from factories import make_note
from hypothesis import given
from hypothesis import strategies as st

from app.domain.budget import Cost
from app.domain.estimate import Estimate
from app.domain.vetting import Failure, VettingStatus
from app.reports.document import (
    DECIMALS,
    assessment_document,
    assessment_with_verdict,
    encode,
    plain,
    render_document,
    vetting_document,
)

FLOATS = st.floats(allow_nan=True, allow_infinity=True)


def floats_in(value: Any) -> list[float]:  # noqa: ANN401 - any JSON value
    match value:
        case float():
            return [value]
        case dict():
            return [number for one in value.values() for number in floats_in(one)]
        case list():
            return [number for one in value for number in floats_in(one)]
        case _:
            return []


def test_every_number_is_rounded() -> None:
    numbers = floats_in(assessment_with_verdict(assessment(), verdict()))
    assert numbers
    assert all(number == round(number, DECIMALS) for number in numbers)


def test_an_estimate_is_rounded_and_not_cut() -> None:
    share = replace(assessment().inauthentic_share, estimate=0.1234567)
    document = assessment_document(replace(assessment(), inauthentic_share=share))
    assert document["inauthentic_share"]["estimate"] == 0.123457


@given(FLOATS, FLOATS, FLOATS)
def test_no_document_ever_holds_a_number_that_json_does_not_know(one: float, two: float, three: float) -> None:
    body = encode(plain(Estimate(estimate=one, low=two, high=three, level=0.95)))
    numbers = floats_in(json.loads(body))
    assert all(math.isfinite(number) for number in numbers)
    assert b"NaN" not in body


def test_the_coverage_of_the_frame_is_added() -> None:
    third = replace(assessment(), frame=make_note(population=3, listed=1))
    unknown = replace(assessment(), frame=make_note(population=None))
    assert assessment_document(third)["frame"]["coverage"] == 0.333333
    assert assessment_document(unknown)["frame"]["coverage"] is None


def test_how_much_was_read_is_told_as_a_sentence_too_and_uploads_have_nothing_to_tell() -> None:
    reading = assessment_document(assessment())["reading"]
    assert (reading["stopped"], reading["accounts_read"]) == ("settled", 300)
    assert reading["text"].startswith("Reading stopped after 300 of 2,000")
    assert assessment_document(replace(assessment(), reading=None))["reading"] is None


def test_the_same_answer_has_the_same_bytes_and_tag_and_another_one_another() -> None:
    first, second = (
        render_document(vetting(), assessment(), verdict(), finished_at=MOMENT, cost=Cost(calls=3)) for _ in range(2)
    )
    other = render_document(vetting(), assessment(), verdict(), finished_at=MOMENT, cost=Cost(calls=4))
    assert first == second
    assert first.etag != other.etag
    assert '"' not in first.etag


def test_the_final_document_is_a_success_whatever_was_read_at_the_start() -> None:
    running = vetting(VettingStatus.RUNNING)
    body = json.loads(render_document(running, assessment(), verdict(), finished_at=MOMENT, cost=Cost(calls=14)).body)
    assert body["status"] == "succeeded"
    assert body["progress"] == {
        "stage": "done",
        "done": 1,
        "total": 1,
        "resumes_at": None,
        "calls": 14,
        "units": 0,
        "money": {"amount_minor": 0, "currency": "USD"},
    }
    assert body["finished_at"] == "2026-11-02T09:30:00.123456Z"


def test_every_status_has_the_same_fields_and_null_for_what_is_not_there() -> None:
    queued, done = vetting_document(queued_vetting()), vetting_document(vetting(), assessment(), verdict())
    assert list(queued) == list(done)
    missing = {name for name, value in queued.items() if value is None}
    assert missing >= {"handle", "brief", "brief_id", "fee", "failure", "started_at", "finished_at"}
    assert missing >= {"assessment", "verdict", "price"}


def test_a_price_stands_in_the_document_and_changes_its_tag() -> None:
    priced = render_document(vetting(), assessment(), verdict(), PRICE, finished_at=MOMENT, cost=Cost(calls=3))
    assert json.loads(priced.body)["price"] == {
        "currency": "EUR",
        "per_effective_follower": {"estimate": 2.336457, "low": 2.008, "high": 2.747, "level": 0.95},
    }
    assert (
        priced.etag != render_document(vetting(), assessment(), verdict(), finished_at=MOMENT, cost=Cost(calls=3)).etag
    )


def test_the_brief_and_the_fee_are_told_as_they_were_asked() -> None:
    document = vetting_document(vetting())
    assert (document["brief"]["text"], document["brief"]["must_exclude"]) == (BRIEF.text, list(BRIEF.must_exclude))
    assert (document["brief_version"], document["fee"]) == (2, {"amount_minor": 50_000, "currency": "EUR"})


def test_a_failure_is_told_with_its_code() -> None:
    failure = Failure(code="account_private", detail="Private.", retryable=False)
    document = vetting_document(vetting(VettingStatus.FAILED, failure))
    assert document["failure"] == {"code": "account_private", "detail": "Private.", "retryable": False}
