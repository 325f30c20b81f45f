"""Whole published procedures, from an ordered list to a share: which accounts are read, how judged, how counted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from scipy import special

from app.scoring.columns import AccountColumns, Floats
from bench.authenticity import features
from bench.authenticity.baselines import Forest
from bench.authenticity.features import Features
from bench.authenticity.judged import Judged
from bench.authenticity.quantify import expectation_maximisation, with_binomial
from bench.authenticity.research import Research

NEWEST, NEWEST_BY_RULES, DRAWN = 2_000, 1_000, 2_000
_EVEN: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedures:
    """Rules on the newest 1,000; a class A forest on the newest 2,000; a Yang-like forest on a draw, with EMQ."""

    trees: int
    _fitted: dict[tuple[str, frozenset[str]], Features] = field(default_factory=dict)

    def judge(
        self,
        research: Research,
        unseen: frozenset[str],
        columns: AccountColumns,
        truth: Floats,
        random: np.random.Generator,
    ) -> Iterator[tuple[str, Judged]]:
        """Say the share of a whole list by the accounts that each procedure reads."""
        share = float(truth.mean())
        order = np.argsort(columns.follow_order, kind="stable")
        points = features.camisani_calzolari(columns.take(order[:NEWEST_BY_RULES]))
        by_rules = float((points >= _EVEN).mean())
        yield "rules, newest 1,000, counting", with_binomial(share, by_rules, points.size)
        class_a = self._forest("class A", features.class_a, research, unseen)
        chances = special.expit(class_a(columns.take(order[:NEWEST])))
        counted = float((chances >= _EVEN).mean())
        yield "class A forest, newest 2,000, counting", with_binomial(share, counted, chances.size)
        drawn = random.permutation(len(columns))[:DRAWN]
        yang = self._forest("Yang", features.botometer_lite, research, unseen)
        chances = special.expit(yang(columns.take(drawn)))
        estimate = expectation_maximisation(chances, _EVEN)
        yield "Yang-like forest, draw of 2,000, EMQ", with_binomial(share, estimate, chances.size)

    def _forest(self, name: str, read: Features, research: Research, unseen: frozenset[str]) -> Features:
        if (name, unseen) not in self._fitted:
            trained = ~np.isin(research.labelled.publications, sorted(unseen))
            self._fitted[name, unseen] = Forest(read=read, trees=self.trees).fitted(research, trained)
        return self._fitted[name, unseen]
