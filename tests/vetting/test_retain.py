import subprocess
import sys
from dataclasses import replace

import msgspec
import numpy as np
import pytest
from factories import DRAWN_AT, bare_account, days_ago, make_account, make_audience, make_mixed_accounts

from app.domain.account import Account, Engagement, EngagementKind
from app.domain.brief import Brief
from app.domain.readings import SampleReadings
from app.scoring.assess import Audience, assess
from app.scoring.columns import AccountColumns, fact_names
from app.scoring.niche.columns import TextColumns, names
from app.vetting.retain import leave_out, restore, retain

WORDS = {
    "handle": "zebra_handle_42",
    "display_name": "zebra name",
    "bio": "zebra bio, longer than twenty letters",
    "location": "zebra town",
    "url": "https://zebra.example",
    "avatar_id": "zebra-picture",
}
BRIEF = Brief(text="coffee for hiking")


def read(*accounts: Account) -> AccountColumns:
    """The columns of accounts after they were stored."""
    return restore(retain(Audience.from_sample(make_audience(accounts)))).columns


def through_storage(audience: Audience) -> Audience:
    return restore(msgspec.json.decode(msgspec.json.encode(retain(audience)), type=SampleReadings))


def test_a_stored_sample_is_assessed_exactly_as_the_fresh_one() -> None:
    accounts = [*make_mixed_accounts(200, 60), bare_account()]
    accounts += [
        make_account(300 + number, avatar_id="the same", bio="the very same words here") for number in range(9)
    ]
    fresh = Audience.from_sample(make_audience(accounts, population=9_000), BRIEF)
    stored = through_storage(fresh)
    assert stored.note == fresh.note
    again, before = (assess([audience], brief=BRIEF) for audience in (stored, fresh))
    assert before.profile is not None
    assert before.niche is not None
    # What rests on the directions of texts, and on the words themselves, is carried over from the document instead.
    before = replace(
        before,
        profile=replace(before.profile, coherence=None, interests=()),
        niche=replace(before.niche, related=()),
    )
    assert {finding.code for finding in before.findings} == {"handle_template_shared", "avatar_shared"}
    assert again == before


@pytest.mark.parametrize("field", [name for name in fact_names(AccountColumns) if not name.endswith("_hash")])
def test_every_fact_but_a_hash_comes_back_bit_by_bit(field: str) -> None:
    fresh = Audience.from_sample(make_audience([*make_mixed_accounts(9, 9), bare_account()]), BRIEF)
    before, after = getattr(fresh.columns, field), getattr(through_storage(fresh).columns, field)
    assert before.dtype == after.dtype
    assert np.array_equal(before, after, equal_nan=before.dtype.kind == "f")


def test_no_word_of_an_account_is_stored() -> None:
    account = make_account(
        3,
        **WORDS,
        label="spambot",
        platform_labels=("zebra-label",),
        texts=("zebra text", "zebra reply"),
        engagements=(Engagement(EngagementKind.COMMENT, "post-1", text="zebra comment"),),
    )
    assert b"zebra" in msgspec.json.encode(account)
    kept = retain(Audience.from_sample(make_audience([account]), Brief(text="zebra")))
    assert b"zebra" not in msgspec.msgpack.encode(kept)
    assert b"zebra" not in restore(kept).columns.follow_order.tobytes()


def test_equal_texts_stay_equal_as_small_numbers_and_unknown_ones_stay_unknown() -> None:
    pictures = ["b", None, "a", "b", "c", "a"]
    columns = read(*(make_account(number, avatar_id=picture) for number, picture in enumerate(pictures)))
    assert columns.avatar_hash.tolist() == [1, 0, 2, 1, 3, 2]


def test_a_sample_has_the_same_bytes_in_every_process() -> None:
    program = (
        "import sys, hashlib; sys.path[:0] = ['tests']\n"
        "import msgspec; from factories import make_audience, make_mixed_accounts\n"
        "from app.scoring.assess import Audience; from app.vetting.retain import retain\n"
        "kept = retain(Audience.from_sample(make_audience(make_mixed_accounts(50, 50))))\n"
        "print(hashlib.sha256(msgspec.json.encode(kept)).hexdigest())"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


@pytest.mark.parametrize("field", [name for name in names(TextColumns) if name != "vectors"])
def test_what_words_came_to_comes_back_but_for_their_directions(field: str) -> None:
    fresh = Audience.from_sample(make_audience([*make_mixed_accounts(9, 9), bare_account()]), BRIEF)
    before, after = fresh.columns.texts, through_storage(fresh).columns.texts
    assert before.vectors.any()
    assert after.vectors.shape == (19, 0)
    values = getattr(before, field)
    assert np.array_equal(values, getattr(after, field), equal_nan=values.dtype.kind == "f")


@pytest.mark.parametrize("name", ["age_days", "bio_hash"])
def test_a_fact_that_was_not_yet_known_when_the_sample_was_stored_is_unknown(name: str) -> None:
    kept = retain(Audience.from_sample(make_audience([make_account(0), make_account(1)]), BRIEF))
    older = replace(kept, columns={other: column for other, column in kept.columns.items() if other != name})
    values = getattr(restore(older).columns, name)
    assert values.size == 2
    assert np.isnan(values).all() if values.dtype.kind == "f" else not values.any()
    assert np.array_equal(restore(older).columns.follow_order, restore(kept).columns.follow_order)


def test_a_fact_that_this_version_does_not_know_is_left_aside() -> None:
    kept = retain(Audience.from_sample(make_audience([make_account(0)])))
    newer = replace(kept, columns={**kept.columns, "mood": kept.columns["age_days"]})
    assert len(restore(newer).columns) == 1


def test_objects_are_never_read_from_storage() -> None:
    kept = retain(Audience.from_sample(make_audience([make_account(0)])))
    evil = replace(kept.columns["age_days"], dtype="|O")
    with pytest.raises(ValueError, match="OBJECT"):
        restore(replace(kept, columns={**kept.columns, "age_days": evil}))


def test_an_audience_of_nobody_is_kept_as_one() -> None:
    assert len(restore(retain(Audience.from_sample(make_audience([])))).columns) == 0


def test_ages_stay_those_of_the_moment_of_observation() -> None:
    columns = read(make_account(created_at=days_ago(100), observed_at=DRAWN_AT))
    assert columns.age_days[0] == pytest.approx(100)


def test_an_account_is_left_out_of_every_column_and_the_others_keep_theirs() -> None:
    accounts = [*make_mixed_accounts(9, 9), bare_account()]
    kept = retain(Audience.from_sample(make_audience(accounts), BRIEF))
    gone = {"account-0", "account-12"}
    left = leave_out(kept, gone)
    places = [place for place, account in enumerate(accounts) if account.account_id not in gone]
    assert left.account_ids == tuple(accounts[place].account_id for place in places)
    assert left.note == kept.note
    assert set(left.columns) == set(kept.columns)
    before, after = restore(kept).columns, restore(left).columns
    for name in fact_names(AccountColumns):
        values = getattr(before, name)
        assert np.array_equal(values[places], getattr(after, name), equal_nan=values.dtype.kind == "f"), name
    assert leave_out(kept, {"nobody"}) is kept
