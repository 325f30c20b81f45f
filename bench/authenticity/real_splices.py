"""Sold accounts in stretches of the one complete follower list; how many of its own were sold nobody knows."""

from collections import defaultdict
from typing import Final

import numpy as np

from app.scoring.columns import AccountColumns
from app.scoring.group.deliveries import find_deliveries
from app.scoring.growth.times import earliest_follows
from app.scoring.share.scores import delivered_share
from bench.authenticity.follower_lists import SHAPES, SPAMBOTS, VENDORS, Parts, delivered, on_one_calendar
from bench.authenticity.mixing import alike, as_alike
from bench.authenticity.research import LEVEL, NOTE, Research, follower_list, model_without

SEED: Final = 20_261_205
SIZE: Final = 2_000
CALM: Final = (8_150, 12_650)
"""Ranks in which the scan finds the least (docs/research)."""
SHARES: Final = (0.05, 0.1, 0.2, 0.4)


def real_list(research: Research, *, quick: bool) -> None:
    """Print what the spliced accounts add to the excess and to the share, beside what they should add."""
    listed = follower_list()
    sources = [(publication, group) for publication, group in research.sources() if group in (*VENDORS, *SPAMBOTS[:2])]
    rows = defaultdict[str, list[tuple[float, ...]]](list)
    alarms_before = lists = 0
    for index, (publication, group) in enumerate(sources):
        model = model_without(research, frozenset({publication}))
        seller = on_one_calendar(research.source(publication, group))
        for turn, shape in enumerate(SHAPES):
            for share in SHARES[:: 2 if quick else 1]:
                random = np.random.default_rng([SEED, index, turn, round(100 * share)])
                people = _stretch(listed, int(random.integers(CALM[0], CALM[1] - SIZE)))
                rest, sold = delivered(seller, people, shape, share, random)
                after = Parts(alike(rest.columns, sold.columns), np.concatenate((rest.days, sold.days))).ordered()
                before = as_alike(people.ordered(), after)
                said = []
                for columns in (before, after):
                    scores, found = model.score(columns), find_deliveries(columns)
                    found_share = delivered_share(scores.inauthentic, found.excess, model, scores.pattern, NOTE, LEVEL)
                    assert found_share.estimate is not None
                    said.append((bool(found.regions), float(found.excess.mean()), found_share.estimate))
                (alarm_before, excess_before, share_before), (alarm, excess, total) = said
                alarms_before += alarm_before
                lists += 1
                expected = share_before + share * (1 - share_before)
                rows[shape].append((alarm, excess - excess_before - share * (1 - excess_before), total - expected))
    print(f"\nthe follower list, ranks {CALM[0]:,}-{CALM[1]:,}: {alarms_before} of {lists} stretches raise an alarm "
          "before the splice")  # fmt: skip
    print(f"{'spliced':16}{'lists':>6}{'alarm':>7}{'excess less what was added':>28}{'share less what was added':>28}")
    for shape, judged in rows.items():
        means, spread = np.mean(judged, axis=0), np.mean(np.abs(judged), axis=0)
        print(f"{shape:16}{len(judged):>6}{means[0]:>7.2f}{means[1]:>+20.3f} ({spread[1]:.3f}){means[2]:>+20.3f} "
              f"({spread[2]:.3f})")  # fmt: skip


def _stretch(listed: AccountColumns, first: int) -> Parts:
    """Accounts of consecutive ranks, with the earliest days on which they can have followed."""
    columns = listed.take(np.arange(first, first + SIZE))
    days = earliest_follows(columns.created_day[::-1])[::-1]
    days = np.where(np.isfinite(days), days, np.nanmin(columns.created_day))
    # The order is known where the day is not: later follows get later moments of the same day.
    return Parts(columns, days + np.arange(SIZE, 0, -1) * 1e-6)
