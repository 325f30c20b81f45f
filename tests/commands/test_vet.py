import json
from pathlib import Path

import pytest
from databases import settings_for
from own_model import write_own_model
from platform_stub.audience import AudienceOptions
from platform_stub.faults import Fault, FaultKind
from platform_stub.server import PlatformStub
from service import Caller, ServiceThread, make_key

from app.commands.local import open_development_key
from app.engine.lock import WorkerLock
from app.scoring.model_files import CURRENT_MODEL

from .command_line import one_line, run, write

CREATOR = AudienceOptions(handle="star.test", population=300, posts=2)


@pytest.fixture
def platform(stub: PlatformStub, monkeypatch: pytest.MonkeyPatch) -> PlatformStub:
    stub.set_audiences(CREATOR)
    stub.behave()
    stub.reset_counts()
    monkeypatch.setenv("TRUEREACH_PLATFORM_URLS", json.dumps({"bluesky": stub.url}))
    return stub


@pytest.mark.usefixtures("database")
def test_a_creator_is_vetted_and_each_page_is_fetched_once(platform: PlatformStub) -> None:
    result = run("vet", "bluesky:@star.test", "--json", "--sample-size", "100", "--brief", "cameras")
    vetting = json.loads(result.stdout)
    assert (vetting["status"], vetting["handle"], vetting["brief"]["text"]) == ("succeeded", "star.test", "cameras")
    assert vetting["assessment"]["sampled"] == 100
    assert (vetting["fee"], vetting["price"]) == (None, None)
    assert platform.counts().repeated() == []


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("setting", "asked"), [(None, 40), ("7", 7), ("0", 0)])
def test_of_so_many_followers_it_is_read_whom_they_follow(
    platform: PlatformStub, monkeypatch: pytest.MonkeyPatch, setting: str | None, asked: int
) -> None:
    if setting is not None:
        monkeypatch.setenv("TRUEREACH_FOLLOWED_MEMBERS_AT_MOST", setting)
    run("vet", "bluesky:@star.test", "--json", "--sample-size", "100", "--brief", "cameras")
    pages_of_the_creator = 3
    assert platform.counts().of("getFollows") == pages_of_the_creator + asked


@pytest.mark.usefixtures("platform")
def test_the_first_vetting_of_an_installation_makes_its_database_and_prints_a_table(data_dir: Path) -> None:
    result = run("vet", "bluesky:@star.test")
    assert "bluesky:@star.test" in result.stdout
    assert "effective audience" in result.stdout
    assert (data_dir / "truereach.db").exists()


@pytest.mark.usefixtures("database", "platform")
def test_a_handle_that_nobody_has_fails_with_a_sentence() -> None:
    result = run("vet", "bluesky:@nobody.test", code=1)
    assert "no account with this handle" in one_line(result.stderr)


@pytest.mark.usefixtures("database")
def test_a_platform_that_is_down_fails_with_a_sentence(platform: PlatformStub) -> None:
    platform.misbehave(Fault(kind=FaultKind.HTML, route="getProfile", status=502))
    result = run("vet", "bluesky:@star.test", code=1)
    assert "Traceback" not in result.stderr
    assert platform.counts().of("getProfile") == 5


@pytest.mark.usefixtures("database")
def test_a_platform_that_cannot_be_fetched_fails_with_the_way_out() -> None:
    assert "Upload the audience" in one_line(run("vet", "tiktok:@star", code=1).stderr)


@pytest.mark.usefixtures("database", "platform")
def test_a_link_to_the_profile_names_the_creator_too() -> None:
    result = run("vet", "https://bsky.app/profile/Star.test?ref=1", "--json", "--sample-size", "100")
    assert json.loads(result.stdout)["handle"] == "star.test"


@pytest.mark.parametrize("handle", ["star.test", "myspace:@star", "bluesky:", "bluesky:two words", "bluesky:star"])
def test_what_names_no_single_creator_is_wrong_usage(handle: str, data_dir: Path) -> None:
    run("vet", handle, code=2)
    assert list(data_dir.iterdir()) == []


@pytest.mark.usefixtures("database", "platform")
def test_a_fee_is_kept_with_the_vetting_and_its_price_is_printed() -> None:
    command = ("vet", "bluesky:@star.test", "--sample-size", "100", "--fee", "99.50 usd")
    vetting = json.loads(run(*command, "--json").stdout)
    assert vetting["fee"] == {"amount_minor": 9_950, "currency": "USD"}
    assert vetting["price"]["per_effective_follower"]["estimate"] > 0
    assert "price for each of them" in run(*command).stdout


def test_a_wrong_policy_fails_before_anything_is_opened(tmp_path: Path, data_dir: Path) -> None:
    policy = write(tmp_path / "policy.json", b'{"level": 2}')
    run("vet", "bluesky:@star.test", "--policy", policy, code=1)
    assert list(data_dir.iterdir()) == []


def test_a_service_that_holds_the_database_does_the_work(
    platform: PlatformStub, database: Path, data_dir: Path
) -> None:
    settings = settings_for(
        f"sqlite:///{database}",
        data_dir,
        platform_urls={"bluesky": platform.url},
        platform_calls_per_second={"bluesky": 10_000},
    )
    with ServiceThread(settings) as service:
        assert WorkerLock.take(database) is None
        vetting = json.loads(run("vet", "bluesky:@star.test", "--json").stdout)
        assert vetting["status"] == "succeeded"
        with Caller(service.url, open_development_key(settings)) as same_tenant:
            assert same_tenant.get(f"/v1/vettings/{vetting['id']}").json() == vetting
        with Caller(service.url, make_key(settings)) as other_tenant:
            assert other_tenant.get(f"/v1/vettings/{vetting['id']}").status_code == 404


@pytest.mark.usefixtures("database", "platform")
def test_the_model_of_the_setting_weighs_and_can_be_compared_with_the_packages(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TRUEREACH_MODEL", str(write_own_model(tmp_path, more=3.0)))
    vetting = json.loads(run("vet", "bluesky:@star.test", "--json").stdout)
    assert vetting["assessment"]["model_version"] == "own"
    table = one_line(run("rescore", vetting["id"], "--model", CURRENT_MODEL).stdout)
    assert f"model version: own -> {CURRENT_MODEL}" in table


@pytest.mark.parametrize("command", [("vet", "bluesky:@star.test"), ("demo",), ("serve",), ("rescore", "vet_")])
def test_a_wrong_model_fails_at_the_start_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, data_dir: Path, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("TRUEREACH_MODEL", "gone.json")
    said = one_line(run(*command, code=1).stderr)
    assert "TRUEREACH_MODEL: gone.json is neither a model of this package" in said
    assert list(data_dir.iterdir()) == []
