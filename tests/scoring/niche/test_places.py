import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.scoring.niche.place_names import load_places
from app.scoring.niche.places import country_name, country_of, is_country


@pytest.mark.parametrize(
    ("location", "country"),
    [
        ("São Paulo, Brasil", "BR"),
        ("NYC", "US"),
        ("🇩🇪 Berlin", "DE"),
        ("Deutschland", "DE"),
        ("China", "CN"),
        ("Ísland", "IS"),
        ("東京", "JP"),
        ("Ankara / Türkiye", "TR"),
        ("UK", "GB"),
        ("somewhere in the U.S.", "US"),
        ("Εδώ, Ελλάδα", "GR"),
        ("दिल्ली, भारत", "IN"),
        ("Москва", "RU"),
        ("القاهرة", "EG"),
        ("대한민국 부산", "KR"),
        ("Wales", "GB"),
        ("Trinidad & Tobago", "TT"),
        ("Kosovo", "XK"),
    ],
)
def test_a_country_is_read_in_many_languages_and_forms(location: str, country: str) -> None:
    assert country_of(location) == country


@pytest.mark.parametrize(
    "location", ["", " ", "earth", "somewhere over the rainbow", "Home", "here", "of", "Worldwide"]
)
def test_no_place_is_no_country(location: str) -> None:
    assert country_of(location) is None


@pytest.mark.parametrize(
    "location", ["London | Lagos", "🇺🇸🇲🇽", "🇧🇷 in London", "Paris, Tokyo", "Italy, USA", "東京 / London", "UK/USA"]
)
def test_two_countries_are_never_a_guess(location: str) -> None:
    assert country_of(location) is None


@pytest.mark.parametrize(
    ("location", "country"),
    [
        ("Paris", "FR"),
        ("Paris, TX", "US"),
        ("paris, tx", "US"),
        ("Paris Texas", "US"),
        ("London", "GB"),
        ("London, ON", "CA"),
        ("London, Ontario, Canada", "CA"),
        ("Rome, Georgia", "US"),
        ("Tbilisi, Georgia", "GE"),
        ("Lebanon, Tennessee", "US"),
        ("Berlin, DE", "DE"),
        ("Venice, CA", "US"),
        ("Milano (MI)", "IT"),
        ("Venezia (VE)", "IT"),
        ("Perth, WA", "AU"),
        ("Niterói - RJ", "BR"),
        ("Dallas, TX 75201", "US"),
        ("Washington, D.C.", "US"),
    ],
)
def test_a_state_or_country_beats_the_city_before_it(location: str, country: str) -> None:
    assert country_of(location) == country


@pytest.mark.parametrize("location", ["Athens", "Barcelona", "Birmingham", "Georgia", "CA"])
def test_a_name_of_several_countries_without_a_far_larger_one_is_unknown(location: str) -> None:
    assert country_of(location) is None


def test_a_namesake_is_told_by_what_else_is_said() -> None:
    assert country_of("Barcelona, Madrid") == "ES"
    assert country_of("Birmingham 🇬🇧") == "GB"
    assert country_of("Barcelona / London") is None


@pytest.mark.parametrize(
    ("location", "country"),
    [("IN", "IN"), ("in", None), ("DE", "DE"), ("de", None), ("TX", "US"), ("me", None), ("LONDON IN MY HEART", "GB")],
)
def test_a_word_of_two_letters_is_a_code_only_in_capitals(location: str, country: str | None) -> None:
    assert country_of(location) == country


def test_a_code_counts_after_a_comma_beside_an_unknown_town() -> None:
    assert country_of("Nosuchtown, MO") == "US"
    assert country_of("Nosuchtown, DE") is None
    assert country_of("look at me, OK then") is None


@pytest.mark.parametrize("word", ["Nice", "Split"])
def test_everyday_words_are_places_only_alone_or_with_their_country(word: str) -> None:
    alone = country_of(word)
    assert alone is not None
    assert country_of(f"{word}, {country_name(alone)}") == alone
    assert country_of(f"{word} people everywhere") is None
    assert country_of(f"{word}, kind") is None


def test_a_flag_and_a_word_of_another_country_contradict_each_other() -> None:
    assert country_of("🇩🇪 NICE") is None
    assert country_of("🇨🇦 CA") == "CA"


def test_a_town_counts_only_when_nothing_else_is_unknown() -> None:
    assert country_of("Swindon") == "GB"
    assert country_of("near Swindon") == "GB"
    assert country_of("Swindon dreams of cake") is None


def test_a_territory_beats_the_country_that_it_belongs_to() -> None:
    assert country_of("Hong Kong, China") == "HK"
    assert country_of("San Juan, Puerto Rico, USA") == "PR"


def test_flags_of_parts_of_britain_are_british_and_flags_of_no_country_are_none() -> None:
    assert country_of("\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f") == "GB"
    assert country_of("🇪🇺") is None


@pytest.mark.parametrize(
    "name", ["ber\u200blin", "BERLIN", "Be\u0301rlin", "\u202eBerlin\u202c", "\uff22\uff45\uff52lin", "\x00Berlin"]
)
def test_case_accents_forms_and_invisible_signs_do_not_hide_a_name(name: str) -> None:
    assert country_of(name) == "DE"


@pytest.mark.parametrize(
    "piece", ["\x00", "\u0301", "\u202e", "🇩", "\ufdfa", "東", "a ", ",", "\ud800", "न्", ".a", "london "]
)
def test_long_hostile_text_is_read_as_far_as_a_location_goes(piece: str) -> None:
    assert country_of(piece * 10_000) in {None, "GB"}
    assert country_of(f"Berlin, {piece * 10_000}") in {None, "DE"}


def test_what_lies_beyond_a_location_is_not_read() -> None:
    assert country_of(f"Berlin{' ' * 200}London") == "DE"


PIECES = st.one_of(
    st.text(),
    st.sampled_from(
        ["Paris", "TX", ", ", " / ", "IN", "🇩🇪", "東京", "Georgia", "\u200f", "\u0327", "U.S.", "(", "भारत", " - "]
    ),
    st.sampled_from(sorted(load_places().anywhere)),
)


@given(st.lists(PIECES).map("".join))
def test_any_text_is_a_known_country_or_none(location: str) -> None:
    country = country_of(location)
    assert country is None or is_country(country)


@pytest.mark.parametrize("around", ["", " ", "!", " ♥", "\u200f"])
def test_every_english_name_but_those_of_states_of_the_us_declares_its_country(around: str) -> None:
    named = {code: country_of(f"{around}{name}{around}") for code, name in load_places().english.items()}
    assert {code for code, country in named.items() if country is None} == {"GE", "JE"}
    assert all(country in {code, None} for code, country in named.items())


def test_codes_are_those_of_iso_and_kosovo() -> None:
    assert len(load_places().english) == 250
    assert not is_country("UK")
    assert not is_country("EU")
    assert not is_country("de")
    assert is_country("XK")


def test_an_unknown_code_has_no_name() -> None:
    assert country_name("BR") == "Brazil"
    with pytest.raises(KeyError):
        country_name("ZZ")
