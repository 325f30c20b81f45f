"""A vetting and its parts as JSON documents: the one shape that the API sends, the store keeps and files hold."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import msgspec

from app.domain.assessment import Assessment
from app.domain.audience import FrameNote
from app.domain.budget import Cap, Cost
from app.domain.document import Document
from app.domain.growth import GrowthAnomaly
from app.domain.insights import SOURCE, Insights
from app.domain.money import Price
from app.domain.rescore import Rescore
from app.domain.review import ReviewCandidate
from app.domain.verdict import Verdict
from app.domain.vetting import Progress, Vetting, VettingStatus

DECIMALS: Final = 6
"""Digits after the point: finer than any interval, and equal on every machine."""

OWNER_TEXT: Final = (
    "These figures are the owner's own, as the platform shows them to the owner. They were not checked, and no score "
    "and no verdict uses them."
)


def assessment_document(assessment: Assessment) -> dict[str, Any]:
    """Give an assessment its document shape: plain values, numbers rounded, properties of its parts added."""
    document: dict[str, Any] = plain(assessment)
    document["frame"] = frame_document(assessment.frame)
    for document_of, share in zip(document["audiences"], assessment.audiences, strict=True):
        document_of["frame"] = frame_document(share.frame)
    if assessment.reading is not None:
        document["reading"]["text"] = assessment.reading.text
    if assessment.growth is not None:
        document["growth"]["anomalies"] = [_anomaly(anomaly) for anomaly in assessment.growth.anomalies]
    return document


def verdict_document(verdict: Verdict) -> dict[str, Any]:
    """Give a verdict its document shape."""
    document: dict[str, Any] = plain(verdict)
    return document


def assessment_with_verdict(assessment: Assessment, verdict: Verdict, price: Price | None = None) -> dict[str, Any]:
    """Join them into the one document that `truereach assess` prints."""
    return {**assessment_document(assessment), "verdict": verdict_document(verdict), "price": plain(price)}


def vetting_document(
    vetting: Vetting,
    assessment: Assessment | None = None,
    verdict: Verdict | None = None,
    price: Price | None = None,
    owner_insights: Insights | None = None,
) -> dict[str, Any]:
    """Give a vetting its document shape, whatever its status; nulls for what is not there yet."""
    question = vetting.question
    return {
        "id": vetting.vetting_id,
        "status": str(vetting.status),
        "platform": str(question.platform),
        "handle": question.handle,
        "audience_id": question.audience_id,
        "brief": plain(question.brief),
        "brief_id": question.brief_id,
        "brief_version": question.brief_version,
        "fee": plain(question.fee),
        "sample_size": question.sample_size,
        "read_all": question.read_all,
        "budget": budget_document(question.budget),
        "policy": plain(question.policy),
        "progress": progress_document(vetting.progress),
        "failure": plain(vetting.failure),
        "created_at": plain(vetting.created_at),
        "started_at": plain(vetting.started_at),
        "finished_at": plain(vetting.finished_at),
        "redacted_at": plain(vetting.redacted_at),
        "assessment": assessment_document(assessment) if assessment else None,
        "verdict": verdict_document(verdict) if verdict else None,
        "price": plain(price),
        "owner_insights": None if owner_insights is None else insights_document(owner_insights),
    }


def insights_document(insights: Insights) -> dict[str, Any]:
    """Give an owner's figures their document shape, with what is missing to the whole in each breakdown."""
    figures = insights.figures
    period = figures.period
    return {
        "id": insights.insights_id,
        "platform": str(figures.platform),
        "handle": figures.handle,
        "audience": str(figures.audience),
        "taken_at": plain(figures.taken_at),
        "period": None if period is None else {"from": plain(period.first), "to": plain(period.last)},
        "age_gender": plain(figures.age_gender),
        "countries": plain(figures.countries),
        "cities": plain(figures.cities),
        "rests": plain(figures.rests),
        "source": SOURCE,
        "is_verified": False,
        "text": OWNER_TEXT,
        "created_at": plain(insights.created_at),
    }


def rescore_document(rescore: Rescore) -> dict[str, Any]:
    """Give a new score of an old sample its document shape, the difference first."""
    return {
        "vetting_id": rescore.vetting_id,
        "labels": rescore.labels,
        "diff": plain(rescore.difference),
        "assessment": assessment_document(rescore.assessment),
        "verdict": verdict_document(rescore.verdict),
    }


def review_sample_document(
    vetting_id: str, model_version: str, candidates: Sequence[ReviewCandidate]
) -> dict[str, Any]:
    """Give accounts to review their document shape: each score with the label that the account has."""
    data = [{**plain(candidate.score), "label": candidate.label} for candidate in candidates]
    return {"vetting_id": vetting_id, "model_version": model_version, "data": data}


def render_document(
    vetting: Vetting,
    assessment: Assessment,
    verdict: Verdict,
    price: Price | None = None,
    *,
    finished_at: datetime,
    cost: Cost,
    owner_insights: Insights | None = None,
) -> Document:
    """Render the final document of a vetting that has just succeeded."""
    finished = replace(
        vetting,
        status=VettingStatus.SUCCEEDED,
        finished_at=finished_at,
        progress=Progress(stage="done", done=1, total=1, resumes_at=None, cost=cost),
    )
    return seal(vetting_document(finished, assessment, verdict, price, owner_insights))


def seal(document: dict[str, Any]) -> Document:
    """Encode a document as it is stored and sent, and give it its tag."""
    body = encode(document)
    return Document(etag=hashlib.sha256(body).hexdigest()[:32], body=body)


def progress_document(progress: Progress) -> dict[str, Any]:
    """Give a progress its document shape."""
    return {
        "stage": progress.stage,
        "done": progress.done,
        "total": progress.total,
        "resumes_at": plain(progress.resumes_at),
        **cost_document(progress.cost),
    }


def cost_document(cost: Cost) -> dict[str, Any]:
    """Give a cost its document shape: money in whole cents, rounded up."""
    return {"calls": cost.calls, "units": cost.units, "money": plain(cost.money)}


def budget_document(cap: Cap | None) -> dict[str, Any] | None:
    """Give a cap its document shape; nulls where it sets no limit."""
    if cap is None:
        return None
    money = None if cap.micros is None else plain(Cost(micros=cap.micros).money)
    return {"calls": cap.calls, "units": cap.units, "money": money}


def encode(document: Any) -> bytes:  # noqa: ANN401 - any plain JSON value
    """Encode a document; NaN and infinity cannot occur because domain values hold None instead."""
    return msgspec.json.encode(document)


def frame_document(note: FrameNote) -> dict[str, Any]:
    """Give a frame its document shape, with the coverage."""
    document: dict[str, Any] = plain(note)
    document["coverage"] = None if note.coverage is None else round(note.coverage, DECIMALS)
    return document


def _anomaly(anomaly: GrowthAnomaly) -> dict[str, Any]:
    document: dict[str, Any] = plain(anomaly)
    document["is_innocent"] = anomaly.is_innocent
    return document


def plain(value: object) -> Any:  # noqa: ANN401 - any plain JSON value
    """Turn a domain value into plain JSON values, numbers rounded."""
    return _rounded(msgspec.to_builtins(value))


def _rounded(value: Any) -> Any:  # noqa: ANN401 - any plain JSON value
    # By exact type, not by pattern: this runs for every number of every account.
    kind = type(value)
    if kind is float:
        return round(value, DECIMALS)
    if kind is dict:
        return {name: _rounded(one) for name, one in value.items()}
    if kind is list or kind is tuple:
        return [_rounded(one) for one in value]
    return value
