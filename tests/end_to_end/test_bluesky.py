"""The whole service against the real Bluesky network: real accounts, follows, posts, likes and replies."""

import contextlib
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from bluesky_network.bulk import fill_audience
from bluesky_network.network import BlueskyNetwork
from bluesky_network.people import LOGGED_OUT_VISITORS_UNWANTED, People, Person
from databases import settings_for
from service import Caller, ServiceThread, make_key

pytestmark = [pytest.mark.network, pytest.mark.slow, pytest.mark.xdist_group("bluesky")]

KEEP_EVERY_PAGE = """
CREATE TABLE every_page (body BLOB);
CREATE TRIGGER keep_every_page AFTER INSERT ON vetting_pages
BEGIN INSERT INTO every_page VALUES (NEW.body); END;
"""
"""Pages are deleted when a vetting ends; what they held must be seen all the same."""


@pytest.fixture(scope="module")
def database(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("network") / "truereach.db"
    shutil.copy(sqlite_template, path)
    with sqlite3.connect(path) as connection:
        connection.executescript(KEEP_EVERY_PAGE)
    connection.close()
    return path


@pytest.fixture(scope="module")
def service(database: Path, bluesky_network: BlueskyNetwork) -> Iterator[ServiceThread]:
    settings = settings_for(
        f"sqlite:///{database}",
        database.parent,
        platform_urls={"bluesky": bluesky_network.appview_url},
        platform_calls_per_second={"bluesky": 500},
    )
    with ServiceThread(settings) as started:
        yield started


@pytest.fixture
def caller(service: ServiceThread) -> Iterator[Caller]:
    with Caller(service.url, make_key(service.settings)) as client:
        yield client


def vet(caller: Caller, handle: str, **question: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON value
    vetting = caller.vet(platform="bluesky", handle=handle, **question)
    return caller.await_end(vetting["id"], within_seconds=120)


def failure_of(caller: Caller, handle: str) -> str:
    vetting = vet(caller, handle)
    assert vetting["status"] == "failed", vetting
    assert vetting["failure"]["retryable"] is False
    return str(vetting["failure"]["code"])


def role_of(vetting: dict[str, Any], role: str) -> dict[str, Any]:
    [found] = [one for one in vetting["assessment"]["audiences"] if one["role"] == role]
    return dict(found["inauthentic_share"])


def stored_texts(database: Path) -> dict[str, str]:
    """Everything in the file, table by table, unpacked."""
    texts: dict[str, str] = {}
    connection = sqlite3.connect(database)
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        rows = connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608
        texts[table] = "\n".join(_text(value) for row in rows for value in row)
    connection.close()
    return texts


def _text(value: object) -> str:
    if not isinstance(value, bytes):
        return str(value)
    with contextlib.suppress(zlib.error):
        value = zlib.decompress(value)
    return value.decode(errors="replace")


def test_followers_likers_and_commenters_of_a_creator_become_a_verdict(
    caller: Caller, database: Path, bluesky_network: BlueskyNetwork, bluesky_people: People
) -> None:
    people, now = bluesky_people, datetime.now(UTC)
    creator = people.join("e2e-creator.test")
    people.write_profile(creator, display_name="Creator", description="Kitchen things", created_at=now)
    posts = [people.post(creator, f"Kitchen test {number}", at=now - timedelta(days=number)) for number in range(3)]
    members = [people.join(f"e2e-fan{number}.test") for number in range(12)]
    for number, member in enumerate(members):
        people.write_profile(member, display_name=f"Fan {number}", description="Openly-said words")
        people.follow(member, creator, at=now - timedelta(hours=number))
    shy = members[0]
    people.write_profile(
        shy,
        display_name="Zurückhaltend Hidden-Name",
        description="Unsayable-bio words",
        self_labels=[LOGGED_OUT_VISITORS_UNWANTED],
    )
    for member in members[:5]:
        people.like(member, posts[0])
    for member in members[:4]:
        people.reply(member, posts[1], "Hidden-reply words" if member is shy else "Openly-said reply")
    bluesky_network.settle()

    vetting = vet(caller, "@e2e-creator.test", sample_size=100)
    assert vetting["status"] == "succeeded", vetting
    assessment = vetting["assessment"]
    frame = assessment["frame"]
    assert (frame["population"], frame["listed"], frame["coverage"], frame["frame"]) == (12, 12, 1.0, "complete")
    assert assessment["sampled"] == 12
    assert role_of(vetting, "likers")["n"] == 5
    assert role_of(vetting, "commenters")["n"] == 4
    assert assessment["engagement"]["posts"] == 3

    texts = stored_texts(database)
    assert shy.did in texts["samples"]
    assert "Openly-said words" in texts["every_page"]
    assert "Openly-said reply" in texts["every_page"]
    for table, text in texts.items():
        for words in ("Hidden-Name", "Unsayable-bio", "Hidden-reply", shy.handle):
            assert words not in text, (table, words)
        if table != "every_page":
            assert "Openly-said" not in text, table


def test_whom_the_creator_follows_back_and_answers_is_counted(
    caller: Caller, bluesky_network: BlueskyNetwork, bluesky_people: People
) -> None:
    people = bluesky_people
    creator, stranger = people.join("e2e-friendly.test"), people.join("e2e-stranger.test")
    members = [people.join(f"e2e-friend{number}.test") for number in range(5)]
    post = people.post(creator, "Kitchen test")
    comments = []
    for member in members:
        people.follow(member, creator)
        comments.append(people.reply(member, post, "Which knife is that?"))
    people.answer(creator, post, comments[1], "A bread knife")
    people.answer(stranger, post, comments[2], "A bread knife")
    for followed in (*members[:3], stranger):
        people.follow(creator, followed)
    bluesky_network.settle()

    found = vet(caller, creator.handle)["assessment"]["creator"]
    follows, replies = found["follows"], found["replies"]
    assert (follows["followed_back"]["count"], follows["followed_back"]["n"], follows["followers_count"]) == (3, 5, 5)
    assert (follows["follows_back"]["count"], follows["follows_back"]["n"], follows["following_count"]) == (3, 4, 4)
    assert (replies["commenters"]["count"], replies["commenters"]["n"], replies["comments_count"]) == (1, 5, 5)


def test_two_thousand_followers_are_sampled_and_measured(caller: Caller, bluesky_network: BlueskyNetwork) -> None:
    fill_audience(bluesky_network, "e2e-famous.test", followers=2000)
    vetting = vet(caller, "e2e-famous.test", sample_size=800, read_all=True, brief="Trail running shoes")
    assert vetting["status"] == "succeeded", vetting
    assessment = vetting["assessment"]
    assert (assessment["frame"]["listed"], assessment["frame"]["coverage"]) == (2000, 1.0)
    assert assessment["sampled"] == 800
    for share in ("inauthentic_share", "authentic_share", "reachable_share"):
        found = assessment[share]
        assert 0 <= found["low"] <= found["estimate"] <= found["high"] <= 1, share
    assert sum(kind["share"]["estimate"] for kind in assessment["kinds"]) == pytest.approx(1, abs=0.01)
    assert role_of(vetting, "likers")["n"] == 200  # of a thousand, as many as are read at most
    assert vetting["progress"]["calls"] >= 1 + 20 + 32 + 1 + 10
    assert vetting["verdict"]["reasons"]


def test_a_creator_without_followers_is_no_evidence(
    caller: Caller, bluesky_network: BlueskyNetwork, bluesky_people: People
) -> None:
    bluesky_people.join("e2e-lonely.test")
    bluesky_network.settle()
    vetting = vet(caller, "e2e-lonely.test")
    assert vetting["status"] == "succeeded", vetting
    assert vetting["verdict"]["decision"] == "insufficient_evidence"
    assert vetting["assessment"]["sampled"] == 0
    assert vetting["assessment"]["frame"]["availability"] == "ok"


@pytest.fixture(scope="module")
def fallen(bluesky_network: BlueskyNetwork, bluesky_people: People) -> dict[str, Person]:
    """Creators who cannot be vetted, each for a reason of its own."""
    names = ("suspended", "resting", "private", "maiden")
    people = {name: bluesky_people.join(f"e2e-{name}.test") for name in names}
    bluesky_people.write_profile(people["private"], self_labels=[LOGGED_OUT_VISITORS_UNWANTED])
    bluesky_network.settle()
    bluesky_people.take_down(people["suspended"])
    bluesky_people.deactivate(people["resting"])
    people["married"] = bluesky_people.rename(people["maiden"], "e2e-married.test")
    bluesky_network.settle()
    return people


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("suspended", "account_suspended"),
        ("resting", "account_deactivated"),
        ("private", "account_private"),
        ("maiden", "handle_not_found"),
    ],
)
def test_who_cannot_be_vetted_fails_with_the_reason(
    caller: Caller, fallen: dict[str, Person], name: str, code: str
) -> None:
    assert failure_of(caller, fallen[name].handle) == code


