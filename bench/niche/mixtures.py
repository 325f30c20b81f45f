"""Audiences of a known mix, each niche left out of the panel: error, order and coverage of the share.

Constants of the mixture were chosen on half of the niches: the figure is that of the other half.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.scoring.niche.model import Panel
from app.scoring.niche.pooling import SIZES
from app.training.niche.briefs import PANEL_BRIEFS
from app.training.niche.panel import MEMBERS, pooled_members
from bench.authenticity.judged import Judged
from bench.niche.audiences import Audience, Pool, general_halves, make_panel, without
from bench.niche.research import CHOSEN_ON, LABELS, Rows, panel_scores, read_research
from bench.niche.shares import WAYS, Known, Way, known_of
from bench.niche.table import SHARE_HEADING, SHARE_TARGET, share_line
from bench.niche.word_methods import word_matches

SEED: Final = 20_261_303
SHARES: Final = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0)
ACCOUNTS: Final = (300, 2_000)
TEXTS: Final = (1, 4)
RUNS, QUICK_RUNS = 2, 1
UP_TO: Final = 0.4
"""Shares up to which audiences are met; beyond, intervals are wide."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outcome:
    """One audience judged in one way."""

    label: str
    accounts: int
    texts: int
    crowd: str
    way: str
    judged: Judged

    @property
    def is_held_out(self) -> bool:
        """Whether no constant was chosen on the niche."""
        return self.label not in CHOSEN_ON


def main(*, quick: bool) -> None:
    for_panel, for_crowd = general_halves()
    panel = make_panel(for_panel)
    outcomes = list(run(panel, for_panel, for_crowd, ACCOUNTS, TEXTS, WAYS, QUICK_RUNS if quick else RUNS))
    print(f"niches left out of the panel; {QUICK_RUNS if quick else RUNS} draws of each audience")
    _by_size(outcomes)
    _by_way(outcomes)
    _by_share(outcomes)
    _by_niche(outcomes)
    seen = list(run(make_panel(for_crowd), for_crowd, for_crowd, (300,), (4,), {"ours": WAYS["ours"]}, QUICK_RUNS))
    print("\nthe same titles for the crowd and for members of the panel (4 texts, n = 300, general crowd)")
    print(SHARE_HEADING)
    print(share_line("same titles", [one.judged for one in seen if one.crowd == "general"]))
    apart = [one.judged for one in outcomes if _is(one, 300, 4) and one.crowd == "general" and one.way == "ours"]
    print(share_line("other half of the titles", apart))


def run(
    panel: Panel,
    for_panel: Rows,
    for_crowd: Rows,
    accounts: Iterable[int],
    texts: Iterable[int],
    ways: Mapping[str, Way],
    runs: int,
) -> Iterable[Outcome]:
    """Judge audiences of every niche, size, crowd and share."""
    for size in texts:
        rates = {label: _rate(label, size, for_panel) for label in LABELS}
        for label in LABELS:
            known = _known(label, panel, size, rates)
            own, crowds = _pools(label, for_crowd)
            random = np.random.default_rng([SEED, size, LABELS.index(label)])
            for n in accounts:
                for crowd, titles in crowds.items():
                    for share in np.repeat(SHARES, runs).tolist():
                        audience = Audience.drawn(own, titles, share, n, size, random)
                        for way, judge in ways.items():
                            judged = judge(audience, known)
                            yield Outcome(label=label, accounts=n, texts=size, crowd=crowd, way=way, judged=judged)


def _known(label: str, panel: Panel, size: int, rates: Mapping[str, float]) -> Known:
    titles = read_research()
    own = panel.densities("en", SIZES.index(size))[LABELS.index(label)]
    others = np.array([rate for one, rate in rates.items() if one != label])
    return known_of(PANEL_BRIEFS[label], without(titles.model, panel, label), size, others, own)


def _rate(label: str, size: int, others: Rows) -> float:
    """Part of a niche's members above the mark of its own brief."""
    titles = read_research()
    scores, _ = panel_scores(label)
    known = known_of(PANEL_BRIEFS[label], titles.model, size, np.empty(0), np.empty(0))
    own = scores[titles.rows(label)]
    random = np.random.default_rng([SEED, size])
    members = own if size == 1 else pooled_members(own, scores[others], size, MEMBERS, random)
    return float((members > known.mark).mean())


def _pools(label: str, for_crowd: Rows) -> tuple[Pool, Mapping[str, Pool]]:
    titles = read_research()
    labelled, background = panel_scores(label)
    matches = word_matches(titles.labelled.raw, PANEL_BRIEFS[label])
    rows = titles.rows(label)
    return Pool(scores=labelled[rows], matches=matches[rows]), {
        "general": Pool(scores=labelled[for_crowd], matches=matches[for_crowd]),
        "background": Pool(scores=background, matches=word_matches(titles.background.raw, PANEL_BRIEFS[label])),
    }


def _is(one: Outcome, accounts: int, texts: int) -> bool:
    return one.accounts == accounts and one.texts == texts


def _by_size(outcomes: Sequence[Outcome]) -> None:
    print(f"\nours\n{SHARE_HEADING}\n{SHARE_TARGET}")
    for is_held_out, half in ((True, "held out"), (False, "chosen on")):
        for n in ACCOUNTS:
            for texts in TEXTS:
                for crowd in ("general", "background"):
                    judged = [
                        one.judged
                        for one in outcomes
                        if _is(one, n, texts)
                        and one.is_held_out == is_held_out
                        and one.way == "ours"
                        and one.crowd == crowd
                    ]
                    print(share_line(f"{half}, n = {n:,}, {texts} texts, {crowd} crowd", judged))
        own = [one.judged for one in outcomes if one.is_held_out == is_held_out and one.way == "ours"]
        print(share_line(f"{half}, all", own))
        print(share_line(f"{half}, shares up to {UP_TO}", [one for one in own if one.truth <= UP_TO]))


def _by_way(outcomes: Sequence[Outcome]) -> None:
    print(f"\nheld-out niches, both crowds, beside baselines with binomial intervals\n{SHARE_HEADING}\n{SHARE_TARGET}")
    for texts in TEXTS:
        for n in ACCOUNTS:
            print(f"n = {n:,}, {texts} texts")
            for way in WAYS:
                own = [one for one in outcomes if _is(one, n, texts) and one.is_held_out and one.way == way]
                print(share_line(f"  {way}", [one.judged for one in own]))


def _by_share(outcomes: Sequence[Outcome]) -> None:
    print(f"\nours by share, held-out niches, both crowds\n{SHARE_HEADING}")
    for texts in TEXTS:
        for n in ACCOUNTS:
            for share in SHARES:
                judged = [
                    one.judged
                    for one in outcomes
                    if _is(one, n, texts) and one.is_held_out and one.way == "ours" and one.judged.truth == share
                ]
                print(share_line(f"n = {n:,}, {texts} texts, share {share:.2f}", judged))


def _by_niche(outcomes: Sequence[Outcome]) -> None:
    """Print where the interval holds least, and where the error is largest."""
    rows = []
    for label in LABELS:
        own = [one.judged for one in outcomes if one.label == label and one.way == "ours"]
        error = float(np.mean([abs(one.estimate - one.truth) for one in own]))
        rows.append((float(np.mean([one.is_held for one in own])), error, label))
    told = "; ".join(f"{label} held {held:.2f} error {error:.3f}" for held, error, label in sorted(rows)[:6])
    print(f"\nniches whose interval holds least: {told}")
