"""How accounts are scored: methods, models, and how often each model is wrong."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import Count, Proportion, open_enum


class TrainingFile(Answer):
    """A file that a model was fitted on."""

    file: str = Field(description="Name of the file.", examples=["varol-2017.ndjson.gz"])
    sha256: str = Field(
        description="SHA-256 of its bytes, 64 hexadecimal digits.",
        pattern="^[0-9a-f]{64}$",
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    )
    rows: Count = Field(description="Number of accounts in it.", examples=[1747])


class Rate(Answer):
    """A measured rate with its interval."""

    estimate: Proportion = Field(description="Best single value, from 0 to 1.", examples=[0.05])
    low: Proportion = Field(description="Lower end of the interval, from 0 to 1.", examples=[0.03])
    high: Proportion = Field(description="Upper end of the interval, from 0 to 1.", examples=[0.08])


class GroupErrors(Answer):
    """How wrong a model was on one group of accounts that its fit had not seen."""

    by: Annotated[str, open_enum("collection", "platform", "account_age", "language")] = Field(
        description="What the groups are made by; collections were left out of the fit one after the other."
    )
    group: str = Field(description="The group.", examples=["instagram"])
    accounts: Count = Field(description="Number of labelled accounts in the group.", examples=[1194])
    inauthentic: Count = Field(description="Number of these that are labelled inauthentic.", examples=[200])
    auc: Proportion | None = Field(
        description="Area under the ROC curve, from 0 to 1; 0.5 is chance. Null when not measured.", examples=[0.93]
    )
    balanced_accuracy: Proportion | None = Field(
        description="Mean of the shares of both classes that are told rightly, from 0 to 1; 0.5 is chance. "
        "Null when not measured.",
        examples=[0.82],
    )
    false_positive_rate: Rate | None = Field(
        description="Share of the genuine accounts that are called suspicious. Null when not measured."
    )
    true_positive_rate: Rate | None = Field(
        description="Share of the inauthentic accounts that are called suspicious. Null when not measured."
    )


class ModelCard(Answer):
    """What a model was fitted on, and how often it is wrong."""

    trained_with: str | None = Field(
        description="Command that fits the model again. Null when its file does not say.",
        examples=["truereach train"],
    )
    data: list[TrainingFile] = Field(
        description="Files that it was fitted on; empty when its file does not say.",
    )
    licence_note: str | None = Field(
        description="On what terms that data may be used. Null when its file does not say.",
        examples=["Research collections; no row of them is part of the model."],
    )
    prior: Proportion | None = Field(
        description="Share of inauthentic accounts that the probabilities start from, from 0 to 1. "
        "Null when its file does not say.",
        examples=[0.15],
    )
    limits: list[str] = Field(
        description="What the model cannot do, as sentences; empty when its file does not say.",
        examples=[["No collection of a language other than English was among the data."]],
    )
    error_rates: list[GroupErrors] = Field(
        description="Errors by group of accounts; empty when they were not measured."
    )


class ModelInfo(Answer):
    """A model that accounts can be scored by."""

    version: str = Field(description="Version of the model, as `rescore` takes it.", examples=["marginal-2026-11"])
    is_current: bool = Field(description="Whether vettings use it now.", examples=[True])
    card: ModelCard = Field(description="What it was fitted on, and how often it is wrong.")


class MethodInfo(Answer):
    """A version of the method: how shares, intervals and verdicts come from scores."""

    version: str = Field(
        description="Version of the method; equal versions, models and data give equal numbers.", examples=["1"]
    )
    is_current: bool = Field(description="Whether vettings use it now.", examples=[True])
    models: list[ModelInfo] = Field(description="The models that it can be run with, by name.")


class MethodList(Answer):
    """Every method that this server can score by."""

    data: list[MethodInfo] = Field(description="The methods.")
