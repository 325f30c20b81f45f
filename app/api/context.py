"""What the routes work with; the composition root makes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.api.memory import KeyRing, Shelf
from app.domain.handle import Platform
from app.platforms.capabilities import Capabilities
from app.scoring.known_models import KnownModels
from app.scoring.niche.model import NicheModel
from app.storage.store import Store
from app.vetting.request import Queue


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Storage, queue, models and limits of this process; without a niche model the package's own reads words."""

    store: Store
    keys: KeyRing
    shelf: Shelf
    queue: Queue
    models: KnownModels
    clock: Callable[[], datetime]
    platforms: Sequence[Capabilities]
    fetchable: frozenset[Platform]
    opt_ins: frozenset[str]
    cursor_key: bytes
    objections_key: bytes
    keep_days: int
    upload_bytes_at_most: int
    niche_model: NicheModel | None = None
