"""kill -9, on both databases: the vetting ends, and what was stored is not fetched again."""

from pathlib import Path

import pytest
from platform_stub.server import PlatformStubProcess
from service import Caller, ServiceProcess, make_key

from app.settings import Settings

from .scene import (
    POPULATION,
    ask,
    assert_no_page_was_fetched_again,
    assert_whole,
    sampled_ids,
    vet_undisturbed,
)
from .until import until

STAGES = (("getFollowers", 5), ("getProfiles", 10), ("getLikes", 3))
"""Listing, hydrating and reading the engagers: a kill in each, once so many calls have arrived."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def await_calls(platform: PlatformStubProcess, method: str, calls: int) -> None:
    until(lambda: platform.counts().of(method) >= calls, what=f"{calls} calls of {method}")


def test_a_vetting_outlives_three_kills_and_no_stored_page_is_fetched_again(
    settings: Settings, slow_platform: PlatformStubProcess, sqlite_template: Path, tmp_path: Path
) -> None:
    service = ServiceProcess(settings)
    with service, Caller(service.url, make_key(settings)) as caller:
        vetting_id = ask(caller)
        for method, calls in STAGES:
            await_calls(slow_platform, method, calls)
            assert caller.get(f"/v1/vettings/{vetting_id}").json()["status"] == "running"
            service.kill()
            service.start()
        vetting = caller.await_end(vetting_id, within_seconds=120)

    assert_whole(vetting)
    assert_no_page_was_fetched_again(slow_platform, interrupted=len(STAGES))
    made, pages = vetting["progress"]["calls"], vetting["assessment"]["reading"]["platform_calls"]
    assert pages == len(slow_platform.counts().by_request)
    assert pages <= made <= slow_platform.counts().total, "calls whose answers a kill lost are counted too"

    slow_platform.behave()
    undisturbed, draw = vet_undisturbed(settings, sqlite_template, tmp_path, vetting_id)
    assert sampled_ids(settings.url, vetting_id) == draw
    assert vetting["verdict"]["decision"] == undisturbed["verdict"]["decision"]
    for share in ("inauthentic_share", "reachable_share"):
        assert vetting["assessment"][share]["estimate"] == pytest.approx(
            undisturbed["assessment"][share]["estimate"], abs=0.002
        )
    assert pages == undisturbed["assessment"]["reading"]["platform_calls"]
    assert vetting["assessment"]["frame"]["listed"] == POPULATION
