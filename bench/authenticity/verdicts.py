"""Decisions under the default policy, by the whole method: how often they are wrong, and how many are left to people.

Wrong is an approval from a share of .30 on and a rejection up to .10; the model saw neither the people's publication
nor the seller's.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from app.domain.audience import Frame, FrameNote, Order
from app.domain.policy import Policy
from app.domain.verdict import Decision
from app.scoring.assess import Audience, assess
from app.scoring.columns import AccountColumns, Floats
from app.scoring.model import Model
from app.scoring.verdict import decide
from bench.authenticity.follower_lists import Parts, delivered, honest, on_one_calendar
from bench.authenticity.injection import cells
from bench.authenticity.mixing import SIZE, alike, mixture, without_likes
from bench.authenticity.research import NOTE, Research, model_without, read_research

SEED: Final = 20_261_208
SHARES: Final = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8)
LOW, HIGH = 0.1, 0.3
LABELS: Final = (100, 200)
ORDERED: Final = replace(NOTE, frame=Frame.COMPLETE, order=Order.NEWEST_FIRST, population=SIZE, listed=SIZE)

Said = tuple[str, float, Decision]
"""How an audience was judged, its true share, and what was decided."""


def decisions(research: Research, *, quick: bool) -> Iterator[Said]:
    """Decide on every pair of people and seller at every share, in each way that the audience can be read."""
    for index, (home, publication, group) in enumerate(cells(research)):
        is_across = home != publication
        if quick and is_across and index % 4:
            continue
        model = model_without(research, frozenset({home, publication}))
        people, seller = research.people(home), research.source(publication, group)
        where = "across" if is_across else "within"
        for share in SHARES:
            random = np.random.default_rng([SEED, index, round(100 * share)])
            columns, truth = mixture(people, seller, share, random)
            yield f"scores, {where}", share, _decide(columns, model)
            yield f"scores without likes, {where}", share, _decide(without_likes(columns), model)
            for count in LABELS:
                yield f"{count} labels, {where}", share, _decide(_labelled(columns, truth, count, random), model)
            if not np.isnan(people.age_days).all() and not np.isnan(seller.age_days).all():
                listed = _list(people, seller, share, random)
                yield f"list with a block, {where}", share, _decide(listed, model, ORDERED)


def _decide(columns: AccountColumns, model: Model, note: FrameNote = NOTE) -> Decision:
    assessment = assess([Audience(note=note, columns=columns)], model=model)
    return decide(assessment, Policy(), has_brief=False).decision


def _labelled(columns: AccountColumns, truth: Floats, count: int, random: np.random.Generator) -> AccountColumns:
    labels = np.full(len(columns), np.nan)
    chosen = random.choice(len(columns), count, replace=False)
    labels[chosen] = truth[chosen]
    return replace(columns, label=labels)


def _list(people: AccountColumns, seller: AccountColumns, share: float, random: np.random.Generator) -> AccountColumns:
    listed = honest(on_one_calendar(people), SIZE, random)
    rest, sold = delivered(on_one_calendar(seller), listed, "block", share, random)
    days = np.concatenate((rest.days, sold.days))
    return Parts(alike(rest.columns, sold.columns), days).ordered()


def main(*, quick: bool) -> None:
    research = read_research()
    said = defaultdict[str, list[tuple[float, Decision]]](list)
    for way, share, decision in decisions(research, quick=quick):
        said[way].append((share, decision))
    print(f"\n{'':32}{'n':>6}{'wrong approve':>15}{'wrong reject':>14}{'review':>8}{'insufficient':>14}{'decided':>9}")
    for way in sorted(said):
        rows = said[way]
        counts = Counter(decision for _, decision in rows)
        left = counts[Decision.REVIEW], counts[Decision.INSUFFICIENT_EVIDENCE]
        approved = _part([decision is Decision.APPROVE for share, decision in rows if share >= HIGH])
        rejected = _part([decision is Decision.REJECT for share, decision in rows if share <= LOW])
        print(f"{way:32}{len(rows):>6}{approved:>15}{rejected:>14}{left[0] / len(rows):>8.2f}"
              f"{left[1] / len(rows):>14.2f}{1 - sum(left) / len(rows):>9.2f}")  # fmt: skip
    print("\napproved / rejected by share")
    for way in sorted(said):
        cut = [[decision for share, decision in said[way] if share == each] for each in SHARES]
        told = "".join(
            f"{own.count(Decision.APPROVE) / len(own):>7.2f}/{own.count(Decision.REJECT) / len(own):.2f}" for own in cut
        )
        print(f"{way:32}{told}")


def _part(hits: list[bool]) -> str:
    return f"{sum(hits)} of {len(hits)}"
