"""On both databases, as what was stored is what this is about."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from credentialed import (
    KEYED,
    KEYS,
    OPEN,
    PAID,
    PLATFORMS,
    SECRET,
    SIGNED,
    TOKEN,
    FakePlatforms,
    FakeSignedIn,
    make_vault,
)
from storage.rows import NOW, add_tenant

from app.domain.credential import Credential, CredentialStatus, OpenedCredential
from app.domain.handle import Platform
from app.platforms.capabilities import Capabilities
from app.platforms.errors import PlatformAuthError, PlatformError, RateLimitedError, UpstreamError
from app.storage.ids import new_id
from app.storage.store import Store
from app.storage.vault import Vault
from app.vetting import credentials, errors

LATER = NOW + timedelta(minutes=3)
VAULT = make_vault(KEYS[0])
SIGNED_FIELDS = (("user_id", "17841400000000000"), ("access_token", TOKEN))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.close()


def keep(
    store: Store,
    tenant: str,
    *fields: tuple[str, str],
    capabilities: Capabilities = KEYED,
    name: str = "default",
    vault: Vault = VAULT,
) -> Credential:
    given = fields or (("api_key", SECRET),)
    return credentials.store_credential(
        store, vault, tenant, capabilities=capabilities, name=name, fields=given, now=NOW
    )


def check(
    store: Store, tenant: str, credential_id: str, platforms: FakePlatforms, opt_ins: Sequence[str] = ()
) -> Credential:
    return asyncio.run(
        credentials.check_credential(
            store,
            VAULT,
            tenant,
            credential_id,
            connect=platforms.connect,
            platforms=PLATFORMS,
            opt_ins=frozenset(opt_ins),
            clock=lambda: LATER,
        )
    )


def open_for(store: Store, tenant: str, platform: Platform, vault: Vault = VAULT) -> OpenedCredential:
    opened = credentials.open_credential(store, vault, tenant, platform)
    assert opened is not None
    return opened


def test_what_was_stored_opens_for_the_platform_and_is_listed_without_its_secret(store: Store, tenant: str) -> None:
    kept = keep(store, tenant, *SIGNED_FIELDS, capabilities=SIGNED)
    opened = open_for(store, tenant, Platform.INSTAGRAM)
    assert (opened.credential_id, dict(opened.fields)) == (kept.credential_id, dict(SIGNED_FIELDS))
    assert opened.fingerprint == kept.fingerprint
    assert credentials.get_credential(store, tenant, kept.credential_id) == kept
    assert credentials.list_credentials(store, tenant, limit=5, after=None) == [kept]
    assert (kept.status, kept.hint) == (CredentialStatus.UNTESTED, "abcd")
    assert kept.field_names == ("user_id", "access_token")
    assert TOKEN not in repr(kept) + repr(opened)


def test_without_a_credential_there_is_nothing_to_open(store: Store, tenant: str) -> None:
    keep(store, tenant)
    assert credentials.open_credential(store, VAULT, tenant, Platform.X) is None


def test_the_same_secret_of_two_tenants_has_one_fingerprint(store: Store, tenant: str) -> None:
    stranger = add_tenant(store, "stranger")
    mine, theirs = keep(store, tenant), keep(store, stranger)
    other = keep(store, stranger, ("api_key", SECRET + "x"), name="other")
    assert mine.fingerprint == theirs.fingerprint != other.fingerprint


def test_a_fingerprint_is_of_the_secret_fields_and_their_platform(store: Store, tenant: str) -> None:
    first = keep(store, tenant, *SIGNED_FIELDS, capabilities=SIGNED)
    renamed = keep(store, tenant, ("user_id", "2"), ("access_token", TOKEN), capabilities=SIGNED, name="second")
    elsewhere = replace(KEYED, credential_fields=(replace(KEYED.credential_fields[0], name="access_token"),))
    other = keep(store, tenant, ("access_token", TOKEN), capabilities=elsewhere)
    assert first.fingerprint == renamed.fingerprint != other.fingerprint


@pytest.mark.parametrize(
    ("fields", "pointers"),
    [
        ([("api_key", SECRET), ("extra", "x")], ["/fields/1/name"]),
        ([("api_key", SECRET), ("api_key", SECRET)], ["/fields/1/name"]),
        ([("API_KEY", SECRET)], ["/fields/0/name", "/fields"]),
        ([(SECRET, "api_key")], ["/fields/0/name", "/fields"]),
        ([("api_key", f"{SECRET}\r\nX-Other: 1")], ["/fields/0/value"]),
        ([("api_key", "")], ["/fields/0/value"]),
        ([], ["/fields"]),
    ],
)
def test_fields_that_do_not_fit_are_pointed_at_and_not_repeated(
    store: Store, tenant: str, fields: list[tuple[str, str]], pointers: list[str]
) -> None:
    with pytest.raises(errors.CredentialFieldsError) as raised:
        credentials.store_credential(store, VAULT, tenant, capabilities=KEYED, name="x", fields=fields, now=NOW)
    assert [fault.pointer for fault in raised.value.faults] == pointers
    assert SECRET not in raised.value.detail + str(raised.value.faults)
    assert "api_key" in raised.value.detail
    assert credentials.list_credentials(store, tenant, limit=1, after=None) == []


def test_a_platform_that_needs_none_takes_none(store: Store, tenant: str) -> None:
    with pytest.raises(errors.CredentialNotNeededError):
        keep(store, tenant, capabilities=OPEN)


def test_a_name_that_is_taken_is_refused_and_the_first_stays(store: Store, tenant: str) -> None:
    keep(store, tenant)
    with pytest.raises(errors.CredentialNameTakenError):
        keep(store, tenant, ("api_key", "another"))
    assert open_for(store, tenant, Platform.YOUTUBE).fields == {"api_key": SECRET}


def test_without_keys_nothing_is_stored_and_the_setting_is_named(store: Store, tenant: str) -> None:
    with pytest.raises(errors.CredentialsUnavailableError, match="TRUEREACH_ENCRYPTION_KEYS"):
        keep(store, tenant, vault=make_vault())
    assert credentials.list_credentials(store, tenant, limit=1, after=None) == []


def test_a_check_asks_the_platform_with_the_credential_and_keeps_what_it_says(store: Store, tenant: str) -> None:
    kept, platforms = keep(store, tenant), FakePlatforms()
    working = check(store, tenant, kept.credential_id, platforms)
    assert platforms.seen == [(Platform.YOUTUBE, {"api_key": SECRET})]
    assert (working.status, working.status_detail, working.checked_at) == (CredentialStatus.WORKING, None, LATER)

    platforms.answer = PlatformAuthError("refused")
    refused = check(store, tenant, kept.credential_id, platforms)
    assert (refused.status, refused.status_detail) == (CredentialStatus.REFUSED, "platform_auth")
    assert credentials.get_credential(store, tenant, kept.credential_id) == refused

    platforms.answer = None
    assert check(store, tenant, kept.credential_id, platforms) == working


@pytest.mark.parametrize("answer", [UpstreamError("silent"), RateLimitedError("wait", wait_seconds=7)])
def test_a_platform_that_says_nothing_of_the_credential_leaves_it_as_it_was(
    store: Store, tenant: str, answer: PlatformError
) -> None:
    kept = keep(store, tenant)
    with pytest.raises(type(answer)):
        check(store, tenant, kept.credential_id, FakePlatforms(answer))
    assert credentials.get_credential(store, tenant, kept.credential_id) == kept


def test_a_platform_is_not_called_before_the_operator_opted_in(store: Store, tenant: str) -> None:
    kept, platforms = keep(store, tenant, ("bearer_token", SECRET), capabilities=PAID), FakePlatforms()
    with pytest.raises(errors.OptInNeededError, match="x-pays"):
        check(store, tenant, kept.credential_id, platforms)
    assert platforms.seen == []
    assert check(store, tenant, kept.credential_id, platforms, ["x-pays"]).status is CredentialStatus.WORKING


def test_what_was_deleted_while_it_was_checked_is_not_found(store: Store, tenant: str) -> None:
    kept = keep(store, tenant)

    class Deleting(FakePlatforms):
        def connect(self, platform: Platform, credential: Mapping[str, str]) -> FakeSignedIn:
            credentials.delete_credential(store, tenant, kept.credential_id)
            return super().connect(platform, credential)

    with pytest.raises(errors.CredentialNotFoundError):
        check(store, tenant, kept.credential_id, Deleting())


def test_a_credential_that_a_vetting_found_refused_is_used_only_when_there_is_no_other(
    store: Store, tenant: str
) -> None:
    first = keep(store, tenant, ("api_key", "first-key"))
    credentials.mark_refused(store, tenant, first.credential_id, LATER)
    marked = credentials.get_credential(store, tenant, first.credential_id)
    assert (marked.status, marked.status_detail) == (CredentialStatus.REFUSED, "platform_auth")
    assert open_for(store, tenant, Platform.YOUTUBE).credential_id == first.credential_id
    second = keep(store, tenant, ("api_key", "second-key"), name="second")
    assert open_for(store, tenant, Platform.YOUTUBE).credential_id == second.credential_id
    credentials.mark_refused(store, tenant, new_id("crd"), LATER)


@pytest.mark.parametrize("credential_id", ["", "crd_", "vet_" + "0" * 32, "crd_" + "0" * 32, "\0", "x" * 5_000])
def test_what_is_not_there_is_not_found(store: Store, tenant: str, credential_id: str) -> None:
    for ask in (credentials.get_credential, credentials.delete_credential):
        with pytest.raises(errors.CredentialNotFoundError):
            ask(store, tenant, credential_id)
    with pytest.raises(errors.CredentialNotFoundError):
        check(store, tenant, credential_id, FakePlatforms())
