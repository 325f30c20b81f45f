"""Briefs: as asked, as answered, as stored, and as they are understood."""

from typing import Annotated, Any, Final, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError

from app.api.schemas.base import Answer, Request
from app.api.schemas.codes import CountryCode, LanguageCode
from app.api.schemas.scalars import STORABLE, BriefId, Number, SmallCount, UtcTime
from app.domain import brief as domain

_TEXT: Final = "What you sell and to whom, in your own words."
_TAXONOMY: Final = "Ids of nodes of the IAB Content Taxonomy 3.1, case-sensitive."
_LANGUAGES: Final = "Languages of the followers that are wanted: two lower-case letters of ISO 639-1."
_PLACES: Final = "Countries of the followers that are wanted: two upper-case letters of ISO 3166-1."
_INCLUDE: Final = "A follower is interested only with one of these in its own words."
_EXCLUDE: Final = "A follower with one of these in its own words is not interested."
_TEXT_EXAMPLE: Final = "Trail running shoes for people who run in the mountains."
_NAME: Final = "Name of the brief, for your own records."


def _not_blank(text: str) -> str:
    if not text.strip():
        kind, message = "blank_text", "must not be blank: leave the field out instead"
        raise PydanticCustomError(kind, message)
    return text


BriefText = Annotated[
    str,
    Field(min_length=1, max_length=domain.MAX_BRIEF_LENGTH, json_schema_extra={"pattern": r"\S"}),
    STORABLE,
    AfterValidator(_not_blank),
]
Term = Annotated[
    str,
    Field(min_length=1, max_length=domain.MAX_TERM_LENGTH, json_schema_extra={"pattern": r"\S"}),
    STORABLE,
    AfterValidator(_not_blank),
    AfterValidator(str.strip),
]
BriefName = Annotated[
    str,
    Field(min_length=1, max_length=domain.MAX_BRIEF_NAME, json_schema_extra={"pattern": r"\S"}),
    STORABLE,
    AfterValidator(_not_blank),
]
AtMost: Final = Field(max_length=domain.TERMS_AT_MOST)


class BriefChoice(Request):
    """What you sell and to whom. At least one of `text`, `taxonomy_ids` and `must_include` is needed."""

    text: BriefText | None = Field(
        default=None, description=f"{_TEXT} Null is the same as leaving it out.", examples=[_TEXT_EXAMPLE]
    )
    taxonomy_ids: Annotated[list[Term], AtMost] = Field(
        default_factory=list, description=f"{_TAXONOMY} None when absent.", examples=[["227"]]
    )
    languages: Annotated[list[LanguageCode], AtMost] = Field(
        default_factory=list, description=f"{_LANGUAGES} Any when absent.", examples=[["en", "de"]]
    )
    places: Annotated[list[CountryCode], AtMost] = Field(
        default_factory=list, description=f"{_PLACES} Any when absent.", examples=[["AT", "DE"]]
    )
    must_include: Annotated[list[Term], AtMost] = Field(
        default_factory=list, description=f"{_INCLUDE} Nothing is asked for when absent.", examples=[["trail running"]]
    )
    must_exclude: Annotated[list[Term], AtMost] = Field(
        default_factory=list, description=f"{_EXCLUDE} Nothing is ruled out when absent.", examples=[["giveaway"]]
    )

    @model_validator(mode="after")
    def _about_something(self) -> Self:
        if not (self.text or self.taxonomy_ids or self.must_include):
            kind, message = "brief_says_nothing", "say what is sold: give a text, taxonomy_ids or must_include"
            raise PydanticCustomError(kind, message)
        return self

    @model_validator(mode="after")
    def _not_both(self) -> Self:
        wanted = {term.casefold() for term in self.must_include}
        faults: list[InitErrorDetails] = [
            {
                "type": PydanticCustomError("contradictory_terms", "is in must_include too"),
                "loc": ("must_exclude", place),
                "input": term,
            }
            for place, term in enumerate(self.must_exclude)
            if term.casefold() in wanted
        ]
        if faults:
            raise ValidationError.from_exception_data(type(self).__name__, faults)
        return self

    def to_brief(self) -> domain.Brief:
        """Give the brief as the domain knows it."""
        return domain.Brief(
            text=self.text or "",
            taxonomy_ids=tuple(self.taxonomy_ids),
            languages=tuple(self.languages),
            places=tuple(self.places),
            must_include=tuple(self.must_include),
            must_exclude=tuple(self.must_exclude),
        )


_BRIEF_TEXT: Final[TypeAdapter[str]] = TypeAdapter(BriefText)


def _from_text(value: object) -> object:
    """Take what people type, a plain text, for a brief that is nothing else."""
    if isinstance(value, str):
        return {"text": _BRIEF_TEXT.validate_python(value)}
    if not isinstance(value, dict | BriefChoice):
        kind, message = "brief_type", "must be a text or an object"
        raise PydanticCustomError(kind, message)
    return value


class _OrText:
    """Says in the JSON schema that a plain text is taken too."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        text: dict[str, Any] = _BRIEF_TEXT.json_schema()
        return {"anyOf": [text, handler(schema)]}


BriefOrText = Annotated[BriefChoice, BeforeValidator(_from_text), _OrText()]


class StoredBriefChoice(Request):
    """A brief to keep under a name."""

    name: BriefName = Field(description=_NAME, examples=["Trail shoes, spring"])
    brief: BriefOrText = Field(
        description="The brief: a plain text, or an object that narrows it.", examples=[_TEXT_EXAMPLE]
    )


class Brief(Answer):
    """What is sold and to whom; an empty text or list asks for nothing."""

    text: str = Field(description=f"{_TEXT} Empty when there is none.", examples=[_TEXT_EXAMPLE])
    taxonomy_ids: list[str] = Field(description=_TAXONOMY, examples=[["227"]])
    languages: list[str] = Field(description=_LANGUAGES, examples=[["en", "de"]])
    places: list[str] = Field(description=_PLACES, examples=[["AT", "DE"]])
    must_include: list[str] = Field(description=_INCLUDE, examples=[["trail running"]])
    must_exclude: list[str] = Field(description=_EXCLUDE, examples=[["giveaway"]])


class StoredBrief(Answer):
    """One version of a brief that is kept under a name."""

    id: BriefId = Field(description="Id of the brief.", examples=["brf_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f"])
    version: SmallCount = Field(description="Version, from 1; a version never changes.", examples=[2])
    name: str = Field(description=f"{_NAME} All versions have the latest one.", examples=["Trail shoes, spring"])
    brief: Brief = Field(description="The brief of this version.")
    created_at: UtcTime = Field(description="Time in UTC of the first version.", examples=["2026-11-02T09:29:58Z"])
    changed_at: UtcTime = Field(description="Time in UTC of this version.", examples=["2026-11-05T16:02:11Z"])


class BriefPage(Answer):
    """One page of briefs, or of the versions of one, newest first."""

    data: list[StoredBrief] = Field(description="The briefs of this page.")
    has_more: bool = Field(description="Whether another page follows.", examples=[True])
    next_cursor: str | None = Field(
        description="Value of `cursor` for the next page. Null on the last.", examples=["MjAyNi0xMS0wMlQwOToyOTo1OFo"]
    )


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


class BriefPreview(BriefUnderstanding):
    """How a brief is understood. Nothing was fetched or stored for it."""

    brief: Brief = Field(description="The brief as it was read.")
