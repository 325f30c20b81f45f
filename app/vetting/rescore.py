"""Score a stored sample again, under another model or policy, and tell what changed. Nothing is stored."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from app.domain.assessment import Assessment
from app.domain.policy import Policy
from app.domain.rescore import BeforeAfter, Difference, KindChange, Rescore
from app.domain.verdict import Verdict
from app.reports.recorded import Recorded, read_recorded
from app.scoring.assess import Audience, assess
from app.scoring.difference import kind_changes, share_change
from app.scoring.group.delivered import Delivered
from app.scoring.known_models import KnownModels
from app.scoring.model import METHOD_VERSION, Model
from app.scoring.niche.model import NicheModel
from app.scoring.reach import headline_score
from app.scoring.verdict import decide
from app.storage.store import Store
from app.vetting.errors import Fault, UnknownModelError
from app.vetting.kept import get_kept
from app.vetting.labels import with_labels

CARRIED_OVER: Final = (
    "Deliveries, engagement, attention, creator, growth, and what audience and creator speak of are those of the "
    "vetting's document: they do not rest on the model of accounts, and what they were measured from is no longer kept."
)


def rescore_vetting(
    store: Store,
    tenant_id: str,
    vetting_id: str,
    *,
    models: KnownModels,
    model: str | None,
    policy: Policy | None,
    now: datetime,
    niche_model: NicheModel | None = None,
) -> Rescore:
    """Score again under one of the models (the current one) and a policy (the vetting's own), with the reviews' labels.

    Raises VettingNotFoundError, VettingUnfinishedError, SampleExpiredError or UnknownModelError.
    """
    kept = get_kept(store, tenant_id, vetting_id, now=now)
    weighing, rules = _find_model(models, model), policy or kept.vetting.question.policy
    brief, recorded = kept.vetting.question.brief, read_recorded(kept.document.body)
    audiences = [Audience(note=one.note, columns=with_labels(one.columns, kept.labels)) for one in kept.audiences()]
    scored = assess(
        audiences,
        brief=brief,
        level=rules.level,
        model=weighing,
        niche_model=niche_model,
        reading=recorded.reading,
        delivered=Delivered(
            excess=kept.excess(),
            findings=tuple(one for one in recorded.findings if one.code.startswith("deliver")),
        ),
    )
    assessment = _carry_over(scored, recorded)
    verdict = decide(assessment, rules, has_brief=brief is not None and brief.has_topic)
    return Rescore(
        vetting_id=vetting_id,
        labels=len(kept.labels),
        assessment=assessment,
        verdict=verdict,
        difference=_compare(recorded, assessment, verdict, _kinds(audiences[0], recorded, models, weighing)),
    )


def _find_model(models: KnownModels, version: str | None) -> Model:
    found = models.current if version is None else models.find(version)
    if found is None:
        message = f"There is no model of this version; there are: {', '.join(models.versions)}."
        raise UnknownModelError(message, faults=[Fault(pointer="/model", detail=message)])
    return found


def _carry_over(assessment: Assessment, recorded: Recorded) -> Assessment:
    """Add the parts that do not rest on the columns of accounts."""
    score = headline_score(
        assessment.authentic_share, assessment.reachable_share, recorded.engagement, assessment.niche
    )
    niche = assessment.niche
    if niche is not None and recorded.niche is not None:
        niche = replace(niche, related=recorded.niche.related, follows=recorded.niche.follows)
    return replace(
        assessment,
        engagement=recorded.engagement,
        attention=recorded.attention,
        creator=recorded.creator,
        growth=recorded.growth,
        niche=niche,
        profile=recorded.profile,
        content=recorded.content,
        score=score,
        limits=(*assessment.limits, *_limits(assessment, recorded)),
    )


def _limits(assessment: Assessment, recorded: Recorded) -> Iterator[str]:
    if recorded.niche is not None and assessment.niche is not None:
        before, after = recorded.niche.model_version, assessment.niche.model_version
        if before != after:
            yield f"Texts were read by {before} and are judged by {after}: vet again for a fair niche share."
    for part in (recorded.attention, recorded.creator, recorded.growth):
        yield from () if part is None else part.limits
    yield CARRIED_OVER
    for name in recorded.unreadable:
        yield f"The part {name!r} of the document has an older form, and was left out."


def _kinds(audience: Audience, recorded: Recorded, models: KnownModels, after: Model) -> tuple[KindChange, ...] | None:
    """Compare kinds account by account, where the same method still has the model of before."""
    before = models.find(recorded.model_version)
    if recorded.method_version != METHOD_VERSION or before is None:
        return None
    return kind_changes(audience.columns, before, after)


def _compare(
    recorded: Recorded, assessment: Assessment, verdict: Verdict, kinds: tuple[KindChange, ...] | None
) -> Difference:
    after = {
        "inauthentic_share": assessment.inauthentic_share,
        "authentic_share": assessment.authentic_share,
        "reachable_share": assessment.reachable_share,
        "niche_share": None if assessment.niche is None else assessment.niche.share,
    }
    return Difference(
        method_version=BeforeAfter(before=recorded.method_version, after=assessment.method_version),
        model_version=BeforeAfter(before=recorded.model_version, after=assessment.model_version),
        decision=BeforeAfter(before=recorded.decision, after=str(verdict.decision)),
        shares=tuple(share_change(name, recorded.shares[name], share) for name, share in after.items()),
        kinds=kinds,
    )
