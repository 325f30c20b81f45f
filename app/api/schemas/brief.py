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
from app.api.schemas.scalars import STORABLE, BriefId, SmallCount, UtcTime
from app.api.schemas.sensitivity import Sensitivity, SensitivityChoice
from app.api.schemas.understanding import BriefUnderstanding
from app.domain import brief as domain

_TEXT: Final = "What you sell and to whom, in your own words."
_TAXONOMY: Final = "Ids of nodes of the IAB Content Taxonomy 3.1, case-sensitive."
_LANGUAGES: Final = "Languages of the followers that are wanted: two lower-case letters of ISO 639-1."
_PLACES: Final = "Countries of the followers that are wanted: two upper-case letters of ISO 3166-1."
_INCLUDE: Final = "A follower is interested only with one of these in its own words."
_EXCLUDE: Final = "A follower with one of these in its own words is not interested."
_SENSITIVITIES: Final = (
    "Beside what the brand cannot stand, by category; the others concern it as they usually concern an advertiser."
)
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
    sensitivities: Annotated[list[SensitivityChoice], AtMost] = Field(
        default_factory=list, description=f"{_SENSITIVITIES} The usual ones when absent."
    )

    @model_validator(mode="after")
    def _about_something(self) -> Self:
        if not (self.text or self.taxonomy_ids or self.must_include):
            kind, message = "brief_says_nothing", "say what is sold: give a text, taxonomy_ids or must_include"
            raise PydanticCustomError(kind, message)
        return self

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        named = [one.category for one in self.sensitivities]
        if len(set(named)) < len(named):
            kind, message = "sensitivity_repeated", "sensitivities must name each category once"
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
            sensitivities=tuple(one.to_sensitivity() for one in self.sensitivities),
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
    sensitivities: list[Sensitivity] = Field(description=_SENSITIVITIES)


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


class BriefPreview(BriefUnderstanding):
    """How a brief is understood. Nothing was fetched or stored for it."""

    brief: Brief = Field(description="The brief as it was read.")
