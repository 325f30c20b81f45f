"""Credentials of platforms: what is sent once, and what is told of it afterwards."""

from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from app.api.schemas.base import Answer, Request
from app.api.schemas.scalars import STORABLE, CredentialId, UtcTime, open_enum
from app.domain.credential import (
    FIELDS_AT_MOST,
    HINT_LENGTH,
    HINTED_FROM,
    MAX_CREDENTIAL_NAME,
    MAX_VALUE_LENGTH,
    REFUSED_BY_PLATFORM,
    SENDABLE,
    CredentialStatus,
)
from app.domain.handle import Platform
from app.vetting.credentials import DEFAULT_NAME

_NAME: Final = "Name of the credential, for your own records; each once for a platform."


class SecretRequest(Request):
    """A request that holds secrets: members that it does not know are refused without their names."""

    @model_validator(mode="before")
    @classmethod
    def _known(cls, value: Any) -> Any:  # noqa: ANN401 - whatever was sent
        if isinstance(value, dict) and not value.keys() <= cls.model_fields.keys():
            kind, message = "unknown_member", "must have no other members than {names}"
            raise PydanticCustomError(kind, message, {"names": ", ".join(cls.model_fields)})
        return value


def _not_blank(text: str) -> str:
    if not text.strip():
        kind, message = "blank_text", "must not be blank: leave the field out instead"
        raise PydanticCustomError(kind, message)
    return text


class CredentialValue(SecretRequest):
    """One part of a credential."""

    name: Annotated[str, Field(min_length=1, max_length=50)] = Field(
        description="Name of the field: one of the platform's `credential_fields` at /v1/platforms.",
        examples=["api_key"],
    )
    value: Annotated[str, Field(min_length=1, max_length=MAX_VALUE_LENGTH, pattern=SENDABLE)] = Field(
        description="Its value, in printable ASCII without spaces. It is never answered.",
        examples=["AIzaSyA-example-of-a-key-0123456789abcd"],
        repr=False,
        json_schema_extra={"format": "password", "writeOnly": True},
    )


class CredentialRequest(SecretRequest):
    """What you sign in to a platform with."""

    platform: Platform = Field(description="Platform that it is for.", examples=["youtube"])
    name: Annotated[
        str,
        Field(min_length=1, max_length=MAX_CREDENTIAL_NAME, json_schema_extra={"pattern": r"\S"}),
        STORABLE,
        AfterValidator(_not_blank),
    ] = Field(default=DEFAULT_NAME, description=f"{_NAME} `{DEFAULT_NAME}` when absent.", examples=["Production"])
    fields: Annotated[list[CredentialValue], Field(min_length=1, max_length=FIELDS_AT_MOST)] = Field(
        description="Each of the platform's `credential_fields` once.",
    )


class Credential(Answer):
    """A stored credential, without what it consists of."""

    id: CredentialId = Field(description="Id of the credential.", examples=["crd_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f"])
    platform: Annotated[str, open_enum(*Platform)] = Field(description="Platform that it is for.")
    name: str = Field(description=_NAME, examples=["Production"])
    field_names: list[str] = Field(description="Names of its fields.", examples=[["api_key"]])
    hint: str | None = Field(
        description=f"Last {HINT_LENGTH} characters of its secret. Null when that has fewer than {HINTED_FROM}.",
        examples=["abcd"],
    )
    status: Annotated[str, open_enum(*CredentialStatus)] = Field(
        description="Whether the platform took it when it was last tried, by a check or a vetting."
    )
    status_detail: Annotated[str, open_enum(REFUSED_BY_PLATFORM)] | None = Field(
        description="Code of what went wrong. Null when nothing did.", examples=[REFUSED_BY_PLATFORM]
    )
    status_text: str = Field(
        description="The status in a sentence, with what to do.",
        examples=["The platform took it when it was last tried."],
    )
    created_at: UtcTime = Field(description="Time in UTC at which it was stored.", examples=["2026-11-02T09:29:58Z"])
    checked_at: UtcTime | None = Field(
        description="Time in UTC at which it was last tried. Null when it never was.", examples=["2026-11-02T09:30:04Z"]
    )


class CredentialPage(Answer):
    """One page of credentials, newest first."""

    data: list[Credential] = Field(description="The credentials of this page.")
    has_more: bool = Field(description="Whether another page follows.", examples=[True])
    next_cursor: str | None = Field(
        description="Value of `cursor` for the next page. Null on the last.", examples=["MjAyNi0xMS0wMlQwOToyOTo1OFo"]
    )
