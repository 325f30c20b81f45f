"""The whole service against an X that answers as its OpenAPI document says, and counts what it charges for."""

import contextlib
import json
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from service import Caller, ServiceThread
from x_stub.server import XStub
from x_stub.stub import XOptions

from .credentialed_service import serving, signed_in

OPTIONS = XOptions(followers=1_500, posts=20)


@pytest.fixture(scope="module")
def stub() -> Iterator[XStub]:
    with XStub(OPTIONS) as running:
        yield running


@pytest.fixture(scope="module")
def service(stub: XStub, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceThread]:
    folder = tmp_path_factory.mktemp("data")
    database = folder / "truereach.db"
    database.write_bytes(sqlite_template.read_bytes())
    with serving(f"sqlite:///{database}", folder, "x", stub.url, opt_ins=["x-pay-per-use"]) as started:
        yield started


@pytest.fixture
def caller(service: ServiceThread) -> Iterator[Caller]:
    with signed_in(service, "x", bearer_token=OPTIONS.bearer_token) as client:
        yield client


def vet(caller: Caller, **question: Any) -> dict[str, Any]:  # noqa: ANN401
    asked = caller.vet(platform="x", handle=OPTIONS.username, **question)
    return caller.await_end(asked["id"], within_seconds=120)


def paid(stub: XStub) -> dict[str, int]:
    counts: dict[str, int] = httpx.get(f"{stub.url}/counts", trust_env=False).json()["paid"]
    return counts


def test_what_a_vetting_says_it_cost_is_what_was_charged_and_what_the_plan_said(caller: Caller, stub: XStub) -> None:
    before = paid(stub)
    question = {"platform": "x", "handle": OPTIONS.username, "sample_size": 400}
    plan = caller.post("/v1/vettings/plan", json=question).raise_for_status().json()
    planned = paid(stub)
    assert plan["spent"]["money"]["amount_minor"] == cents(before, planned)
    vetting = vet(caller, sample_size=400)
    assert vetting["status"] == "succeeded", vetting
    charged = cents(planned, paid(stub))
    assert vetting["progress"]["money"] == {"amount_minor": charged, "currency": "USD"}
    assert plan["expected"]["money"]["amount_minor"] == pytest.approx(charged, rel=0.1)
    assert vetting["assessment"]["sampled"] == 400


def cents(before: dict[str, int], after: dict[str, int]) -> int:
    users, posts = (after.get(name, 0) - before.get(name, 0) for name in ("users", "posts"))
    return -(-(users * 10_000 + posts * 5_000) // 10_000)


def test_no_more_is_paid_than_the_budget_allows(caller: Caller, stub: XStub) -> None:
    before = paid(stub)
    vetting = vet(caller, sample_size=300, budget={"usd_cents": 150})
    assert vetting["status"] == "succeeded", vetting
    assert cents(before, paid(stub)) <= 150
    assert 0 < vetting["assessment"]["sampled"] < 300


def test_of_x_only_ids_and_numbers_are_kept(caller: Caller, service: ServiceThread) -> None:
    vetting = vet(caller, sample_size=100)
    assert vetting["assessment"]["accounts"], vetting["assessment"]["limits"]
    document = json.dumps(vetting)
    file = service.settings.url.removeprefix("sqlite:///")
    with sqlite3.connect(file) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        stored = [
            value
            for table in tables
            if table not in {"credentials", "vettings"} and not table.startswith(("workflow", "operation", "notif"))
            for row in connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            for value in row
        ]
    connection.close()
    texts = " ".join(_text(value) for value in stored)
    for words in ("Coffee first", "Trail runner", "normal.jpg"):
        assert words not in document + texts


def _text(value: object) -> str:
    if not isinstance(value, bytes):
        return str(value)
    with contextlib.suppress(zlib.error):
        value = zlib.decompress(value)
    return value.decode(errors="replace")
