"""The OpenAPI document as a judge: every answer that a test sees must be one that the document declares."""

import copy
import re
from functools import cache
from typing import Any

import httpx
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from app.api.application import create_application
from app.api.problems import PROBLEMS

PROBLEM = "application/problem+json"
UNDESCRIBED = re.compile(r"/(openapi\.json|docs|redoc)")
"""The document and the pages that show it are not part of it."""

LEAKS = re.compile(
    r"SELECT |INSERT |UPDATE |DELETE FROM|sqlalchemy|psycopg|sqlite3|Traceback|File \"|\.py\b|[a-z]Error\b"
)
"""What an error answer would hold if it told of SQL, exceptions or source files."""

Node = dict[str, Any]


class Contract:
    """A document, ready to judge answers."""

    def __init__(self, document: Node) -> None:
        self.document = document
        self._components = _closed(document["components"])
        self._paths = {_pattern(path): item for path, item in document["paths"].items()}

    def check(self, response: httpx.Response) -> None:
        """Fail on an undeclared status, media type, header value or body."""
        response.read()
        assert response.headers["x-request-id"], "an answer without an id"
        if response.is_error and response.headers["content-type"] == PROBLEM:
            self.check_problem(response)
        request = response.request
        path = request.url.raw_path.partition(b"?")[0].decode()
        item = next((item for pattern, item in self._paths.items() if pattern.fullmatch(path)), None)
        if item is None:
            assert response.status_code in {404, 405} or UNDESCRIBED.match(path), f"{path} is not in the document"
            return
        method = request.method.lower()
        operation = item.get("get" if method == "head" else method)
        if operation is None:
            assert response.status_code == httpx.codes.METHOD_NOT_ALLOWED, f"{method} {path} is not in the document"
            return
        declared = operation["responses"].get(str(response.status_code))
        where = f"{operation['operationId']} {response.status_code}"
        assert declared is not None, f"{where} is not declared: {response.text[:500]}"
        self._check_headers(response, declared, where)
        self._check_body(response, declared, where)

    def check_problem(self, response: httpx.Response) -> None:
        """Every problem: a code of the catalogue under its own status, the request's id, nothing from within."""
        if not response.content:
            assert response.request.method == "HEAD", "an error without a body"
            return
        problem = response.json()
        self.validate(problem, {"$ref": "#/components/schemas/Problem"}, "problem")
        kind = PROBLEMS[problem["code"]]
        assert (problem["status"], problem["title"]) == (kind.status, kind.title)
        assert response.status_code == kind.status
        assert problem["type"] == f"/v1/problems/{kind.code}"
        assert problem["request_id"] == response.headers["x-request-id"]
        assert not LEAKS.search(response.text), response.text

    def validate(self, value: object, schema: Node, where: str) -> None:
        """Fail when a value does not fit a schema of the document, or has a field that it does not describe."""
        validator = Draft202012Validator(
            {**_closed(schema), "components": self._components},
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        )
        wrong = [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(value)]
        assert not wrong, f"{where}: {wrong}"

    def _check_headers(self, response: httpx.Response, declared: Node, where: str) -> None:
        for name, header in declared.get("headers", {}).items():
            if name in response.headers:
                text = response.headers[name]
                is_number = header["schema"]["type"] == "integer"
                self.validate(int(text) if is_number else text, header["schema"], f"{where} {name}")

    def _check_body(self, response: httpx.Response, declared: Node, where: str) -> None:
        content = declared.get("content", {})
        if response.request.method == "HEAD" or not content:
            assert not response.content, f"{where} has a body"
            return
        media_type = response.headers["content-type"]
        assert media_type in content, f"{where} is declared as {list(content)}, came as {media_type}"
        self.validate(response.json(), content[media_type]["schema"], where)


@cache
def contract() -> Contract:
    """The document that this version serves."""
    return Contract(create_application().openapi())


def list_operations() -> list[tuple[str, str, Node]]:
    """Every method, path and operation of the document."""
    return [
        (method.upper(), path, operation)
        for path, item in contract().document["paths"].items()
        for method, operation in item.items()
    ]


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)))


def _closed(node: Any) -> Any:  # noqa: ANN401 - any part of a JSON document
    """Copy a schema so that fields it does not name are refused."""
    if isinstance(node, list):
        return [_closed(part) for part in node]
    if not isinstance(node, dict):
        return copy.copy(node)
    closed = {name: _closed(part) for name, part in node.items()}
    if isinstance(node.get("properties"), dict) and node.get("type") == "object":
        closed.setdefault("additionalProperties", False)
    return closed
