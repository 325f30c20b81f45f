"""Something that happened to what a tenant owns, told to whoever listens."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EventKind(StrEnum):
    """What happened."""

    VETTING_SUCCEEDED = "vetting.succeeded"
    VETTING_FAILED = "vetting.failed"
    VETTING_CANCELLED = "vetting.cancelled"
    BATCH_FINISHED = "batch.finished"
    MONITOR_CHANGED = "monitor.changed"
    WEBHOOK_ENDPOINT_DISABLED = "webhook_endpoint.disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event: `subject_id` is the vetting, batch, monitor or endpoint, `data` plain JSON values about it."""

    event_id: str
    kind: EventKind
    subject_id: str
    data: dict[str, object]
    created_at: datetime
