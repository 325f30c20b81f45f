"""Nine languages, the same sentences in each: how well they are told apart, compared with a brief, and counted.

The sentences are news and encyclopaedia (SIB-200: Adelani et al., 2024), not bios; many touch several of the topics.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.domain.account import Account
from app.domain.brief import Brief
from app.scoring.niche.background import MARK
from app.scoring.niche.columns import TextColumns, code_of
from app.scoring.niche.measure import measure_membership
from app.scoring.niche.model import load_niche_model
from app.scoring.niche.reader import AccountReader
from app.training.error_rates import area_under_roc
from bench.authenticity.judged import Judged
from bench.authenticity.research import LEVEL, NOTE
from bench.niche.research import Rows, data_file
from bench.niche.table import SHARE_HEADING, SHARE_TARGET, share_line

SEED: Final = 20_261_305
ACCOUNTS: Final = 300
SHARES: Final = (0.0, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0)
RUNS, QUICK_RUNS = 2, 1
TARGET: Final = 0.05

FOLDERS: Final = {
    "en": "eng_Latn",
    "es": "spa_Latn",
    "pt": "por_Latn",
    "de": "deu_Latn",
    "fr": "fra_Latn",
    "tr": "tur_Latn",
    "el": "ell_Grek",
    "ja": "jpn_Jpan",
    "hi": "hin_Deva",
}
BRIEFS: Final = {
    "science/technology": "scientific research, technology and engineering",
    "travel": "travel, holidays, hotels and sightseeing",
    "politics": "politics, elections and government",
    "sports": "sports, teams and athletes",
    "health": "health, medicine and illness",
    "entertainment": "film, music, television and entertainment",
    "geography": "geography, countries, mountains and rivers",
}
"""Written before any sentence was looked at."""

TRANSLATED: Final = {
    "es": (
        "investigación científica, tecnología e ingeniería",
        "viajes, vacaciones, hoteles y turismo",
        "política, elecciones y gobierno",
        "deportes, equipos y atletas",
        "salud, medicina y enfermedades",
        "cine, música, televisión y entretenimiento",
        "geografía, países, montañas y ríos",
    ),
    "de": (
        "wissenschaftliche Forschung, Technik und Ingenieurwesen",
        "Reisen, Urlaub, Hotels und Sehenswürdigkeiten",
        "Politik, Wahlen und Regierung",
        "Sport, Mannschaften und Sportler",
        "Gesundheit, Medizin und Krankheit",
        "Film, Musik, Fernsehen und Unterhaltung",
        "Geografie, Länder, Berge und Flüsse",
    ),
    "fr": (
        "recherche scientifique, technologie et ingénierie",
        "voyages, vacances, hôtels et tourisme",
        "politique, élections et gouvernement",
        "sport, équipes et athlètes",
        "santé, médecine et maladie",
        "cinéma, musique, télévision et divertissement",
        "géographie, pays, montagnes et rivières",
    ),
    "ja": (
        "科学研究、技術、工学",
        "旅行、休暇、ホテル、観光",
        "政治、選挙、政府",
        "スポーツ、チーム、選手",
        "健康、医療、病気",
        "映画、音楽、テレビ、娯楽",
        "地理、国、山、川",
    ),
    "el": (
        "επιστημονική έρευνα, τεχνολογία και μηχανική",
        "ταξίδια, διακοπές, ξενοδοχεία και αξιοθέατα",
        "πολιτική, εκλογές και κυβέρνηση",
        "αθλητισμός, ομάδες και αθλητές",
        "υγεία, ιατρική και ασθένειες",
        "κινηματογράφος, μουσική, τηλεόραση και ψυχαγωγία",
        "γεωγραφία, χώρες, βουνά και ποτάμια",
    ),
}
"""The same briefs in five of the languages, in the same order, by the project."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sentences:
    """Sentences of one language as accounts with that bio alone, and the topic of each."""

    topics: NDArray[np.str_]
    accounts: Sequence[Account]

    def read(self, brief: str) -> TextColumns:
        """Read them under a brief, as the product reads accounts; no language is declared."""
        model = load_niche_model()
        return AccountReader(model, model.query(Brief(text=brief))).read(self.accounts)


