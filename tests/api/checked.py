"""A caller whose every answer is held against the OpenAPI document."""

from typing import Any

import httpx
from service import Caller

from api.contract import contract


class CheckedCaller(Caller):
    """An advertiser who trusts the document only; without a key, somebody from the street."""

    def __init__(self, url: str, key: str | None) -> None:
        super().__init__(url, key or "")
        if key is None:
            del self.headers["Authorization"]
        self.event_hooks["response"].append(contract().check)

    def problem(self, method: str, url: str, expected: str, **request: Any) -> dict[str, Any]:  # noqa: ANN401 - as httpx
        """Send what must be refused; return the problem, whose code must be the expected one."""
        return problem_of(self.request(method, url, **request), expected)


def problem_of(response: httpx.Response, expected: str) -> dict[str, Any]:
    """The problem that an answer carries."""
    assert response.is_error, response.text[:500]
    problem: dict[str, Any] = response.json()
    assert problem["code"] == expected, problem
    return problem
