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


class NicheErrors(Answer):
    """How wrong the niche method was on texts whose subjects are known."""

    by: Annotated[str, open_enum("language", "mixture")] = Field(
        description="What was measured: texts of a subject against others in one language, or audiences of known mix."
    )
    group: str = Field(description="The language, or the kind of audience.", examples=["es"])
    n: Count = Field(description="Number of texts, or of audiences.", examples=[905])
    auc: Proportion | None = Field(
        description="Area under the ROC curve, from 0 to 1; 0.5 is chance. Null for audiences.", examples=[0.87]
    )
    mean_error: Proportion | None = Field(
        description="Mean absolute error of the niche share, from 0 to 1. Null for texts.", examples=[0.04]
    )
    coverage: Proportion | None = Field(
        description="Part of the 95 % intervals that held the true share, from 0 to 1. Null for texts.", examples=[0.96]
    )
    width: Proportion | None = Field(
        description="Mean width of the intervals, from 0 to 1. Null for texts.", examples=[0.22]
    )


class NicheCard(Answer):
    """How words are read, in which languages, and how often that is wrong."""

    version: str = Field(
        description="Version of the word vectors and of the panel of niches.",
        examples=["static-2026-11/panel-2026-11"],
    )
    languages: list[str] = Field(
        description="ISO 639-1 codes of the languages whose texts are compared with a brief.", examples=[["de", "en"]]
    )
    trained_with: str = Field(description="Command that makes its files again.", examples=["truereach train-niche"])
    data: list[TrainingFile] = Field(description="Files that it was fitted on.")
    licence_note: str = Field(
        description="On what terms these may be used.",
        examples=["Research collections; no row of them is part of the model."],
    )
    limits: list[str] = Field(
        description="What it cannot do, as sentences.", examples=[["Nothing was measured on real biographies."]]
    )
    error_rates: list[NicheErrors] = Field(description="Errors by language, and on audiences of known mix.")


class MethodInfo(Answer):
    """A version of the method: how shares, intervals and verdicts come from scores."""

    version: str = Field(
        description="Version of the method; equal versions, models and data give equal numbers.", examples=["1"]
    )
    is_current: bool = Field(description="Whether vettings use it now.", examples=[True])
    models: list[ModelInfo] = Field(description="The models that it can be run with, by name.")
    niche: NicheCard = Field(description="How what accounts write is compared with a brief.")


class MethodList(Answer):
    """Every method that this server can score by."""

    data: list[MethodInfo] = Field(description="The methods.")
