"""Who reacts, how, and with which words. One file a measure; each gives None where the data does not tell."""

from app.scoring.attention.engagement import measure_engagement
from app.scoring.attention.measure import measure_attention

__all__ = ["measure_attention", "measure_engagement"]
