"""Time the numbers: `python bench/scoring.py` prints accounts per CPU second of one core, and whole assessments."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np

from app.domain.account import Account
from app.domain.audience import AudienceSample, Availability, Frame, FrameNote, Order, Role
from app.domain.brief import Brief
from app.domain.policy import Policy
from app.scoring.account_scores import score_accounts
from app.scoring.assess import Audience, assess
from app.scoring.columns import AccountColumns, fact_names
from app.scoring.group.deliveries import find_deliveries
from app.scoring.model import Model
from app.scoring.model_files import CURRENT_MODEL, load_model, read_model_document
from app.scoring.niche.model import load_niche_model
from app.scoring.niche.reader import open_reader
from app.scoring.verdict import decide

DRAWN_AT = datetime(2026, 11, 1, tzinfo=UTC)
LISTED, DRAWN = 50_000, 2_000


def made_up_accounts(count: int) -> list[Account]:
    random = np.random.default_rng(1)
    counts = random.integers(0, 3_000, size=(count, 3)).tolist()
    return [
        Account(
            account_id=f"did:plc:{index:020d}",
            handle=f"Maria_Lopez{followers}.example.social",
            display_name="Maria Lopez",
            bio=f"coffee and hiking in the hills, {posts} days a year",
            followers_count=followers,
            following_count=following,
            posts_count=posts,
            created_at=DRAWN_AT - timedelta(days=followers),
            last_posted_at=DRAWN_AT - timedelta(days=following % 200),
            avatar_id=f"{index:040d}",
        )
        for index, (followers, following, posts) in enumerate(counts)
    ]


def seconds(action: Callable[[], object]) -> float:
    def once() -> float:
        start = time.process_time()
        action()
        return time.process_time() - start

    return min(once() for _ in range(3))


def speed() -> None:
    """Print accounts per CPU second, against writing the same accounts as JSON in the same run."""
    accounts = made_up_accounts(100_000)
    rows = [(a.account_id, a.handle, a.bio, a.followers_count, a.following_count, a.posts_count) for a in accounts]
    columns = AccountColumns.from_accounts(accounts, drawn_at=DRAWN_AT)
    model, brief = load_niche_model(), Brief(text="espresso machines for hikers")
    floor = seconds(lambda: [json.dumps(row) for row in rows])
    sizes = sum(getattr(columns, name).nbytes for name in fact_names(AccountColumns))
    actions: dict[str, Callable[[], object]] = {
        "read into columns": lambda: AccountColumns.from_accounts(accounts, drawn_at=DRAWN_AT),
        "the same with a brief": lambda: AccountColumns.from_accounts(
            accounts, drawn_at=DRAWN_AT, reader=open_reader(brief, model)
        ),
        "score columns": lambda: load_model().score(columns),
        "read, score and explain": lambda: list(
            score_accounts(AccountColumns.from_accounts(accounts, drawn_at=DRAWN_AT))
        ),
    }
    print(f"columns: {sizes / len(accounts):.0f} bytes an account, beside its id")
    print(f"{'floor: six fields as JSON':28}{len(accounts) / floor:12,.0f} accounts/s")
    for name, action in actions.items():
        taken = seconds(action)
        print(f"{name:28}{len(accounts) / taken:12,.0f} accounts/s, {taken / floor:.2f} of the floor's time")


def whole_assessment() -> None:
    """Print what an assessment of 2,000 drawn out of 50,000 listed accounts costs, and parts of it."""
    accounts = made_up_accounts(LISTED)
    note = FrameNote(
        role=Role.FOLLOWERS,
        frame=Frame.COMPLETE,
        order=Order.NEWEST_FIRST,
        availability=Availability.OK,
        population=LISTED,
        listed=LISTED,
        drawn_at=DRAWN_AT,
    )
    listing = AudienceSample(note=note, accounts=accounts)
    sample = AudienceSample(note=note, accounts=accounts[:: LISTED // DRAWN])
    columns = AccountColumns.from_accounts(accounts, drawn_at=DRAWN_AT)
    document = json.dumps(read_model_document())

    def verdict() -> object:
        return decide(assess([Audience.from_sample(sample)], listing=listing), Policy(), has_brief=False)

    actions: dict[str, Callable[[], object]] = {
        f"assess {DRAWN:,} drawn out of {LISTED:,} listed": verdict,
        f"of it, the scan of {LISTED:,}": lambda: find_deliveries(columns),
        "loading a model": lambda: Model.from_document(json.loads(document)),
    }
    for name, action in actions.items():
        print(f"{name:42}{1_000 * seconds(action):10,.1f} ms of CPU")
    print(f"model {CURRENT_MODEL}: {len(document):,} bytes")


if __name__ == "__main__":
    speed()
    whole_assessment()
