import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from factories import DRAWN_AT, make_account, make_bought_account, make_mixed_accounts

from app.domain.account import Account
from app.domain.assessment import Assessment
from app.domain.audience import Frame, Order
from app.domain.brief import Brief
from app.domain.policy import Policy
from app.domain.verdict import Decision
from app.reports.document import assessment_with_verdict, encode
from app.vetting.assess import _read_columns, assess_upload
from app.vetting.made_up import make_audience

ROOT = Path(__file__).parents[2]


def assess(accounts: Sequence[Account], *, batch: int = 100, **changes: Any) -> Assessment:  # noqa: ANN401
    assessment, _ = assess_upload(in_batches(accounts, batch), **{**ARGUMENTS, **changes})
    return assessment


def in_batches(accounts: Sequence[Account], size: int) -> list[Sequence[Account]]:
    return [accounts[start : start + size] for start in range(0, len(accounts), size)]


ARGUMENTS: dict[str, Any] = {
    "population": None,
    "frame": None,
    "order": Order.NEWEST_FIRST,
    "drawn_at": DRAWN_AT,
    "brief": None,
    "policy": Policy(),
}


def test_the_same_file_gives_the_same_bytes_however_it_is_batched() -> None:
    accounts = make_mixed_accounts(300, 200)
    brief = Brief(text="coffee and hiking")
    documents = {
        encode(assessment_with_verdict(*assess_upload(in_batches(accounts, size), **{**ARGUMENTS, "brief": brief})))
        for size in (1, 7, 100, 500)
    }
    assert len(documents) == 1


def test_another_process_gives_the_same_bytes() -> None:
    """Hashes of texts differ from process to process; no result may."""
    program = (
        "import hashlib; from app.vetting import made_up, assess as a; from app.domain.audience import Order;"
        "from app.domain.policy import Policy; from app.reports.document import assessment_with_verdict, encode;"
        "r = a.assess_upload([made_up.make_audience()[:900]], population=None, frame=None, order=Order.NEWEST_FIRST,"
        "drawn_at=made_up.DRAWN_AT, brief=None, policy=Policy());"
        "print(hashlib.sha256(encode(assessment_with_verdict(*r))).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_a_larger_upload_keeps_a_uniform_draw_in_the_order_of_the_file() -> None:
    size, kept = 5_000, 1_000
    accounts = [Account(account_id=str(number)) for number in range(size)]
    for batch in (64, 999, 5_000):
        columns, listed = _read_columns(in_batches(accounts, batch), drawn_at=DRAWN_AT, brief=None, at_most=kept)
        numbers = np.array([int(one) for one in columns.account_ids])
        assert listed == size
        assert len(set(numbers)) == kept
        assert (np.diff(numbers) > 0).all()
        assert (columns.follow_order == numbers).all()
        by_tenth = np.histogram(numbers, bins=10, range=(0, size))[0]
        assert by_tenth.min() > 60  # 100 on average with a deviation of 8.5
        assert by_tenth.max() < 140


def test_a_larger_upload_says_how_many_were_listed_and_how_many_were_scored() -> None:
    assessment = assess(make_mixed_accounts(900, 0), scored_at_most=200)
    assert (assessment.sampled, assessment.frame.listed, assessment.frame.population) == (200, 900, 900)
    assert assess(make_mixed_accounts(900, 0), scored_at_most=200) == assessment


def test_a_population_below_the_list_is_raised_to_it() -> None:
    assessment = assess(make_mixed_accounts(90, 0), population=5)
    assert (assessment.frame.population, assessment.frame.frame) == (90, Frame.COMPLETE)
    assert assessment.inauthentic_share.estimate is not None


def test_the_frame_is_implied_by_the_population() -> None:
    accounts = make_mixed_accounts(90, 0)
    assert assess(accounts).frame.frame is Frame.COMPLETE
    assert assess(accounts, population=90).frame.frame is Frame.COMPLETE
    assert assess(accounts, population=91).frame.frame is Frame.NEWEST
    assert assess(accounts, population=91, frame=Frame.RANDOM).frame.frame is Frame.RANDOM


def test_a_part_of_an_unknown_population_does_not_count_itself() -> None:
    assert assess(make_mixed_accounts(90, 0), frame=Frame.NEWEST).frame.population is None
    assert assess(make_mixed_accounts(90, 0), frame=Frame.COMPLETE).frame.population == 90


def test_an_audience_of_people_and_one_of_bought_accounts_are_told_apart() -> None:
    people = assess([make_account(number) for number in range(300)]).inauthentic_share
    bought = assess([make_bought_account(number) for number in range(300)]).inauthentic_share
    assert people.estimate is not None
    assert bought.estimate is not None
    assert people.estimate < 0.3
    assert bought.estimate > 0.7


def test_a_brief_gives_a_niche_share() -> None:
    accounts = make_mixed_accounts(200, 0)
    assert assess(accounts).niche is None
    assert assess(accounts, brief=Brief(text="coffee lovers")).niche is not None


def test_accounts_of_which_nothing_is_known_decide_nothing() -> None:
    accounts = [Account(account_id=str(number)) for number in range(200)]
    assessment, verdict = assess_upload([accounts], **ARGUMENTS)
    assert assessment.inauthentic_share.estimate is None
    assert verdict.decision is Decision.INSUFFICIENT_EVIDENCE


def test_the_made_up_audience_is_the_same_each_time() -> None:
    assert make_audience() == make_audience()
    assert make_audience(seed=8) != make_audience()
    assert len({account.account_id for account in make_audience()}) == 3_000
