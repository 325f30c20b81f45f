import pytest
from pydantic import ValidationError

from app.api.schemas.money import MoneyChoice
from app.domain.money import Money


def test_an_amount_is_in_minor_units() -> None:
    choice = MoneyChoice.model_validate({"amount_minor": 10**12, "currency": "EUR"})
    assert choice.to_money() == Money(amount_minor=10**12, currency="EUR")


@pytest.mark.parametrize("amount", [0, -1, 10**12 + 1, 2**64, 99.5, "500", True, None])
def test_what_is_no_amount_is_refused(amount: object) -> None:
    with pytest.raises(ValidationError) as caught:
        MoneyChoice.model_validate({"amount_minor": amount, "currency": "EUR"})
    assert [error["loc"] for error in caught.value.errors()] == [("amount_minor",)]
