import time
from datetime import UTC, datetime, timedelta

from .bulk import fill_audience
from .network import BlueskyNetwork
from .people import LOGGED_OUT_VISITORS_UNWANTED, People


def error_name(network: BlueskyNetwork, actor: str) -> str:
    answer = network.ask("app.bsky.actor.getProfile", actor=actor)
    assert answer.status_code == 400
    return str(answer.json()["error"])


def listed_followers(network: BlueskyNetwork, actor: str) -> list[str]:
    dids: list[str] = []
    parameters: dict[str, str | int | list[str]] = {"actor": actor, "limit": 100}
    while True:
        page = network.ask("app.bsky.graph.getFollowers", **parameters).json()
        dids += [follower["did"] for follower in page["followers"]]
        if "cursor" not in page:
            return dids
        parameters["cursor"] = page["cursor"]


def test_what_people_write_on_the_pds_is_read_back_from_the_appview(
    bluesky_network: BlueskyNetwork, bluesky_people: People
) -> None:
    people, now = bluesky_people, datetime.now(UTC)
    creator, early, late = (people.join(f"{name}.test") for name in ("creator", "early", "late"))
    people.write_profile(creator, display_name="Creator", description="I make #ad", created_at=now)
    people.write_profile(late, display_name="Late", has_avatar=True)
    people.follow(early, creator, at=now - timedelta(days=2))
    people.follow(late, creator, at=now)
    post = people.post(creator, "hello", at=now)
    people.like(late, post)
    people.reply(early, post, "hello to you")
    people.repost(early, post)
    bluesky_network.settle()

    assert listed_followers(bluesky_network, creator.handle) == [late.did, early.did]
    profile = bluesky_network.ask("app.bsky.actor.getProfile", actor=creator.did).json()
    assert (profile["displayName"], profile["followersCount"], profile["postsCount"]) == ("Creator", 2, 1)
    [entry] = bluesky_network.ask("app.bsky.feed.getAuthorFeed", actor=creator.did).json()["feed"]
    counts = [entry["post"][name] for name in ("likeCount", "replyCount", "repostCount")]
    assert (entry["post"]["uri"], counts) == (post.uri, [1, 1, 1])
    [like] = bluesky_network.ask("app.bsky.feed.getLikes", uri=post.uri).json()["likes"]
    assert (like["actor"]["did"], "avatar" in like["actor"]) == (late.did, True)
    thread = bluesky_network.ask("app.bsky.feed.getPostThread", uri=post.uri).json()["thread"]
    assert [reply["post"]["author"]["did"] for reply in thread["replies"]] == [early.did]


def test_a_suspended_a_deactivated_and_an_unknown_account_answer_with_different_errors(
    bluesky_network: BlueskyNetwork, bluesky_people: People
) -> None:
    suspended, deactivated, deleted = (
        bluesky_people.join(f"{name}.test") for name in ("suspended", "resting", "deleted")
    )
    bluesky_network.settle()
    bluesky_people.take_down(suspended)
    bluesky_people.delete(deleted)
    bluesky_people.deactivate(deactivated)
    bluesky_network.settle()

    assert error_name(bluesky_network, suspended.did) == "AccountTakedown"
    assert error_name(bluesky_network, deactivated.did) == "AccountDeactivated"
    assert error_name(bluesky_network, deleted.did) == "InvalidRequest"
    assert error_name(bluesky_network, "nobody.test") == "InvalidRequest"

    bluesky_people.restore(suspended)
    bluesky_people.reactivate(deactivated)
    bluesky_network.settle()
    for person in (suspended, deactivated):
        assert bluesky_network.ask("app.bsky.actor.getProfile", actor=person.did).status_code == 200


def test_a_renamed_account_is_found_by_its_new_handle_only(
    bluesky_network: BlueskyNetwork, bluesky_people: People
) -> None:
    person = bluesky_people.join("maiden.test")
    bluesky_network.settle()
    renamed = bluesky_people.rename(person, "married.test")
    bluesky_network.settle()

    assert bluesky_network.ask("app.bsky.actor.getProfile", actor=renamed.handle).json()["did"] == person.did
    assert error_name(bluesky_network, person.handle) == "InvalidRequest"


def test_an_account_can_label_itself(bluesky_network: BlueskyNetwork, bluesky_people: People) -> None:
    shy = bluesky_people.join("shy.test")
    bluesky_people.write_profile(shy, self_labels=[LOGGED_OUT_VISITORS_UNWANTED, "bot"])
    bluesky_network.settle()

    profile = bluesky_network.ask("app.bsky.actor.getProfile", actor=shy.did).json()
    assert {label["val"] for label in profile["labels"]} == {LOGGED_OUT_VISITORS_UNWANTED, "bot"}


def test_bulk_fills_two_thousand_followers_in_seconds(bluesky_network: BlueskyNetwork) -> None:
    began = time.monotonic()
    audience = fill_audience(bluesky_network, "famous.test", followers=2000)
    assert time.monotonic() - began < 60
    assert listed_followers(bluesky_network, "famous.test") == list(audience.follower_dids)
    profile = bluesky_network.ask("app.bsky.actor.getProfile", actor=audience.subject_did).json()
    assert profile["followersCount"] == 2000
    likes = bluesky_network.ask("app.bsky.feed.getLikes", uri=audience.posts[0].uri).json()["likes"]
    assert len(likes) == 50
