"""The IAB Content Taxonomy 3.1 (IAB Tech Lab, CC BY 3.0): what things are called that audiences care about."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

SENSITIVE_ROOTS: Final = frozenset(
    {"Healthy Living", "Medical Health", "Politics", "Religion & Spirituality", "Sensitive Topics"}
)
"""Roots about health, belief, opinion or sex life (GDPR, article 9): told in aggregates only."""

NEAREST_AT_MOST: Final = 3
_CLOSE_ENOUGH: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One node with the names on the way to it, its own the last."""

    node_id: str
    path: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its own name."""
        return self.path[-1]

    @property
    def is_root(self) -> bool:
        """Whether it is a topic of the first tier."""
        return len(self.path) == 1

    @property
    def is_sensitive(self) -> bool:
        """Whether it tells of health, belief, opinion or sex life."""
        return self.path[0] in SENSITIVE_ROOTS


@cache
def load_taxonomy() -> Mapping[str, Node]:
    """All nodes by their id, which is a string with upper and lower case."""
    text = (files("app.scoring.niche") / "data" / "iab-content-taxonomy-3.1.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    parents = {node_id: parent for node_id, parent, _ in rows}
    names = {node_id: name for node_id, _, name in rows}

    def path(node_id: str) -> tuple[str, ...]:
        return (*path(parents[node_id]), names[node_id]) if node_id else ()

    return {node_id: Node(node_id=node_id, path=path(node_id)) for node_id in names}


def nearest_nodes(text: str) -> list[Node]:
    """Nodes whose id or name is spelled most like a text that is no id."""
    spelled = {name.casefold(): node for node in load_taxonomy().values() for name in (node.node_id, node.name)}
    close = difflib.get_close_matches(text.casefold(), spelled, n=NEAREST_AT_MOST, cutoff=_CLOSE_ENOUGH)
    return [spelled[name] for name in close]
