"""What callers say on the command line about a vetting: the brief and the policy."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from app.api.schemas.policy import PolicyChoice
from app.commands.output import fail
from app.domain.brief import MAX_BRIEF_LENGTH, Brief
from app.domain.policy import Policy

BriefOption = Annotated[
    str | None, typer.Option("--brief", help="What the brand sells: a text, or a file that holds it.")
]
PolicyOption = Annotated[
    Path | None, typer.Option("--policy", help="JSON file with thresholds, as in the API's `policy`.")
]


def read_brief(text: str | None) -> Brief | None:
    """Take the brief from the option: the content of a file of that name, else the text itself."""
    if text is None:
        return None
    try:
        content = Path(text).read_text(encoding="utf-8") if _is_file(text) else text
    except (OSError, UnicodeDecodeError):
        fail(f"{text} cannot be read as a brief: write it as UTF-8 text")
    content = content.strip()
    if not content:
        fail("the brief is empty")
    if len(content) > MAX_BRIEF_LENGTH:
        fail(f"the brief has {len(content)} characters, at most {MAX_BRIEF_LENGTH} are allowed")
    return Brief(text=content)


def read_policy(path: Path | None) -> Policy:
    """Read the policy from its file; without one, the default."""
    if path is None:
        return Policy()
    try:
        return PolicyChoice.model_validate_json(path.read_bytes()).to_policy()
    except OSError as error:
        fail(f"{path} cannot be read: {error.strerror}")
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, one['loc'])) or 'policy'}: {one['msg']}" for one in error.errors())
        fail(f"{path} is not a policy: {faults}")


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # longer than a file name may be, or with a NUL
        return False
