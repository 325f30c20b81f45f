import asyncio
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from factories import DRAWN_AT, make_account, make_bought_account, make_mixed_accounts

from app.domain.account import Account, Engagement, EngagementKind, Label
from app.domain.assessment import Assessment
from app.domain.audience import Frame, Order
from app.domain.brief import Brief
from app.domain.policy import Policy
from app.domain.verdict import Decision
from app.reports.document import assessment_with_verdict, encode
from app.scoring.niche.model import load_niche_model
from app.scoring.niche.reader import open_reader
from app.storage.store import Store
from app.vetting.assess import _read_columns, assess_material, assess_upload, read_collected

from .fake_connector import FakeConnector, people
from .running import begin_vetting, collect

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
        "r = a.assess_upload([made_up.make_community().accounts[:900]], population=None, frame=None,"
        "order=Order.NEWEST_FIRST, drawn_at=made_up.DRAWN_AT, brief=None, policy=Policy());"
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
        reader = open_reader(None, load_niche_model())
        columns, listed = _read_columns(in_batches(accounts, batch), drawn_at=DRAWN_AT, reader=reader, at_most=kept)
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


def reacting(accounts: Sequence[Account]) -> list[Account]:
    """Let every third one comment under four posts."""
    comments = tuple(Engagement(EngagementKind.COMMENT, post, None, f"such a fine trail on {post}") for post in "abcd")
    return [replace(one, engagements=() if number % 3 else comments) for number, one in enumerate(accounts)]


def test_an_upload_tells_of_growth_and_reactions_but_not_of_a_creator() -> None:
    assessment = assess(reacting(make_mixed_accounts(90, 0)))
    assert assessment.creator is None
    assert assessment.growth is not None
    assert assessment.growth.accounts == 90
    assert assessment.attention is not None
    assert assessment.attention.comments is not None
    assert (assessment.attention.comments.comments, assessment.attention.concentration is None) == (120, False)


def test_a_large_upload_says_that_growth_and_reactions_were_not_measured() -> None:
    accounts = reacting(make_mixed_accounts(90, 0))
    for batch in (7, 90):
        assessment = assess(accounts, batch=batch, held_at_most=89)
        assert (assessment.growth, assessment.attention) == (None, None)
        assert "Growth is not measured for uploads of more than 89 accounts." in assessment.limits
        assert any("more than 89 reactions" in limit for limit in assessment.limits)
    assert assess(accounts, held_at_most=120) == assess(accounts)


def test_an_upload_with_endless_comments_says_that_they_were_not_measured() -> None:
    comment = Engagement(EngagementKind.COMMENT, "a", None, "x" * 1_000_000)
    assessment = assess([make_account(number, engagements=(comment,)) for number in range(21)])
    assert assessment.attention is None
    assert assessment.growth is not None
    assert any("characters of comments" in limit for limit in assessment.limits)


def test_an_upload_without_order_has_no_growth_and_says_why() -> None:
    assessment = assess(make_mixed_accounts(90, 0), order=Order.UNORDERED)
    assert assessment.growth is None
    assert any("growth was not measured" in limit for limit in assessment.limits)


def test_an_empty_upload_has_neither_attention_nor_creator_nor_growth() -> None:
    assessment = assess([])
    assert (assessment.attention, assessment.creator, assessment.growth) == (None, None, None)


def test_what_was_collected_gives_the_same_bytes_each_time(store: Store, tenant: str) -> None:
    vetting_id = begin_vetting(store, tenant)
    commenters = [make_account(number, texts=("what a fine view of the lake today",)) for number in range(40)]

    def document() -> bytes:
        connector = FakeConnector(people(400), likers=[people(60)] * 6, commenters=[commenters] * 6)
        collected = asyncio.run(collect(store, tenant, vetting_id, connector))
        return encode(assessment_with_verdict(*assess_material(read_collected(collected, None), None, Policy())))

    first = document()
    with store.books(tenant) as books:
        books.pages(vetting_id).clear()
    assert document() == first


def test_labelled_accounts_of_a_large_upload_are_all_scored() -> None:
    accounts = [
        replace(account, label=Label.GENUINE) if index % 10 == 0 else account
        for index, account in enumerate(make_mixed_accounts(900, 100))
    ]
    found = [assess(accounts, batch=batch, scored_at_most=200) for batch in (1, 77, 1_000)]
    assert {each.inauthentic_share.basis for each in found} == {"100 labels and scores"}
    assert found[0] == found[1] == found[2]
    assert found[0].sampled == 200
