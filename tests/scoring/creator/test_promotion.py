import pytest

from app.domain.post import Post
from app.scoring.creator.promotion import advert_wordings, is_advert, measure_promotion, promotion_signals


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


def feed(adverts: int, others: int) -> list[Post]:
    texts = ["Use code MIA20 #ad"] * (adverts // 2) + ["20% off, shop now"] * (adverts - adverts // 2)
    texts += ["the river at dawn"] * others
    return [Post(post_id=str(index), text=text) for index, text in enumerate(texts)]


def codes(posts: list[Post]) -> list[str]:
    return [signal.code for signal in promotion_signals(measure_promotion(posts, 0.95))]


def test_a_feed_of_adverts_is_told() -> None:
    assert codes(feed(40, 0)) == ["advert_feed"]


def test_more_than_a_third_of_adverts_is_overload() -> None:
    assert codes(feed(20, 20)) == ["sponsored_overload"]


def test_a_few_adverts_or_a_few_posts_match_nothing() -> None:
    assert codes(feed(4, 36)) == []
    assert codes(feed(4, 0)) == []


def test_disclosure_is_a_share_of_the_adverts() -> None:
    found = measure_promotion(feed(10, 10), 0.95)
    assert found is not None
    assert (found.promotional.count, found.disclosed.count, found.disclosed.n) == (10, 5, 10)


def test_without_texts_nothing_is_measured() -> None:
    assert measure_promotion([], 0.95) is None
    assert measure_promotion([Post(post_id="1"), Post(post_id="2", text="  ")], 0.95) is None
