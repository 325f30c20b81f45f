"""Interest as a whole: the niche of the brief, whom it wants beside, and what audience and creator speak of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from app.domain.audience import FrameNote
from app.domain.brief import Brief
from app.domain.estimate import Share
from app.domain.followed import FollowedBy
from app.domain.niche import AudienceProfile, CreatorContent, NicheBasis, NicheFit, TargetShare
from app.domain.post import Post
from app.scoring.columns import AccountColumns, Floats
from app.scoring.niche.content import measure_content
from app.scoring.niche.follows import measure_follows
from app.scoring.niche.measure import measure_niche
from app.scoring.niche.model import NicheModel, load_niche_model
from app.scoring.niche.profile import TARGET_ACCOUNTS_AT_LEAST, measure_profile, measure_targets
from app.scoring.share import Interval, wilson_interval

WIDE: Final = 0.3
"""Width of the niche share's interval from which a reader is told why (ours)."""


class ReadAudience(Protocol):
    """An audience whose words were read."""

    @property
    def note(self) -> FrameNote:
        """Its frame."""
        ...

    @property
    def columns(self) -> AccountColumns:
        """Its accounts."""
        ...

    @property
    def words_used(self) -> Mapping[str, int]:
        """How many of them use a word."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """`niche` is None without a topic in the brief, `profile` and `content` where no words were read.

    `part_read` is the part of the accounts whose words were read, in [0, 1].
    """

    brief: Brief | None
    niche: NicheFit | None
    targets: tuple[TargetShare, ...]
    profile: AudienceProfile | None
    content: CreatorContent | None
    part_read: float

    def factors(self) -> Iterator[Share]:
        """Shares that narrow the effective audience beside authenticity and reach."""
        if self.niche is not None:
            yield self.niche.share
        yield from (target.share for target in self.targets if target.is_applied)

    def limits(self) -> Iterator[str]:
        """Say what the measures cannot."""
        if self.niche is None:
            yield (
                "There was no brief with a topic, so that the effective audience counts authentic and reachable "
                "accounts of any taste."
            )
        else:
            yield from _niche_limits(self.niche)
        if 0 < self.part_read < 1:
            yield (
                f"The words of one account in {1 / self.part_read:,.1f} were read, drawn at random: what is told of "
                "words rests on these."
            )
        for target in self.targets:
            if not target.is_applied:
                yield (
                    f"Only {target.share.n:,} authentic accounts show their {target.kind}: at least "
                    f"{TARGET_ACCOUNTS_AT_LEAST} are needed before the wanted ones narrow the effective audience."
                )
        if self.niche is not None or any(target.is_applied for target in self.targets):
            yield "Authentic, reachable and interested are multiplied as if they were independent of each other."


def measure_interest(
    audience: ReadAudience,
    brief: Brief | None,
    inauthentic: Floats,
    posts: Sequence[Post],
    followed: Sequence[FollowedBy],
    model: NicheModel,
    level: float,
    *,
    sampling: Interval = wilson_interval,
) -> Interest:
    """Measure everything that words tell; `inauthentic` is each account's probability (NaN: unknown)."""
    note, columns = audience.note, audience.columns
    weights = 1.0 - np.nan_to_num(inauthentic, nan=1.0)
    ids = columns.account_ids.tolist()
    query = model.query(brief) if brief is not None and brief.has_topic else None
    query = None if query is None or query.is_empty else query
    niche = None
    if brief is not None and query is not None:
        # Whom members follow are thousands: their words are read with the table whatever reads the members' own.
        table = load_niche_model()
        authentic = dict(zip(ids, weights.tolist(), strict=True))
        follows = measure_follows(followed, authentic, table.query(brief), table, level)
        niche = measure_niche(
            columns.texts,
            ids,
            inauthentic,
            query,
            model,
            note,
            level,
            sampling=sampling,
            words_used=audience.words_used,
            follows=follows,
        )
    return Interest(
        brief=brief,
        niche=niche,
        targets=measure_targets(brief, columns.texts, weights, note, level, sampling=sampling),
        profile=measure_profile(columns.texts, weights, model, note, level),
        content=measure_content(posts, query, model, note, level),
        part_read=float(np.mean(columns.texts.texts >= 0)) if len(columns) else 0.0,
    )


def _niche_limits(niche: NicheFit) -> Iterator[str]:
    if niche.basis is NicheBasis.WORDS:
        yield (
            "The niche share matches the brief's words as they are written: other words for the same thing are missed."
        )
    else:
        yield (
            "The niche share compares what accounts write about themselves with the brief, in eleven languages; "
            "`/v1/methods` says how far it errs on audiences of known mix."
        )
    if niche.assessable.estimate is not None and niche.assessable.estimate < 1:
        yield (
            f"{1 - niche.assessable.estimate:.0%} of the authentic accounts say too little, or in a language that is "
            f"not covered: were these nobody or everybody in the niche, the share would be {niche.at_least:.0%} to "
            f"{niche.at_most:.0%}."
        )
    if niche.basis is NicheBasis.MEANING and niche.share.width > WIDE:
        yield "Where much of an audience is in the niche, how much is not known closely: texts of members differ."
    yield from niche.brief.notes
