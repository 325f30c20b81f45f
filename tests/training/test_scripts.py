import pytest
from factories import make_account

from app.training.scripts import script_of


@pytest.mark.parametrize(
    ("name", "bio", "script"),
    [
        ("Zoë", "café", "latin"),
        ("Мария", "кофе", "other"),
        ("李娜", None, "other"),
        ("Ana", "☕️ 🌱", "latin"),
        ("123", "🌱", "none"),
        (None, None, "none"),
    ],
)
def test_the_script_of_an_account_is_that_of_most_of_its_letters(
    name: str | None, bio: str | None, script: str
) -> None:
    assert script_of(make_account(display_name=name, bio=bio)) == script
