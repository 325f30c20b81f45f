from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from pydantic import BaseModel

from app.api.schemas import (
    audience,
    brief,
    comparison,
    credential,
    handle,
    health,
    insights,
    insights_choice,
    method,
    plan,
    platform,
    problem,
    rescore,
    review,
    signal,
    vetting,
)
from app.api.schemas.base import Answer, Request

MODULES = (
    *(audience, brief, comparison, credential, handle, health, insights, insights_choice, method, plan),
    *(platform, problem, rescore, review, signal, vetting),
)
MODELS = sorted(
    (
        model
        for model in {*Answer.__subclasses__(), *Request.__subclasses__()}
        if model.__module__.startswith("app.")  # other tests make models of their own
    ),
    key=lambda model: model.__name__,
)


def branches(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """What the value can be, null left out; a list is what its items are."""
    found = [branch for branch in schema.get("anyOf", [schema]) if branch.get("type") != "null"]
    return [one.get("items", one) for one in found]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_says_what_it_means(model: type[BaseModel]) -> None:
    assert model.__doc__
    for name, schema in model.model_json_schema()["properties"].items():
        assert schema.get("description", "").endswith("."), name


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_that_is_no_object_has_an_example_that_fits(model: type[BaseModel]) -> None:
    whole = model.model_json_schema()
    for name, schema in whole["properties"].items():
        if all("$ref" in branch for branch in branches(schema)):
            continue
        assert schema.get("examples"), name
        for example in schema["examples"]:
            Draft202012Validator({**schema, "$defs": whole.get("$defs", {})}).validate(example)


TEXT_OR_OBJECT = {"VettingRequest.brief", "StoredBriefChoice.brief"}
"""A brief in a request: a text is what people type."""


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_field_is_an_anonymous_object_a_tuple_or_a_union(model: type[BaseModel]) -> None:
    for name, schema in model.model_json_schema()["properties"].items():
        assert len(branches(schema)) == 1 + (f"{model.__name__}.{name}" in TEXT_OR_OBJECT), name
        assert schema.get("type") != "object", name
        assert "prefixItems" not in schema, name


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_field_that_can_be_null_says_what_null_means(model: type[BaseModel]) -> None:
    for name, schema in model.model_json_schema()["properties"].items():
        if {"type": "null"} in schema.get("anyOf", ()):
            assert "null" in schema["description"].lower(), name


def test_nobody_is_called_fake_but_by_the_reviewers_word() -> None:
    for model in MODELS:
        schema = str(model.model_json_schema()).lower()
        for word in ("'fake'", "`fake`"):  # the label of the upload contract, in the lists that name it
            schema = schema.replace(word, "") if "spambot" in schema else schema
        assert "fake" not in schema, model.__name__
