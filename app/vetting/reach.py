"""What this installation can read for a question: how platforms are reached, how much, and out of which purses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from app.domain.vetting import Question
from app.storage.store import Store
from app.vetting.connections import Connection, Connections
from app.vetting.extent import Extent
from app.vetting.meter import Meter
from app.vetting.purses import Caps, Purse, open_purses


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A platform opened for one question: the connector's connection, its meter, and the purses of a day."""

    connection: Connection
    meter: Meter
    purses: Callable[[date], Sequence[Purse]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The same for a plan and for the vetting that follows it, so that both reckon alike."""

    store: Store
    connections: Connections
    caps: Caps
    listed_accounts: int
    engaging_posts: int
    followed_members: int
    clock: Callable[[], datetime]

    def extent(self, question: Question) -> Extent:
        """Return how much is read at most; whom followers follow only for a brief that names a topic."""
        has_topic = question.brief is not None and question.brief.has_topic
        return Extent(
            sample_size=question.sample_size,
            listed_accounts=self.listed_accounts,
            engaging_posts=self.engaging_posts,
            followed_members=self.followed_members if has_topic else 0,
        )

    def open(self, tenant_id: str, question: Question, *, spender: str, began: date) -> Opened:
        """Open the platform of a question; `spender` counts what it costs, from the day `began` on.

        Raises RequestError and PlatformAuthError, as `Connections.open` does.
        """
        connection = self.connections.open(tenant_id, question.platform, question.handle or "")
        purses = partial(
            open_purses, self.caps, question.platform, tenant_id, spender=spender, began=began, budget=question.budget
        )
        meter = Meter(self.store, connection.line, purses, clock=self.clock)
        return Opened(connection=connection, meter=meter, purses=purses)
