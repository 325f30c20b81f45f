from collections.abc import Sequence

import pytest
from factories import days_ago
from hypothesis import given
from hypothesis import strategies as st

from app.domain.brief import Brief
from app.domain.post import Post
from app.domain.sponsorship import BrandMentions
from app.scoring.creator.adverts import read_posts
from app.scoring.creator.mentions import brand_words, measure_mentions


def mentions(*texts: str, words: Sequence[str] = (), handle: str | None = None) -> BrandMentions:
    posts = [Post(post_id=str(index), text=text, created_at=days_ago(index)) for index, text in enumerate(texts)]
    found = measure_mentions(read_posts(posts), words, handle=handle)
    assert found is not None
    return found


def names(found: BrandMentions) -> list[str]:
    return [f"{one.kind} {one.name}" for one in found.mentions]


def test_a_name_of_two_posts_is_kept_with_its_first_and_last_day() -> None:
    found = mentions("boots by @Acme", "the river", "again @acme and @acme.")
    (acme,) = found.mentions
    assert (acme.name, acme.posts, acme.sponsored, acme.advertising) == ("acme", 2, 0, 0)
    assert (acme.first_at, acme.last_at) == (days_ago(2), days_ago(0))


def test_a_name_of_one_ordinary_post_is_counted_and_not_kept() -> None:
    found = mentions("lunch with @my.friend #together", "the river")
    assert (names(found), found.left_out, found.posts) == ([], 2, 2)
    assert "friend" not in found.text
    assert "2 others" in found.text


def test_a_name_of_one_advert_is_kept_disclosed_or_not() -> None:
    found = mentions("boots by @acme #ad", "use code MIA20 at @shop")
    assert names(found) == ["handle acme", "handle shop"]
    assert [(one.sponsored, one.advertising) for one in found.mentions] == [(1, 1), (0, 1)]


def test_labels_of_paid_posts_and_the_creators_own_handle_are_no_mentions() -> None:
    assert names(mentions(*["#ad #notsponsored #anzeige @mia.example"] * 3, handle="Mia.example")) == []


@pytest.mark.parametrize(
    "text",
    [
        "mail me@acme.example",
        "https://video.example/@acme",
        "https://acme.example/#boots",
        "page#boots",
        "&#39;",
        "#1",
        "@",
    ],
)
def test_addresses_links_and_numbers_are_no_mentions(text: str) -> None:
    assert names(mentions(text, text)) == []


def test_names_are_read_in_any_letters() -> None:
    assert names(mentions("＃靴 @ａｃｍｅ", "#靴 @acme #Élan #élan")) == ["handle acme", "hashtag 靴"]


def test_words_of_the_brief_are_kept_from_one_post_on_and_only_as_words() -> None:
    found = mentions("Barebells again", "barebell", "@barebells_de", words=("Barebells", " ", "oat"))
    assert names(found) == ["word Barebells"]


def test_twenty_names_are_given_those_of_sponsored_posts_first() -> None:
    crowd = " ".join(f"#tag{number}" for number in range(30))
    found = mentions(crowd, crowd, "@acme #ad")
    assert len(found.mentions) == 20
    assert names(found)[0] == "handle acme"
    assert found.text.startswith("31 names")


def test_a_brief_gives_what_it_must_find_and_names_inside_its_sentences() -> None:
    brief = Brief(text="Vegan bars by Barebells. Sold at Rewe: New since May\nAlso in Berlin", must_include=("oat",))
    assert brand_words(brief) == ("oat", "Barebells", "Rewe", "May", "Berlin")
    assert brand_words(None) == ()


def test_without_texts_nothing_is_measured() -> None:
    assert measure_mentions(()) is None


@given(st.lists(st.text(max_size=80), min_size=1, max_size=5), st.text(max_size=20))
def test_any_text_and_any_word_have_a_defined_answer(texts: list[str], word: str) -> None:
    posts = [Post(post_id=str(index), text=f"a {text}") for index, text in enumerate(texts)]
    found = measure_mentions(read_posts(posts), [word, *brand_words(Brief(text=word))], handle=word)
    assert found is not None
    assert len(found.mentions) <= 20
