import json
from pathlib import Path

import pytest
from factories import make_account
from storage.rows import NOW, add_tenant, begin_audience, finish_audience

from app.storage.store import Store

from .command_line import one_line, run

NOTHING = {"documents", "ended", "insights", "reviews", "running", "samples", "sketches", "uploads", "vettings"}


@pytest.fixture
def upload_of_three(database: Path) -> Path:
    store = Store(f"sqlite:///{database}")
    tenant = add_tenant(store)
    with store.books(tenant) as books:
        audience_id = begin_audience(books)
        books.audiences.add_page(audience_id, 0, [make_account(number) for number in range(3)])
        finish_audience(books, audience_id, accounts_count=3)
    store.close()
    return database


@pytest.mark.usefixtures("upload_of_three")
def test_a_table_and_json_say_what_was_erased() -> None:
    first = json.loads(run("erase", "bluesky", "account-1", "--json").stdout)
    assert set(first) == NOTHING
    assert (first["uploads"], first["samples"]) == (1, 0)
    again = json.loads(run("erase", "bluesky", "account-1", "--json").stdout)
    assert set(again.values()) == {0}
    table = one_line(run("erase", "bluesky", "@" + (make_account(2).handle or "")).stdout)
    assert "accounts of uploads 1" in table
    assert "vettings about the person 0" in table


def test_nobody_named_erases_again_who_is_on_the_list(upload_of_three: Path) -> None:
    run("erase", "bluesky", "account-2")
    store = Store(f"sqlite:///{upload_of_three}")
    with store.books(add_tenant(store, "another")) as books:
        audience_id = begin_audience(books, now=NOW)
        books.audiences.add_page(audience_id, 0, [make_account(2)])
        finish_audience(books, audience_id, accounts_count=1)
    store.close()
    assert json.loads(run("erase", "bluesky", "--json").stdout)["uploads"] == 1


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("arguments", [("myspace", "a"), ("bluesky", "@"), ("bluesky", "a b"), ()])
def test_what_names_nobody_is_wrong_usage(arguments: tuple[str, ...]) -> None:
    run("erase", *arguments, code=2)
