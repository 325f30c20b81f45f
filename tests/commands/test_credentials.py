import base64
import contextlib
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from credentialed import KEYED, KEYS, PLATFORMS, SECRET, TOKEN, FakePlatforms
from storage.rows import NOW
from typer.testing import CliRunner, Result

from app.cli import main
from app.commands.credentials import Platforms
from app.domain.handle import Platform
from app.keys import open_vault
from app.platforms.errors import PlatformAuthError, UpstreamError
from app.settings import Settings
from app.storage.store import Store
from app.storage.vault import key_id_of
from app.vetting.access import create_api_key
from app.vetting.credentials import Connect, open_credential, store_credential

from .command_line import one_line, run

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def platforms() -> FakePlatforms:
    return FakePlatforms()


def credentials(platforms: FakePlatforms, *arguments: str, stdin: str | None = None, code: int = 0) -> Result:
    """Run a command on the made-up platforms."""

    @contextlib.asynccontextmanager
    async def connect(_settings: Settings) -> AsyncIterator[Connect]:
        yield platforms.connect

    result = CliRunner().invoke(main, ["credentials", *arguments], input=stdin, obj=Platforms(PLATFORMS, connect))
    if result.exit_code != code:
        pytest.fail(f"exit code {result.exit_code}\n{result.output}\n{result.exception!r}")
    return result


def stored_id(result: Result) -> str:
    return result.stdout.split()[-1]


def in_base64(key: bytes) -> str:
    return base64.b64encode(key).decode()


def test_a_secret_is_asked_for_without_showing_it_and_listed_without_it(platforms: FakePlatforms) -> None:
    added = credentials(platforms, "add", "youtube", "--name", "mine", stdin=f"{SECRET}\n")
    assert "API key" in added.stderr
    assert SECRET not in added.output
    listed = credentials(platforms, "list").stdout
    assert stored_id(added) in listed
    assert all(word in listed for word in ("youtube", "mine", "wxyz", "untested"))
    assert SECRET not in listed


def test_each_field_is_asked_for_in_turn(platforms: FakePlatforms) -> None:
    added = credentials(platforms, "add", "instagram", stdin=f"17841400000000000\n{TOKEN}\n")
    assert TOKEN not in added.output
    credentials(platforms, "check", stored_id(added))
    assert platforms.seen == [(Platform.INSTAGRAM, {"user_id": "17841400000000000", "access_token": TOKEN})]


def test_secrets_come_from_variables_or_standard_input_as_well(
    platforms: FakePlatforms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MY_USER", "1")
    monkeypatch.setenv("MY_TOKEN", TOKEN)
    first = credentials(platforms, "add", "instagram", "--from-env", "MY_USER", "--from-env", "MY_TOKEN")
    second = credentials(platforms, "add", "youtube", "--stdin", stdin=f"{SECRET}\n")
    for added in (first, second):
        credentials(platforms, "check", stored_id(added))
    assert [seen for _, seen in platforms.seen] == [{"user_id": "1", "access_token": TOKEN}, {"api_key": SECRET}]


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (("youtube", "--from-env", "NOT_SET_ANYWHERE"), None, "NOT_SET_ANYWHERE is not set"),
        (("instagram", "--from-env", "PATH"), None, "1 of 2 fields: User id, Access token"),
        (("instagram", "--stdin"), SECRET, "1 of 2 fields"),
        (("youtube", "--stdin"), "", "0 of 1 fields"),
        (("youtube",), f"{SECRET} {SECRET}\n", "printable ASCII"),
        (("youtube", "--name", ""), SECRET, "1 to 100 characters"),
        (("bluesky",), SECRET, "bluesky is not called with a credential"),
    ],
)
def test_what_cannot_be_stored_fails_with_a_sentence_that_does_not_repeat_it(
    platforms: FakePlatforms, arguments: tuple[str, ...], stdin: str | None, said: str
) -> None:
    result = credentials(platforms, "add", *arguments, stdin=stdin, code=1)
    assert said in one_line(result.stderr)
    assert SECRET not in result.output
    assert "There are none" in credentials(platforms, "list").stdout


def test_a_secret_as_an_argument_is_wrong_usage(platforms: FakePlatforms) -> None:
    credentials(platforms, "add", "youtube", SECRET, code=2)


def test_a_name_that_is_taken_fails_with_a_sentence(platforms: FakePlatforms) -> None:
    credentials(platforms, "add", "youtube", "--stdin", stdin=SECRET)
    again = credentials(platforms, "add", "youtube", "--stdin", stdin=TOKEN, code=1)
    assert "with this name already" in one_line(again.stderr)


