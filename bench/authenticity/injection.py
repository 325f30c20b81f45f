"""The inauthentic share from scores alone, over audiences of known shares: ours and other ways from the same scores.

Neither the model nor its references saw the publication of the people or that of the seller. Within: both are of one
publication; across: of two, and then known is what both tell.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from app.scoring.columns import AccountColumns
from app.scoring.share import score_share
from bench.authenticity.judged import HEADING, Judged, line
from bench.authenticity.mixing import SIZE, as_told, counts_only, mixture, without_likes
from bench.authenticity.quantify import QUANTIFIERS, with_binomial
from bench.authenticity.research import LEVEL, NOTE, Research, model_without, read_research

SEED: Final = 20_261_203
SHARES: Final = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8)
SMALL: Final = 0.3
"""Shares up to here are what advertisers meet, and are shown apart."""
TOLD: Final[dict[str, Callable[[AccountColumns], AccountColumns]]] = {
    "all that is told": as_told,
    "without likes": without_likes,
    "counts only": counts_only,
}


def cells(research: Research) -> Iterator[tuple[str, str, str]]:
    """Publication of the people, publication and group of the seller: every pair there is."""
    for publication, group in research.sources():
        for people in research.publications():
            yield people, publication, group


def judge(research: Research, told: str, *, quick: bool) -> dict[tuple[str, bool], list[Judged]]:
    """Judge every way on every mixture, by its name and whether seller and people are of two publications."""
    judged = defaultdict[tuple[str, bool], list[Judged]](list)
    for index, (home, publication, group) in enumerate(cells(research)):
        model = model_without(research, frozenset({home, publication}))
        people, seller = research.people(home), research.source(publication, group)
        for share in SHARES[:: 2 if quick else 1]:
            random = np.random.default_rng([SEED, list(TOLD).index(told), index, round(100 * share)])
            columns, _ = mixture(people, seller, share, random)
            scores = model.score(TOLD[told](columns))
            chances = scores.inauthentic
            ours = Judged.from_share(share, score_share(chances, model, scores.pattern, NOTE, LEVEL))
            is_across = home != publication
            judged["ours", is_across].append(ours)
            for name, estimate in QUANTIFIERS.items():
                found = with_binomial(share, estimate(chances, model, scores.pattern), SIZE)
                judged[name, is_across].append(found)
    return judged


def main(*, quick: bool) -> None:
    research = read_research()
    for told in TOLD:
        judged = judge(research, told, quick=quick)
        for is_across in (False, True):
            where = "across publications" if is_across else "within a publication"
            print(f"\n{told}, {where}\n{HEADING}")
            for name in ("ours", *QUANTIFIERS):
                rows = judged[name, is_across]
                print(line(f"{name}, shares to .30", (one for one in rows if one.truth <= SMALL)))
                print(line(f"{name}, all shares", rows))
            rows = judged["ours", is_across]
            for share in sorted({one.truth for one in rows}):
                print(line(f"ours, share {share:.2f}", (one for one in rows if one.truth == share)), flush=True)
