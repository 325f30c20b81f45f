"""Fit and judge the account model: `python bench/account_model.py fit|left-out|group`.

Reads the research collections in the folder that TRUEREACH_DATA names; no row of them leaves it.
"""

import argparse
import dataclasses
import gzip
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special, stats

from app.domain.account import Account
from app.domain.audience import Availability, Frame, FrameNote, Order, Role
from app.scoring.columns import AccountColumns, Floats
from app.scoring.fitting import RIDGE, fit_terms
from app.scoring.group.repeats import find_repeats
from app.scoring.model import ErrorRates, Term
from app.scoring.share import score_share
from app.scoring.signals import all_signals

VERSION = "first-2026-11"
PRIOR = 0.15
"""Inauthentic share assumed before looking: the upper end of 9-15 % (Varol et al., 2017, ICWSM)."""
SUSPICIOUS_AT = 0.5
NOT_FITTED = "varol"
"""Labels of automation, not of bought or spam accounts: only judged on."""
KNOTS: dict[str, tuple[float, ...]] = {
    "account_age": (0, 30, 90, 365, 1095, 2190),
    "following_to_followers": (-1, 0, 0.5, 1, 2, 3),
    "following_to_posts": (-2, -1, 0, 1, 2, 3),
    "followers": (0, 1, 2, 3, 4),
    "profile_completeness": (0, 0.25, 0.5, 0.75, 1),
    "handle_digits": (0, 0.2, 0.4, 0.6),
    "missing_avatar": (0, 1),
    "mass_following": (0, 1),
}
DRAWN_AT = datetime(2026, 11, 1, tzinfo=UTC)
SHARES = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.0)
_FIELDS = {field.name for field in dataclasses.fields(Account)}
_TIMES = {"created_at", "observed_at"}


@dataclasses.dataclass(frozen=True)
class Research:
    """Labelled accounts of several collections, as readings."""

    collections: NDArray[np.str_]
    is_inauthentic: NDArray[np.bool_]
    readings: dict[str, Floats]

    def weights(self, chosen: NDArray[np.bool_]) -> Floats:
        """Equal weight to each class of each chosen collection."""
        weights = np.zeros(chosen.size)
        for collection in set(self.collections[chosen]):
            for label in (True, False):
                cell = chosen & (self.collections == collection) & (self.is_inauthentic == label)
                weights[cell] = 1 / np.count_nonzero(cell)
        return weights

    def fit(self, chosen: NDArray[np.bool_]) -> tuple[float, tuple[Term, ...]]:
        """Intercept at PRIOR, and terms."""
        intercept, terms = fit_terms(
            {signal.name: signal for signal in all_signals()},
            KNOTS,
            {name: values[chosen] for name, values in self.readings.items()},
            self.is_inauthentic[chosen],
            self.weights(chosen)[chosen],
        )
        return round(intercept + float(special.logit(PRIOR)), 4), terms


def data_folder() -> Path:
    if "TRUEREACH_DATA" not in os.environ:
        sys.exit("set TRUEREACH_DATA to the folder with the research collections (docs/method.md)")
    return Path(os.environ["TRUEREACH_DATA"])


def read_rows(path: Path) -> Iterator[tuple[str, Account]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            known = {name: value for name, value in row.items() if name in _FIELDS and value is not None}
            times = {name: datetime.fromisoformat(known[name]) for name in _TIMES & known.keys()}
            yield row["group"], Account(**{**known, **times})


def collection_of(group: str, index: int) -> str:
    """Name a collection with both classes; spambots of both kinds share the genuine accounts of 2015."""
    if group.startswith("vendor") or group == "E13":
        return "bought"
    if group == "genuine":
        return ("social", "traditional")[index % 2]
    return group.partition("_")[0]


def read_research() -> Research:
    rows = [row for path in sorted((data_folder() / "accounts").glob("*.ndjson.gz")) for row in read_rows(path)]
    columns = AccountColumns.from_accounts([account for _, account in rows], drawn_at=DRAWN_AT)
    return Research(
        collections=np.array([collection_of(group, index) for index, (group, _) in enumerate(rows)]),
        is_inauthentic=np.array([account.label != "genuine" for _, account in rows]),
        readings={signal.name: signal.read(columns) for signal in all_signals() if signal.name in KNOTS},
    )


def log_odds(intercept: float, terms: tuple[Term, ...], readings: dict[str, Floats]) -> Floats:
    parts = [term.contributions(readings[term.signal]) for term in terms]
    return np.asarray(intercept + np.sum(parts, axis=0))


def area_under_roc(scores: Floats, labels: NDArray[np.bool_]) -> float:
    test = stats.mannwhitneyu(scores[labels], scores[~labels])
    return float(test.statistic) / (np.count_nonzero(labels) * np.count_nonzero(~labels))


def leave_out(research: Research) -> dict[str, tuple[Floats, Floats]]:
    """Log-odds of the genuine and of the inauthentic accounts of each collection, fitted on the others."""
    left = {}
    for collection in sorted(set(research.collections)):
        own = research.collections == collection
        intercept, terms = research.fit(~own & (research.collections != NOT_FITTED))
        values = log_odds(intercept, terms, {name: readings[own] for name, readings in research.readings.items()})
        labels = research.is_inauthentic[own]
        left[collection] = (values[~labels], values[labels])
    return left


def mean_score(genuine: Floats, inauthentic: Floats, share: float, shift: float = 0.0) -> float:
    means = special.expit(genuine + shift).mean(), special.expit(inauthentic + shift).mean()
    return float((1 - share) * means[0] + share * means[1])


def judge(genuine: Floats, inauthentic: Floats) -> dict[str, float]:
    scores = np.concatenate((genuine, inauthentic))
    labels = np.arange(scores.size) >= genuine.size
    even = special.logit(PRIOR)
    balanced = (np.mean(inauthentic >= even) + np.mean(genuine < even)) / 2
    shift = optimize.brentq(lambda shift: mean_score(genuine, inauthentic, PRIOR, shift) - PRIOR, -15, 15)
    judged = {
        "auc": area_under_roc(scores, labels),
        "balanced_accuracy": float(balanced),
        "genuine_mean": mean_score(genuine, inauthentic, 0.0),
        "inauthentic_mean": mean_score(genuine, inauthentic, 1.0),
        "shift": shift,
        "suspicious_genuine": float(np.mean(special.expit(genuine) >= SUSPICIOUS_AT)),
        "suspicious_inauthentic": float(np.mean(special.expit(inauthentic) >= SUSPICIOUS_AT)),
    }
    return {name: round(value, 3) for name, value in judged.items()}


def error_rates(judged: list[dict[str, float]]) -> ErrorRates:
    shift = float(np.sqrt(np.mean([row["shift"] ** 2 for row in judged])))
    return ErrorRates(round(shift, 3), max(row["genuine_mean"] for row in judged))


def fit() -> None:
    """Write the model file, with its errors and the SHA-256 of what it was fitted on."""
    research = read_research()
    judged = {collection: judge(*values) for collection, values in leave_out(research).items()}
    intercept, terms = research.fit(research.collections != NOT_FITTED)
    paths = sorted((data_folder() / "accounts").glob("*.ndjson.gz"))
    document = {
        "version": VERSION,
        "provenance": {
            "command": "python bench/account_model.py fit",
            "prior": PRIOR,
            "ridge": RIDGE,
            "sha256": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths},
            "not_fitted": NOT_FITTED,
        },
        "intercept": intercept,
        "suspicious_at": SUSPICIOUS_AT,
        "terms": [{"signal": term.signal, "readings": term.readings, "log_odds": term.log_odds} for term in terms],
        "errors": dataclasses.asdict(error_rates(list(judged.values()))),
        "left_out": judged,
    }
    target = Path(__file__).parents[1] / "app" / "scoring" / "models" / f"{VERSION}.json"
    target.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    print(f"wrote {target.name}: {len(terms)} terms")


