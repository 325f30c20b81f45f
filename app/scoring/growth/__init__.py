"""How an audience grew: when accounts followed, where more came at once, and what explains it."""

from app.scoring.growth.measure import measure_growth

__all__ = ["measure_growth"]
