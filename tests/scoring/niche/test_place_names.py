import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.scoring.niche.place_names import Places, fold_letters, fold_name, load_places, read_code, read_meaning


def test_the_file_holds_folded_names_of_known_countries() -> None:
    places = load_places()
    for names in (places.declared, places.anywhere, places.towns):
        for name, meaning in names.items():
            assert read_meaning(meaning).likely <= read_meaning(meaning).possible <= places.english.keys()
            assert name == fold_name(name)


def test_no_name_is_in_two_blocks() -> None:
    places = load_places()
    blocks = [places.declared, places.anywhere, places.towns, places.alone]
    assert len(set().union(*blocks)) == sum(map(len, blocks))


def test_a_file_with_a_block_too_few_is_none() -> None:
    with pytest.raises(ValueError, match="shorter"):
        Places.from_text("DE\tGermany\n\nDE\tDE\n")


def test_a_meaning_says_which_country_is_likely() -> None:
    assert read_meaning("FR US") == (frozenset({"FR"}), frozenset({"FR", "US"}), False)
    assert read_meaning("? ES VE").likely == {"ES", "VE"}
    assert read_meaning("+ US CO").is_state


def test_a_code_has_usual_and_seldom_meanings() -> None:
    usual, seldom = read_code("US CA;IT")
    assert usual.likely == {"US"}
    assert usual.possible == {"US", "CA"}
    assert seldom == {"IT"}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("İSTANBUL", "istanbul"),
        ("Diyarbak\u0131r", "diyarbakir"),
        ("Łódź", "lodz"),
        ("ÆRØ", "aero"),
        ("Côte d'Ivoire", "cote divoire"),
        ("ß", "ss"),
    ],
)
def test_a_name_is_folded_as_people_without_the_keys_write_it(text: str, folded: str) -> None:
    assert fold_name(text) == folded


def test_dots_of_a_short_form_go_and_the_case_stays() -> None:
    assert fold_letters("U.S.A.").split() == ["USA"]
    assert fold_letters("the U.S.").split() == ["the", "USA"]
    assert fold_letters("St. Louis") == "St. Louis"


@given(st.text(max_size=100))
def test_a_folded_name_folds_to_itself(text: str) -> None:
    folded = fold_name(text)
    assert fold_name(folded) == folded
