"""The creator's own account. One file a measure; each gives None where the data does not tell."""

from app.scoring.creator.measure import measure_creator

__all__ = ["measure_creator"]
