"""What made-up people write about themselves: put together from fragments, so that hardly two say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np

from app.scoring.niche.phrases import load_phrases

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragments:
    """What one language has to say: about strength, about plants, and about anything else."""

    strength: Sequence[str]
    plants: Sequence[str]
    anything: Sequence[str]


_ENGLISH: Final = Fragments(
    strength=(
        "deadlifts before breakfast",
        "squat rack regular",
        "chasing a bodyweight bench press",
        "first pull-up at {age}",
        "treasurer of a barbell club",
        "kettlebells in the kitchen",
        "garage gym, cold hands",
        "powerlifting, 63 kg class",
        "strength coach for beginners",
        "olympic weightlifting on tuesdays",
        "glutes, hamstrings, patience",
        "strongwoman in training",
        "hypertrophy nerd",
        "coach at a women's gym",
        "physio who lifts",
        "i log every set and every rep",
        "weightlifting mum",
        "came for the cardio, stayed for the barbell",
        "personal trainer in {place}",
        "new squat record: {kilos} kg",
        "dumbbells, bands and a timer",
        "crossfit at six, desk at nine",
        "bench, row, carry heavy things",
        "women who lift, say hi",
        "calisthenics and chalk",
    ),
    plants=(
        "tofu in everything",
        "plant-based since {year}",
        "lentils, oats, repeat",
        "tempeh maker",
        "vegan baker",
        "no dairy, no drama",
        "peanut butter by the kilo",
        "chickpea curry on sundays",
        "seitan at home",
        "tasting every pea protein there is",
        "vegan meal prep for the week",
        "whole foods, mostly green",
        "oat milk barista",
        "bean enthusiast",
        "animal-free kitchen in {place}",
        "high-protein vegan recipes",
        "hemp seeds on toast",
        "plant protein, never whey",
        "dietitian for vegans",
        "went vegan for the animals",
        "home-made energy bars",
        "meatless for {years} years",
        "smoothies with spinach",
        "quinoa bowls and tahini",
        "vegan snacks reviewed",
    ),
    anything=(
        "away games with my brother",
        "season ticket since {year}",
        "film photographer",
        "night shifts on the ward",
        "watercolours of harbours",
        "teaches physics in {place}",
        "bass in a wedding band",
        "retro consoles, mostly broken",
        "concert queue veteran",
        "fan account, not official",
        "reads three books at once",
        "streams on fridays",
        "sewing my own jackets",
        "night trains through europe",
        "local politics and bin days",
        "vinyl collector",
        "{place} by birth, elsewhere by rent",
        "amateur astronomer",
        "watching every final",
        "roses, slugs, optimism",
        "data engineer, sorry",
        "two cats, one sofa",
        "crossword under ten minutes",
        "rally cars and mud",
        "true crime listener",
    ),
)
_SPANISH: Final = Fragments(
    strength=(
        "entreno fuerza cuatro días",
        "sentadillas y peso muerto",
        "entrenadora personal en {place}",
        "pesas por la mañana",
        "levantando pesas desde {year}",
        "gimnasio, disciplina y risas",
        "halterofilia para mujeres",
    ),
    plants=(
        "cocina vegana",
        "proteína vegetal, sin leche",
        "recetas veganas fáciles",
        "vegana desde {year}",
        "lentejas, tofu y garbanzos",
        "nutricionista vegana",
    ),
    anything=(
        "mamá de dos",
        "fútbol y asado",
        "profesora de música",
        "amante del cine",
        "de {place}, lejos de casa",
        "leo mucho, duermo poco",
        "perros y playa",
        "ingeniero de día, cocinero de noche",
        "viajar barato y despacio",
        "hincha desde siempre",
        "abogada en {place}",
        "plantas que no riego",
        "cumbia los viernes",
        "historia y museos",
        "opino de todo sin saber nada",
    ),
)
_GERMAN: Final = Fragments(
    strength=(
        "Krafttraining nach Feierabend",
        "Kniebeugen und Kreuzheben",
        "Trainerin im Frauenstudio",
        "Kraftdreikampf seit {year}",
        "Hanteln im Keller",
        "Muskelaufbau ohne Stress",
        "Gewichtheben in {place}",
    ),
    plants=(
        "vegane Küche",
        "pflanzliches Eiweiß, keine Milch",
        "vegan seit {year}",
        "Tofu, Linsen, Haferflocken",
        "Rezepte ohne Tier",
        "backe vegan",
    ),
    anything=(
        "Papa von drei Kindern",
        "Lehrerin aus {place}",
        "Kaffee und Krimis",
        "Fußball am Samstag",
        "fotografiere alte Bahnhöfe",
        "lieber ans Meer",
        "zwei Katzen, kein Plan",
        "Chor am Mittwoch",
        "Ingenieur, meistens müde",
        "Brettspiele bis nachts",
        "Garten, Regen, Schnecken",
        "studiert Geschichte in {place}",
        "alte Autos und Öl",
        "Handball seit {year}",
        "hier nur zum Lesen",
    ),
)
_PORTUGUESE: Final = Fragments(
    strength=(
        "musculação todo dia",
        "treino de força para mulheres",
        "agachamento e levantamento terra",
        "personal trainer em {place}",
        "academia antes do trabalho",
        "treinando pesado desde {year}",
        "halteres e paciência",
    ),
    plants=(
        "cozinha vegana",
        "proteína vegetal, sem leite",
        "vegana desde {year}",
        "receitas veganas e saudáveis",
        "grão-de-bico, tofu e aveia",
        "nutricionista vegana",
    ),
    anything=(
        "mãe de dois meninos",
        "futebol e praia",
        "professor em {place}",
        "apaixonada por livros",
        "música e fotografia",
        "café primeiro, depois a vida",
        "gatos e novelas",
        "engenheiro e pai",
        "viajar sempre que dá",
        "samba no domingo",
        "advogada em {place}",
        "cinema brasileiro",
        "só observo",
        "história e política",
        "jogos até tarde",
    ),
)
_ENGLISH_PART: Final = 0.85
_OTHERS: Final = (_SPANISH, _GERMAN, _PORTUGUESE)

_HASHTAGS: Final = ("#veganfitness", "#girlswholift", "#plantpowered", "#liftheavy", "#strongwomen", "#veganprotein")
_NICHE_EMOJI: Final = ("🌱", "💪", "🏋️‍♀️", "🥑", "🥦", "🌿", "🔥")
_EMOJI: Final = tuple("✨⚽🎧📷🐈🌊📚🎮☕🚲🎬🌻🐕🍕🎸🏀✈🧵♟🎨🚂🌙🍷🐎🎣🛹🔭🧩⛺🎻🦉💻")
_JOINTS: Final = (" · ", ", ", " | ", ". ", " / ", "\n")
_PLACES: Final = (
    *("Porto", "Lyon", "Leeds", "Turin", "Ghent", "Graz", "Malmö", "Oslo", "Split", "Brno", "Cork", "Bern", "Bath"),
    *("Aveiro", "Bilbao", "Bonn", "Braga", "Bremen", "Cardiff", "Dundee", "Essen", "Faro", "Gijón", "Hull", "Jena"),
    *("Kiel", "Linz", "Lugo", "Mainz", "Murcia", "Nantes", "Nice", "Recife", "Rosario", "Sevilla", "Trier", "York"),
)

_SOMETIMES: Final = 0.4
_SELDOM: Final = 0.2
_PHRASES: Final = 0.9


def write_bio(generator: np.random.Generator, *, in_niche: bool) -> str:
    """Write a bio of some parts; who is in the niche speaks of strength, of plants or of both, beside anything else."""
    fragments = _ENGLISH if _happens(generator, _ENGLISH_PART) else pick(generator, _OTHERS)
    parts = list(_niche(generator, fragments)) if in_niche else [_anything(generator, fragments)]
    if len(parts) == 1 or _happens(generator, _SELDOM):
        parts.append(_anything(generator, fragments))
    if in_niche and _happens(generator, _SELDOM):
        parts.append(pick(generator, _HASHTAGS))
    if _happens(generator, _SELDOM):
        parts.append(pick(generator, _PLACES))
    if _happens(generator, _SOMETIMES):
        parts[-1] += " " + pick(generator, _NICHE_EMOJI if in_niche else _EMOJI)
    return pick(generator, _JOINTS).join(_fill(generator, part) for part in parts)


def pick(generator: np.random.Generator, items: Sequence[Item]) -> Item:
    """Pick one, each as likely."""
    return items[int(generator.random() * len(items))]


def _niche(generator: np.random.Generator, fragments: Fragments) -> Sequence[str]:
    about = (fragments.strength, fragments.plants)
    chosen = about if _happens(generator, 0.5) else (pick(generator, about),)
    return [pick(generator, one) for one in chosen]


def _anything(generator: np.random.Generator, fragments: Fragments) -> str:
    if fragments is _ENGLISH and _happens(generator, _PHRASES):
        return pick(generator, load_phrases())
    return pick(generator, fragments.anything)


def _fill(generator: np.random.Generator, part: str) -> str:
    if "{" not in part:
        return part
    return part.format(
        age=generator.integers(19, 66),
        born=generator.integers(1960, 2007),
        kilos=generator.integers(50, 140),
        place=pick(generator, _PLACES),
        year=generator.integers(2008, 2025),
        years=generator.integers(2, 20),
    )


def _happens(generator: np.random.Generator, chance: float) -> bool:
    return bool(generator.random() < chance)
