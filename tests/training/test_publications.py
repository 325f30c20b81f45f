import numpy as np
import pytest

from app.training.publications import even_weights, platform_of, publication_of, without_leaks

GROUPS = np.array(["shop_a", "shop_a", "shop_b", "crawl", "people", "people"])
BAD = np.array([True, True, True, True, False, False])
ONE = np.full(6, "one")
ALL = np.ones(6, dtype=np.bool_)


def test_research_collections_that_belong_together_are_one_publication() -> None:
    assert publication_of("vendor_INT", "bought-followers-2013") == publication_of("E13", "genuine-2013-2015")
    assert publication_of("social_spambots_1", "spambots") == publication_of("genuine", "genuine-2013-2015")
    assert publication_of("instafake", "instagram-2018") != publication_of("instagram-spammer", "instagram-2018")
    assert publication_of(None, "own") == publication_of("whoever", "own") == "own"
    assert (platform_of("instafake"), platform_of("varol-2017")) == ("instagram", "x")


def test_classes_weigh_alike_and_a_publication_as_much_as_it_holds_families() -> None:
    weights = even_weights(ONE, GROUPS, BAD, ALL)
    assert weights[BAD].sum() == pytest.approx(1)
    assert weights[~BAD].sum() == pytest.approx(1)
    assert weights[3] == pytest.approx(0.5)
    assert weights[2] == pytest.approx(0.25)
    assert weights[:2].tolist() == pytest.approx([0.125, 0.125])


def test_accounts_that_were_not_chosen_weigh_nothing() -> None:
    chosen = np.array([True, False, True, True, True, False])
    weights = even_weights(ONE, GROUPS, BAD, chosen)
    assert (weights > 0).tolist() == chosen.tolist()


def test_a_reading_that_only_one_class_has_is_unknown_throughout_its_publication() -> None:
    publications = np.array(["one"] * 6 + ["two"] * 6)
    leaking = np.array([np.nan] * 4 + [1.0] * 2 + [1.0] * 6)
    groups, bad = np.tile(GROUPS, 2), np.tile(BAD, 2)
    kept = without_leaks(leaking, publications, groups, bad)
    assert np.isnan(kept).tolist() == [True] * 6 + [False] * 6
