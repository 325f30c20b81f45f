"""Which platforms there are: those with a connector are found in `connectors/`, the others name the upload path.

A new platform is one file in `connectors/` with a `CONNECTOR`; it then takes precedence over the entry below.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from app.domain.audience import Availability, Order
from app.domain.handle import Platform
from app.platforms import connectors
from app.platforms.capabilities import Capabilities
from app.platforms.connector import Access, Connector, ConnectorEntry
from app.platforms.errors import NeedsConsentError
from app.platforms.tariff import Tariff

ADVICE = (
    "Only the creator can export the follower list. Upload the audience instead: POST /v1/audiences (docs/uploads.md)."
)


@cache
def list_connectors() -> dict[Platform, ConnectorEntry]:
    """Find every connector; modules whose names begin with an underscore are parts of one."""
    found: dict[Platform, ConnectorEntry] = {}
    for module in iter_modules(connectors.__path__):
        if not module.name.startswith("_"):
            entry: ConnectorEntry = import_module(f"{connectors.__name__}.{module.name}").CONNECTOR
            found[entry.capabilities.platform] = entry
    return found


def list_capabilities() -> tuple[Capabilities, ...]:
    """List every platform in the order of its name: what can be fetched, or what to do instead."""
    found = list_connectors()
    return tuple(
        found[platform].capabilities if platform in found else _UPLOAD_ONLY[platform] for platform in sorted(Platform)
    )


def connect(platform: Platform, access: Access) -> Connector:
    """Build the connector of a platform; where there is none, raise the PlatformError that names the upload."""
    entry = list_connectors().get(platform)
    if entry is not None:
        return entry.connect(access)
    raise NeedsConsentError(_UPLOAD_ONLY[platform].advice)


def _upload_only(platform: Platform, title: str) -> Capabilities:
    return Capabilities(
        platform=platform,
        title=title,
        lists_followers=False,
        follower_order=Order.UNORDERED,
        follower_page_size=0,
        engager_page_size=0,
        hydration_batch=None,
        lists_posts=False,
        lists_likers=False,
        lists_commenters=False,
        lists_followings=False,
        lists_followed_profiles=False,
        tariff=Tariff(),
        terms="Nothing is fetched; the uploader answers for the right to use the data.",
        availability=Availability.NEEDS_CONSENT,
        advice=ADVICE,
    )


_UPLOAD_ONLY = {
    capabilities.platform: capabilities
    for capabilities in (
        _upload_only(Platform.TIKTOK, "TikTok"),
        _upload_only(Platform.TWITCH, "Twitch"),
    )
}
