"""Shared scalar types: texts a database takes, integers that JSON carries exactly, shares, ids and times."""

from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from app.net.text import is_storable

MAX_EXACT_INTEGER: Final = 2**53 - 1
"""Largest count that JSON carries exactly (RFC 8259, section 6)."""

MAX_INT32: Final = 2**31 - 1


def open_enum(*values: str) -> WithJsonSchema:
    """Describe an open list: plain text for generated clients, the values known today for people."""
    known = [str(value) for value in values]
    return WithJsonSchema({"type": "string", "x-extensible-enum": known, "examples": known[:1]})


def _storable(text: str) -> str:
    if not is_storable(text):
        kind, message = "text_not_storable", "must not contain NUL or half of a surrogate pair"
        raise PydanticCustomError(kind, message)
    return text


def _not_disguised(value: object) -> object:
    """Refuse `true` and `"7"` where a number is meant; `7.0` is 7, as in JSON Schema."""
    if isinstance(value, bool | str | bytes):
        kind, message = "number_type", "must be a number"
        raise PydanticCustomError(kind, message)
    return value


STORABLE: Final = AfterValidator(_storable)
"""Refuses text that no database takes."""

Text = Annotated[str, STORABLE]
"""Text of a request; bounds are added where it is used."""

NOT_DISGUISED: Final = BeforeValidator(_not_disguised)
"""Put last: constraints that follow it do not reach the JSON schema as bounds."""

Threshold = Annotated[float, Field(ge=0, le=1, json_schema_extra={"format": "double"}), NOT_DISGUISED]
"""Number of a request in [0, 1]."""

Count = Annotated[int, Field(strict=True, ge=0, le=MAX_EXACT_INTEGER, json_schema_extra={"format": "int64"})]
"""How many, from 0."""

SmallCount = Annotated[int, Field(strict=True, ge=0, le=MAX_INT32, json_schema_extra={"format": "int32"})]
"""How many, where it never gets large."""

Proportion = Annotated[float, Field(ge=0, le=1, json_schema_extra={"format": "double"})]
"""Share or probability in [0, 1]."""

Number = Annotated[float, Field(json_schema_extra={"format": "double"})]
"""Any finite number."""

VettingId = Annotated[str, Field(pattern=r"^vet_[0-9a-f]{32}$")]
BriefId = Annotated[str, Field(pattern=r"^brf_[0-9a-f]{32}$")]
CredentialId = Annotated[str, Field(pattern=r"^crd_[0-9a-f]{32}$")]
InsightsId = Annotated[str, Field(pattern=r"^ins_[0-9a-f]{32}$")]
AudienceId = Annotated[str, Field(pattern=r"^aud_[0-9a-f]{32}$")]

UtcTime = AwareDatetime
"""RFC 3339 time in UTC, ending in Z."""
