import httpx
import pytest

from app.domain.audience import Availability
from app.domain.handle import Platform
from app.platforms.connector import Access
from app.platforms.connectors.bluesky import Bluesky
from app.platforms.errors import NeedsConsentError, PlatformUnsupportedError
from app.platforms.registry import connect, list_capabilities, list_connectors

ACCESS = Access(client=httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(500))))


def test_every_platform_says_what_it_gives_or_names_the_upload() -> None:
    listed = list_capabilities()
    assert [capabilities.platform for capabilities in listed] == sorted(Platform)
    for capabilities in listed:
        listed_here = capabilities.availability is Availability.OK
        assert listed_here == capabilities.lists_followers
        assert listed_here or "POST /v1/audiences" in capabilities.advice


def test_a_platform_with_a_connector_is_connected() -> None:
    assert isinstance(connect(Platform.BLUESKY, ACCESS), Bluesky)


@pytest.mark.parametrize("platform", sorted(set(Platform) - set(list_connectors())))
def test_a_platform_without_a_connector_names_the_upload(platform: Platform) -> None:
    (declared,) = (capabilities for capabilities in list_capabilities() if capabilities.platform is platform)
    needs_consent = declared.availability is Availability.NEEDS_CONSENT
    with pytest.raises(NeedsConsentError if needs_consent else PlatformUnsupportedError, match="Upload the audience"):
        connect(platform, ACCESS)


def test_a_credential_is_not_shown() -> None:
    assert "s3cret" not in repr(Access(client=ACCESS.client, credential={"api_key": "s3cret"}))
