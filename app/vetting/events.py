"""Tell what happened to a vetting, in the transaction in which it happens."""

from datetime import datetime

from app.domain.event import EventKind
from app.domain.vetting import Vetting
from app.storage.store import Books


def tell_end(
    books: Books,
    vetting: Vetting,
    kind: EventKind,
    *,
    now: datetime,
    decision: str | None = None,
    failure_code: str | None = None,
) -> None:
    """Record how a vetting ended; whoever wants to know more asks for the vetting."""
    question = vetting.question
    data = {
        "vetting_id": vetting.vetting_id,
        "platform": str(question.platform),
        "handle": question.handle,
        "audience_id": question.audience_id,
        "decision": decision,
        "failure_code": failure_code,
    }
    books.events.add(kind, vetting.vetting_id, data, now=now)