def left_out() -> None:
    """Print what the model reaches on collections that it did not see, and whether the interval holds there."""
    left = leave_out(read_research())
    judged = {collection: judge(*values) for collection, values in left.items()}
    for collection, row in judged.items():
        print(f"{collection:18}", *(f"{name} {value:.3f}" for name, value in row.items()))
    for name in ("auc", "balanced_accuracy"):
        print(f"mean {name} {np.mean([row[name] for row in judged.values()]):.3f}")
    decided, rows = [], []
    random = np.random.default_rng(1)
    for collection, (genuine, inauthentic) in left.items():
        # The errors, too, come from the other collections only.
        errors = error_rates([row for other, row in judged.items() if other != collection])
        for share in SHARES:
            bad = int(2_000 * share)
            drawn = np.concatenate((random.choice(genuine, 2_000 - bad), random.choice(inauthentic, bad)))
            result = score_share(special.expit(drawn), errors, _note(), 0.95)
            assert result.estimate is not None
            binomial = 1.96 * np.sqrt(result.estimate * (1 - result.estimate) / 2_000)
            miss = abs(result.estimate - share)
            rows.append((share, result.low <= share <= result.high, result.width, miss, miss <= binomial))
            decided.append((share, result.low > 0.3, result.high < 0.15))
    table = np.array(rows, dtype=np.float64)
    for chosen, title in [(table[:, 0] == share, f"{share:.2f}") for share in SHARES] + [
        (table[:, 0] <= 0.3, "0-.30"),
        (table[:, 0] >= 0, "all"),
    ]:
        names = ("covered", "width", "mean error", "covered by a binomial interval")
        print(f"share {title}:", *(f"{n} {v:.3f}" for n, v in zip(names, table[chosen, 1:].mean(axis=0), strict=True)))
    for least, most in ((0.0, 0.1), (0.3, 1.0)):
        own = [(reject, approve) for share, reject, approve in decided if least <= share <= most]
        rejected, approved = np.sum(own, axis=0)
        print(f"share {least} to {most}: {rejected} surely above .30, {approved} surely below .15, of {len(own)}")


def group() -> None:
    """Print the group findings of each research collection's genuine accounts, and of the complete follower list."""
    folder = data_folder()
    for path in sorted([*(folder / "accounts").glob("*"), *(folder / "audiences").glob("*")]):
        groups: dict[str, list[Account]] = {}
        for name, account in read_rows(path):
            groups.setdefault(f"{name} {account.label}", []).append(account)
        for name, accounts in groups.items():
            columns = AccountColumns.from_accounts(accounts, drawn_at=DRAWN_AT)
            print(name, len(accounts), *(finding.text for finding in find_repeats(columns)), sep="\n  ")


def _note() -> FrameNote:
    return FrameNote(
        role=Role.FOLLOWERS,
        frame=Frame.RANDOM,
        order=Order.UNORDERED,
        availability=Availability.OK,
        population=None,
        listed=2_000,
        drawn_at=DRAWN_AT,
    )


if __name__ == "__main__":
    commands: dict[str, Callable[[], None]] = {"fit": fit, "left-out": left_out, "group": group}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=commands)
    commands[parser.parse_args().command]()
