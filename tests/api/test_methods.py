import pytest

from api.checked import CheckedCaller
from api.contract import contract
from api.routes.uploads import NDJSON, accounts

PATHS = {path: {method.upper() for method in item} for path, item in contract().document["paths"].items()}
ALL_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PURGE")
UNKNOWN = ["/", "/v1", "/v1/", "/v1/vettings/", "/v2/vettings", "/v1/vettings/a/b", "/%00", "//v1/vettings"]
READABLE = [
    "/v1/vettings",
    "/v1/platforms",
    "/v1/signals",
    "/v1/problems",
    "/v1/problems/not_found",
    "/healthz",
    "/readyz",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_wrong_method_is_refused_with_every_right_one(caller: CheckedCaller, path: str) -> None:
    right = PATHS[path] | ({"HEAD"} if "GET" in PATHS[path] else set())
    for method in ALL_METHODS:
        if method not in right:
            answer = caller.request(method, path)
            assert answer.status_code == 405, method
            assert answer.headers["allow"] == ", ".join(sorted(right)), method
            assert method == "HEAD" or answer.json()["code"] == "method_not_allowed"


@pytest.mark.parametrize("path", READABLE)
def test_head_gives_the_headers_of_get_and_no_body(caller: CheckedCaller, path: str) -> None:
    got, head = caller.get(path), caller.head(path)
    assert (head.status_code, head.content) == (200, b"")
    ignored = {"date", "x-request-id"}
    assert {name: value for name, value in head.headers.items() if name not in ignored} == {
        name: value for name, value in got.headers.items() if name not in ignored
    }
    assert head.headers["content-length"] == str(len(got.content))


def test_head_of_an_upload_and_of_nothing_are_those_of_get(caller: CheckedCaller) -> None:
    upload = caller.post("/v1/audiences?platform=x", content=accounts(2), headers=NDJSON)
    for path in (upload.headers["location"], "/v1/audiences/aud_none", "/nothing"):
        got, head = caller.get(path), caller.head(path)
        assert (head.status_code, head.content) == (got.status_code, b"")
        assert head.headers["content-type"] == got.headers["content-type"]


@pytest.mark.parametrize("path", UNKNOWN)
def test_an_unknown_path_is_not_found_by_any_method(caller: CheckedCaller, path: str) -> None:
    for method in ("GET", "POST", "DELETE"):
        caller.problem(method, f"{caller.base_url}{path}", "not_found")
