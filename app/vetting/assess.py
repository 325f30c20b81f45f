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
from app.scoring.verdict import decide
from app.scoring.words import brief_words
from app.vetting.collected import Collected
from app.vetting.held import HELD_AT_MOST, Held

SCORED_AT_MOST: Final = 200_000
"""Accounts of one upload that are scored; of a larger one a uniform draw, which costs a fifth of a point of width."""

SEED: Final = 20_261_122
"""The draw from a large upload is the same every time: same file, same verdict."""


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


def read_collected(collected: Collected, brief: Brief | None) -> Material:
    """Read what was fetched for a creator into columns."""
    audiences = [Audience.from_sample(sample, brief) for sample in collected.samples]
    followers = audiences[0]
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
    scored_at_most: int = SCORED_AT_MOST,
    held_at_most: int = HELD_AT_MOST,
) -> Material:
    """Read an upload, batch by batch: memory holds the columns of `scored_at_most` accounts, however many come.

    Without a frame, the population implies it. Growth and reactions need more than columns: they are measured up to
    `held_at_most` accounts and reactions, and the limits say when they are not.
    """
    held = Held(drawn_at, held_at_most)
    columns, listed = _read_columns(held.watch(batches), drawn_at=drawn_at, brief=brief, at_most=scored_at_most)
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
        audiences=[Audience(note=note, columns=columns)],
        delivered=look_for_deliveries(columns, note, None, ()),
        reacting=held.reacting,
        listing=AudienceSample(note=note, accounts=held.listed),
        notes=tuple(held.notes()),
    )


def assess_material(
    material: Material, brief: Brief | None, policy: Policy, model: Model | None = None
) -> tuple[Assessment, Verdict]:
    """Assess what was read, and decide; `brief` is the one that it was read with.

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
    )
    assessment = replace(assessment, limits=(*assessment.limits, *material.notes))
    return assessment, decide(assessment, policy, has_brief=brief is not None)


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
        scored_at_most=scored_at_most,
        held_at_most=held_at_most,
    )
    return assess_material(material, brief, policy, model)


def _population(population: int | None, listed: int, frame: Frame) -> int | None:
    """Take what the caller said; an upload that is complete counts itself, and nobody has fewer than were listed."""
    if population is None:
        return listed if frame is Frame.COMPLETE else None
    return max(population, listed)


def _read_columns(
    batches: Iterable[Sequence[Account]], *, drawn_at: datetime, brief: Brief | None, at_most: int
) -> tuple[AccountColumns, int]:
    """Keep the accounts with the smallest random numbers: a uniform draw from a stream of unknown length."""
    words = brief_words(brief.text) if brief is not None else ()
    generator = np.random.default_rng(SEED)
    kept = AccountColumns.from_accounts((), drawn_at=drawn_at, words=words)
    lots = np.empty(0)
    waiting: list[AccountColumns] = []
    listed = held = 0
    for batch in batches:
        waiting.append(AccountColumns.from_accounts(batch, drawn_at=drawn_at, words=words, first_position=listed))
        listed += len(batch)
        held += len(batch)
        if held >= at_most:
            kept, lots = _draw(kept, lots, waiting, generator, at_most)
            waiting, held = [], 0
    kept, _ = _draw(kept, lots, waiting, generator, at_most)
    return kept, listed


def _draw(
    kept: AccountColumns,
    lots: np.ndarray,
    waiting: list[AccountColumns],
    generator: np.random.Generator,
    at_most: int,
) -> tuple[AccountColumns, np.ndarray]:
    columns = AccountColumns.concat([kept, *waiting])
    new = generator.random(len(columns) - len(lots))
    # Labelled accounts go first: a fair draw of labels and a draw of the others are together a draw of all.
    new -= ~np.isnan(columns.label[len(lots) :])
    lots = np.concatenate([lots, new])
    if len(columns) <= at_most:
        return columns, lots
    # Sorted: the accounts stay in the order of the upload.
    chosen = np.sort(np.argpartition(lots, at_most)[:at_most])
    return columns.take(chosen), lots[chosen]
