"""Truereach: ask before a brand deal whether a creator's audience is authentic, reachable and interested."""

__version__ = "0.1.0"
