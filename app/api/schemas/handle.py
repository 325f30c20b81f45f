"""A handle as somebody pasted it, and the account that it names."""

import re
from typing import Annotated, Final

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from app.api.schemas.base import Answer, Request
from app.api.schemas.scalars import Text, open_enum
from app.domain.handle import HandleForm, Platform
from app.platforms.handles.pasted import INVISIBLE, MAX_TEXT_LENGTH, UNPRINTABLE

_VISIBLE = rf"[^\s{UNPRINTABLE}{INVISIBLE}]"
_INSIDE = rf"[^\s{UNPRINTABLE}]"
HANDLE_PATTERN: Final = rf"^[\s{INVISIBLE}]*{_VISIBLE}{_INSIDE}*(\s[\s{INVISIBLE}]*)?$"
"""One printable word, with whatever space and invisible marks are around it: what any handle looks like."""


def _is_one_word(text: str) -> str:
    if not re.fullmatch(HANDLE_PATTERN, text):
        kind, message = "malformed_handle", "must be one word, without spaces or unprintable characters in it"
        raise PydanticCustomError(kind, message)
    return text


HandleText = Annotated[
    Text,
    Field(min_length=1, max_length=MAX_TEXT_LENGTH, json_schema_extra={"pattern": HANDLE_PATTERN}),
    AfterValidator(_is_one_word),
]
"""A handle in any form; `app.platforms.handles` says whether it names an account."""


class HandleRequest(Request):
    """A handle in whatever form it was found."""

    text: HandleText = Field(
        description="A link to the profile or to a post, a name with or without the leading @, `platform:@name`, a "
        "DID, a channel id, or `user@host`.",
        examples=["https://bsky.app/profile/alice.example"],
    )
    platform: Platform | None = Field(
        default=None,
        description="Platform of the account, where the text does not say it. Null is the same as leaving it out.",
        examples=["bluesky"],
    )


class HandleCandidate(Answer):
    """One reading of a text as a handle."""

    platform: Annotated[str, open_enum(*Platform)] = Field(description="Platform of the account.")
    handle: str = Field(
        description="The canonical name: one account has one spelling, which every request takes.",
        examples=["alice.example"],
    )
    form: Annotated[str, open_enum(*HandleForm)] = Field(description="How the text named the account.")
    profile_url: str = Field(
        description="Address of the profile for people; that the account exists was not asked.",
        examples=["https://bsky.app/profile/alice.example"],
        json_schema_extra={"format": "uri"},
    )


class ResolvedHandle(HandleCandidate):
    """The account that a text names, and what can be done with it here."""

    fetchable: bool = Field(
        description="Whether this server fetches audiences of the platform; where false, upload them.", examples=[True]
    )
    advice: str = Field(
        description="What to do where audiences cannot be fetched; empty where they can.",
        examples=["Upload the audience instead: POST /v1/audiences (docs/uploads.md)."],
    )
