import httpx
import pytest

from app.domain.audience import Availability
from app.domain.handle import Platform
from app.platforms.connector import Access
from app.platforms.connectors.bluesky import Bluesky
from app.platforms.errors import NeedsConsentError
from app.platforms.registry import connect, list_capabilities, list_connectors
from app.platforms.tariff import Operation

ACCESS = Access(client=httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(500))))


def test_every_platform_says_what_it_gives_or_names_the_upload() -> None:
    listed = list_capabilities()
    assert [capabilities.platform for capabilities in listed] == sorted(Platform)
    for capabilities in listed:
        assert (capabilities.availability is Availability.OK) or "POST /v1/audiences" in capabilities.advice
        if capabilities.lists_followers:
            assert capabilities.availability is Availability.OK
        if capabilities.platform not in list_connectors():
            assert not capabilities.operations - {Operation.SUBJECT}


def test_a_platform_with_a_connector_is_connected() -> None:
    assert isinstance(connect(Platform.BLUESKY, ACCESS), Bluesky)


@pytest.mark.parametrize("platform", sorted(set(Platform) - set(list_connectors())))
def test_a_platform_without_a_connector_names_the_upload(platform: Platform) -> None:
    with pytest.raises(NeedsConsentError, match="Upload the audience"):
        connect(platform, ACCESS)


def test_a_credential_is_not_shown() -> None:
    assert "s3cret" not in repr(Access(client=ACCESS.client, credential={"api_key": "s3cret"}))
