from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import pytest
from factories import DRAWN_AT, days_ago
from scipy import stats

from app.domain.post import Post
from app.domain.sponsorship import SponsoredPosts, SponsorshipRhythm, SponsorshipSource, UndisclosedAdverts
from app.scoring.creator.adverts import read_posts
from app.scoring.creator.promotion import measure_promotion
from app.scoring.creator.sponsorship import measure_sponsored, measure_undisclosed, sponsorship_signals

AD, PLAIN = "new boots #ad", "the river at dawn"
HIDDEN = "Use code MIA20 at https://shop.example"


def posts(*texts: str, marks: Sequence[bool | None] = ()) -> list[Post]:
    """Posts a day apart, the newest first."""
    return [
        Post(
            post_id=str(index),
            text=text,
            created_at=days_ago(index),
            is_sponsored=marks[index] if marks else None,
        )
        for index, text in enumerate(texts)
    ]


def sponsored(read: list[Post]) -> SponsoredPosts:
    found = measure_sponsored(read_posts(read), DRAWN_AT, 0.95)
    assert found is not None
    return found


def rhythm(read: list[Post]) -> SponsorshipRhythm:
    found = sponsored(read).rhythm
    assert found is not None
    return found


def undisclosed(*texts: str, handle: str | None = None) -> UndisclosedAdverts:
    found = measure_undisclosed(read_posts(posts(*texts), handle), 0.95)
    assert found is not None
    return found


def codes(read: list[Post]) -> list[str]:
    own = read_posts(read)
    return [
        signal.code
        for signal in sponsorship_signals(measure_sponsored(own, DRAWN_AT, 0.95), measure_undisclosed(own, 0.95))
    ]


def test_marks_and_labels_are_counted_each_and_a_post_with_both_once() -> None:
    found = sponsored(posts(AD, AD, PLAIN, PLAIN, marks=[True, None, True, False]))
    assert (found.sponsored.count, found.sponsored.n) == (3, 4)
    assert {one.source: one.posts for one in found.sources} == {
        SponsorshipSource.PLATFORM_MARK: 2,
        SponsorshipSource.DISCLOSURE_WORD: 2,
    }
    assert found.post_ids == ("0", "1", "2")


def test_an_advert_without_a_disclosure_is_no_part_of_the_sponsored_share() -> None:
    read = posts(HIDDEN, HIDDEN, AD, PLAIN)
    assert sponsored(read).sponsored.count == 1
    assert undisclosed(HIDDEN, HIDDEN, AD, PLAIN).of_posts.count == 2
    load = measure_promotion(read_posts(read), 0.95)
    assert load is not None
    assert (load.promotional.count, load.disclosed.count, load.disclosed.n) == (3, 1, 3)


def test_the_rate_is_over_the_days_up_to_the_draw() -> None:
    found = rhythm(posts(AD, PLAIN, AD, *[PLAIN] * 58))
    assert (found.posts, found.days, found.per_30_days) == (61, 60, 1)
    assert (found.days_since_last, found.last_at) == (0, DRAWN_AT)


def test_a_few_days_have_no_rate() -> None:
    assert rhythm(posts(AD, PLAIN)).per_30_days is None


def test_the_longest_run_is_of_neighbours_in_time_whatever_the_order_of_reading() -> None:
    read = posts(PLAIN, AD, AD, AD, PLAIN, AD, AD)
    assert rhythm(read[::-1]).longest_run == rhythm(read).longest_run == 3
    assert rhythm(posts(PLAIN, PLAIN)).longest_run == 0


def test_without_any_sponsored_post_there_is_no_last_one() -> None:
    found = rhythm(posts(PLAIN))
    assert (found.last_at, found.days_since_last, found.newest.share) == (None, None, None)


def test_times_after_the_draw_and_posts_without_a_time_are_left_out_of_the_rhythm() -> None:
    late = Post(post_id="late", text=AD, created_at=DRAWN_AT + timedelta(days=9))
    assert sponsored([late, Post(post_id="timeless", text=AD)]).rhythm is None
    assert sponsored([late]).sponsored.count == 1


@pytest.mark.parametrize(("newest", "rest"), [(5, 1), (0, 6), (2, 6), (5, 15)])
def test_the_newest_quarter_is_compared_by_fishers_exact_test(newest: int, rest: int) -> None:
    read = posts(*[AD] * newest, *[PLAIN] * (5 - newest), *[AD] * rest, *[PLAIN] * (15 - rest))
    found = rhythm(read)
    table = np.array([[newest, 5 - newest], [rest, 15 - rest]])
    assert (found.newest.count, found.newest.n, found.rest.count, found.rest.n) == (newest, 5, rest, 15)
    assert found.newest_p_value == pytest.approx(stats.fisher_exact(table, alternative="greater").pvalue)


def test_eleven_posts_have_no_p_value() -> None:
    assert rhythm(posts(*[AD] * 11)).newest_p_value is None


def test_a_recent_rise_is_told_and_an_even_share_is_not() -> None:
    assert codes(posts(*[AD] * 8, *[PLAIN] * 24)) == ["sponsored_more_lately"]
    assert codes(posts(*[AD, PLAIN] * 16)) == []


def test_a_suspicion_names_its_wordings_and_the_innocent_reading_and_calls_nothing_hidden() -> None:
    found = undisclosed(HIDDEN, "20% off my new book", "not sponsored: use code MIA20", AD, PLAIN)
    assert (found.of_posts.count, found.of_posts.n, found.of_adverts.n, found.own_goods) == (2, 5, 4, 1)
    assert [one.post_id for one in found.posts] == ["0", "1"]
    assert found.posts[0].wordings == ("discount_code", "link")
    assert "advertise by wordings (discount code, percent off, link), and no disclosure was found" in found.text
    assert "1 of them speak of the creator's own goods" in found.text
    assert "hidden" not in found.text


def test_a_mark_of_the_platform_discloses_as_well_as_a_label() -> None:
    found = measure_undisclosed(read_posts(posts(HIDDEN, marks=[True])), 0.95)
    assert found is not None
    assert found.of_posts.count == 0
    assert found.text.startswith("None of 1 posts")


def test_three_undisclosed_adverts_are_told_but_not_a_shop_of_the_creators_own() -> None:
    assert codes(posts(HIDDEN, HIDDEN, HIDDEN, PLAIN)) == ["adverts_without_disclosure"]
    assert codes(posts(HIDDEN, HIDDEN, PLAIN)) == []
    assert codes(posts(*["20% off my new book"] * 9)) == []


def test_without_posts_nothing_is_measured() -> None:
    assert measure_sponsored((), DRAWN_AT, 0.95) is None
    assert measure_undisclosed((), 0.95) is None
    marked_only = read_posts([Post(post_id="1", is_sponsored=True)])
    assert measure_undisclosed(marked_only, 0.95) is None
    assert measure_sponsored(marked_only, DRAWN_AT, 0.95) is not None
