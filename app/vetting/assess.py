"""From accounts to an assessment and a verdict, for fetched and for uploaded audiences alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import numpy as np

from app.domain.account import Account
from app.domain.assessment import Assessment
from app.domain.audience import AudienceSample, Availability, Frame, FrameNote, Order, Role, implied_frame
from app.domain.brief import Brief
from app.domain.creator import Followings
from app.domain.followed import FollowedBy
from app.domain.handle import Platform
from app.domain.policy import Policy
from app.domain.post import Post
from app.domain.reading import Reading
from app.domain.verdict import Verdict
from app.scoring.assess import Audience, assess
from app.scoring.columns import AccountColumns
from app.scoring.group.delivered import Delivered, look_for_deliveries
from app.scoring.model import Model
from app.scoring.niche.model import NicheModel, load_niche_model
from app.scoring.niche.reader import AccountReader, lots_of, open_reader
from app.scoring.verdict import decide
from app.vetting.collected import Collected
from app.vetting.held import HELD_AT_MOST, Held

SCORED_AT_MOST: Final = 200_000
"""Accounts of one upload that are scored; of a larger one a uniform draw, which costs a fifth of a point of width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything that one assessment is made from; `audiences` are columns, read with the words of the brief."""

    audiences: Sequence[Audience]
    subject: Account | None = None
    posts: Sequence[Post] = ()
    reacting: Sequence[Account] = ()
    listing: AudienceSample | None = None
    platform: Platform | None = None
    reading: Reading | None = None
    followings: Followings | None = None
    followed: Sequence[FollowedBy] = ()
    delivered: Delivered | None = None
    notes: Sequence[str] = ()


def read_collected(collected: Collected, brief: Brief | None, niche_model: NicheModel | None = None) -> Material:
    """Read what was fetched for a creator into columns; of the first audience its words as well."""
    followers = Audience.from_sample(collected.samples[0], brief, niche_model)
    audiences = [followers, *map(Audience.from_numbers, collected.samples[1:])]
    return Material(
        audiences=audiences,
        delivered=look_for_deliveries(followers.columns, followers.note, collected.listing, collected.posts),
        subject=collected.subject,
        posts=collected.posts,
        reacting=collected.reacting,
        listing=collected.listing,
        platform=collected.platform,
        reading=collected.reading,
        followings=collected.followings,
        followed=collected.followed,
        notes=collected.notes,
    )


def read_upload(
    batches: Iterable[Sequence[Account]],
    *,
    population: int | None,
    frame: Frame | None,
    order: Order,
    drawn_at: datetime,
    brief: Brief | None,
    niche_model: NicheModel | None = None,
    scored_at_most: int = SCORED_AT_MOST,
    held_at_most: int = HELD_AT_MOST,
) -> Material:
    """Read an upload, batch by batch: memory holds the columns of `scored_at_most` accounts, however many come.

    Without a frame, the population implies it. Growth and reactions need more than columns: they are measured up to
    `held_at_most` accounts and reactions, and the limits say when they are not.
    """
    held = Held(drawn_at, held_at_most)
    reader = open_reader(brief, niche_model or load_niche_model())
    columns, listed = _read_columns(held.watch(batches), drawn_at=drawn_at, reader=reader, at_most=scored_at_most)
    frame = frame or implied_frame(listed, population)
    note = FrameNote(
        role=Role.FOLLOWERS,
        frame=frame,
        order=order,
        availability=Availability.OK,
        population=_population(population, listed, frame),
        listed=listed,
        drawn_at=drawn_at,
    )
    return Material(
        audiences=[Audience(note=note, columns=columns, words_used=reader.words_used)],
        delivered=look_for_deliveries(columns, note, None, ()),
        reacting=held.reacting,
        listing=AudienceSample(note=note, accounts=held.listed),
        notes=tuple(held.notes()),
    )


def assess_material(
    material: Material,
    brief: Brief | None,
    policy: Policy,
    model: Model | None = None,
    niche_model: NicheModel | None = None,
) -> tuple[Assessment, Verdict]:
    """Assess what was read, and decide; `brief` and `niche_model` are those that it was read with.

    Without a model the current one of this package weighs.
    """
    assessment = assess(
        material.audiences,
        subject=material.subject,
        posts=material.posts,
        brief=brief,
        level=policy.level,
        model=model,
        reacting=material.reacting,
        listing=material.listing,
        platform=material.platform,
        reading=material.reading,
        followings=material.followings,
        delivered=material.delivered,
        followed=material.followed,
        niche_model=niche_model,
    )
    assessment = replace(assessment, limits=(*assessment.limits, *material.notes))
    return assessment, decide(assessment, policy, has_brief=brief is not None and brief.has_topic)


def assess_upload(
    batches: Iterable[Sequence[Account]],
    *,
    population: int | None,
    frame: Frame | None,
    order: Order,
    drawn_at: datetime,
    brief: Brief | None,
    policy: Policy,
    model: Model | None = None,
    niche_model: NicheModel | None = None,
    scored_at_most: int = SCORED_AT_MOST,
    held_at_most: int = HELD_AT_MOST,
) -> tuple[Assessment, Verdict]:
    """Assess an upload, as `read_upload` reads it."""
    material = read_upload(
        batches,
        population=population,
        frame=frame,
        order=order,
        drawn_at=drawn_at,
        brief=brief,
        niche_model=niche_model,
        scored_at_most=scored_at_most,
        held_at_most=held_at_most,
    )
    return assess_material(material, brief, policy, model, niche_model)


def _population(population: int | None, listed: int, frame: Frame) -> int | None:
    """Take what the caller said; an upload that is complete counts itself, and nobody has fewer than were listed."""
    if population is None:
        return listed if frame is Frame.COMPLETE else None
    return max(population, listed)


def _read_columns(
    batches: Iterable[Sequence[Account]], *, drawn_at: datetime, reader: AccountReader, at_most: int
) -> tuple[AccountColumns, int]:
    """Keep the accounts with the lowest lots: a uniform draw from a stream of unknown length.

    The lots are those by which the reader draws, so that all whose words it reads are kept.
    """
    kept = AccountColumns.from_accounts((), drawn_at=drawn_at, reader=reader)
    lots = np.empty(0)
    waiting: list[AccountColumns] = []
    listed = held = 0
    for batch in batches:
        waiting.append(AccountColumns.from_accounts(batch, drawn_at=drawn_at, reader=reader, first_position=listed))
        listed += len(batch)
        held += len(batch)
        if held >= at_most:
            kept, lots = _draw(kept, lots, waiting, at_most)
            waiting, held = [], 0
    kept, _ = _draw(kept, lots, waiting, at_most)
    return replace(kept, texts=reader.settle(kept.texts, kept.account_ids.tolist())), listed


def _draw(
    kept: AccountColumns,
    lots: np.ndarray,
    waiting: list[AccountColumns],
    at_most: int,
) -> tuple[AccountColumns, np.ndarray]:
    columns = AccountColumns.concat([kept, *waiting])
    new = lots_of(columns.account_ids[len(lots) :].tolist())
    # Labelled accounts go first: a fair draw of labels and a draw of the others are together a draw of all.
    new -= ~np.isnan(columns.label[len(lots) :])
    lots = np.concatenate([lots, new])
    if len(columns) <= at_most:
        return columns, lots
    # Sorted: the accounts stay in the order of the upload.
    chosen = np.sort(np.argpartition(lots, at_most)[:at_most])
    return columns.take(chosen), lots[chosen]
