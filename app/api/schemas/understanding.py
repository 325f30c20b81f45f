"""How a brief is understood: words, nodes of the taxonomy, and what is weak about it."""

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import Number


class KeyWord(Answer):
    """A word of the brief that is looked for in what followers say of themselves."""

    word: str = Field(description="The word as the brief has it.", examples=["Laufschuhe"])
    meaning: str = Field(description="What it is compared as, in English where it is not.", examples=["running shoe"])
    weight: Number = Field(description="Weight, from 0; the rarer a word, the heavier.", examples=[3.2])


class TaxonomyNode(Answer):
    """A node of the IAB Content Taxonomy that the brief names or comes close to."""

    node_id: str = Field(description="Id of the node, for `taxonomy_ids`.", examples=["227"])
    name: str = Field(description="Name of the node.", examples=["Running and Jogging"])
    path: list[str] = Field(
        description="Names from the root to the node.",
        examples=[["Healthy Living", "Fitness and Exercise", "Running and Jogging"]],
    )
    fit: Number | None = Field(
        description="How close the text is (cosine), from -1 to 1. Null when it was not compared.", examples=[0.71]
    )
    is_chosen: bool = Field(description="Whether the brief names it.", examples=[False])
    is_used: bool = Field(description="Whether it takes part in the measure.", examples=[True])
    is_sensitive: bool = Field(
        description="Whether it is about health, belief, politics or the like: such interests are told in aggregates "
        "only.",
        examples=[False],
    )


class BriefUnderstanding(Answer):
    """How a brief is understood."""

    language: str | None = Field(
        description="Language of the text, as a code of ISO 639-1. Null when it is not clear.", examples=["en"]
    )
    is_language_supported: bool = Field(
        description="Whether meanings are compared in this language; else only its words are matched.", examples=[True]
    )
    key_words: list[KeyWord] = Field(description="Words that are looked for.")
    nodes: list[TaxonomyNode] = Field(description="Nodes of the taxonomy, the chosen ones first, then the closest.")
    notes: list[str] = Field(
        description="What is weak about the brief or was not understood, as sentences.",
        examples=[["Nothing of this brief can be looked for in an audience."]],
    )
