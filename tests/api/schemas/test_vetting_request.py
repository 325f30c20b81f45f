from dataclasses import fields
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from pydantic import ValidationError

from app.api.schemas.policy import PolicyChoice
from app.api.schemas.vetting_request import VettingRequest
from app.domain.brief import MAX_BRIEF_LENGTH
from app.domain.handle import AmbiguousHandleError, MalformedHandleError, OtherPlatformError, Platform
from app.domain.policy import Policy

AUDIENCE_ID = "aud_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f"
WITHIN_SCHEMA = Draft202012Validator(VettingRequest.model_json_schema())


def request(**body: object) -> VettingRequest:
    return VettingRequest.model_validate({"platform": "bluesky", "handle": "alice.example", **body})


def refusal(**body: object) -> tuple[str, tuple[int | str, ...], str]:
    """Kind, place and words of the one error that the body gives."""
    with pytest.raises(ValidationError) as caught:
        request(**body)
    (error,) = caught.value.errors()
    return error["type"], error["loc"], error["msg"]


def test_a_handle_alone_asks_under_the_defaults() -> None:
    question = VettingRequest.model_validate({"platform": "bluesky", "handle": " @alice.example "}).to_question()
    assert question.platform is Platform.BLUESKY
    assert question.handle == "alice.example"
    assert question.audience_id is None
    assert question.brief is None
    assert question.policy == Policy()
    assert question.sample_size == 2000


def test_an_upload_can_be_vetted_with_and_without_the_name_of_its_creator() -> None:
    assert request(audience_id=AUDIENCE_ID).to_question().handle == "alice.example"
    assert request(audience_id=AUDIENCE_ID, handle=None).to_question().handle is None


def test_brief_policy_and_sample_size_reach_the_question() -> None:
    question = request(brief="Trail shoes.", policy={"approve_below": 0.1}, sample_size=50).to_question()
    assert question.brief is not None
    assert question.brief.text == "Trail shoes."
    assert question.policy == Policy(approve_below=0.1)
    assert question.sample_size == 50


def test_reading_may_stop_early_unless_the_request_wants_everything_read() -> None:
    assert not request().to_question().read_all
    assert request(read_all=True).to_question().read_all


@pytest.mark.parametrize("value", [1, "true", None])
def test_whether_to_read_everything_is_yes_or_no(value: object) -> None:
    assert refusal(read_all=value)[1] == ("read_all",)


def test_a_request_about_nobody_is_refused() -> None:
    assert refusal(handle=None)[0] == "subject_missing"


def test_an_upload_without_its_platform_is_refused() -> None:
    assert refusal(platform=None, audience_id=AUDIENCE_ID)[0] == "platform_missing"


@pytest.mark.parametrize("handle", ["  ", "two words", "tab\there", "hard\xa0space", "bell\x07", "\u200b"])
def test_a_handle_that_is_not_one_word_is_refused(handle: str) -> None:
    assert refusal(handle=handle)[:2] == ("malformed_handle", ("handle",))


@pytest.mark.parametrize(
    "handle",
    [
        "https://bsky.app/profile/Alice.bsky.social/post/3k?x=1",
        "bluesky:@alice.bsky.social",
        "\u200e@alice.bsky.social\u200e ",
        "<at://alice.bsky.social>",
    ],
)
@pytest.mark.parametrize("platform", ["bluesky", None])
def test_every_form_of_a_handle_asks_the_same_question(handle: str, platform: str | None) -> None:
    question = request(handle=handle, platform=platform).to_question()
    assert (question.platform, question.handle) == (Platform.BLUESKY, "alice.bsky.social")


@pytest.mark.parametrize(
    ("handle", "platform", "error"),
    [
        ("alice", "bluesky", MalformedHandleError),
        ("alice", None, AmbiguousHandleError),
        ("https://x.com/alice", "bluesky", OtherPlatformError),
    ],
)
def test_a_handle_that_names_no_single_account_of_the_platform_asks_nothing(
    handle: str, platform: str | None, error: type[Exception]
) -> None:
    with pytest.raises(error):
        request(handle=handle, platform=platform).to_question()


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
@pytest.mark.parametrize("field", ["handle", "brief"])
def test_text_that_no_database_takes_is_refused(field: str, text: str) -> None:
    assert refusal(**{field: text})[1] == (field,)


@pytest.mark.parametrize("brief", ["", " ", "\n\t ", "x" * (MAX_BRIEF_LENGTH + 1)])
def test_a_brief_is_neither_blank_nor_longer_than_two_pages(brief: str) -> None:
    assert refusal(brief=brief)[1] == ("brief",)


@pytest.mark.parametrize("size", [49, 5001, True, "2000", 2000.5, 2**70])
def test_a_sample_size_is_a_whole_number_within_its_bounds(size: object) -> None:
    assert refusal(sample_size=size)[1] == ("sample_size",)


def test_a_whole_number_with_a_point_is_a_whole_number_as_in_json_schema() -> None:
    assert request(sample_size=2000.0).sample_size == 2000


@pytest.mark.parametrize(
    "body",
    [{"platform": "myspace"}, {"audience_id": "aud_1"}, {"tenant_id": "ten_1"}, {"handle": 7}, {"brief": ["a"]}],
)
def test_what_does_not_belong_into_a_request_is_refused(body: dict[str, object]) -> None:
    refusal(**body)


def test_an_empty_policy_choice_is_the_default_policy() -> None:
    assert PolicyChoice().to_policy() == Policy()
    assert set(PolicyChoice.model_fields) == {field.name for field in fields(Policy)}


@pytest.mark.parametrize("name", ["approve_below", "reject_above", "fit_above", "coverage_at_least", "width_at_most"])
@pytest.mark.parametrize("value", [-0.01, 1.01, True, "0.5", float("nan"), float("inf"), None])
def test_a_threshold_is_a_number_from_0_to_1(name: str, value: object) -> None:
    assert refusal(policy={name: value})[1] == ("policy", name)


@pytest.mark.parametrize("choice", [{"level": 1}, {"level": 0}, {"accounts_at_least": 0}, {"version": 0}, {"name": ""}])
def test_a_policy_that_no_interval_can_meet_is_refused(choice: dict[str, object]) -> None:
    refusal(policy=choice)


def test_crossed_thresholds_are_refused_with_both_numbers() -> None:
    kind, place, words = refusal(policy={"approve_below": 0.4})
    assert (kind, place) == ("thresholds_crossed", ("policy",))
    assert words == "approve_below (0.4) must not be above reject_above (0.3)"


def test_thresholds_may_meet_so_that_nothing_is_left_to_review() -> None:
    request(policy={"approve_below": 0.2, "reject_above": 0.2})


def test_no_bound_is_lost_on_the_way_into_the_json_schema() -> None:
    schema = VettingRequest.model_json_schema()
    sizes: dict[str, Any] = schema["properties"]["sample_size"]
    assert (sizes["minimum"], sizes["maximum"], sizes["format"]) == (50, 5000, "int32")
    for name, field in schema["$defs"]["PolicyChoice"]["properties"].items():
        assert name == "name" or {"minimum", "maximum", "format"} <= set(field), name


def test_the_smallest_request_fits_the_json_schema_too() -> None:
    WITHIN_SCHEMA.validate({"platform": "bluesky", "handle": "@alice.example"})
    assert not WITHIN_SCHEMA.is_valid({"platform": "bluesky", "handle": "two words"})
    assert not WITHIN_SCHEMA.is_valid({"platform": "bluesky", "handle": "alice", "brief": "  "})
