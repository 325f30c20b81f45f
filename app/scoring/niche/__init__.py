"""Niche fit: what a brief means, who of an audience cares about it, and what else the audience cares about."""
