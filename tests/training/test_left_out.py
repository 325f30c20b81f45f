import numpy as np
import pytest

from app.scoring.families import PATTERNS
from app.training.fit import Fit, Material
from app.training.labelled import read_labelled
from app.training.left_out import LeftOut

from .labelled_folder import make_folder


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return Material.from_labelled(read_labelled(make_folder(tmp_path_factory.mktemp("data"))))


def test_accounts_are_scored_by_a_fit_that_did_not_see_their_publication(material: Material) -> None:
    own = material.labelled.publications == "first"
    fit = Fit.from_material(material, ~own)
    left_out = LeftOut.from_material(material)
    np.testing.assert_array_equal(left_out.log_odds[-1][own], fit.log_odds(material, own))
    assert not np.isnan(left_out.log_odds).any()


def test_a_publication_besides_is_seen_by_no_fit(material: Material) -> None:
    own = material.labelled.publications == "first"
    fit = Fit.from_material(material, material.labelled.publications == "third")
    left_out = LeftOut.from_material(material, besides="second")
    np.testing.assert_array_equal(left_out.log_odds[-1][own], fit.log_odds(material, own))


def test_masked_scores_do_not_read_what_the_pattern_hides(material: Material) -> None:
    left_out = LeftOut.from_material(material)
    likes = material.labelled.publications == "third"
    assert (left_out.log_odds[1][likes] != left_out.log_odds[3][likes]).any()
    assert (left_out.log_odds[1][~likes] == left_out.log_odds[3][~likes]).all()


def test_a_reference_has_a_shape_for_each_source_but_those_left_out(material: Material) -> None:
    left_out = LeftOut.from_material(material)
    for pattern in range(PATTERNS):
        reference = left_out.reference(pattern)
        assert (len(reference.genuine), len(reference.inauthentic)) == (3, 3)
        np.testing.assert_allclose(reference.genuine.sum(axis=1), 1, atol=0.01)
    smaller = left_out.reference(3, besides=frozenset({"first"}))
    assert (len(smaller.genuine), len(smaller.inauthentic)) == (2, 2)


def test_every_family_is_a_collection_with_the_genuine_accounts_of_its_publication(material: Material) -> None:
    found = {one.name: one for one in LeftOut.from_material(material).collections()}
    assert set(found) == {"first", "second", "third"}
    assert all(one.genuine.sum() == one.inauthentic.sum() == 60 for one in found.values())
