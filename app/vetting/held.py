"""What an upload tells about growth and reactions, held beside its columns while it is small."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from app.domain.account import Account

HELD_AT_MOST: Final = 100_000
"""Accounts, and reactions, of one upload that are held: half a kilobyte each, and the texts of comments."""

CHARACTERS_AT_MOST: Final = 20_000_000
"""Length of all comments of one upload that are held: 200 characters for each of as many reactions."""


class Held:
    """Accounts with their times, and those that reacted, as batches go by; nothing of what goes over the limit."""

    def __init__(self, drawn_at: datetime, at_most: int = HELD_AT_MOST) -> None:
        self._drawn_at = drawn_at
        self._at_most = at_most
        self._accounts = self._reactions = self._characters = 0
        self._listed: list[Account] = []
        self._reacting: list[Account] = []

    def watch(self, batches: Iterable[Sequence[Account]]) -> Iterator[Sequence[Account]]:
        """Pass the batches on."""
        for batch in batches:
            self._accounts += len(batch)
            self._reactions += sum(len(account.engagements) for account in batch)
            self._characters += sum(len(one.text or "") for account in batch for one in account.engagements)
            if self._accounts <= self._at_most:
                self._listed += [_times(account, self._drawn_at) for account in batch]
            else:
                self._listed.clear()
            if self._holds_reactions:
                self._reacting += [_reactions(account) for account in batch if account.engagements]
            else:
                self._reacting.clear()
            yield batch

    @property
    def listed(self) -> Sequence[Account]:
        """All accounts in the order of the upload, with their times only; empty over the limit."""
        return self._listed

    @property
    def reacting(self) -> Sequence[Account]:
        """All accounts with reactions, and nothing but these; empty over the limit."""
        return self._reacting

    def notes(self) -> Iterator[str]:
        """Say what went over the limit."""
        if self._accounts > self._at_most:
            yield f"Growth is not measured for uploads of more than {self._at_most:,} accounts."
        if not self._holds_reactions:
            yield (
                f"Comments and regulars are not measured for uploads of more than {self._at_most:,} reactions or "
                f"{CHARACTERS_AT_MOST:,} characters of comments."
            )

    @property
    def _holds_reactions(self) -> bool:
        return self._reactions <= self._at_most and self._characters <= CHARACTERS_AT_MOST


def _times(account: Account, drawn_at: datetime) -> Account:
    return Account(
        account_id=account.account_id,
        created_at=account.created_at,
        observed_at=account.observed_at or drawn_at,
        last_posted_at=account.last_posted_at,
        posts_count=account.posts_count,
        followed_at=account.followed_at,
        follow_rank=account.follow_rank,
    )


def _reactions(account: Account) -> Account:
    return Account(account_id=account.account_id, engagements=account.engagements)
