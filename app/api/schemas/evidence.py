"""The accounts that prove an assessment, and how each signal reads."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import Count, Number, Proportion, open_enum
from app.domain.account import AccountKind, Suspicion

SIGNAL_DESCRIPTION = "Name of the signal; `/v1/signals` explains it."


class Evidence(Answer):
    """One signal's part in an account's score."""

    signal: str = Field(description=SIGNAL_DESCRIPTION, examples=["account_age"])
    value: Number = Field(description="What the signal reads, in the signal's own unit.", examples=[3.5])
    contribution: Number = Field(
        description="Part of the score in log-odds; above 0 speaks for inauthentic, below 0 for authentic.",
        examples=[0.82],
    )
    text: str = Field(
        description="What the reading means, in words, with the account as the subject.",
        examples=["follows 126 times as many accounts as follow it"],
    )


class Band(Answer):
    """Where a probability would lie if all scores were off as far as on collections that the model never saw."""

    low: Proportion = Field(description="Lower end, from 0 to 1.", examples=[0.74])
    high: Proportion = Field(description="Upper end, from 0 to 1.", examples=[0.98])


class AccountScore(Answer):
    """An account of the sample, with the evidence that its score rests on: ids and numbers, no names."""

    account_id: str = Field(description="The platform's own id of the account.", examples=["did:plc:ewvi7nxzyoun6zh"])
    inauthentic: Proportion | None = Field(
        description="Probability from 0 to 1 that the account was bought, is automated, or spams. "
        "Null when nothing is known about it.",
        examples=[0.93],
    )
    band: Band | None = Field(description="How sure that is. Null when nothing is known about the account.")
    kind: Annotated[str, open_enum(*AccountKind)] = Field(
        description="What the account is to an advertiser. Dormant and mass-following accounts are not inauthentic."
    )
    suspicion: Annotated[str, open_enum(*Suspicion)] | None = Field(
        description="What a suspicious account resembles by what it does; who made it, and why, is not known. Null for "
        "all other accounts, and where it does not show.",
        examples=["bought"],
    )
    evidence: list[Evidence] = Field(description="Signals that contributed, the strongest first.")


class SignalSummary(Answer):
    """How one signal reads over the sample."""

    signal: str = Field(description=SIGNAL_DESCRIPTION, examples=["account_age"])
    known: Count = Field(description="Number of sampled accounts whose reading is known.", examples=[1987])
    lower_quartile: Number | None = Field(
        description="A quarter of the known readings is below this, in the signal's unit. Null without readings.",
        examples=[210.0],
    )
    median: Number | None = Field(
        description="Half of the known readings is below this, in the signal's unit. Null without readings.",
        examples=[540.5],
    )
    upper_quartile: Number | None = Field(
        description="Three quarters of the known readings are below this, in the signal's unit. Null without readings.",
        examples=[911.0],
    )
    against: Count = Field(description="Number of accounts that the signal speaks against.", examples=[143])


class Finding(Answer):
    """Something that accounts of the audience say together, beyond what chance explains."""

    code: Annotated[
        str,
        open_enum(
            "handle_template_shared",
            "avatar_shared",
            "bio_shared",
            "delivered_block",
            "delivered_drip",
            "delivery_explained",
        ),
    ] = Field(description="Stable code of the finding.")
    accounts: Count = Field(description="Number of accounts that it concerns.", examples=[212])
    lift: Number | None = Field(
        description="How many times more accounts than audiences have by themselves, from 0. Null when not measured.",
        examples=[5.3],
    )
    p_value: Proportion | None = Field(
        description="Probability from 0 to 1 of so many accounts by chance. Null when not measured.", examples=[0.0004]
    )
    text: str = Field(
        description="The finding as a sentence.",
        examples=["212 of 2,000 accounts match the signal handle_template: their handles share one template."],
    )
