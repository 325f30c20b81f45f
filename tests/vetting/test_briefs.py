from collections.abc import Callable

import pytest
from storage.rows import NOW, add_tenant, make_question

from app.domain.brief import Brief
from app.scoring.niche.understanding import BriefError, understand_brief
from app.storage.ids import new_id
from app.storage.store import Store
from app.vetting import briefs
from app.vetting.errors import BriefNotFoundError, BriefNotUnderstoodError
from app.vetting.request import get_vetting, request_vetting
from vetting.test_request import FakeQueue

from .running import anything

TEA, COFFEE = Brief(text="Green tea"), Brief(text="Coffee")


def is_refused(brief: Brief) -> bool:
    try:
        understand_brief(brief)
    except BriefError:
        return True
    return False


WRONG = Brief(text="Green tea", taxonomy_ids=("no such node",))
needs_refusals = pytest.mark.skipif(not is_refused(WRONG), reason="the reader of briefs refuses nothing yet")


def create(store: Store, tenant: str) -> str:
    return briefs.create_brief(store, tenant, name="Tea", brief=TEA, now=NOW).brief_id


def test_a_brief_is_kept_changed_and_taken_out_of_use(store: Store, tenant: str) -> None:
    brief_id = create(store, tenant)
    changed = briefs.change_brief(store, tenant, brief_id, name="Coffee", brief=COFFEE, now=NOW)
    assert (changed.version, changed.name, changed.brief) == (2, "Coffee", COFFEE)
    assert briefs.get_brief(store, tenant, brief_id) == changed
    assert briefs.get_brief(store, tenant, brief_id, 1).brief == TEA
    assert briefs.list_briefs(store, tenant, limit=5, after=None) == [changed]
    assert len(briefs.list_brief_versions(store, tenant, brief_id, limit=5, below=None)) == 2
    briefs.archive_brief(store, tenant, brief_id, now=NOW)
    assert briefs.list_briefs(store, tenant, limit=5, after=None) == []


USES: list[Callable[[Store, str, str], object]] = [
    briefs.get_brief,
    lambda store, tenant, brief_id: briefs.get_brief(store, tenant, brief_id, 1),
    lambda store, tenant, brief_id: briefs.change_brief(store, tenant, brief_id, name="n", brief=TEA, now=NOW),
    lambda store, tenant, brief_id: briefs.list_brief_versions(store, tenant, brief_id, limit=5, below=None),
    lambda store, tenant, brief_id: briefs.archive_brief(store, tenant, brief_id, now=NOW),
    lambda store, tenant, brief_id: briefs.settle_brief(store, tenant, make_question(brief_id=brief_id)),
]


@pytest.mark.parametrize("use", USES, ids=["get", "get a version", "change", "list versions", "archive", "settle"])
def test_a_brief_that_is_not_there_any_more_or_is_anothers_is_not_found(
    store: Store, tenant: str, use: Callable[[Store, str, str], object]
) -> None:
    mine, stranger = create(store, tenant), add_tenant(store, "stranger")
    archived = create(store, tenant)
    briefs.archive_brief(store, tenant, archived, now=NOW)
    for who, brief_id in [(stranger, mine), (tenant, archived), (tenant, new_id("brf")), (tenant, "x" * 5_000)]:
        with pytest.raises(BriefNotFoundError) as raised:
            use(store, who, brief_id)
        assert len(raised.value.detail) < 200
    assert briefs.get_brief(store, tenant, mine).version == 1


def test_a_version_that_was_never_made_is_named(store: Store, tenant: str) -> None:
    with pytest.raises(BriefNotFoundError, match="with a version 7"):
        briefs.get_brief(store, tenant, create(store, tenant), 7)


def test_a_vetting_gets_a_copy_of_the_brief_that_it_names(store: Store, tenant: str) -> None:
    brief_id = create(store, tenant)
    briefs.change_brief(store, tenant, brief_id, name="Tea", brief=COFFEE, now=NOW)

    def ask(version: int | None) -> str:
        question = make_question(brief_id=brief_id, brief_version=version, handle=f"star{version}.test")
        return request_vetting(store, FakeQueue(), tenant, question, require=anything, now=NOW).vetting_id

    latest, first = ask(None), ask(1)
    briefs.archive_brief(store, tenant, brief_id, now=NOW)
    asked = [get_vetting(store, tenant, vetting_id).question for vetting_id in (latest, first)]
    assert [(one.brief, one.brief_id, one.brief_version) for one in asked] == [
        (COFFEE, brief_id, 2),
        (TEA, brief_id, 1),
    ]


def test_the_latest_version_joins_the_one_that_names_its_number(store: Store, tenant: str) -> None:
    brief_id = create(store, tenant)
    asked = [
        request_vetting(
            store,
            FakeQueue(),
            tenant,
            make_question(brief_id=brief_id, brief_version=version),
            require=anything,
            now=NOW,
        )
        for version in (None, 1)
    ]
    assert asked[0] == asked[1]


@pytest.mark.parametrize("brief", [TEA, Brief(must_include=("tea",))])
def test_a_brief_with_something_to_look_for_is_not_said_to_have_nothing(brief: Brief) -> None:
    assert briefs.NOTHING_TO_LOOK_FOR not in briefs.preview_brief(brief).notes


@pytest.mark.parametrize("text", ["x", "!!!", "the and of"])
def test_a_text_with_nothing_to_look_for_is_read_and_noted(text: str) -> None:
    assert briefs.preview_brief(Brief(text=text)).notes


@needs_refusals
def test_a_brief_that_cannot_be_read_is_pointed_at_and_nothing_is_stored(store: Store, tenant: str) -> None:
    brief_id = create(store, tenant)
    uses: list[tuple[Callable[[], object], str]] = [
        (lambda: briefs.preview_brief(WRONG), "/taxonomy_ids/0"),
        (lambda: briefs.create_brief(store, tenant, name="n", brief=WRONG, now=NOW), "/brief/taxonomy_ids/0"),
        (lambda: briefs.change_brief(store, tenant, brief_id, name="n", brief=WRONG, now=NOW), "/brief/taxonomy_ids/0"),
        (lambda: briefs.settle_brief(store, tenant, make_question(brief=WRONG)), "/brief/taxonomy_ids/0"),
    ]
    for use, pointer in uses:
        with pytest.raises(BriefNotUnderstoodError) as raised:
            use()
        assert [fault.pointer for fault in raised.value.faults] == [pointer]
        assert raised.value.faults[0].detail.rstrip(".") in raised.value.detail
    assert [(one.name, one.version) for one in briefs.list_briefs(store, tenant, limit=5, after=None)] == [("Tea", 1)]


@needs_refusals
def test_a_brief_that_cannot_be_read_any_more_is_pointed_at_by_its_id_and_no_vetting_is_queued(
    store: Store, tenant: str
) -> None:
    brief_id, queue = new_id("brf"), FakeQueue()
    with store.books(tenant) as books:
        books.briefs.add(brief_id, "Tea", WRONG, now=NOW)
    with pytest.raises(BriefNotUnderstoodError) as raised:
        request_vetting(store, queue, tenant, make_question(brief_id=brief_id), require=anything, now=NOW)
    assert [fault.pointer for fault in raised.value.faults] == ["/brief_id"]
    assert queue.queued == []
