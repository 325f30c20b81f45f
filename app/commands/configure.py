"""Settings for a command, and a sentence instead of a traceback where they are wrong."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.commands.output import fail
from app.settings import PREFIX, Settings


def read_settings() -> Settings:
    """Read the `TRUEREACH_*` variables; end with exit code 1 where one is wrong. Values are never shown."""
    try:
        return Settings()
    except ValidationError as error:
        faults = [_sentence(one) for one in error.errors(include_input=False, include_context=False)]
        fail("The settings are wrong. " + "; ".join(faults))


def _sentence(fault: ErrorDetails) -> str:
    message = fault["msg"].removeprefix("Value error, ")
    return f"{PREFIX}{str(fault['loc'][0]).upper()}: {message}" if fault["loc"] else message
