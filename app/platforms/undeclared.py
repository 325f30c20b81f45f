"""What a connector answers for everything that its platform does not give; it overrides what the platform does."""

from collections.abc import Sequence
from typing import NoReturn

from app.domain.account import Account
from app.domain.post import Post
from app.platforms.capabilities import Capabilities
from app.platforms.connector import Page
from app.platforms.errors import PlatformUnsupportedError


class Undeclared:
    """Ground of every connector: nothing is declared, and a credential that is not needed is fine."""

    capabilities: Capabilities

    async def check_credential(self) -> None:
        """Find no fault: there is no credential."""

    async def fetch_followers(self, key: str, cursor: str | None, size: int) -> Page[Account]:
        """Raise PlatformUnsupportedError."""
        self._refuse(key, cursor, size)

    async def fetch_followings(self, key: str, cursor: str | None) -> Page[str]:
        """Raise PlatformUnsupportedError."""
        self._refuse(key, cursor)

    async def fetch_followed(self, account_id: str) -> Page[Account]:
        """Raise PlatformUnsupportedError."""
        self._refuse(account_id)

    async def fetch_accounts(self, account_ids: Sequence[str]) -> tuple[Account, ...]:
        """Raise PlatformUnsupportedError."""
        self._refuse(account_ids)

    async def fetch_posts(self, key: str, cursor: str | None) -> Page[Post]:
        """Raise PlatformUnsupportedError."""
        self._refuse(key, cursor)

    async def fetch_likers(self, post_id: str, cursor: str | None) -> Page[Account]:
        """Raise PlatformUnsupportedError."""
        self._refuse(post_id, cursor)

    async def fetch_commenters(self, post_id: str, cursor: str | None) -> Page[Account]:
        """Raise PlatformUnsupportedError."""
        self._refuse(post_id, cursor)

    def _refuse(self, *_asked: object) -> NoReturn:
        detail = f"{self.capabilities.title} does not give this."
        raise PlatformUnsupportedError(detail)
