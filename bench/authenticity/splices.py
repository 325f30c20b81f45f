"""Sold accounts in ordered follower lists: the share with deliveries, ours against whole published procedures.

Made-up lists of 4,000 for every seller, shape and share, over people of three publications in turn; and stretches of
the one complete follower list, judged by the difference from the same stretch without the sold accounts. Neither model,
references nor forests saw the publications of the people and of the seller.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from app.domain.audience import Frame, Order
from app.scoring.columns import AccountColumns, Floats
from app.scoring.group.deliveries import find_deliveries
from app.scoring.share import score_share
from app.scoring.share.scores import delivered_share
from bench.authenticity.follower_lists import SHAPES, SPAMBOTS, VENDORS, Parts, delivered, honest, on_one_calendar
from bench.authenticity.judged import HEADING, Judged, line
from bench.authenticity.mixing import alike
from bench.authenticity.procedures import Procedures
from bench.authenticity.real_splices import real_list
from bench.authenticity.research import LEVEL, NOTE, Research, model_without, read_research

SEED: Final = 20_261_204
SIZE: Final = 4_000
SHARES: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
MIDDLE: Final = 0.4
HONEST_LISTS: Final = 8
BASES: Final = ("spambots", "varol-2017", "honeypot-2011")
"""Publications of the people, in turn."""
LIST: Final = replace(NOTE, frame=Frame.COMPLETE, order=Order.NEWEST_FIRST, population=SIZE, listed=SIZE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One list: what is in it, whether a delivery was found, and what each procedure says."""

    seller: str
    shape: str
    share: float
    is_alarm: bool
    said: dict[str, Judged]


def cases(research: Research, *, quick: bool) -> Iterator[Case]:
    procedures = Procedures(trees=10 if quick else 20)
    for index, seller in enumerate((*VENDORS, *SPAMBOTS)):
        for turn, shape in enumerate(SHAPES):
            for share in SHARES[:: 2 if quick else 1]:
                random = np.random.default_rng([SEED, index, turn, round(100 * share)])
                base = BASES[(index + turn) % len(BASES)]
                yield _case(research, procedures, base, seller, shape, share, random)
    for turn, base in enumerate(BASES):
        for run in range(2 if quick else HONEST_LISTS):
            random = np.random.default_rng([SEED, 99, turn, run])
            yield _case(research, procedures, base, None, "none", 0.0, random)


def _case(
    research: Research,
    procedures: Procedures,
    base: str,
    seller: str | None,
    shape: str,
    share: float,
    random: np.random.Generator,
) -> Case:
    home = publication_of_seller(research, seller) if seller else base
    people = honest(on_one_calendar(research.people(base)), SIZE, random)
    columns, truth = people.ordered(), np.zeros(SIZE)
    if seller:
        rest, sold = delivered(on_one_calendar(research.source(home, seller)), people, shape, share, random)
        joined = Parts(alike(rest.columns, sold.columns), np.concatenate((rest.days, sold.days)))
        columns, truth = joined.ordered(), np.repeat((0.0, 1.0), (rest.days.size, sold.days.size))
    unseen = frozenset({base, home})
    said = dict(procedures.judge(research, unseen, columns, truth, random))
    is_alarm = judge_ours(research, unseen, columns, truth, said)
    return Case(seller=seller or "none", shape=shape, share=share, is_alarm=is_alarm, said=said)


def judge_ours(
    research: Research, unseen: frozenset[str], columns: AccountColumns, truth: Floats, said: dict[str, Judged]
) -> bool:
    """Add what ours says, with the list's order and without; tell whether a delivery was found."""
    model, share = model_without(research, unseen), float(truth.mean())
    scores, found = model.score(columns), find_deliveries(columns)
    chances = scores.inauthentic
    with_order = delivered_share(chances, found.excess, model, scores.pattern, LIST, LEVEL)
    said["ours"] = Judged.from_share(share, with_order)
    said["ours, scores alone"] = Judged.from_share(share, score_share(chances, model, scores.pattern, LIST, LEVEL))
    return bool(found.regions)


def publication_of_seller(research: Research, seller: str) -> str:
    return next(publication for publication, group in research.sources() if group == seller)


def main(*, quick: bool) -> None:
    research = read_research()
    every = list(cases(research, quick=quick))
    spliced = [one for one in every if one.share]
    alarmed = [one for one in spliced if one.is_alarm]
    print(f"\nmade-up lists\n{HEADING}")
    for name in every[0].said:
        print(line(f"{name}, all lists", (one.said[name] for one in every)))
    for title, chosen in {
        "alarm": alarmed,
        "alarm, block, shares .05 to .40": [one for one in alarmed if one.share <= MIDDLE and one.shape == "block"],
        "alarm, shares .05 to .40": [one for one in alarmed if one.share <= MIDDLE],
        "alarm, shares .05 to .40, hollow": [
            one for one in alarmed if one.share <= MIDDLE and one.seller not in SPAMBOTS[2:]
        ],
        "no alarm": [one for one in every if not one.is_alarm],
        "no alarm, share 0": [one for one in every if not one.is_alarm and not one.share],
        **{f"alarm, {shape}": [one for one in alarmed if one.shape == shape] for shape in SHAPES},
        **{f"alarm, share {share:.2f}": [one for one in alarmed if one.share == share] for share in SHARES},
    }.items():
        print(line(f"ours, {title}", (one.said["ours"] for one in chosen)))
        print(line("  the same, scores alone", (one.said["ours, scores alone"] for one in chosen)))
    alive = [one for one in spliced if one.seller in SPAMBOTS[2:]]
    print(f"alarms: {len(alarmed)} of {len(spliced)} spliced lists, {sum(one.is_alarm for one in alive)} of the "
          f"{len(alive)} with accounts that look alive, {sum(one.is_alarm for one in every if not one.share)} of "
          f"{len(every) - len(spliced)} honest ones", flush=True)  # fmt: skip
    real_list(research, quick=quick)
