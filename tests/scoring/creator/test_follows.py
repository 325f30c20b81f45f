from factories import make_account

from app.scoring.creator.follows import follow_signals, measure_follows

FOLLOWERS = [make_account(index) for index in range(40)]
IDS = {account.account_id for account in FOLLOWERS}


def codes(followers: int | None, following: int | None, followed: set[str] | None = None) -> list[str]:
    creator = make_account(followers_count=followers, following_count=following)
    return [signal.code for signal in follow_signals(measure_follows(creator, FOLLOWERS, followed, 0.95))]


def test_as_many_followings_as_followers_match_follow_for_follow() -> None:
    assert codes(20_000, 21_000) == ["follow_for_follow"]


def test_a_small_account_that_follows_its_friends_matches_nothing() -> None:
    assert codes(500, 600, IDS) == []


def test_a_known_creator_who_follows_many_matches_nothing() -> None:
    assert codes(400_000, 2_500) == []


def test_followers_followed_back_are_told_with_their_figures() -> None:
    creator = make_account(followers_count=20_000, following_count=21_000)
    found = measure_follows(creator, FOLLOWERS, IDS, 0.95)
    signals = list(follow_signals(found))
    assert [signal.code for signal in signals] == ["follow_for_follow", "followers_followed_back"]
    assert "40 of 40" in signals[1].text


def test_followings_that_were_not_fetched_or_cut_count_nothing() -> None:
    creator = make_account(followers_count=20_000, following_count=21_000)
    assert measure_follows(creator, FOLLOWERS, None, 0.95).followed_back is None
    assert measure_follows(creator, FOLLOWERS, set(), 0.95, followed_is_complete=False).followed_back is None


def test_unknown_and_absurd_counts_have_no_ratio() -> None:
    assert measure_follows(None, [], None, 0.95).ratio is None
    assert codes(None, 21_000) == []
    assert codes(0, 21_000) == []
    assert codes(-5, 10**30) == []
