"""What the routes work with; the composition root makes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.api.memory import KeyRing, Shelf
from app.platforms.capabilities import Capabilities
from app.scoring.known_models import KnownModels
from app.scoring.niche.model import NicheModel
from app.storage.store import Store
from app.storage.vault import Vault
from app.vetting.connections import Connections
from app.vetting.plan import Planner
from app.vetting.request import Queue


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Storage, queue, models and limits of this process; without a niche model the package's own reads words.

    `connect` calls platforms with credentials that `vault` opens.
    """

    store: Store
    vault: Vault
    keys: KeyRing
    shelf: Shelf
    queue: Queue
    models: KnownModels
    clock: Callable[[], datetime]
    platforms: Sequence[Capabilities]
    planner: Planner
    cursor_key: bytes
    objections_key: bytes
    keep_days: int
    upload_bytes_at_most: int
    niche_model: NicheModel | None = None

    @property
    def connections(self) -> Connections:
        """How platforms are reached."""
        return self.planner.reach.connections
