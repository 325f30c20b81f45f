from app.domain.brief import Brief
from app.scoring.niche.model import load_niche_model
from app.scoring.niche.related import USED_BY_AT_LEAST, WORDS_AT_MOST, related_words

MODEL = load_niche_model()
QUERY = MODEL.query(Brief(text="vegan protein bars and plant-based snacks"))


def related(**used: int) -> list[tuple[str, int]]:
    return [(one.word, one.accounts) for one in related_words(used, QUERY, MODEL)]


def test_words_near_the_brief_are_told_the_most_used_first() -> None:
    assert related(tofu=7, vegetarian=9, football=50, weekend=60, dairy=7) == [
        ("vegetarian", 9),
        ("dairy", 7),
        ("tofu", 7),
    ]


def test_a_word_that_fewer_than_five_accounts_use_is_never_told() -> None:
    assert related(tofu=USED_BY_AT_LEAST - 1) == []
    assert related(tofu=USED_BY_AT_LEAST) == [("tofu", USED_BY_AT_LEAST)]


def test_the_briefs_own_words_are_left_out() -> None:
    assert related(vegan=50, vegans=50, snack=50, tofu=5) == [("tofu", 5)]


def test_a_brief_without_a_direction_and_no_words_have_none() -> None:
    words_only = MODEL.query(Brief(text="커피와 차를 좋아하는 사람들을 위한 제품"))
    assert related_words({"tofu": 9}, words_only, MODEL) == ()
    assert related() == []


def test_words_are_few() -> None:
    near = "tofu tempeh vegetarian plantbased seitan lentils hummus quinoa kale chickpeas smoothie granola almonds oats"
    used = {f"{word}{end}": 9 for word in near.split() for end in ("", "s", "food")}
    assert len(related_words(used, QUERY, MODEL)) <= WORDS_AT_MOST
