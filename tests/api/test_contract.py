import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from openapi_spec_validator import validate

from api.contract import PROBLEM, contract, list_operations
from app.api.routes import (
    audiences,
    briefs,
    catalogue,
    comparisons,
    credentials,
    handles,
    health,
    insights,
    methods,
    rescore,
    reviews,
    vettings,
)

STORED = Path(__file__).parents[2] / "openapi" / "openapi.json"
OPERATIONS = [pytest.param(path, operation, id=operation["operationId"]) for _, path, operation in list_operations()]
ROUTES = (
    *(vettings, rescore, comparisons, reviews, briefs, handles, audiences, insights),
    *(credentials, catalogue, methods, health),
)


def test_the_stored_document_is_what_the_application_serves() -> None:
    assert json.loads(STORED.read_text(encoding="utf-8")) == contract().document, "run `make openapi`"


def test_the_document_is_valid() -> None:
    validate(contract().document)


def test_operation_ids_are_unique() -> None:
    ids = [operation["operationId"] for _, _, operation in list_operations()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_an_operation_says_what_it_does_and_carries_the_name_of_its_function(
    path: str, operation: dict[str, Any]
) -> None:
    assert operation["summary"], path
    assert operation["description"], path
    assert sum(callable(getattr(module, operation["operationId"], None)) for module in ROUTES) == 1
    assert len(operation["tags"]) == 1
    assert operation["tags"][0] in {tag["name"] for tag in contract().document["tags"]}


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_every_error_of_an_operation_is_a_problem_document(path: str, operation: dict[str, Any]) -> None:
    for status, declared in operation["responses"].items():
        if status >= "400":
            is_readiness = (path, status) == ("/readyz", "503")
            assert list(declared["content"]) == ["application/json" if is_readiness else PROBLEM], status
        assert declared["description"], status


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_every_parameter_is_described_and_every_path_parameter_declared(path: str, operation: dict[str, Any]) -> None:
    parameters = operation.get("parameters", [])
    assert all(parameter.get("description") for parameter in parameters)
    in_path = {parameter["name"] for parameter in parameters if parameter["in"] == "path"}
    assert in_path == set(re.findall(r"\{(\w+)\}", path))


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_an_operation_with_a_key_declares_what_a_bad_key_gets(path: str, operation: dict[str, Any]) -> None:
    assert bool(operation.get("security")) == ({"401", "403"} <= set(operation["responses"])), path


@pytest.mark.parametrize("name", contract().document["components"]["schemas"])
def test_every_field_of_a_schema_is_described(name: str) -> None:
    schema = contract().document["components"]["schemas"][name]
    assert schema.get("description") or "enum" in schema, name
    undescribed = [field for field, part in schema.get("properties", {}).items() if not part.get("description")]
    assert undescribed == []


def references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for part in node.values():
            yield from references(part)
    elif isinstance(node, list):
        for part in node:
            yield from references(part)


def test_every_component_is_used() -> None:
    schemas = {f"#/components/schemas/{name}" for name in contract().document["components"]["schemas"]}
    assert schemas == set(references(contract().document))


def answer(status: int, body: object, *, method: str = "GET", path: str = "/healthz", **headers: str) -> httpx.Response:
    media_type = PROBLEM if status >= 400 else "application/json"
    given = {"content-type": media_type, "x-request-id": "r", **headers}
    return httpx.Response(
        status, content=json.dumps(body), headers=given, request=httpx.Request(method, f"http://test{path}")
    )


GOOD = {"status": "ok", "version": "1"}


@pytest.mark.parametrize(
    "undeclared",
    [
        pytest.param(answer(201, GOOD), id="status"),
        pytest.param(answer(200, {"status": "ok"}), id="field missing"),
        pytest.param(answer(200, {**GOOD, "more": 1}), id="field more"),
        pytest.param(answer(200, {**GOOD, "version": 1}), id="type"),
        pytest.param(answer(200, GOOD, path="/nothing"), id="path"),
        pytest.param(answer(200, GOOD, method="POST"), id="method"),
        pytest.param(answer(404, {"code": "not_found"}), id="half a problem"),
        pytest.param(answer(200, GOOD, **{"content-type": "text/html"}), id="media type"),
    ],
)
def test_the_contract_refuses_an_answer_that_is_not_declared(undeclared: httpx.Response) -> None:
    contract().check(answer(200, GOOD))
    with pytest.raises(AssertionError):
        contract().check(undeclared)
