"""The whole service against a YouTube that answers as its discovery document says."""

from collections.abc import Iterator
from typing import Any

import pytest
from service import Caller, ServiceThread, make_key
from youtube_stub.channel import ChannelOptions
from youtube_stub.faults import Fault, FaultKind
from youtube_stub.server import YouTubeStub
from youtube_stub.stub import KEY

from .credentialed_service import serving, signed_in

OPT_IN = "youtube-derived-metrics"
CHANNEL = ChannelOptions(videos=8, commenters=260, comments_per_video=120, junk_share=0.3)


@pytest.fixture(scope="module")
def stub() -> Iterator[YouTubeStub]:
    with YouTubeStub(CHANNEL) as running:
        yield running


@pytest.fixture(scope="module")
def service(
    module_database_url: str, stub: YouTubeStub, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServiceThread]:
    folder = tmp_path_factory.mktemp("data")
    with serving(module_database_url, folder, "youtube", stub.url, opt_ins=[OPT_IN]) as started:
        yield started


@pytest.fixture
def caller(service: ServiceThread, stub: YouTubeStub) -> Iterator[Caller]:
    stub.behave()
    stub.reset_counts()
    with signed_in(service, "youtube", api_key=KEY) as client:
        yield client


def vet(caller: Caller, handle: str = "creator", **question: Any) -> dict[str, Any]:  # noqa: ANN401
    asked = caller.vet(platform="youtube", handle=handle, **question)
    return caller.await_end(asked["id"], within_seconds=120)


def role_of(vetting: dict[str, Any], role: str) -> dict[str, Any]:
    [found] = [one for one in vetting["assessment"]["audiences"] if one["role"] == role]
    return dict(found)


def test_those_who_comment_are_the_audience_and_every_unit_is_counted(caller: Caller, stub: YouTubeStub) -> None:
    vetting = vet(caller, sample_size=200, read_all=True)
    assert vetting["status"] == "succeeded", vetting
    assessment = vetting["assessment"]
    assert (assessment["frame"]["role"], assessment["frame"]["frame"]) == ("commenters", "newest")
    assert assessment["sampled"] == 200
    assert role_of(vetting, "followers")["frame"]["availability"] == "unsupported"
    assert role_of(vetting, "followers")["frame"]["population"] == CHANNEL.subscribers
    assert assessment["effective_audience"] is None, "how many people watch is not known"
    assert vetting["progress"]["units"] == stub.counts().units_by_key[KEY]
    assert stub.counts().repeated() == []
    assert assessment["creator"]["sponsored"]["sponsored"]["count"] > 0, "videos bear YouTube's own mark"


def test_the_plan_names_the_units_that_the_vetting_then_uses(caller: Caller) -> None:
    question = {"platform": "youtube", "handle": "creator", "sample_size": 150, "read_all": True}
    plan = caller.post("/v1/vettings/plan", json=question).raise_for_status().json()
    vetting = vet(caller, sample_size=150, read_all=True)
    assert plan["expected"]["units"] == pytest.approx(vetting["progress"]["units"], rel=0.1)


def test_what_is_kept_goes_after_thirty_days_at_most(caller: Caller) -> None:
    platform = {one["platform"]: one for one in caller.get("/v1/platforms").json()["data"]}["youtube"]
    assert (platform["keep_days_at_most"], platform["opt_in"]["is_accepted"]) == (30, True)


def test_a_key_that_is_refused_in_the_middle_fails_the_vetting_and_marks_the_credential(
    service: ServiceThread, stub: YouTubeStub
) -> None:
    stub.set_keys(KEY, "key-2")
    with signed_in(service, "youtube", api_key="key-2") as caller:
        stub.misbehave(
            Fault(kind=FaultKind.ERROR, resource="commentThreads", status=400, reason="keyInvalid", calls=(3,))
        )
        vetting = vet(caller)
        assert (vetting["status"], vetting["failure"]["code"]) == ("failed", "platform_auth")
        [credential] = caller.get("/v1/credentials").json()["data"]
    assert credential["status"] == "refused"


def test_units_that_run_out_at_the_platform_end_the_reading_and_not_the_vetting(
    caller: Caller, stub: YouTubeStub
) -> None:
    stub.misbehave(Fault(kind=FaultKind.QUOTA_EXHAUSTED, resource="channels", calls=(4, 5, 6, 7, 8, 9)))
    vetting = vet(caller, sample_size=200, read_all=True)
    assert vetting["status"] == "succeeded", vetting
    assert 0 < vetting["assessment"]["sampled"] < 200
    assert vetting["assessment"]["reading"]["stopped"] == "out_of_reach"
    assert any("used up for today" in limit for limit in vetting["assessment"]["limits"])


def test_without_a_key_nothing_is_asked(service: ServiceThread, stub: YouTubeStub) -> None:
    stub.reset_counts()
    with Caller(service.url, make_key(service.settings, "without credential")) as caller:
        refused = caller.post("/v1/vettings", json={"platform": "youtube", "handle": "creator"})
    assert (refused.status_code, refused.json()["code"]) == (409, "credential_missing")
    assert stub.counts().total == 0
