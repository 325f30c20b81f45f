"""What an operator must accept before a platform is called."""

from collections.abc import Set as AbstractSet

from app.platforms.capabilities import Capabilities
from app.vetting.errors import OptInNeededError


def is_accepted(platform: Capabilities, opt_ins: AbstractSet[str]) -> bool:
    """Whether the platform asks for nothing, or for what the operator accepted."""
    return platform.opt_in is None or platform.opt_in.name in opt_ins


def require_opt_in(platform: Capabilities, opt_ins: AbstractSet[str]) -> None:
    """Raise OptInNeededError where the operator has not accepted what the platform asks for."""
    if platform.opt_in is not None and not is_accepted(platform, opt_ins):
        message = (
            f"{platform.title} is switched off on this server. {platform.opt_in.text} The operator accepts this by "
            f"adding {platform.opt_in.name} to TRUEREACH_OPT_INS."
        )
        raise OptInNeededError(message)
