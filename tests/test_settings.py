import base64
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.domain.handle import Platform
from app.settings import PREFIX, Role, Settings

POSTGRES = "postgresql+psycopg://user:pass-of-the-database@127.0.0.1/truereach"
LONG_SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - as long as one must be


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)


def test_without_settings_everything_is_one_process_on_sqlite_in_the_data_folder() -> None:
    settings = Settings()
    assert settings.is_embedded
    assert settings.role is Role.ALL
    assert settings.url == "sqlite:///var/truereach.db"


def test_the_data_folder_holds_the_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRUEREACH_DATA_DIR", str(tmp_path))
    assert Settings().url == f"sqlite:///{tmp_path}/truereach.db"


def test_an_unknown_setting_fails_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUEREACH_PROT", "8000")
    with pytest.raises(ValidationError, match="unknown settings: TRUEREACH_PROT"):
        Settings()


def test_a_variable_of_somebody_else_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUEREACHED", "yes")
    monkeypatch.setenv("TRUEREACH_TEST_POSTGRES_URL", POSTGRES)
    assert Settings().is_embedded


def test_a_short_secret_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUEREACH_SECRET_KEY", LONG_SECRET[:31])
    with pytest.raises(ValidationError, match="at least 32 characters"):
        Settings()


def test_postgresql_needs_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUEREACH_DATABASE_URL", POSTGRES)
    with pytest.raises(ValidationError, match="SECRET_KEY is required with PostgreSQL"):
        Settings()
    monkeypatch.setenv("TRUEREACH_SECRET_KEY", LONG_SECRET)
    assert not Settings().is_embedded


@pytest.mark.parametrize("role", ["api", "worker"])
def test_sqlite_has_no_separate_roles(monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    monkeypatch.setenv("TRUEREACH_ROLE", role)
    with pytest.raises(ValidationError, match="SQLite allows one process"):
        Settings()


def test_an_error_repeats_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUEREACH_DATABASE_URL", POSTGRES)
    monkeypatch.setenv("TRUEREACH_SECRET_KEY", "too-short-a-secret")
    with pytest.raises(ValidationError) as raised:
        Settings()
    assert "too-short-a-secret" not in str(raised.value)
    assert "pass-of-the-database" not in str(raised.value)


def test_a_printed_value_repeats_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUEREACH_SECRET_KEY", LONG_SECRET)
    assert LONG_SECRET not in repr(Settings())


def test_platforms_have_their_addresses_and_rates_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUEREACH_PLATFORM_URLS", '{"bluesky": "https://bluesky.example"}')
    monkeypatch.setenv("TRUEREACH_PLATFORM_CALLS_PER_SECOND", '{"bluesky": 2.5}')
    settings = Settings()
    assert settings.platform_urls == {Platform.BLUESKY: "https://bluesky.example"}
    assert settings.platform_calls_per_second == {Platform.BLUESKY: 2.5}


@pytest.mark.parametrize("rates", ['{"bluesky": 0}', '{"bluesky": -1}', '{"myspace": 1}', '{"bluesky": "often"}'])
def test_a_rate_that_cannot_be_fails(monkeypatch: pytest.MonkeyPatch, rates: str) -> None:
    monkeypatch.setenv("TRUEREACH_PLATFORM_CALLS_PER_SECOND", rates)
    with pytest.raises(ValidationError):
        Settings()


@pytest.mark.parametrize("name", ["PORT", "CONCURRENT_VETTINGS", "QUEUE_POLL_SECONDS", "AUDIENCE_KEEP_DAYS"])
def test_a_number_out_of_its_range_fails(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(PREFIX + name, "-1")
    with pytest.raises(ValidationError):
        Settings()


def test_settings_do_not_change_after_the_start() -> None:
    with pytest.raises(ValidationError):
        setattr(Settings(), "port", 1)  # noqa: B010 - as an assignment it would not pass the type check


def test_encryption_keys_are_checked_at_the_start_and_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    key = base64.b64encode(bytes(range(32))).decode()
    monkeypatch.setenv("TRUEREACH_ENCRYPTION_KEYS", key)
    assert key not in repr(Settings()) + Settings().model_dump_json()
    monkeypatch.setenv("TRUEREACH_ENCRYPTION_KEYS", f"{key},too-short-a-key")
    with pytest.raises(ValidationError, match="key 2 is not 32 bytes") as raised:
        Settings()
    assert key not in str(raised.value)
    assert "too-short-a-key" not in str(raised.value)