@pytest.mark.parametrize("handle", ["e2e-nobody.test", "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa"])
def test_a_handle_of_nobody_is_not_found(caller: Caller, handle: str) -> None:
    assert failure_of(caller, handle) == "handle_not_found"


def test_a_renamed_creator_is_vetted_by_the_new_handle_and_by_did(caller: Caller, fallen: dict[str, Person]) -> None:
    married = fallen["married"]
    for name in (married.handle, married.did):
        assert vet(caller, name)["status"] == "succeeded", name


def test_a_plan_says_within_a_tenth_what_the_vetting_then_spends(
    caller: Caller, bluesky_network: BlueskyNetwork
) -> None:
    fill_audience(bluesky_network, "e2e-planned.test", followers=2_300, every_nth_likes=9)
    question = {"platform": "bluesky", "handle": "e2e-planned.test", "sample_size": 1_000, "read_all": True}
    plan = caller.post("/v1/vettings/plan", json={**question, "brief": "Trail running shoes"}).raise_for_status().json()
    vetting = vet(caller, "e2e-planned.test", sample_size=1_000, read_all=True, brief="Trail running shoes")
    assert vetting["status"] == "succeeded", vetting
    spent = vetting["progress"]["calls"]
    print(f"planned {plan['expected']['calls']} calls, at most {plan['at_most']['calls']}; spent {spent}")  # noqa: T201
    assert plan["spent"]["calls"] == 2
    assert plan["expected"]["calls"] == pytest.approx(spent, rel=0.1)
    assert plan["at_least"]["calls"] <= spent <= plan["at_most"]["calls"]
    share = plan["inauthentic_share"]
    width = vetting["assessment"]["inauthentic_share"]["high"] - vetting["assessment"]["inauthentic_share"]["low"]
    print(f"interval expected {share['high'] - share['low']:.2f} wide, measured {width:.2f}")  # noqa: T201


def test_a_vetting_that_may_stop_early_costs_between_the_least_and_the_most_of_its_plan(
    caller: Caller, bluesky_network: BlueskyNetwork
) -> None:
    fill_audience(bluesky_network, "e2e-early.test", followers=2_000, every_nth_likes=9)
    body = {"platform": "bluesky", "handle": "e2e-early.test"}
    plan = caller.post("/v1/vettings/plan", json=body).raise_for_status().json()
    vetting = vet(caller, "e2e-early.test")
    spent = vetting["progress"]["calls"]
    print(f"planned {plan['at_least']['calls']} to {plan['at_most']['calls']} calls; spent {spent}")  # noqa: T201
    assert plan["at_least"]["calls"] <= spent <= plan["at_most"]["calls"]
