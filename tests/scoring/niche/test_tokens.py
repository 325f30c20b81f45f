import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.scoring.niche.tokens import LONGEST_TEXT, read_tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("🌱vegan💪food", ["🌱", "vegan", "💪", "food"]),
        ("👨\u200d👩\u200d👧 ❤️", ["👨", "👩", "👧", "❤"]),
        ("🇩🇪🇮🇹 here", ["🇩🇪", "🇮🇹", "here"]),
    ],
)
def test_emoji_and_flags_are_tokens_of_their_own(text: str, tokens: list[str]) -> None:
    assert read_tokens(text) == tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("#VeganFood", ["vegan", "food"]),
        ("#veganfood", ["veganfood"]),
        ("#DogMumLife.", ["dog", "mum", "life"]),
        ("#summer2024", ["summer"]),
        ("#VEGAN_food", ["vegan", "food"]),
        ("VeganFood", ["veganfood"]),
    ],
)
def test_a_hashtag_falls_into_words_where_capitals_or_years_show_them(text: str, tokens: list[str]) -> None:
    assert read_tokens(text) == tokens


@pytest.mark.parametrize("text", ["𝓥𝓮𝓰𝓪𝓷 𝓕𝓸𝓸𝓭", "ⓥⓔⓖⓐⓝ ⓕⓞⓞⓓ", "ｖｅｇａｎ ｆｏｏｄ", "𝗩𝗘𝗚𝗔𝗡 𝔽𝕆𝕆𝔻"])
def test_stylised_letters_are_read_as_plain_ones(text: str) -> None:
    assert read_tokens(text) == ["vegan", "food"]


@pytest.mark.parametrize("text", ["İSTANBUL", "istanbul", "İstanbul", "#İstanbul"])
def test_a_turkish_capital_leaves_no_loose_dot(text: str) -> None:
    assert read_tokens(text) == ["istanbul"]


@pytest.mark.parametrize(
    "text",
    [
        "tea @someone.else cake",
        "tea @someone, cake",
        "tea https://shop.example/a?b=c#d cake",
        "tea HTTP://SHOP.EXAMPLE/a cake http://b.example",
        "tea www.shop.example/today cake",
        "tea jane.doe+shop@my-mail.example cake",
        "tea:hello@shop.example cake",
        "tea @some-one.social.example cake",
        "tea @someone@social.example cake",
        "tea WWW.SHOP.EXAMPLE cake",
        "tea shop.example/today?a=b cake",
        "tea video.example/@someone cake",
    ],
)
def test_handles_and_addresses_are_left_out(text: str) -> None:
    assert read_tokens(text) == ["tea", "cake"]


def test_a_word_at_a_place_is_not_taken_for_an_address() -> None:
    assert read_tokens("barista @ home, chef@work") == ["barista", "home", "chef", "work"]


@pytest.mark.parametrize("text", ["2024", "12 000", "٣٤", "²", "①", "१२", ""])
def test_plain_numbers_say_nothing(text: str) -> None:
    assert read_tokens(text) == []


def test_numbers_with_letters_stay() -> None:
    assert read_tokens("10k run, 4x4") == ["10k", "run", "4x4"]


def test_only_the_first_characters_of_a_long_text_are_read() -> None:
    assert read_tokens("a " * (LONGEST_TEXT // 2) + "unread") == ["a"] * (LONGEST_TEXT // 2)
    assert read_tokens("x" * 2 * LONGEST_TEXT) == ["x" * LONGEST_TEXT]


def test_no_character_breaks_the_reading() -> None:
    assert read_tokens("tea\0cake") == ["tea", "cake"]
    assert read_tokens("\ud800tea \udfff") == ["tea"]


def test_words_from_right_to_left_keep_their_order_of_reading() -> None:
    assert read_tokens("שלום עולם") == ["שלום", "עולם"]
    assert read_tokens("\u202eمرحبا\u202c tea") == ["مرحبا", "tea"]


def test_signs_that_belong_to_letters_do_not_cut_a_word() -> None:
    assert read_tokens("वीगन खाना") == ["वीगन", "खाना"]
    assert len(read_tokens("v̷͓e̶g̴a̵n̸ f̷o̸o̵d̴")) == 2


@given(st.text(st.characters(exclude_categories=())))
@settings(deadline=None)
def test_any_text_gives_small_words_without_spaces_and_numbers(text: str) -> None:
    for token in read_tokens(text):
        assert token
        assert not token.isdigit()
        assert not any(letter.isspace() for letter in token)


@given(st.text("#@Aa1.:/ wİ🌱\u0301"))
@settings(deadline=None)
def test_any_mix_of_marks_gives_small_letters(text: str) -> None:
    assert all(token == token.lower() and "@" not in token and "#" not in token for token in read_tokens(text))


@pytest.mark.parametrize(
    ("text", "tokens"), [("and/or he/him 24/7", ["and", "or", "he", "him"]), ("tea.cake", ["tea", "cake"])]
)
def test_a_slash_or_a_dot_alone_makes_no_address(text: str, tokens: list[str]) -> None:
    assert read_tokens(text) == tokens


@pytest.mark.timeout(5)
@pytest.mark.parametrize("piece", ["@", "@a", "x@", "a.", "-.", "a.b/", "#", "#Aa", "://", "www.", "\u0301", "🇩"])
def test_hostile_repetitions_take_no_time(piece: str) -> None:
    for _ in range(20):
        read_tokens(piece * 5_000)
