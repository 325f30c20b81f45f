"""Whether titles of a niche score above others under its brief, without a label: ours, baselines, and the teacher."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from app.domain.brief import Brief
from app.scoring.niche.background import MARK
from app.scoring.niche.model import make_niche_model
from app.training.error_rates import area_under_roc
from app.training.niche.briefs import PANEL_BRIEFS
from app.training.niche.panel import GENERAL
from bench.niche.research import LABELS, Flags, Floats, Texts, panel_scores, read_research
from bench.niche.word_methods import (
    LABELS_A_CLASS,
    classifier,
    cosine_with_brief,
    load_teacher,
    teacher_cosines,
    word_matches,
)

SEED: Final = 20_261_304
SAMPLE, QUICK_SAMPLE = 60, 10
"""Titles of each niche that the teacher reads, ten and a half times as many of each pool without one."""

TARGET: Final = 0.85
POOLS: Final = ("general", "other niches", "background")

Scored = Callable[[str], tuple[Floats, Mapping[str, Floats]]]
"""From a niche to the scores of its own titles and of each pool's."""


def main(*, quick: bool) -> None:
    _ours()
    methods: dict[str, Scored] = {
        "ours": shipped,
        "the table's cosine with the brief alone": plain,
        "word matching": words,
    }
    print(f"\nall titles{'':46}AUC against{'':26}worst   reach   TPR at 5 % of")
    print(f"{'':44}{'general':>9}{'others':>9}{'background':>12}{'general':>9}{'>= .85':>8}{'general':>9}")
    methods[f"TF-IDF, {LABELS_A_CLASS} labels a class (not zero-shot)"] = supervised()
    for name, method in methods.items():
        _line(name, method)
    _teacher(QUICK_SAMPLE if quick else SAMPLE)


def shipped(label: str) -> tuple[Floats, Mapping[str, Floats]]:
    return _split(label, *panel_scores(label))


def plain(label: str) -> tuple[Floats, Mapping[str, Floats]]:
    titles = read_research()
    labelled, background = (cosine_with_brief(titles, one, label) for one in (titles.labelled, titles.background))
    return _split(label, labelled, background)


def words(label: str) -> tuple[Floats, Mapping[str, Floats]]:
    titles, brief = read_research(), PANEL_BRIEFS[label]
    labelled, background = (word_matches(one.raw, brief) for one in (titles.labelled, titles.background))
    return _split(label, labelled, background)


def supervised() -> Scored:
    """Judge on the titles that the classifier was not fitted on."""
    titles = read_research()
    found, fitted = classifier(titles, {"labelled": titles.labelled.raw, "background": titles.background.raw})

    def scored(label: str) -> tuple[Floats, Mapping[str, Floats]]:
        return _split(label, found["labelled"][label], found["background"][label], ~fitted)

    return scored


def _split(
    label: str, labelled: Floats, background: Floats, judged: Flags | None = None
) -> tuple[Floats, Mapping[str, Floats]]:
    labels = read_research().labels
    kept = np.ones(len(labels), np.bool_) if judged is None else judged
    is_general = labels == GENERAL
    general, others = labelled[kept & is_general], labelled[kept & ~is_general & (labels != label)]
    return labelled[kept & (labels == label)], dict(zip(POOLS, (general, others, background), strict=True))


def _ours() -> None:
    """Print every niche with its rates at the product's mark."""
    model = read_research().model
    print(f"{'ours, by niche':18}AUC against{'':22}at the mark: TPR, and FPR of")
    print(
        f"{'':18}{'general':>9}{'others':>9}{'background':>12}{'own':>10}{'general':>9}{'others':>9}{'background':>12}"
    )
    rows = []
    for label in LABELS:
        own, pools = shipped(label)
        mark = np.quantile(model.yardstick(model.query(_brief(label)), "en").background, MARK)
        rows.append([*(area_under_roc(pools[pool], own) for pool in POOLS), float((own > mark).mean())])
        rows[-1] += [float((pools[pool] > mark).mean()) for pool in POOLS]
        print(f"{label:18}{_figures(rows[-1])}")
    table = np.array(rows)
    for name, figures in (("mean", table.mean(axis=0)), ("lowest", table.min(axis=0)), ("highest", table.max(axis=0))):
        print(f"{name:18}{_figures(figures.tolist())}")
    print(f"{'target':18}{'>=.850':>9}{'>=.850':>9}{'>=.850':>12}{'':10}{'.050':>9}{'':9}{'.050':>12}")


def _figures(row: Sequence[float]) -> str:
    return "".join(f"{value:>{width}.3f}" for value, width in zip(row, (9, 9, 12, 10, 9, 9, 12), strict=True))


def _brief(label: str) -> Brief:
    return Brief(text=PANEL_BRIEFS[label])


def _line(name: str, method: Scored) -> None:
    rows, found = [], []
    for label in LABELS:
        own, pools = method(label)
        rows.append([area_under_roc(pools[pool], own) for pool in POOLS])
        found.append(float((own > np.quantile(pools["general"], MARK)).mean()))
    table = np.array(rows)
    general, others, background = table.mean(axis=0)
    worst, reached = table[:, 0].min(), np.count_nonzero(table[:, 0] >= TARGET)
    print(
        f"{name:44}{general:>9.3f}{others:>9.3f}{background:>12.3f}{worst:>9.3f}"
        f"{f'{reached}/{len(LABELS)}':>8}{np.mean(found):>9.3f}",
        flush=True,
    )


def _teacher(each: int) -> None:
    """Judge the teacher on a sample, as it reads whole texts and in the place of our table, beside ours on the same."""
    teacher = load_teacher()
    if teacher is None:
        print("\nthe teacher is not installed (group niche): left out")
        return
    titles, random = read_research(), np.random.default_rng(SEED)
    own = [random.permutation(titles.rows(label))[:each] for label in LABELS]
    rows = np.concatenate([*own, random.permutation(titles.rows(GENERAL))[: 10 * each]])
    crowd = random.permutation(len(titles.background.raw))[: 10 * each]
    labels = titles.labels[rows]
    raw = [[titles.labelled.raw[row] for row in rows], [titles.background.raw[row] for row in crowd]]

    def split(label: str, scores: Floats, others: Floats) -> tuple[Floats, Mapping[str, Floats]]:
        is_general = labels == GENERAL
        pools = (scores[is_general], scores[~is_general & (labels != label)], others)
        return scores[labels == label], dict(zip(POOLS, pools, strict=True))

    model = make_niche_model(teacher, titles.model.languages, titles.model.panel)
    in_place = [Texts.of(one, model) for one in raw]
    cosines = [teacher_cosines(teacher, one) for one in raw]
    print(f"\na sample: {each} titles a niche, {10 * each} of each crowd")
    _line("ours", lambda label: split(label, panel_scores(label)[0][rows], panel_scores(label)[1][crowd]))
    _line("teacher, cosine with the brief", lambda label: split(label, cosines[0](label), cosines[1](label)))
    _line(
        "teacher in the place of our table",
        lambda label: split(label, *(one.score(model, PANEL_BRIEFS[label]) for one in in_place)),
    )
