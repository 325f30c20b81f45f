from collections.abc import Mapping
from dataclasses import replace

import pytest

from app.domain.credential import OpenedCredential
from app.domain.handle import Platform
from app.platforms.capabilities import Capabilities, CredentialField, OptIn
from app.platforms.connector import Connector
from app.platforms.errors import PlatformAuthError
from app.platforms.tariff import LimitScope, Pace, Tariff
from app.vetting.connections import Connections
from app.vetting.errors import CredentialMissingError, OptInNeededError, PlatformNotFetchableError

from .fake_connector import FakeConnector

FREE = FakeConnector().capabilities
WITH_KEY = replace(
    FREE,
    platform=Platform.YOUTUBE,
    title="YouTube",
    credential_fields=(CredentialField(name="api_key", title="API key"),),
    tariff=Tariff(scope=LimitScope.CREDENTIAL),
)
PAID = replace(FREE, platform=Platform.X, title="X", opt_in=OptIn(name="x-pay-per-use", text="Every account costs."))
OF_INSTANCES = replace(FREE, platform=Platform.MASTODON, tariff=Tariff(scope=LimitScope.INSTANCE))


KEY = OpenedCredential(credential_id="crd_1", fields={"api_key": "s3cret"}, fingerprint="f1ngerpr1nt")


def connections(
    *platforms: Capabilities, key: OpenedCredential | None = None, opt_ins: frozenset[str] = frozenset()
) -> Connections:
    def connect(platform: Platform, credential: Mapping[str, str]) -> Connector:
        assert bool(credential) == (platform is Platform.YOUTUBE)
        return FakeConnector()

    return Connections(
        platforms={one.platform: one for one in platforms},
        connect=connect,
        read_credential=lambda tenant_id, _platform: key if tenant_id == "mine" else None,
        opt_ins=opt_ins,
        paces={Platform.X: Pace(interval=3.0)},
    )


def test_a_platform_without_a_connector_is_refused_with_the_way_out() -> None:
    with pytest.raises(PlatformNotFetchableError, match="Upload the audience"):
        connections(FREE).require("mine", Platform.TIKTOK)


def test_a_platform_that_asks_for_consent_stays_off_until_the_operator_gives_it() -> None:
    off = connections(PAID)
    assert off.fetchable == frozenset()
    with pytest.raises(OptInNeededError, match=r"Every account costs.*x-pay-per-use to TRUEREACH_OPT_INS"):
        off.require("mine", Platform.X)
    on = connections(PAID, opt_ins=frozenset({"x-pay-per-use"}))
    on.require("mine", Platform.X)
    assert on.fetchable == {Platform.X}
    assert on.open("mine", Platform.X, "creator").line.pace == Pace(interval=3.0)


def test_a_credential_is_the_tenants_own() -> None:
    known = connections(WITH_KEY, key=KEY)
    known.require("mine", Platform.YOUTUBE)
    with pytest.raises(CredentialMissingError, match=r"API key.*POST /v1/credentials"):
        known.require("other", Platform.YOUTUBE)
    with pytest.raises(PlatformAuthError):
        known.open("other", Platform.YOUTUBE, "creator")


def test_whoever_uses_the_same_credential_waits_in_the_same_line() -> None:
    known = connections(WITH_KEY, FREE, key=KEY)
    assert known.open("mine", Platform.YOUTUBE, "creator").line.name == "youtube:f1ngerpr1nt"
    assert known.credential_id("mine", Platform.YOUTUBE) == "crd_1"
    assert known.credential_id("mine", Platform.BLUESKY) is None


def test_every_instance_has_a_line_of_its_own_however_long_its_name_and_however_it_is_written() -> None:
    known = connections(OF_INSTANCES)
    host = "a" * 60 + "." + "b" * 60 + ".example"
    first, same, other = (
        known.open("mine", Platform.MASTODON, handle).line.name
        for handle in (f"ann@{host}", f"bob@{host.upper()}", "ann@other.example")
    )
    assert first == same != other
    assert len(first) < 50