def test_a_check_says_what_the_platform_said(platforms: FakePlatforms) -> None:
    credential_id = stored_id(credentials(platforms, "add", "youtube", "--stdin", stdin=SECRET))
    assert "took it" in credentials(platforms, "check", credential_id).stdout
    platforms.answer = PlatformAuthError("refused")
    assert "store a new one" in one_line(credentials(platforms, "check", credential_id, code=1).stderr)
    assert "refused" in credentials(platforms, "list").stdout
    platforms.answer = UpstreamError("YouTube is silent.")
    assert "YouTube is silent." in one_line(credentials(platforms, "check", credential_id, code=1).stderr)


def test_a_deleted_credential_is_not_there_any_more(platforms: FakePlatforms) -> None:
    credential_id = stored_id(credentials(platforms, "add", "youtube", "--stdin", stdin=SECRET))
    credentials(platforms, "delete", credential_id)
    for command in ("delete", "check"):
        assert "no credential" in one_line(credentials(platforms, command, credential_id, code=1).stderr)


def test_a_rotation_is_for_all_tenants_and_the_old_key_can_be_dropped(
    platforms: FakePlatforms, monkeypatch: pytest.MonkeyPatch, database: Path
) -> None:
    old, new = (in_base64(key) for key in KEYS[:2])
    monkeypatch.setenv("TRUEREACH_ENCRYPTION_KEYS", old)
    credential_id = stored_id(credentials(platforms, "add", "youtube", "--stdin", stdin=SECRET))
    store = Store(f"sqlite:///{database}")
    create_api_key(store, "acme", name="k", scopes=(), now=NOW)
    with store.system() as system:
        acme = system.tenants.get_by_name("acme")
    assert acme is not None
    fields = [("api_key", TOKEN)]
    vault = open_vault(Settings())
    store_credential(store, vault, acme.tenant_id, capabilities=KEYED, name="a", fields=fields, now=NOW)

    monkeypatch.setenv("TRUEREACH_ENCRYPTION_KEYS", f"{new},{old}")
    assert f"2 encrypted anew with the key {key_id_of(KEYS[1])}" in run("credentials", "rotate").stdout
    monkeypatch.setenv("TRUEREACH_ENCRYPTION_KEYS", new)
    credentials(platforms, "check", credential_id)
    opened = open_credential(store, open_vault(Settings()), acme.tenant_id, Platform.YOUTUBE)
    assert opened is not None
    assert opened.fields == {"api_key": TOKEN}
    store.close()


def test_a_key_that_is_missing_is_named_and_nothing_is_lost(
    platforms: FakePlatforms, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = (in_base64(key) for key in KEYS[:2])
    monkeypatch.setenv("TRUEREACH_ENCRYPTION_KEYS", old)
    credential_id = stored_id(credentials(platforms, "add", "youtube", "--stdin", stdin=SECRET))
    monkeypatch.setenv("TRUEREACH_ENCRYPTION_KEYS", new)
    for command in (("rotate",), ("check", credential_id)):
        assert key_id_of(KEYS[0]) in one_line(credentials(platforms, *command, code=1).stderr)
    monkeypatch.setenv("TRUEREACH_ENCRYPTION_KEYS", f"{new},{old}")
    credentials(platforms, "check", credential_id)


def test_a_damaged_key_file_fails_with_its_name(platforms: FakePlatforms, data_dir: Path) -> None:
    (data_dir / "encryption.key").write_text("damaged")
    failed = credentials(platforms, "add", "youtube", "--stdin", stdin=SECRET, code=1)
    assert "encryption.key" in one_line(failed.stderr)


def test_the_real_platforms_are_asked_for_without_made_up_ones() -> None:
    refused = run("credentials", "add", "bluesky", "--stdin", stdin=SECRET.encode(), code=1)
    assert "bluesky is not called with a credential" in one_line(refused.stderr)
    run("credentials", "check", "crd_", code=1)
    assert "There are none" in run("credentials", "list").stdout


def test_nothing_of_a_secret_is_logged_or_left_in_a_file(
    platforms: FakePlatforms, caplog: pytest.LogCaptureFixture, data_dir: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    credential_id = stored_id(credentials(platforms, "add", "youtube", "--stdin", stdin=SECRET))
    credentials(platforms, "check", credential_id)
    assert SECRET not in caplog.text
    assert not [path for path in data_dir.rglob("*") if path.is_file() and SECRET[:-4].encode() in path.read_bytes()]
