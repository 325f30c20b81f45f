"""Brand safety: wordings of sensitive content in the creator's posts. One file a language."""

from app.scoring.creator.safety.measure import measure_safety

__all__ = ["measure_safety"]
