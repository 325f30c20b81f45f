from app.domain.post import Post
from app.scoring.creator.adverts import read_posts
from app.scoring.creator.promotion import measure_promotion, promotion_signals


def feed(adverts: int, others: int) -> list[Post]:
    texts = ["Use code MIA20 #ad"] * (adverts // 2) + ["20% off, shop now"] * (adverts - adverts // 2)
    texts += ["the river at dawn"] * others
    return [Post(post_id=str(index), text=text) for index, text in enumerate(texts)]


def codes(posts: list[Post]) -> list[str]:
    return [signal.code for signal in promotion_signals(measure_promotion(read_posts(posts), 0.95))]


def test_a_feed_of_adverts_is_told() -> None:
    assert codes(feed(40, 0)) == ["advert_feed"]


def test_more_than_a_third_of_adverts_is_overload() -> None:
    assert codes(feed(20, 20)) == ["sponsored_overload"]


def test_a_few_adverts_or_a_few_posts_match_nothing() -> None:
    assert codes(feed(4, 36)) == []
    assert codes(feed(4, 0)) == []


def test_disclosure_is_a_share_of_the_adverts() -> None:
    found = measure_promotion(read_posts(feed(10, 10)), 0.95)
    assert found is not None
    assert (found.promotional.count, found.disclosed.count, found.disclosed.n) == (10, 5, 10)


def test_without_texts_nothing_is_measured() -> None:
    assert measure_promotion([], 0.95) is None
    assert measure_promotion(read_posts([Post(post_id="1"), Post(post_id="2", text="  ")]), 0.95) is None
