import numpy as np
import pytest
from candidates import KEY, make_ids, make_listed
from factories import make_account, make_note
from hypothesis import given
from hypothesis import strategies as st

from app.domain.audience import Frame
from app.domain.comparison import Lack, Overlap
from app.domain.readings import Listed
from app.scoring.overlap import SKETCH_SIZE, Sketching, estimate_overlap, leave_out

POOL = make_ids(25_000)
SETS = st.sets(st.sampled_from(POOL[:60]), min_size=1)


def overlap_of(first: Listed, second: Listed) -> Overlap:
    found = estimate_overlap(first, second, level=0.95)
    assert isinstance(found, Overlap), found
    return found


def lists(first: int, second: int, shared: int) -> tuple[list[str], list[str]]:
    """Two lists of these lengths with that many accounts in both."""
    return POOL[:first], POOL[first - shared : first - shared + second]


def test_a_sketch_is_the_same_in_whatever_order_and_batches_the_list_comes() -> None:
    whole, parts = Sketching(KEY), Sketching(KEY)
    whole.add(POOL)
    for start in range(0, len(POOL), 777):
        parts.add(reversed(POOL[start : start + 777]))
    assert whole.sketch() == parts.sketch()
    assert whole.sketch().listed == len(POOL)
    hashes = np.frombuffer(whole.sketch().hashes, "<u8")
    assert hashes.size == SKETCH_SIZE
    assert (np.diff(hashes.astype(float)) > 0).all()


def test_batches_are_passed_on_as_they_are() -> None:
    batches = [[make_account(0), make_account(1)], [make_account(2)], []]
    sketching = Sketching(KEY)
    assert list(sketching.watch(batches)) == batches
    assert sketching.sketch().listed == 3


def test_another_key_gives_other_hashes_and_another_name_of_the_key() -> None:
    one, other = (make_listed(POOL[:50], key=key).sketch for key in (KEY, b"another"))
    assert one is not None
    assert other is not None
    assert one.key_id != other.key_id
    assert not set(np.frombuffer(one.hashes, "<u8")) & set(np.frombuffer(other.hashes, "<u8"))


@pytest.mark.parametrize("odd", ["", "\N{SNOWMAN}", "\ud800", "a\x00b"])
def test_any_id_can_be_hashed(odd: str) -> None:
    assert overlap_of(make_listed([odd, "other"]), make_listed([odd])).accounts.estimate == 1


@given(SETS, SETS, st.integers(1, 80))
def test_a_sketch_that_accounts_were_taken_out_of_is_that_of_the_list_without_them(
    listed: set[str], gone: set[str], size: int
) -> None:
    whole = Sketching(KEY, size)
    whole.add(listed)
    before = whole.sketch()
    after = leave_out(before, gone, KEY)
    assert after is not None
    never = Sketching(KEY, max(1, after.size))
    never.add(listed - gone)
    if after.size:
        assert after.hashes == never.sketch().hashes
    if len(listed) <= size:
        assert after == never.sketch()
    assert (after.listed <= after.size) == (before.listed <= before.size)


def test_of_a_sketch_with_another_key_nothing_can_be_taken_out() -> None:
    sketch = make_listed(POOL[:50]).sketch
    assert sketch is not None
    assert leave_out(sketch, POOL[:1], b"another") is None


@given(SETS, SETS)
def test_short_lists_are_compared_exactly(first: set[str], second: set[str]) -> None:
    found = overlap_of(make_listed(sorted(first)), make_listed(sorted(second)))
    shared = len(first & second)
    assert found.is_exact
    assert (found.accounts.low, found.accounts.estimate, found.accounts.high) == (shared, shared, shared)
    assert found.share_of_first.estimate == pytest.approx(shared / len(first))
    assert found.share_of_second.estimate == pytest.approx(shared / len(second))
    assert found.jaccard.estimate == pytest.approx(shared / len(first | second))


