"""Kinds and repeats of each source, by a model that did not see its publication, and of the complete follower list."""

import numpy as np

from app.domain.account import AccountKind, Suspicion
from app.scoring.columns import AccountColumns
from app.scoring.group.repeats import find_repeats
from app.scoring.kinds import KINDS, SUSPICIONS, account_kinds, suspicions
from app.scoring.model import Model
from bench.authenticity.research import follower_list, model_without, read_research


def main(*, quick: bool) -> None:
    del quick
    research = read_research()
    labelled = research.labelled
    print(f"{'of all accounts':50}{'n':>7}  suspicious dormant  of the suspicious: bought automated spam  repeats")
    for publication in research.publications():
        model = model_without(research, frozenset({publication}))
        for is_bad in (False, True):
            own = (labelled.publications == publication) & (labelled.is_inauthentic == is_bad)
            for group in np.unique(labelled.groups[own]).tolist():
                kind = "inauthentic" if is_bad else "genuine"
                columns = labelled.columns.take(own & (labelled.groups == group))
                _show(f"{publication}, {group}, {kind}", columns, model)
    _show("follower list", follower_list(), model_without(research, frozenset()))


def _show(name: str, columns: AccountColumns, model: Model) -> None:
    kinds = account_kinds(columns, model.score(columns), suspicious_at=model.suspicious_at)
    suspicious = kinds == KINDS.index(AccountKind.SUSPICIOUS)
    resembles = suspicions(columns, kinds)[suspicious]
    of_them = [f"{np.mean(resembles == SUSPICIONS.index(one)) if resembles.size else np.nan:.2f}" for one in Suspicion]
    found = find_repeats(columns)
    told = "; ".join(f"{one.code}: {one.accounts:,} accounts, {one.lift:.1f} times" for one in found)
    dormant = np.mean(kinds == KINDS.index(AccountKind.DORMANT))
    print(
        f"{name:50}{len(columns):>7,}  {suspicious.mean():.2f}       {dormant:.2f}     {' / '.join(of_them):>36}  "
        f"{told or 'none'}"
    )
