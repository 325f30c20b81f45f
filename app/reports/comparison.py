"""A comparison as a JSON document, and what of a stored document is compared."""

from typing import Any, Final

import msgspec

from app.domain.audience import FrameNote
from app.domain.comparison import Candidate, Comparison, Lack, Ranked
from app.domain.estimate import Estimate
from app.domain.money import Money
from app.domain.readings import Listed
from app.domain.verdict import Decision
from app.domain.vetting import Vetting
from app.reports.document import frame_document, plain

MERELY_WIDE: Final = "interval_too_wide"
"""The one cause of insufficient evidence that an interval tells by itself; the others say that there is no seeing."""


def read_candidate(vetting: Vetting, body: bytes, *, fee: Money | None, listed: Listed | None) -> Candidate:
    """Read the document of a vetting that succeeded; a fee that is given wins over the vetting's own."""
    document: dict[str, Any] = msgspec.json.decode(body)
    assessment: dict[str, Any] = document["assessment"]
    verdict: dict[str, Any] = document["verdict"]
    question = vetting.question
    return Candidate(
        vetting_id=vetting.vetting_id,
        platform=question.platform,
        handle=question.handle,
        audience_id=question.audience_id,
        brief=question.brief,
        fee=fee or question.fee,
        decision=verdict["decision"],
        too_thin=_too_thin(verdict),
        effective_audience=msgspec.convert(assessment["effective_audience"], Estimate | None),
        method_version=assessment["method_version"],
        model_version=assessment["model_version"],
        frame=msgspec.convert(assessment["frame"], FrameNote),
        finished_at=msgspec.convert(document["finished_at"], type(vetting.created_at)),
        listed=listed,
    )


def comparison_document(comparison: Comparison) -> dict[str, Any]:
    """Give a comparison its document shape; of lists nothing is told but their overlaps."""
    return {
        "ranked_by": str(comparison.ranked_by),
        "candidates": [_candidate(one) for one in comparison.candidates],
        "pairs": plain(comparison.pairs),
        "limits": list(comparison.limits),
    }


def _too_thin(verdict: dict[str, Any]) -> Lack | None:
    causes = [reason for reason in verdict["reasons"] if reason["code"] != MERELY_WIDE]
    if verdict["decision"] != Decision.INSUFFICIENT_EVIDENCE or not causes:
        return None
    return Lack(code=Decision.INSUFFICIENT_EVIDENCE, text=" ".join(reason["text"] for reason in causes))


def _candidate(ranked: Ranked) -> dict[str, Any]:
    candidate = ranked.candidate
    return {
        "rank": ranked.rank,
        "rank_at_worst": ranked.rank_at_worst,
        "not_ranked": plain(ranked.not_ranked),
        "vetting_id": candidate.vetting_id,
        "platform": str(candidate.platform),
        "handle": candidate.handle,
        "audience_id": candidate.audience_id,
        "decision": candidate.decision,
        "effective_audience": plain(candidate.effective_audience),
        "fee": plain(candidate.fee),
        "price": plain(ranked.price),
        "frame": frame_document(candidate.frame),
        "method_version": candidate.method_version,
        "model_version": candidate.model_version,
        "finished_at": plain(candidate.finished_at),
    }