@given(SETS, SETS, st.sampled_from([1, 2, 3, 8, 40]), st.sampled_from([Frame.COMPLETE, Frame.RANDOM]))
def test_an_estimate_lies_in_its_interval_and_the_interval_in_what_is_possible(
    first: set[str], second: set[str], size: int, frame: Frame
) -> None:
    one = make_listed(sorted(first), size=size)
    other = make_listed(sorted(second), size=size, frame=frame, population=3 * len(second))
    found = estimate_overlap(one, other, level=0.95)
    if isinstance(found, Lack):
        assert found.code == "lists_too_unlike"
        return
    for share in (found.share_of_first, found.share_of_second, found.jaccard):
        assert 0 <= share.low <= share.estimate <= share.high <= 1
    assert found.matches <= found.n
    if frame is Frame.COMPLETE:
        assert found.accounts.low >= found.matches
        assert found.accounts.high <= min(len(first), len(second))


def test_swapping_two_lists_swaps_the_shares_and_nothing_else() -> None:
    first, second = (make_listed(ids) for ids in lists(6_000, 20_000, 1_500))
    one, other = overlap_of(first, second), overlap_of(second, first)
    assert one.accounts == other.accounts
    assert (one.share_of_first, one.share_of_second) == (other.share_of_second, other.share_of_first)
    assert not one.is_exact


@pytest.mark.parametrize(
    ("first", "second", "shared"), [(5_000, 5_000, 0), (6_000, 6_000, 5_700), (5_000, 20_000, 2_500), (600, 9_000, 60)]
)
def test_the_interval_holds_as_often_as_it_says(first: int, second: int, shared: int) -> None:
    pairs, held = 50, 0  # 200 pairs over the four cases; every key is another draw
    for number in range(pairs):
        key = number.to_bytes(2, "little")
        one, other = (make_listed(ids, key=key, size=512) for ids in lists(first, second, shared))
        found = overlap_of(one, other).accounts
        held += found.low <= shared <= found.high
    assert held / pairs >= 0.92


@pytest.mark.parametrize(("part", "other_part"), [(0.2, 1.0), (0.4, 0.4)])
def test_random_draws_speak_of_the_whole_audiences_that_they_are_of(part: float, other_part: float) -> None:
    generator = np.random.default_rng(20_261_125)
    first, second = lists(4_000, 6_000, 1_000)
    pairs, held = 200, 0
    for _ in range(pairs):
        drawn = [
            make_listed(
                generator.choice(np.array(ids), int(share * len(ids)), replace=False).tolist(),
                frame=Frame.RANDOM if share < 1 else Frame.COMPLETE,
                population=len(ids),
            )
            for ids, share in ((first, part), (second, other_part))
        ]
        found = overlap_of(*drawn)
        held += found.accounts.low <= 1_000 <= found.accounts.high
        assert "extrapolated" in found.limits[0]
    assert held / pairs >= 0.92


def test_the_newest_part_speaks_of_itself_and_says_so() -> None:
    newest = make_listed(POOL[:100], frame=Frame.NEWEST, population=90_000)
    found = overlap_of(newest, make_listed(POOL[50:250]))
    assert found.share_of_first.estimate == 0.5
    assert found.limits == ("Of the first audience only the newest 100 could be listed: the overlap is of that part.",)


def test_a_draw_that_is_the_whole_audience_is_compared_as_one() -> None:
    found = overlap_of(make_listed(POOL[:40], frame=Frame.RANDOM), make_listed(POOL[30:60]))
    assert found.is_exact
    assert found.limits == ()


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (None, "sample_deleted"),
        (Listed(note=make_note()), "not_listed"),
        (make_listed(POOL[:9], key=b"another"), "keys_differ"),
        (make_listed([]), "list_empty"),
        (make_listed(POOL[:9], frame=Frame.RANDOM, population=None), "population_unknown"),
        (make_listed(POOL[1_000:], size=1), "lists_too_unlike"),
    ],
)
def test_an_overlap_that_nobody_can_tell_is_none_with_the_reason(other: Listed | None, code: str) -> None:
    for pair in ((make_listed(POOL[:9]), other), (other, make_listed(POOL[:9]))):
        found = estimate_overlap(*pair, level=0.95)
        assert isinstance(found, Lack)
        assert found.code == code
