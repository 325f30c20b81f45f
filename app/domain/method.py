"""What a model was fitted on, and how often it is wrong: its card."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingFile:
    """A file that a model was fitted on: its name, the SHA-256 of its bytes, and its accounts."""

    file: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A measured rate in [0, 1] with its interval."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupErrors:
    """How wrong a model was on one group of accounts that its fit had not seen; None where it was not measured.

    `by` is what the groups are made by: collection (each left out in turn), platform, account_age or language.
    """

    by: str
    group: str
    accounts: int
    inauthentic: int
    auc: float | None = None
    balanced_accuracy: float | None = None
    false_positive_rate: Rate | None = None
    true_positive_rate: Rate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    """How a model came about and what it cannot do; whatever its file does not say is None or empty.

    `prior` is the share of inauthentic accounts that its probabilities start from.
    """

    trained_with: str | None = None
    data: tuple[TrainingFile, ...] = ()
    licence_note: str | None = None
    prior: float | None = None
    limits: tuple[str, ...] = ()
    error_rates: tuple[GroupErrors, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInfo:
    """A model that accounts can be scored by, and whether it is the one that is used when none is named."""

    version: str
    is_current: bool
    card: ModelCard


@dataclass(frozen=True, slots=True, kw_only=True)
class NicheErrors:
    """How wrong the niche method was on texts whose subjects are known; None where it was not measured.

    `by` is language (how well texts of a subject are told from others: `auc`, over `n` texts) or mixture (audiences of
    known mix: `mean_error` of the share and `coverage` and mean `width` of its 95 % interval, over `n` audiences).
    """

    by: str
    group: str
    n: int
    auc: float | None = None
    mean_error: float | None = None
    coverage: float | None = None
    width: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NicheCard:
    """How words are read, in which languages, and how often that is wrong."""

    version: str
    languages: tuple[str, ...]
    trained_with: str
    data: tuple[TrainingFile, ...]
    licence_note: str
    limits: tuple[str, ...]
    error_rates: tuple[NicheErrors, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodInfo:
    """A version of the method with the models that it can be run with, and how it reads words."""

    version: str
    is_current: bool
    models: tuple[ModelInfo, ...]
    niche: NicheCard
