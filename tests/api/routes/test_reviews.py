from typing import Any

import pytest

from api.checked import CheckedCaller
from api.conftest import NewCaller
from api.routes.uploads import NDJSON, accounts

NOT_THERE = "is not in the sample of this vetting"


@pytest.fixture
def url(caller: CheckedCaller) -> str:
    """Address of a vetting of an upload of 30 accounts."""
    upload = caller.post("/v1/audiences?platform=x", content=accounts(30), headers=NDJSON).json()
    vetting = caller.vet(platform="x", audience_id=upload["id"])
    assert vetting["status"] == "succeeded"
    return f"/v1/vettings/{vetting['id']}"


def labels(*numbers: int, label: str = "genuine") -> dict[str, Any]:
    return {"reviews": [{"account_id": f"account-{number}", "label": label} for number in numbers]}


def test_accounts_are_drawn_with_what_their_scores_rest_on(caller: CheckedCaller, url: str) -> None:
    sample = caller.get(f"{url}/review-sample?count=12").json()
    assert sample == caller.get(f"{url}/review-sample?count=12").json()
    assert len({one["account_id"] for one in sample["data"]}) == 12
    assert all(one["evidence"] and one["label"] is None for one in sample["data"])


def test_a_hundred_are_drawn_unless_another_count_is_named_and_never_more_than_there_are(
    caller: CheckedCaller, url: str
) -> None:
    assert len(caller.get(f"{url}/review-sample").json()["data"]) == 30


@pytest.mark.parametrize("count", ["0", "-1", "1001", "many", "9" * 30])
def test_a_count_out_of_bounds_is_pointed_at(caller: CheckedCaller, url: str, count: str) -> None:
    problem = caller.problem("GET", f"{url}/review-sample?count={count}", "validation_failed")
    assert [error["pointer"] for error in problem["errors"]] == ["/query/count"]


def test_labels_are_stored_with_the_key_that_sent_them_and_shown_in_the_sample(caller: CheckedCaller, url: str) -> None:
    stored = caller.post(f"{url}/reviews", json=labels(3, 1, label="spambot")).json()["data"]
    assert [(one["account_id"], one["label"]) for one in stored] == [("account-3", "spambot"), ("account-1", "spambot")]
    assert all(one["reviewed_by"].startswith("key_") for one in stored)
    sample = caller.get(f"{url}/review-sample").json()["data"]
    assert {one["account_id"] for one in sample if one["label"] == "spambot"} == {"account-1", "account-3"}


def test_the_same_labels_again_change_nothing_and_another_label_replaces(caller: CheckedCaller, url: str) -> None:
    first = caller.post(f"{url}/reviews", json=labels(1)).json()
    assert caller.post(f"{url}/reviews", json=labels(1)).json() == first
    changed = caller.post(f"{url}/reviews", json=labels(1, label="bot")).json()
    assert [one["label"] for one in changed["data"]] == ["bot"]
    assert caller.get(f"{url}/reviews").json()["data"] == changed["data"]


def test_a_rescore_counts_the_labels(caller: CheckedCaller, url: str) -> None:
    caller.post(f"{url}/reviews", json=labels(*range(7)))
    assert caller.post(f"{url}/rescore").json()["labels"] == 7


def test_a_walk_over_all_pages_sees_each_review_once(caller: CheckedCaller, url: str) -> None:
    for start in (0, 10):
        caller.post(f"{url}/reviews", json=labels(*range(start, start + 10)))
    answer = caller.get(f"{url}/reviews?limit=3")
    seen = [one["account_id"] for one in answer.json()["data"]]
    while answer.json()["has_more"]:
        answer = caller.get(answer.links["next"]["url"])
        seen += [one["account_id"] for one in answer.json()["data"]]
    assert set(seen[:10]) == {f"account-{number}" for number in range(10, 20)}
    assert sorted(seen) == sorted(f"account-{number}" for number in range(20))
    assert answer.json()["next_cursor"] is None


def test_a_cursor_of_another_list_is_refused(caller: CheckedCaller, url: str) -> None:
    caller.post(f"{url}/reviews", json=labels(1, 2))
    cursor = caller.get(f"{url}/reviews?limit=1").json()["next_cursor"]
    caller.problem("GET", f"/v1/vettings?cursor={cursor}", "invalid_cursor")
    caller.problem("GET", f"{url}/reviews?cursor={cursor[:-4]}AAAA", "invalid_cursor")


def test_an_account_that_is_not_in_the_sample_is_pointed_at_and_nothing_is_stored(
    caller: CheckedCaller, url: str
) -> None:
    problem = caller.problem("POST", f"{url}/reviews", "account_not_in_sample", json=labels(1, 77))
    assert problem["errors"] == [{"pointer": "/reviews/1/account_id", "detail": NOT_THERE, "limit": None}]
    assert caller.get(f"{url}/reviews").json()["data"] == []


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/reviews"),
        ({"reviews": []}, "/reviews"),
        (labels(*range(1_001)), "/reviews"),
        (labels(1, label="odd"), "/reviews/0/label"),
        ({"reviews": [{"account_id": "", "label": "bot"}]}, "/reviews/0/account_id"),
        ({"reviews": [{"account_id": "\x00", "label": "bot"}]}, "/reviews/0/account_id"),
        ({"reviews": [{"account_id": "1", "label": "bot", "by": "me"}]}, "/reviews/0/by"),
    ],
)
def test_a_bad_field_is_pointed_at(caller: CheckedCaller, url: str, body: dict[str, Any], pointer: str) -> None:
    problem = caller.problem("POST", f"{url}/reviews", "validation_failed", json=body)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


def test_a_colleague_with_another_key_sees_the_labels_and_who_gave_them(new_caller: NewCaller) -> None:
    first, second = new_caller(tenant="reviewers"), new_caller(tenant="reviewers")
    upload = first.post("/v1/audiences?platform=x", content=accounts(3), headers=NDJSON).json()
    url = f"/v1/vettings/{first.vet(platform='x', audience_id=upload['id'])['id']}"
    first.post(f"{url}/reviews", json=labels(1))
    second.post(f"{url}/reviews", json=labels(1, 2, label="bot"))
    reviews = second.get(f"{url}/reviews").json()["data"]
    assert {one["label"] for one in reviews} == {"bot"}
    assert len({one["reviewed_by"] for one in reviews}) == 1
