from collections.abc import Sequence
from typing import Any

from factories import DRAWN_AT, bare_account, make_account, make_note

from app.domain.account import Account
from app.domain.audience import Availability, Frame
from app.scoring.columns import AccountColumns
from app.scoring.limits import describe_limits
from app.scoring.model_files import load_model


def describe(accounts: Sequence[Account], **note: Any) -> str:  # noqa: ANN401 (any field of FrameNote)
    columns = AccountColumns.from_accounts(accounts, drawn_at=DRAWN_AT)
    return "\n".join(describe_limits(make_note(**note), columns, load_model().score(columns)))


def test_the_newest_part_is_named_as_recent_followers() -> None:
    text = describe([make_account()], frame=Frame.NEWEST, listed=200)
    assert "newest 200 followers" in text
    assert "recent followers" in text


def test_accounts_that_the_platform_does_not_list_are_counted() -> None:
    assert "counts 100 followers that it does not list" in describe([make_account()], listed=900)


def test_a_hidden_audience_is_named() -> None:
    assert "needs consent" in describe([], availability=Availability.NEEDS_CONSENT)


def test_accounts_without_facts_are_counted() -> None:
    assert "Nothing is known about 2 accounts" in describe([bare_account("a"), bare_account("b"), make_account()])


def test_what_the_model_cannot_find_is_always_told() -> None:
    assert "ordinary people in every signal are not found" in describe([make_account()])