def main(*, quick: bool) -> None:
    print("news and encyclopaedia sentences, not bios")
    english = _areas("en", BRIEFS)
    print(f"\n{'AUC':4}{'told':>7}{'read':>7}{'mean':>7}{'- en':>7}  " + " ".join(f"{one[:8]:>8}" for one in BRIEFS))
    print(f"{'':4}{'':14}{'':7}{'>=-.05':>7}  target; told: language told rightly; read: with words enough")
    for language in FOLDERS:
        _line(language, _told(language), _areas(language, BRIEFS), english)
    print("\nthe brief in the language of the sentences")
    for language, briefs in TRANSLATED.items():
        _line(language, _told(language), _areas(language, dict(zip(BRIEFS, briefs, strict=True))), english)
    kana = {topic: brief.replace("、", "や") for topic, brief in zip(BRIEFS, TRANSLATED["ja"], strict=True)}
    print("the same, with a letter of kana in each Japanese brief: one without any is taken for Chinese")
    _line("ja", _told("ja"), _areas("ja", kana), english)
    _mixtures(QUICK_RUNS if quick else RUNS)


@cache
def read_sentences(language: str) -> Sentences:
    """Read both parts of a language's file."""
    rows: list[dict[str, str]] = []
    for part in ("train", "test"):
        with data_file(f"text/sib200/{FOLDERS[language]}/{part}.tsv").open(encoding="utf-8", newline="") as file:
            rows.extend(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return Sentences(
        topics=np.array([row["category"] for row in rows]),
        accounts=[Account(account_id=str(number), bio=row["text"]) for number, row in enumerate(rows)],
    )


@cache
def _read(language: str, topic: str, brief: str) -> TextColumns:
    del topic
    return read_sentences(language).read(brief)


def _told(language: str) -> float:
    columns = _read(language, "sports", BRIEFS["sports"])
    return float((columns.language == code_of(language)).mean())


def _areas(language: str, briefs: Mapping[str, str]) -> list[float]:
    """AUC of each topic among the sentences that say enough, and last the part that does."""
    topics, found, read = read_sentences(language).topics, [], []
    for topic, brief in briefs.items():
        scores = _read(language, topic, brief).score
        own, told = topics == topic, np.isfinite(scores)
        found.append(area_under_roc(scores[told & ~own], scores[told & own]))
        read.append(float(told.mean()))
    return [*found, float(np.mean(read))]


def _line(language: str, told: float, areas: Sequence[float], english: Sequence[float]) -> None:
    mean = float(np.mean(areas[:-1]))
    less = mean - float(np.mean(english[:-1]))
    each = " ".join(f"{area:>8.3f}" for area in areas[:-1])
    print(f"{language:4}{told:>7.3f}{areas[-1]:>7.3f}{mean:>7.3f}{less:>+7.3f}  {each}", flush=True)


def _above_mark(topic: str) -> float:
    """Part of the English sentences of other topics that stand out towards this one: 5 % of a background's do."""
    model, scores = load_niche_model(), _read("en", topic, BRIEFS[topic]).score
    yardstick = model.yardstick(model.query(Brief(text=BRIEFS[topic])), "en")
    others = scores[read_sentences("en").topics != topic]
    return float((others > np.quantile(yardstick.background, MARK)).mean())


def _mixtures(runs: int) -> None:
    """Draw audiences of one topic's sentences in a crowd of the other topics': harder than a crowd of anything."""
    print(f"\nmixtures, one text, n = {ACCOUNTS}, English briefs, the crowd being the other six topics")
    print(f"{SHARE_HEADING}\n{SHARE_TARGET}")
    everything: list[Judged] = []
    by_topic: dict[str, list[Judged]] = {topic: [] for topic in BRIEFS}
    for language in FOLDERS:
        random = np.random.default_rng([SEED, code_of(language)])
        judged = []
        for topic in BRIEFS:
            own = [_judge(language, topic, share, random) for share in np.repeat(SHARES, runs).tolist()]
            judged += own
            by_topic[topic] += own if language != "en" else []
        print(share_line(language, judged), flush=True)
        everything += judged if language != "en" else []
    print(share_line("the eight others", everything))
    for topic, own in by_topic.items():
        print(share_line(f"  {topic}; {_above_mark(topic):.0%} of the crowd's above the mark", own))
    for share in SHARES:
        print(share_line(f"the eight others, share {share:.2f}", [one for one in everything if one.truth == share]))


def _judge(language: str, topic: str, share: float, random: np.random.Generator) -> Judged:
    model, columns = load_niche_model(), _read(language, topic, BRIEFS[topic])
    is_own = read_sentences(language).topics == topic
    told = np.isfinite(columns.score)
    members = round(share * ACCOUNTS)
    drawn: Rows = np.concatenate(
        [
            random.choice(np.flatnonzero(is_own & told), members),
            random.choice(np.flatnonzero(~is_own & told), ACCOUNTS - members),
        ]
    )
    query = model.query(Brief(text=BRIEFS[topic]))
    found = measure_membership(columns.take(drawn), np.ones(ACCOUNTS), query, model, NOTE, LEVEL)
    return Judged.from_share(share, found.share)
