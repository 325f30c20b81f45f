"""A stored document read again, as far as a later score is compared with it and builds on it."""

from dataclasses import dataclass
from typing import Any, Final, TypeVar

import msgspec

from app.domain.assessment import EngagementSummary, Finding
from app.domain.attention import Attention
from app.domain.creator import CreatorAccount
from app.domain.estimate import Share
from app.domain.growth import Growth
from app.domain.niche import AudienceProfile, CreatorContent, NicheFit
from app.domain.reading import Reading

Part = TypeVar("Part")

SHARES: Final = ("inauthentic_share", "authentic_share", "reachable_share")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What a document said: versions, decision, shares by name, and the parts that do not rest on the account model.

    `unreadable` names parts of an older form, which are left out.
    """

    method_version: str
    model_version: str
    decision: str
    shares: dict[str, Share | None]
    engagement: EngagementSummary | None
    attention: Attention | None
    creator: CreatorAccount | None
    growth: Growth | None
    niche: NicheFit | None
    profile: AudienceProfile | None
    content: CreatorContent | None
    reading: Reading | None
    findings: tuple[Finding, ...]
    unreadable: tuple[str, ...]


def read_recorded(body: bytes) -> Recorded:
    """Read the document of a vetting that succeeded; numbers come as they were written, rounded."""
    document = msgspec.json.decode(body)
    assessment: dict[str, Any] = document["assessment"]
    unreadable: list[str] = []

    def part(name: str, kind: type[Part]) -> Part | None:
        if assessment.get(name) is None:
            return None
        try:
            return msgspec.convert(assessment[name], kind)
        except msgspec.ValidationError:
            unreadable.append(name)
            return None

    niche = assessment.get("niche")
    shares: dict[str, Share | None] = {name: msgspec.convert(assessment[name], Share) for name in SHARES}
    shares["niche_share"] = None if niche is None else msgspec.convert(niche["share"], Share)
    return Recorded(
        method_version=assessment["method_version"],
        model_version=assessment["model_version"],
        decision=document["verdict"]["decision"],
        shares=shares,
        engagement=part("engagement", EngagementSummary),
        attention=part("attention", Attention),
        creator=part("creator", CreatorAccount),
        growth=part("growth", Growth),
        niche=part("niche", NicheFit),
        profile=part("profile", AudienceProfile),
        content=part("content", CreatorContent),
        reading=part("reading", Reading),
        findings=part("findings", tuple[Finding, ...]) or (),
        unreadable=tuple(unreadable),
    )
