import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.brand_safety import FLOOR, BrandSafety, BrandSensitivity, SafetyCategory, Severity
from app.domain.post import Post
from app.scoring.creator.safety import measure_safety
from app.scoring.creator.safety.measure import find_flags

WEED, WINE, FUCK, TERROR, PLAIN = "smoking weed", "red wine", "fuck this", "against terrorism", "the river at dawn"


def safety(*texts: str, sensitivity: BrandSensitivity | None = None) -> BrandSafety:
    posts = [Post(post_id=str(index), text=text) for index, text in enumerate(texts)]
    found = measure_safety(posts, sensitivity, level=0.95)
    assert found is not None
    return found


def concerns(found: BrandSafety) -> list[tuple[str, str, int]]:
    return [(one.category, one.worst, one.posts) for one in found.concerns]


def test_every_category_has_its_count_even_when_nothing_was_found() -> None:
    found = safety(WEED, WINE, WEED, PLAIN)
    assert [risk.category for risk in found.categories] == list(SafetyCategory)
    risks = {risk.category: risk for risk in found.categories}
    drugs, arms = risks[SafetyCategory.DRUGS], risks[SafetyCategory.ARMS]
    assert (drugs.posts.count, drugs.posts.n, drugs.worst) == (3, 4, Severity.MEDIUM)
    assert (arms.posts.count, arms.worst) == (0, None)
    assert arms.posts.share is not None
    assert arms.posts.share.high > 0, "four posts do not prove that there are none"


def test_the_risk_is_the_same_for_every_advertiser_and_the_concerns_are_not() -> None:
    strict = BrandSensitivity(least={SafetyCategory.DRUGS: Severity.LOW})
    usual, stricter, careless = (
        safety(WEED, WINE, FUCK, sensitivity=one) for one in (None, strict, BrandSensitivity(least={}))
    )
    assert usual.categories == stricter.categories == careless.categories
    assert usual.flags == stricter.flags == careless.flags
    assert concerns(stricter) == [(SafetyCategory.DRUGS, Severity.MEDIUM, 2)]
    assert concerns(careless) == []
    assert concerns(usual) == [
        (SafetyCategory.DRUGS, Severity.MEDIUM, 1),
        (SafetyCategory.PROFANITY, Severity.MEDIUM, 1),
    ]


def test_the_usual_advertiser_bears_a_glass_of_wine_and_not_the_mildest_word_of_the_floor() -> None:
    assert concerns(safety(WINE)) == []
    assert concerns(safety(TERROR)) == [(SafetyCategory.TERRORISM, Severity.LOW, 1)]
    assert all(BrandSensitivity().least[category] is Severity.LOW for category in FLOOR)
    assert set(BrandSensitivity().least) == set(SafetyCategory)


def test_fifty_flags_are_shown_the_gravest_first_and_all_are_counted() -> None:
    found = safety(*[WINE] * 60, WEED)
    assert (len(found.flags), found.flags_count) == (50, 61)
    assert [flag.wording for flag in found.flags[:2]] == ["cannabis", "alcohol_named"]


def test_a_wording_counts_once_a_post_where_it_is_gravest() -> None:
    text = "I quit cigarettes years ago. And then one day in May there they were: cigarettes"
    (flag,) = find_flags(Post(post_id="1", text=text))
    assert (flag.severity, flag.start) == (Severity.MEDIUM, text.rindex("cigarettes"))


def test_a_word_that_languages_share_is_told_in_the_language_of_the_post() -> None:
    assert [flag.language for flag in find_flags(Post(post_id="1", text="cannabis", language="it"))] == ["it"]
    assert [flag.language for flag in find_flags(Post(post_id="1", text="cannabis"))] == ["en"]


def test_replies_are_the_creators_words_too() -> None:
    found = measure_safety([Post(post_id="1", text=FUCK, is_reply=True)], level=0.95)
    assert found is not None
    assert found.flags_count == 1


def test_the_text_says_that_a_match_is_no_judgement() -> None:
    found = safety(WEED, PLAIN)
    assert found.text.startswith("1 of 2 posts match wordings of sensitive content in 1 of 13 categories.")
    assert "no judgement" in found.text


def test_without_texts_nothing_is_measured() -> None:
    assert measure_safety([], level=0.95) is None
    assert measure_safety([Post(post_id="1"), Post(post_id="2", text=" ")], level=0.95) is None


@pytest.mark.parametrize("language", [None, "de", "xx"])
@given(text=st.text(max_size=120))
def test_any_text_has_flags_inside_it(text: str, language: str | None) -> None:
    for flag in find_flags(Post(post_id="1", text=f"fuck {text} gun", language=language)):
        assert 0 <= flag.start < flag.end <= len(text) + 9
