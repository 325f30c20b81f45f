"""Reviews: accounts that people should look at, and the labels that they gave."""

from typing import Annotated, Final

from pydantic import Field

from app.api.schemas.base import Answer, Request
from app.api.schemas.evidence import AccountScore
from app.api.schemas.scalars import Text, UtcTime, VettingId, open_enum
from app.domain.account import Label
from app.storage.reviews import ACCOUNT_ID_LENGTH

REVIEWS_AT_MOST: Final = 1_000
"""Labels in one call."""

_ACCOUNT_ID = "The platform's own id of the account."
_ACCOUNT = "did:plc:ewvi7nxzyoun6zh"
_LABEL = "`fake`, `bot` and `spambot` count as inauthentic, `genuine` and `dormant` do not."

LabelOut = Annotated[str, open_enum(*Label)]


class GivenLabel(Request):
    """What a person found about one account."""

    account_id: Annotated[Text, Field(min_length=1, max_length=ACCOUNT_ID_LENGTH)] = Field(
        description=f"{_ACCOUNT_ID} It must be in the sample of the vetting.", examples=[_ACCOUNT]
    )
    label: Label = Field(description=f"The reviewer's word for it. {_LABEL}", examples=["genuine"])


class ReviewRequest(Request):
    """Labels for accounts of one sample. Of several for one account the last counts."""

    reviews: Annotated[list[GivenLabel], Field(min_length=1, max_length=REVIEWS_AT_MOST)] = Field(
        description=f"The labels, at most {REVIEWS_AT_MOST}."
    )


class Review(Answer):
    """A label that a person gave to an account."""

    account_id: str = Field(description=_ACCOUNT_ID, examples=[_ACCOUNT])
    label: LabelOut = Field(description=f"The reviewer's word for it. {_LABEL}")
    reviewed_by: str = Field(
        description="Id of the API key that sent the label.", examples=["key_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f"]
    )
    reviewed_at: UtcTime = Field(
        description="Time in UTC at which the account got this label first.", examples=["2026-11-03T14:02:11Z"]
    )


class ReviewList(Answer):
    """The reviews that a call stored."""

    data: list[Review] = Field(description="One review for each account that the call named, in its order.")


class ReviewPage(Answer):
    """One page of reviews, newest first."""

    data: list[Review] = Field(description="The reviews of this page.")
    has_more: bool = Field(description="Whether another page follows.", examples=[True])
    next_cursor: str | None = Field(
        description="Value of `cursor` for the next page. Null on the last.", examples=["MjAyNi0xMS0wMlQwOToyOTo1OFo"]
    )


class ReviewCandidate(AccountScore):
    """An account to look at, with what its score rests on."""

    label: LabelOut | None = Field(description="The label that it has already. Null when nobody gave one.")


class ReviewSample(Answer):
    """Accounts to look at: a draw along the scores in which every account has the same chance."""

    vetting_id: VettingId = Field(description="Id of the vetting.", examples=["vet_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f"])
    model_version: str = Field(description="Version of the model that gave the scores.", examples=["marginal-2026-11"])
    data: list[ReviewCandidate] = Field(description="The accounts, in the order of the sample.")
