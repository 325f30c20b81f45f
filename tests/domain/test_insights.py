from datetime import UTC, datetime

import pytest

from app.domain.handle import Platform
from app.domain.insights import AgeGenderShare, CountryShare, Figures, Gender, InsightsAudience

FIGURES = Figures(
    platform=Platform.X,
    handle="star",
    audience=InsightsAudience.VIEWERS,
    taken_at=datetime(2026, 10, 28, tzinfo=UTC),
    period=None,
    age_gender=(
        AgeGenderShare(age_from=18, age_to=24, gender=Gender.MALE, share=0.75),
        AgeGenderShare(age_from=18, age_to=24, gender=None, share=0.5),
        AgeGenderShare(age_from=None, age_to=None, gender=Gender.MALE, share=1.0),
    ),
    countries=(CountryShare(country="AT", share=0.51), CountryShare(country=None, share=0.5)),
)


def test_ages_genders_and_both_together_are_breakdowns_of_their_own_each_with_its_rest() -> None:
    assert dict(FIGURES.shares()) == {
        "age_gender": [0.75],
        "age": [0.5],
        "gender": [1.0],
        "countries": [0.51, 0.5],
        "cities": [],
    }
    assert FIGURES.rests == {
        "age_gender": pytest.approx(0.25),
        "age": pytest.approx(0.5),
        "gender": pytest.approx(0.0),
        "countries": 0.0,
        "cities": None,
    }
