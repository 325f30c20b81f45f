"""What each account is to an advertiser, by rules whose cuts are named."""

import numpy as np
from numpy.typing import NDArray

from app.domain.account import AccountKind, Reachability, Suspicion
from app.scoring.columns import AccountColumns, Floats
from app.scoring.model import Scores
from app.scoring.signals.mass_following import MASS_FOLLOWINGS

INFLUENCER_FOLLOWERS = 5_000.0
"""Above it, and below 1,500 followings, an account counts as an influencer (HypeAuditor, method page, read 2026)."""
REACHABILITY_CUTS = (500.0, 1_000.0, np.nextafter(MASS_FOLLOWINGS, np.inf))
"""Followings at which the next bucket begins; 1,500 itself is not yet over 1,500 (HypeAuditor, read 2026)."""

BROADCAST_POSTS = 100.0
BROADCAST_LIKES = 0.01
"""From so many posts on, and with at most so many likes for each, an account speaks and never reacts: most automated
accounts of the research collections that are suspicious do, and under a tenth of the sellers' (docs/method.md)."""
QUIET_POSTS = 50.0
"""Posts of a person (Camisani-Calzolari, 2012, as listed in Cresci et al., 2015): most bought accounts have fewer."""

KINDS = tuple(AccountKind)
SUSPICIONS = tuple(Suspicion)
BUCKETS = tuple(Reachability)

Codes = NDArray[np.intp]


def account_kinds(
    columns: AccountColumns, scores: Scores, *, suspicious_at: float, excess: Floats | float = 0.0
) -> Codes:
    """Index into KINDS for each account; the first rule that holds decides.

    A dormant account is suspicious only when the signals beside activity say so on their own, or a delivery explains it
    (`excess` float64[n], group/deliveries.py).
    """
    dormant = scores.reading("dormancy") == 1
    against = np.where(dormant, np.maximum(scores.beside_activity, excess), scores.inauthentic)
    rules = (
        (AccountKind.UNKNOWN, np.isnan(scores.inauthentic)),
        (AccountKind.SUSPICIOUS, against >= suspicious_at),
        (AccountKind.DORMANT, dormant),
        (AccountKind.MASS_FOLLOWER, columns.following_count > MASS_FOLLOWINGS),
        (
            AccountKind.INFLUENCER,
            (columns.followers_count > INFLUENCER_FOLLOWERS) & (columns.following_count < MASS_FOLLOWINGS),
        ),
    )
    conditions = [condition for _, condition in rules]
    codes = [KINDS.index(kind) for kind, _ in rules]
    return np.select(conditions, codes, default=KINDS.index(AccountKind.AUTHENTIC)).astype(np.intp)


def suspicions(columns: AccountColumns, kinds: Codes, excess: Floats | float = 0.0) -> Codes:
    """Index into SUSPICIONS for each suspicious account, -1 for all others and where it does not show.

    A delivery shows that accounts were bought; who broadcasts and never likes looks automated, who hardly posts looks
    bought, and who posts and is suspicious all the same looks like spam.
    """
    posts = columns.posts_count
    rules = (
        (-1, kinds != KINDS.index(AccountKind.SUSPICIOUS)),
        (SUSPICIONS.index(Suspicion.BOUGHT), np.greater_equal(excess, 0.5)),
        (
            SUSPICIONS.index(Suspicion.AUTOMATED),
            (posts >= BROADCAST_POSTS) & (columns.likes_given_count <= BROADCAST_LIKES * posts),
        ),
        (SUSPICIONS.index(Suspicion.BOUGHT), posts < QUIET_POSTS),
        (SUSPICIONS.index(Suspicion.SPAM), posts >= QUIET_POSTS),
    )
    conditions = [np.broadcast_to(condition, len(columns)) for _, condition in rules]
    return np.select(conditions, [code for code, _ in rules], default=-1).astype(np.intp)


def reachability_buckets(columns: AccountColumns) -> Codes:
    """Index into BUCKETS for each account, by how many accounts it follows."""
    unknown = BUCKETS.index(Reachability.UNKNOWN)
    codes = np.digitize(columns.following_count, REACHABILITY_CUTS)
    return np.where(np.isnan(columns.following_count), unknown, codes).astype(np.intp)


def is_reachable(columns: AccountColumns, scores: Scores) -> Floats:
    """1 when an account can still see a post: not dormant, and at most 1,500 followings; NaN when those are unknown.

    Where nothing tells whether an account is dormant, its followings decide alone.
    """
    reachable = (columns.following_count <= MASS_FOLLOWINGS) & (scores.reading("dormancy") != 1)
    return np.where(np.isnan(columns.following_count), np.nan, reachable)
