"""Niche fit: what a brief means, who of an audience cares about it, and what else the audience cares about."""

from app.scoring.niche.measure import CONTENT_WORDS_AT_LEAST, measure_niche, mentions

__all__ = ["CONTENT_WORDS_AT_LEAST", "measure_niche", "mentions"]
