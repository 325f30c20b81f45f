"""What callers say on the command line about a vetting: the creator, the brief, the policy and the fee."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from pydantic import BaseModel, ValidationError

from app.api.schemas.brief import BriefChoice
from app.api.schemas.budget import BudgetChoice
from app.api.schemas.money import MoneyChoice
from app.api.schemas.policy import PolicyChoice
from app.commands.output import fail
from app.domain.brief import MAX_BRIEF_LENGTH, Brief
from app.domain.budget import Cap
from app.domain.handle import AmbiguousHandleError, HandleError, Platform, Resolution
from app.domain.money import Money, minor_digits
from app.domain.policy import Policy
from app.platforms.handles.resolve import resolve

BriefOption = Annotated[
    str | None,
    typer.Option(
        "--brief",
        help="What the brand sells: a text, a text file, or a .json file with an object as in the API's `brief`.",
    ),
]
HandleArgument = Annotated[
    str,
    typer.Argument(
        help="The creator: a link to the profile, platform:@name, or a name that only one platform can have.",
        metavar="HANDLE",
    ),
]
FeeOption = Annotated[
    str | None, typer.Option("--fee", help='What the creator asks for, such as "500 EUR".', metavar="AMOUNT CURRENCY")
]
PolicyOption = Annotated[
    Path | None, typer.Option("--policy", help="JSON file with thresholds, as in the API's `policy`.")
]

BudgetOption = Annotated[
    str | None,
    typer.Option(
        "--budget",
        help='The most that reading may cost, such as "200 calls", "100 units" or "25 USD".',
        metavar="LIMITS",
    ),
]

_Asked = TypeVar("_Asked", bound=BaseModel)


def read_handle(text: str, platform: Platform | None = None) -> Resolution:
    """Take the creator from the argument; what names no single account is wrong usage."""
    try:
        return resolve(text, platform)
    except AmbiguousHandleError as error:
        message = f"{error} Candidates: {', '.join(str(one.handle) for one in error.candidates)}"
        raise typer.BadParameter(message) from error
    except HandleError as error:
        raise typer.BadParameter(str(error)) from error


def read_brief_option(text: str | None) -> Brief | None:
    """Take the brief from the option; without one there is none."""
    return None if text is None else read_brief(text)


def read_brief(text: str) -> Brief:
    """Take a brief that can be read from the content of a file of that name, else from the text itself."""
    from app.vetting.briefs import preview_brief
    from app.vetting.errors import BriefNotUnderstoodError

    is_document = _is_file(text) and text.endswith(".json")
    brief = _read_json(Path(text), BriefChoice, "brief").to_brief() if is_document else _parse_brief(text)
    try:
        preview_brief(brief)
    except BriefNotUnderstoodError as error:
        fail(error.detail)
    return brief


def _parse_brief(text: str) -> Brief:
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
    return Policy() if path is None else _read_json(path, PolicyChoice, "policy").to_policy()


def read_fee(text: str | None) -> Money | None:
    """Take the fee from the option, in the major unit: `500 EUR` are 50,000 cents."""
    if text is None:
        return None
    amount, _, currency = text.strip().partition(" ")
    try:
        return read_money(amount, currency.strip().upper())
    except ValueError as error:
        fail(f"the fee {text!r} cannot be used: {error}")


def read_budget(text: str | None) -> Cap | None:
    """Take limits from the option, separated by commas; without one there is none."""
    if text is None:
        return None
    limits: dict[str, int] = {}
    for part in text.split(","):
        amount, _, unit = part.strip().partition(" ")
        name = {"CALLS": "calls", "UNITS": "units", "USD": "usd_cents"}.get(unit.strip().upper())
        if name is None or name in limits:
            fail(f'the budget {text!r} cannot be used: write it as "200 calls, 25 USD"')
        try:
            limits[name] = read_money(amount, "USD").amount_minor if name == "usd_cents" else int(amount)
        except ValueError as error:
            fail(f"the budget {text!r} cannot be used: {error}")
    try:
        return BudgetChoice.model_validate(limits).to_cap()
    except ValidationError as error:
        fail(f"the budget {text!r} cannot be used: {_faults(error, 'budget')}")


def read_money(amount: str, currency: str) -> Money:
    """Take an amount in the major unit of a currency, by its code in capitals.

    Raises:
        ValueError: it is none that can be asked for; says why.
    """
    try:
        amount_minor = Decimal(amount).scaleb(minor_digits(currency))
        whole = int(amount_minor)
    except (ArithmeticError, ValueError):
        message = 'write it as "500 EUR" or "99.50 EUR"'
        raise ValueError(message) from None
    if whole != amount_minor:
        message = f"it has more decimals than {currency} has"
        raise ValueError(message)
    try:
        return MoneyChoice(amount_minor=whole, currency=currency).to_money()
    except ValidationError as error:
        raise ValueError(_faults(error, "fee")) from error


def _read_json(path: Path, model: type[_Asked], noun: str) -> _Asked:
    try:
        return model.model_validate_json(path.read_bytes())
    except OSError as error:
        fail(f"{path} cannot be read: {error.strerror}")
    except ValidationError as error:
        fail(f"{path} is not a {noun}: {_faults(error, noun)}")


def _faults(error: ValidationError, whole: str) -> str:
    return "; ".join(f"{'.'.join(map(str, one['loc'])) or whole}: {one['msg']}" for one in error.errors())


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # longer than a file name may be, or with a NUL
        return False
