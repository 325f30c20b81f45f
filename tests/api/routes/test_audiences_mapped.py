"""Uploads in the forms of others: mapped columns, known exports, platforms' own files."""

import json

import pytest

from api.checked import CheckedCaller
from api.routes.uploads import CSV, NDJSON, ndjson

URL = "/v1/audiences"
BYTES = {"Content-Type": "application/octet-stream"}
FOREIGN = b"Kto;Ilu\nanna;1,234\nbea;1.2K\n"
COLUMNS = json.dumps({"Kto": "handle", "Ilu": "followers_count"})
INSTAGRAM = json.dumps([{"string_list_data": [{"value": name, "timestamp": 1_746_057_600}]} for name in "ab"]).encode()


def test_a_csv_with_columns_of_its_own_is_taken_with_a_mapping_and_vetted(caller: CheckedCaller) -> None:
    answer = caller.post(URL, params={"platform": "tiktok", "columns": COLUMNS}, content=FOREIGN, headers=CSV)
    stored = answer.json()
    assert (answer.status_code, stored["accounts_count"], stored["order"]) == (201, 2, "newest_first")
    assert caller.vet(platform="tiktok", audience_id=stored["id"])["status"] == "succeeded"


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("{}", "account_id or handle"),
        ('{"Kto": "nick"}', "'nick'"),
        ('{"Kto": "handle", "Ilu": "handle"}', "both to be handle"),
        ('{"Who": "handle"}', "no column 'Who'"),
        ("Kto", "JSON object"),
    ],
)
def test_columns_that_do_not_fit_are_named_and_nothing_is_stored(
    caller: CheckedCaller, columns: str, said: str
) -> None:
    request = {"params": {"platform": "x", "columns": columns}, "content": FOREIGN, "headers": CSV}
    problem = caller.problem("POST", URL, "upload_bad_columns", **request)
    [error] = problem["errors"]
    assert error["pointer"] == "/query/columns"
    assert said in error["detail"]


def test_columns_for_ndjson_are_refused(caller: CheckedCaller) -> None:
    request = {"params": {"platform": "x", "columns": COLUMNS}, "content": ndjson({"account_id": "a"})}
    caller.problem("POST", URL, "upload_bad_columns", headers=NDJSON, **request)


def test_a_known_export_needs_no_mapping(caller: CheckedCaller) -> None:
    body = b"Account address\nanna@social.example\nbea@social.example\n"
    assert caller.post(URL, params={"platform": "mastodon"}, content=body, headers=CSV).json()["accounts_count"] == 2


def test_a_platforms_own_file_is_unordered_unless_the_caller_knows_better(caller: CheckedCaller) -> None:
    params = {"platform": "instagram"}
    stored = caller.post(URL, params=params, content=INSTAGRAM, headers=BYTES).json()
    assert (stored["accounts_count"], stored["order"]) == (2, "unordered")
    told = caller.post(URL, params={**params, "order": "newest_first"}, content=INSTAGRAM, headers=BYTES).json()
    assert told["order"] == "newest_first"
    own = caller.post(URL, params=params, content=ndjson({"account_id": "a"}), headers=BYTES).json()
    assert own["order"] == "newest_first"
