"""What a brand cannot stand beside: as asked and as answered."""

from enum import StrEnum
from typing import Final

from pydantic import Field

from app.api.schemas.base import Answer, Request
from app.api.schemas.brand_safety import Category, Grade
from app.domain import brand_safety
from app.domain.brand_safety import SafetyCategory

_CATEGORY: Final = "Category of the GARM Brand Safety Floor and Suitability Framework (2022), or `gambling`."
_LEAST: Final = "Least severity in a post of the creator that concerns the brand."


class Bearing(StrEnum):
    """What a caller may say of a category: from which severity on it concerns the brand, or that it never does."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    NEVER = "never"


_SEVERITY: Final = {
    bearing: None if bearing is Bearing.NEVER else brand_safety.Severity(bearing) for bearing in Bearing
}


class SensitivityChoice(Request):
    """From which severity on a category of content concerns you."""

    category: SafetyCategory = Field(description=_CATEGORY, examples=["gambling"])
    least: Bearing = Field(description=_LEAST, examples=["low"])

    def to_sensitivity(self) -> brand_safety.Sensitivity:
        """Give it as the domain knows it."""
        return brand_safety.Sensitivity(category=self.category, least=_SEVERITY[self.least])


class Sensitivity(Answer):
    """From which severity on a category of content concerns the brand."""

    category: Category = Field(description=_CATEGORY)
    least: Grade | None = Field(description=f"{_LEAST} Null where nothing of it does.", examples=["low"])
