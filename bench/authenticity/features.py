"""Account features of published detectors, as far as the collections tell them, and readings of the shipped signals."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np

from app.scoring.columns import AccountColumns, Floats
from app.training.fit import Flags, Material
from app.training.publications import without_leaks
from bench.authenticity.research import Research

Features = Callable[[AccountColumns], Floats]


def class_a(columns: AccountColumns) -> Floats:
    """Give the class A features of Cresci et al. (2015), float64[n, 14]: what a profile tells without its timeline."""
    followers, following, posts = columns.followers_count, columns.following_count, columns.posts_count
    return np.column_stack(
        (
            following,
            posts,
            followers,
            following / np.maximum(1.0, followers) ** 2,
            columns.age_days,
            following / np.maximum(1.0, columns.age_days),
            followers / np.maximum(1.0, following),
            _flag(followers >= 30, followers),
            _flag(posts >= 50, posts),
            _flag(2 * followers >= following, followers),
            columns.has_avatar,
            columns.has_location,
            columns.has_url,
            columns.bio_length,
        )
    )


def botometer_lite(columns: AccountColumns) -> Floats:
    """Give the features of Yang et al. (2020) but lists, names' lengths and the handle's likelihood, float64[n, 12]."""
    days = np.maximum(1.0, columns.age_days)
    counts = (columns.posts_count, columns.followers_count, columns.following_count, columns.likes_given_count)
    ratio = columns.followers_count / np.maximum(1.0, columns.following_count)
    rates = (count / days for count in counts)
    others = (columns.handle_digit_share, columns.bio_length, columns.has_avatar)
    return np.column_stack((*counts, *rates, ratio, *others))


def camisani_calzolari(columns: AccountColumns) -> Floats:
    """Give the share of a person's points that is lacking (Camisani-Calzolari, 2012, as in Cresci et al., 2015)."""
    followers, following = columns.followers_count, columns.following_count
    lacks = np.array(
        (
            _flag(columns.has_display_name == 0, columns.has_display_name),
            _flag(columns.has_avatar == 0, columns.has_avatar),
            _flag(columns.has_location == 0, columns.has_location),
            _flag(columns.bio_length == 0, columns.bio_length),
            _flag(followers < 30, followers),
            _flag(columns.posts_count < 50, columns.posts_count),
            _flag(columns.has_url == 0, columns.has_url),
            _flag(2 * followers < following, followers + following),
        )
    )
    known = np.count_nonzero(~np.isnan(lacks), axis=0)
    return np.asarray(np.nansum(lacks, axis=0) / np.maximum(1, known))


def socialbakers(columns: AccountColumns) -> Floats:
    """Give Socialbakers' points that a profile can answer (as in Cresci et al., 2015), above .5 where they accuse."""
    following, followers, posts = columns.following_count, columns.followers_count, columns.posts_count
    is_empty = (columns.bio_length == 0) & (columns.has_location == 0) & (following > 100)
    points = (
        3.0 * (following >= 50 * np.maximum(1.0, followers))
        + 2.0 * (posts == 0)
        + 1.0 * is_empty
        + 1.0 * ((columns.has_avatar == 0) & (columns.age_days > 60))
    )
    return np.asarray(points / 14.0 + 0.5 * (points >= 2))


@cache
def clean_columns(research: Research) -> AccountColumns:
    """Columns of all accounts in which no field tells one group of a publication from another by being unknown."""
    labelled, columns = research.labelled, research.labelled.columns
    names = (
        "followers_count",
        "following_count",
        "posts_count",
        "likes_given_count",
        "age_days",
        "handle_digit_share",
        "has_display_name",
        "has_location",
        "has_url",
        "has_avatar",
        "bio_length",
    )
    for name in names:
        kept = without_leaks(getattr(columns, name), labelled.publications, labelled.groups, labelled.is_inauthentic)
        columns = replace(columns, **{name: kept})  # type: ignore[arg-type] # all of them are float64[n]
    return columns


@cache
def shipped_readings(material: Material) -> Floats:
    """Give the readings of the signals that the product weighs, float64[n, s], in the order of `material.readings`."""
    return np.column_stack(list(material.readings.values()))


def _flag(flags: Flags, known: Floats) -> Floats:
    return np.where(np.isnan(known), np.nan, flags)
