"""What the method reads into real English bios of genuine accounts, of anybody and no niche.

Many of them are in some niche: an upper bound of false positives. Bios of 2013 to 2017.
"""

import gzip
from collections import Counter
from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np

from app.domain.account import Account
from app.domain.brief import Brief
from app.domain.niche import NicheFit
from app.scoring.niche.background import MARK
from app.scoring.niche.languages import ENGLISH
from app.scoring.niche.measure import measure_niche
from app.scoring.niche.model import load_niche_model
from app.scoring.niche.profile import measure_profile
from app.scoring.niche.reader import AccountReader
from app.scoring.niche.texts import read_text
from app.training.niche.briefs import PANEL_BRIEFS
from bench.authenticity.research import LEVEL, NOTE
from bench.niche.research import data_file
from bench.niche.table import spread

SEED: Final = 20_261_307
FILES: Final = ("genuine-2013-2015", "varol-2017")
ACCOUNTS: Final = 300
DRAWS, QUICK_DRAWS = 10, 2
BARS: Final = (0.0, 0.02, 0.05)


class Row(msgspec.Struct, frozen=True):
    """What is read of an account."""

    bio: str | None
    label: str


def main(*, quick: bool) -> None:
    model = load_niche_model()
    bios = _english_bios()
    accounts = [Account(account_id=str(number), bio=bio) for number, bio in enumerate(bios)]
    random, draws = np.random.default_rng(SEED), QUICK_DRAWS if quick else DRAWS
    print(f"{len(bios):,} English bios; {draws} draws of {ACCOUNTS} a brief; 28 briefs that nobody has these bios for")
    rows, everything, said = [], [], 0.0
    for label, brief in PANEL_BRIEFS.items():
        query = model.query(Brief(text=brief))
        columns = AccountReader(model, query).read(accounts)
        told = columns.score[np.isfinite(columns.score)]
        mark = np.quantile(model.yardstick(query, ENGLISH).background, MARK)
        said, fits = len(told) / len(bios), []
        for _ in range(draws):
            drawn = columns.take(random.choice(len(columns), ACCOUNTS, replace=False))
            names = [str(one) for one in range(ACCOUNTS)]
            fits.append(measure_niche(drawn, names, np.zeros(ACCOUNTS), query, model, NOTE, LEVEL))
        rows.append((label, float((told > mark).mean()), _mean(fits)))
        everything += fits
    above, shares = [row[1] for row in rows], [row[2] for row in rows]
    print(f"bios that say enough: {said:.2f}")
    print(f"above the mark, by brief (.050 expected): {spread(above)}")
    print(f"niche share, by brief, mean of draws:     {spread(shares)}")
    for bar in BARS:
        sure = np.mean([fit.share.low > bar for fit in everything])
        print(f"intervals of single draws wholly above {bar:.2f}: {sure:.3f} of {len(everything)}")
    print(f"width of the intervals: {spread([fit.share.width for fit in everything])}")
    _coherence(accounts, random, 4 * draws)
    ordered = sorted(rows, key=lambda row: -row[2])
    print(
        "highest:", ", ".join(f"{label} {share:.3f} (above the mark {part:.3f})" for label, part, share in ordered[:6])
    )
    print(
        "lowest:", ", ".join(f"{label} {share:.3f} (above the mark {part:.3f})" for label, part, share in ordered[-4:])
    )


def _coherence(accounts: Sequence[Account], random: np.random.Generator, draws: int) -> None:
    """Print how the product reads the same people as an audience: they are a crowd."""
    model = load_niche_model()
    columns, found = AccountReader(model, None).read(accounts), []
    for _ in range(draws):
        drawn = columns.take(random.choice(len(columns), ACCOUNTS, replace=False))
        profile = measure_profile(drawn, np.ones(ACCOUNTS), model, NOTE, LEVEL)
        assert profile is not None
        assert profile.coherence is not None
        found.append(profile.coherence)
    kinds = ", ".join(f"{kind} {count}" for kind, count in Counter(str(one.kind) for one in found).most_common())
    print(f"coherence of the crowd: {spread([one.value.estimate for one in found])}; told as {kinds}")


def _english_bios() -> list[str]:
    languages, bios = load_niche_model().languages, dict[str, None]()
    for name in FILES:
        with gzip.open(data_file(f"accounts/{name}.ndjson.gz")) as lines:
            for row in (msgspec.json.decode(line, type=Row) for line in lines):
                if row.label == "genuine" and row.bio and read_text(row.bio, languages).language == ENGLISH:
                    bios[row.bio] = None
    return list(bios)


def _mean(fits: Sequence[NicheFit]) -> float:
    return float(np.mean([fit.share.estimate for fit in fits if fit.share.estimate is not None]))
