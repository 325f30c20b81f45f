"""Settings for a command, and a sentence instead of a traceback where they are wrong."""

from pydantic import ValidationError

from app.commands.output import fail
from app.settings import PREFIX, Settings


def read_settings() -> Settings:
    """Read the `TRUEREACH_*` variables; end with exit code 1 where one is wrong. Values are never shown."""
    try:
        return Settings()
    except ValidationError as error:
        faults = [
            f"{PREFIX}{str(one['loc'][0]).upper()}: {one['msg']}"
            if one["loc"]
            else one["msg"].removeprefix("Value error, ")
            for one in error.errors(include_input=False, include_context=False)
        ]
        fail("The settings are wrong. " + "; ".join(faults))
