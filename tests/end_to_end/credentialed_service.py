"""A service that reads platforms with a credential, and callers that have one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from databases import settings_for
from service import Caller, ServiceThread, make_key


@contextmanager
def serving(url: str, folder: Path, platform: str, platform_url: str, **settings: object) -> Iterator[ServiceThread]:
    """Serve with one platform at another address, as fast as it answers."""
    made = settings_for(
        url,
        folder,
        platform_urls={platform: platform_url},
        platform_calls_per_second={platform: 10_000},
        encryption_keys="a2V5IG9mIHRoZSB0ZXN0cywgMzIgYnl0ZXMgbG9uZy4=",
        **settings,
    )
    with ServiceThread(made) as started:
        yield started


@contextmanager
def signed_in(service: ServiceThread, platform: str, **fields: str) -> Iterator[Caller]:
    """A caller of a new tenant whose credential the platform takes."""
    with Caller(service.url, make_key(service.settings, f"{platform} {fields}")) as caller:
        body = {"platform": platform, "fields": [{"name": name, "value": value} for name, value in fields.items()]}
        stored = caller.post("/v1/credentials", json=body)
        assert stored.status_code in {201, 409}, stored.text
        yield caller
