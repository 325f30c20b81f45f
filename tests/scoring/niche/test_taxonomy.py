import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.scoring.niche.encoder import load_encoder
from app.scoring.niche.languages import ENGLISH, load_languages
from app.scoring.niche.taxonomy import NEAREST_AT_MOST, SENSITIVE_ROOTS, load_taxonomy, nearest_nodes
from app.scoring.niche.texts import read_text
from app.scoring.niche.understanding import node_directions, node_vectors


def test_every_node_is_there_under_its_own_id() -> None:
    taxonomy = load_taxonomy()
    assert len(taxonomy) == 704
    assert all(node.node_id == node_id for node_id, node in taxonomy.items())


def test_ids_are_strings_with_upper_and_lower_case() -> None:
    taxonomy = load_taxonomy()
    assert taxonomy["v9i3On"].name == "Sensitive Topics"
    assert taxonomy["212"].name == "Vegan Diets"
    assert "V9I3ON" not in taxonomy
    assert "v9i3on" not in taxonomy


@pytest.mark.parametrize(
    ("node_id", "path"),
    [
        ("210", ("Food & Drink",)),
        ("212", ("Food & Drink", "Vegan Diets")),
        ("227", ("Healthy Living", "Fitness and Exercise", "Running and Jogging")),
    ],
)
def test_a_path_leads_from_the_root_to_the_node(node_id: str, path: tuple[str, ...]) -> None:
    node = load_taxonomy()[node_id]
    assert node.path == path
    assert node.name == path[-1]
    assert node.is_root == (len(path) == 1)


def test_every_path_begins_at_a_root() -> None:
    nodes = load_taxonomy().values()
    roots = {node.name for node in nodes if node.is_root}
    assert len(roots) == 37
    assert all(node.path[0] in roots and all(node.path) for node in nodes)


def test_sensitive_roots_exist_and_mark_all_below_them() -> None:
    nodes = load_taxonomy().values()
    assert {node.path[0] for node in nodes if node.is_sensitive} == SENSITIVE_ROOTS
    assert load_taxonomy()["227"].is_sensitive
    assert not load_taxonomy()["212"].is_sensitive


@pytest.mark.parametrize(
    ("text", "node_id"), [("Vegan Dite", "212"), ("vegan diets", "212"), ("v9i3on", "v9i3On"), ("SPSHQ6", "SPSHQ5")]
)
def test_the_nearest_node_is_found_by_its_name_and_by_its_id(text: str, node_id: str) -> None:
    assert nearest_nodes(text)[0].node_id == node_id


def test_what_is_spelled_like_nothing_has_no_nearest_node() -> None:
    assert nearest_nodes("qqqqqqqq") == []
    assert nearest_nodes("") == []


@given(st.text(max_size=12))
@settings(deadline=None, max_examples=25)
def test_any_text_has_a_few_nearest_nodes_at_most(text: str) -> None:
    assert len(nearest_nodes(text)) <= NEAREST_AT_MOST


def test_names_of_nodes_are_read_as_the_english_that_they_are() -> None:
    empty = [
        node.name for node, vector in zip(load_taxonomy().values(), node_vectors(), strict=True) if not vector.any()
    ]
    assert empty == []
    nodes = list(load_taxonomy().values())
    diet = next(node for node in nodes if node.name == "Vegetarian Diets")
    (again,) = node_directions([diet], load_encoder(), load_languages())
    assert again.tolist() == node_vectors()[nodes.index(diet)].tolist()
    assert set(read_text(diet.name, load_languages(), ENGLISH).words) == {"vegetarian", "diets"}
