"""What is measured of each account, for whoever wants to check a score."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import Number, open_enum
from app.scoring.signals.signal import Direction


class SignalInfo(Answer):
    """One signal. An account matches it more or less; no signal alone decides."""

    name: str = Field(description="Stable name, as evidence uses it.", examples=["account_age"])
    title: str = Field(description="Name for people.", examples=["Account age"])
    description: str = Field(
        description="What is read, what unknown means, and the source.",
        examples=["Days from the account's creation to its observation, from 0."],
    )
    unit: str = Field(description="Unit of a reading.", examples=["days"])
    direction: Annotated[str, open_enum(*Direction)] = Field(
        description="Which readings speak against an account: `higher` or `lower` ones."
    )
    weight: Number = Field(
        description="Largest difference in log-odds that the signal can make, from 0; 0 for a shadow signal.",
        examples=[2.4],
    )
    shadow: bool = Field(description="Whether the signal is shown, but weighs nothing yet.", examples=[False])


class SignalList(Answer):
    """Every signal, with its weight in the model that is in use."""

    model_version: str = Field(description="Version of the weights.", examples=["marginal-2026-11"])
    data: list[SignalInfo] = Field(description="The signals, by name.")
