from factories import make_account, make_note

from app.domain.audience import AudienceSample, Frame
from app.domain.creator import FollowExchange, Followings
from app.scoring.creator.follows import follow_signals, measure_follows

FOLLOWERS = [make_account(index) for index in range(40)]
IDS = tuple(account.account_id for account in FOLLOWERS)


def measured(
    followers: int | None,
    following: int | None,
    followed: tuple[str, ...] | None = None,
    *,
    complete: bool = True,
    frame: Frame = Frame.COMPLETE,
) -> FollowExchange:
    creator = make_account(followers_count=followers, following_count=following)
    listing = AudienceSample(note=make_note(frame=frame, population=followers, listed=40), accounts=FOLLOWERS)
    followings = None if followed is None else Followings(account_ids=followed, complete=complete)
    return measure_follows(creator, listing, followings, 0.95)


def codes(followers: int | None, following: int | None, followed: tuple[str, ...] | None = None) -> list[str]:
    return [signal.code for signal in follow_signals(measured(followers, following, followed))]


def test_as_many_followings_as_followers_match_follow_for_follow() -> None:
    assert codes(20_000, 21_000) == ["follow_for_follow"]


def test_a_small_account_that_follows_its_friends_matches_nothing() -> None:
    assert codes(500, 600, IDS) == []


def test_a_known_creator_who_follows_many_matches_nothing() -> None:
    assert codes(400_000, 2_500) == []


def test_followers_followed_back_are_told_with_their_figures() -> None:
    signals = {signal.code: signal.text for signal in follow_signals(measured(40, 21_000, IDS))}
    assert list(signals) == ["follow_for_follow", "followings_follow_back", "followers_followed_back"]
    assert "40 of 40" in signals["followers_followed_back"]


def test_both_shares_are_counted_over_the_whole_list_of_the_other_side() -> None:
    found = measured(40, 50, (*IDS[:10], *(f"stranger-{number}" for number in range(40))))
    back, forth = found.followed_back, found.follows_back
    assert back is not None
    assert forth is not None
    assert (back.count, back.n, forth.count, forth.n) == (10, 40, 10, 50)
    assert back.share is not None
    assert (back.share.low, back.share.estimate, back.share.high) == (0.25, 0.25, 0.25), "everybody was read"


def test_followers_that_could_not_be_listed_widen_the_interval() -> None:
    found = measured(400, 10, IDS[:10]).followed_back
    assert found is not None
    assert found.share is not None
    assert found.share.low < 0.25 < found.share.high


def test_of_followings_that_were_cut_only_those_read_are_spoken_of() -> None:
    found = measured(40, 21_000, IDS[:30], complete=False)
    assert found.followed_back is None
    assert found.follows_back is not None
    assert (found.follows_back.count, found.follows_back.n) == (30, 30)
    assert [signal.code for signal in follow_signals(found)] == ["follow_for_follow", "followings_follow_back"]


def test_a_cut_list_of_followers_says_nothing_about_followings() -> None:
    found = measured(20_000, 30, IDS[:30], frame=Frame.NEWEST)
    assert found.follows_back is None
    assert found.followed_back is not None
    assert (found.followed_back.count, found.followed_back.n) == (30, 40)


def test_who_follows_nobody_follows_nobody_back() -> None:
    found = measured(40, 0, ())
    assert found.followed_back is not None
    assert found.followed_back.count == 0
    assert found.follows_back is not None
    assert found.follows_back.share is None


def test_followings_that_were_not_fetched_count_nothing() -> None:
    found = measured(20_000, 21_000)
    assert (found.followed_back, found.follows_back) == (None, None)


def test_unknown_and_absurd_counts_have_no_ratio() -> None:
    assert measure_follows(None, None, None, 0.95).ratio is None
    assert codes(None, 21_000) == []
    assert codes(0, 21_000) == []
    assert codes(-5, 10**30) == []
