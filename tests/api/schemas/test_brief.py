from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from pydantic import ValidationError

from app.api.schemas.brief import BriefChoice, StoredBriefChoice
from app.domain.brand_safety import BrandSensitivity, SafetyCategory, Severity
from app.domain.brief import Brief

WITHIN_SCHEMA = Draft202012Validator(StoredBriefChoice.model_json_schema())


def refusals(**body: object) -> list[tuple[str, tuple[int | str, ...]]]:
    """Kind and place of each error that the body gives."""
    with pytest.raises(ValidationError) as caught:
        BriefChoice.model_validate(body)
    return [(error["type"], error["loc"]) for error in caught.value.errors()]


def keep(brief: object) -> Brief:
    return StoredBriefChoice.model_validate({"name": "n", "brief": brief}).brief.to_brief()


def test_every_field_reaches_the_domain_and_terms_lose_the_space_around_them() -> None:
    given: dict[str, Any] = {
        "text": "Tea \N{TEACUP WITHOUT HANDLE}",
        "taxonomy_ids": ["227"],
        "languages": ["de"],
        "places": ["AT"],
        "must_include": [" green tea "],
        "must_exclude": ["coffee"],
    }
    assert BriefChoice.model_validate(given).to_brief() == Brief(
        text="Tea \N{TEACUP WITHOUT HANDLE}",
        taxonomy_ids=("227",),
        languages=("de",),
        places=("AT",),
        must_include=("green tea",),
        must_exclude=("coffee",),
    )


@pytest.mark.parametrize(
    "brief", [{"text": "Tea."}, {"taxonomy_ids": ["227"]}, {"must_include": ["tea"], "text": None}]
)
def test_one_thing_to_look_for_is_enough(brief: dict[str, object]) -> None:
    assert keep(brief).has_topic


@pytest.mark.parametrize("brief", [{}, {"languages": ["de"]}, {"must_exclude": ["tea"]}, {"taxonomy_ids": []}])
def test_a_brief_that_names_nothing_to_look_for_is_refused(brief: dict[str, object]) -> None:
    assert refusals(**brief) == [("brief_says_nothing", ())]


def test_a_text_is_a_brief_of_nothing_else() -> None:
    assert keep("Green tea.") == Brief(text="Green tea.")
    assert keep("{}") == Brief(text="{}")
    assert WITHIN_SCHEMA.is_valid({"name": "n", "brief": "Green tea."})
    assert WITHIN_SCHEMA.is_valid({"name": "n", "brief": {"text": "Green tea."}})


@pytest.mark.parametrize("brief", ["", "  ", "x" * 5_001, "a\x00", 7, None, ["tea"], {"text": " "}, {"txt": "tea"}])
def test_what_is_neither_a_text_nor_a_brief_is_refused(brief: object) -> None:
    with pytest.raises(ValidationError):
        keep(brief)
    assert brief == "a\x00" or not WITHIN_SCHEMA.is_valid({"name": "n", "brief": brief})


@pytest.mark.parametrize("name", ["", " ", "n" * 201, "a\x00", None])
def test_a_name_is_neither_blank_nor_endless(name: object) -> None:
    with pytest.raises(ValidationError):
        StoredBriefChoice.model_validate({"name": name, "brief": "Tea."})


def test_each_term_in_both_lists_is_pointed_at_where_it_comes_second() -> None:
    assert refusals(must_include=["Tea", "Straße"], must_exclude=["milk", "tea ", "STRASSE", "te"]) == [
        ("contradictory_terms", ("must_exclude", 1)),
        ("contradictory_terms", ("must_exclude", 2)),
    ]


@pytest.mark.parametrize("name", ["taxonomy_ids", "languages", "places", "must_include", "must_exclude"])
def test_a_list_ends_after_fifty_entries(name: str) -> None:
    entry = {"languages": "de", "places": "AT"}.get(name, "tea")
    assert len(getattr(BriefChoice.model_validate({"text": "Tea.", name: [entry] * 50}), name)) == 50
    assert refusals(text="Tea.", **{name: [entry] * 51}) == [("too_long", (name,))]


@pytest.mark.parametrize("name", ["taxonomy_ids", "must_include", "must_exclude"])
@pytest.mark.parametrize("entry", ["", "  ", "x" * 101, "a\x00b", "a\ud800", 7, None])
def test_a_term_is_a_short_text(name: str, entry: object) -> None:
    [(_, place)] = refusals(text="Tea.", **{name: ["fine", entry]})
    assert place == (name, 1)


def test_sensitivities_change_what_usually_concerns_an_advertiser() -> None:
    choice = BriefChoice.model_validate(
        {
            "text": "Tea",
            "sensitivities": [{"category": "gambling", "least": "low"}, {"category": "terrorism", "least": "never"}],
        }
    )
    sensitivity = BrandSensitivity.but_for(choice.to_brief().sensitivities)
    assert not sensitivity.bears(SafetyCategory.GAMBLING, Severity.LOW)
    assert sensitivity.bears(SafetyCategory.TERRORISM, Severity.HIGH)
    assert sensitivity.bears(SafetyCategory.DEATH, Severity.LOW)
    assert not sensitivity.bears(SafetyCategory.DEATH, Severity.MEDIUM)


def test_a_category_is_named_once() -> None:
    twice = [{"category": "gambling", "least": "low"}, {"category": "gambling", "least": "high"}]
    assert refusals(text="Tea", sensitivities=twice) == [("sensitivity_repeated", ())]
    assert [kind for kind, _ in refusals(text="Tea", sensitivities=[{"category": "boredom", "least": "low"}])] == [
        "enum"
    ]
