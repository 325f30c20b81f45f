import json

import pytest
from api.schemas import made_up

from app.reports.document import encode, vetting_document
from app.reports.recorded import read_recorded

BODY = encode(vetting_document(made_up.vetting(), made_up.assessment(), made_up.verdict()))


def test_what_a_document_said_is_read_again_to_the_digits_that_it_was_written_with() -> None:
    recorded, assessment = read_recorded(BODY), made_up.assessment()
    assert (recorded.method_version, recorded.model_version) == ("1", "marginal-2026-11")
    assert recorded.decision == made_up.verdict().decision
    share = recorded.shares["inauthentic_share"]
    assert share is not None
    assert share.estimate == 0.081235
    assert recorded.engagement == assessment.engagement
    assert recorded.unreadable == ()
    for part in (recorded.attention, recorded.creator, recorded.growth):
        assert part is not None


@pytest.mark.parametrize("name", ["engagement", "attention", "creator", "growth"])
def test_a_part_of_another_form_is_named_and_the_others_are_read(name: str) -> None:
    document = json.loads(BODY)
    document["assessment"][name] = {"score": 3}
    recorded = read_recorded(encode(document))
    assert recorded.unreadable == (name,)
    assert getattr(recorded, name) is None


@pytest.mark.parametrize("name", ["niche", "growth"])
def test_a_part_that_was_not_measured_or_not_yet_known_is_none(name: str) -> None:
    document = json.loads(BODY)
    document["assessment"][name] = None
    measured_nothing = read_recorded(encode(document))
    del document["assessment"][name]
    assert read_recorded(encode(document)) == measured_nothing
    assert measured_nothing.unreadable == ()


def test_a_creator_of_before_posts_were_read_is_still_read() -> None:
    document = json.loads(BODY)
    creator = document["assessment"]["creator"]
    for name in ("sponsored", "undisclosed", "mentions", "safety"):
        assert creator.pop(name) is not None
    recorded = read_recorded(encode(document))
    assert recorded.unreadable == ()
    assert recorded.creator is not None
    assert (recorded.creator.sponsored, recorded.creator.safety) == (None, None)
    assert recorded.creator.promotion is not None
