import pytest

from app.domain.post import Post
from app.scoring.creator.adverts import ReadPost, advert_wordings, is_advert, read_posts


def read(text: str | None, *, handle: str | None = None, is_sponsored: bool | None = None) -> ReadPost:
    (one,) = read_posts([Post(post_id="1", text=text, is_sponsored=is_sponsored)], handle)
    return one


@pytest.mark.parametrize(
    "text",
    [
        "Use my code MIA20 at the shop",
        "20% off all shoes this week",
        "Anzeige | Die neuen Schuhe sind da",
        "Jetzt bestellen: https://example.org",
        "Usa el código MIA para tu pedido",
        "%30 indirim bugün",
        "my favourite boots #ad",
        "Only $49, shop now",
        "Achetez ici https://example.org",
        "frete grátis, compre já",
    ],
)
def test_adverts_are_recognised_in_several_languages(text: str) -> None:
    assert is_advert(advert_wordings(text))


@pytest.mark.parametrize(
    "text",
    [
        "A long read on rivers: https://example.org/rivers",
        "I paid $4 for this coffee",
        "we walked 20 km and 3% of it was flat",
        "added a new chapter to the book",
        "sorte beim Bäcker gefunden",
        "",
    ],
)
def test_a_link_or_a_price_alone_is_no_advert(text: str) -> None:
    assert not is_advert(advert_wordings(text))


def test_replies_and_posts_that_tell_nothing_are_not_read() -> None:
    silent = [Post(post_id="1"), Post(post_id="2", text=" \n"), Post(post_id="3", text="#ad", is_reply=True)]
    assert read_posts(silent) == ()


def test_the_mark_of_the_platform_is_enough_and_needs_no_text() -> None:
    assert read(None, is_sponsored=True).is_sponsored
    assert not read(None, is_sponsored=False).is_sponsored
    assert read("#ad", is_sponsored=False).is_sponsored
    assert read("not sponsored", is_sponsored=True).is_sponsored


@pytest.mark.parametrize(
    "text",
    [
        "20% off my new book",
        "Mein neues Kochbuch: jetzt bestellen",
        "Usa el código MIA en mi tienda",
        "Sorties: ma boutique, 10% de réduction",
        "Order now at https://www.baker.example/bread",
        "Order now: baker.example",
    ],
)
def test_goods_of_the_creators_own_are_known_by_words_and_by_the_domain_of_the_handle(text: str) -> None:
    assert read(text, handle="baker.example").own_goods


@pytest.mark.parametrize(
    "text",
    [
        "Order now at https://shop.example",
        "20% off, shop now: https://baker.example.evil.example/x",
        "Order now, says @baker.example",
        "20% off the book of my friend",
    ],
)
def test_goods_of_others_are_not_the_creators_own(text: str) -> None:
    assert not read(text, handle="baker.example").own_goods


def test_a_name_on_the_host_of_a_platform_is_no_domain_of_the_creators_own() -> None:
    assert not read("see mia.bsky.social", handle="mia.bsky.social").own_goods
