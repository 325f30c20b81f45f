"""The advertiser's thresholds: what turns intervals into a decision."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A named, versioned set of thresholds. Shares are in [0, 1].

    Defaults, with their sources as of 2026: approve when the inauthentic share is surely below 15 % and reject when
    it is surely above 30 % (between GRIN's "over 80 % genuine" and Modash's "under 75 % is often a sign of fraud");
    an audience counts as read when at least half of it could be listed; an interval wider than 25 points decides
    nothing. `fit_above` is compared with the niche share and only when the vetting has a brief.
    """

    name: str = "default"
    version: int = 1
    approve_below: float = 0.15
    reject_above: float = 0.30
    fit_above: float = 0.10
    coverage_at_least: float = 0.50
    width_at_most: float = 0.25
    accounts_at_least: int = 50
    level: float = 0.95
