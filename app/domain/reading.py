"""How much was read for an answer, and why no more."""

from dataclasses import dataclass
from enum import StrEnum


class Stopped(StrEnum):
    """Why reading ended: the verdict is proved, the rest of the draw cannot change it, or the whole draw was read.

    Out of reach is what a budget or the platform's limits did not let be read.
    """

    DECIDED = "decided"
    SETTLED = "settled"
    SAMPLE_READ = "sample_read"
    OUT_OF_REACH = "out_of_reach"


_BECAUSE = {
    Stopped.DECIDED: "the inauthentic share is surely on one side of its bar",
    Stopped.SETTLED: "the rest of the draw would leave the verdict as it is",
    Stopped.OUT_OF_REACH: "a budget or the platform's limits allowed no more",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Accounts of the main audience listed, drawn (planned) and read, and the platform calls of the whole vetting.

    `looks` counts how often it was asked whether to stop; 0 when the whole draw was to be read whatever it says.
    """

    accounts_listed: int
    accounts_planned: int
    accounts_read: int
    platform_calls: int
    looks: int
    stopped: Stopped

    @property
    def is_early(self) -> bool:
        """Whether accounts of the draw were left unread."""
        return self.stopped is not Stopped.SAMPLE_READ

    @property
    def text(self) -> str:
        """The same as a sentence."""
        if not self.is_early:
            return (
                f"All {self.accounts_planned:,} drawn accounts were read, with {self.platform_calls:,} platform calls."
            )
        return (
            f"Reading stopped after {self.accounts_read:,} of {self.accounts_planned:,} drawn accounts and "
            f"{self.platform_calls:,} platform calls: {_BECAUSE[self.stopped]}."
        )
