import json
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from fastapi import FastAPI, Query, Response
from openapi_spec_validator import validate
from pydantic import Field

from app.api.openapi import headers, problem_responses, shape_openapi
from app.api.schemas.base import Answer
from app.api.schemas.scalars import Count
from app.api.schemas.vetting import Vetting
from app.api.schemas.vetting_request import VettingRequest


class Colour(StrEnum):
    """Colour of a thing."""

    RED = "red"
    BLUE = "blue"


class Thing(Answer):
    """A thing."""

    title: str = Field(description="A field that is called title.", examples=["Title"])
    kind: Literal["thing"] = Field(description="Always the same.")
    count: Count | None = Field(description="How many. Null when unknown.", examples=[3])


def tiny_app() -> FastAPI:
    app = FastAPI(title="Tiny", version="1", separate_input_output_schemas=False)

    @app.post(
        "/vettings",
        status_code=202,
        response_model=Vetting,
        responses={202: {"description": "Accepted.", "headers": headers("Location", "Retry-After")}},
    )
    def create_vetting(body: VettingRequest) -> Response:
        return Response(body.platform)

    @app.get("/things", response_model=Thing, responses=problem_responses(401, 404, 405, 422, 429, 503))
    def get_thing(
        count: Annotated[int | None, Query(ge=0, le=2**53 - 1, description="How many.")] = None,
        colour: Annotated[Colour, Query(description="Which colour.")] = Colour.RED,
        share: Annotated[float | None, Query(ge=0, le=1)] = None,
    ) -> Response:
        return Response(f"{count}{colour}{share}")

    return app


def shaped() -> dict[str, Any]:
    return shape_openapi(tiny_app().openapi())


def parameter(name: str) -> dict[str, Any]:
    parameters: list[dict[str, Any]] = shaped()["paths"]["/things"]["get"]["parameters"]
    return next(one for one in parameters if one["name"] == name)


def test_the_shaped_document_is_valid() -> None:
    validate(shaped())


def test_shaping_is_stable_and_leaves_the_given_document_alone() -> None:
    plain = tiny_app().openapi()
    before = json.dumps(plain)
    first = json.dumps(shape_openapi(plain))
    assert json.dumps(plain) == before
    assert json.dumps(shaped()) == first
    assert json.dumps(shape_openapi(json.loads(first))) == first


def test_no_schema_has_a_title_but_a_field_may_be_called_so() -> None:
    schemas = shaped()["components"]["schemas"]
    assert all("title" not in schema for schema in schemas.values())
    assert "title" not in schemas["Thing"]["properties"]["count"]
    assert schemas["Thing"]["properties"]["title"]["type"] == "string"
    assert "title" in schemas["Problem"]["properties"]
    assert shaped()["info"]["title"] == "Tiny"


def test_validation_errors_are_problems_and_never_fastapis_own() -> None:
    document = shaped()
    assert "HTTPValidationError" not in json.dumps(document)
    declared = document["paths"]["/vettings"]["post"]["responses"]["422"]
    assert declared["content"] == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def test_problem_and_its_parts_are_components_although_no_route_answers_with_them() -> None:
    assert {"Problem", "FieldError"} <= set(shaped()["components"]["schemas"])


def test_components_are_sorted_and_named_after_the_nouns() -> None:
    names = list(shaped()["components"]["schemas"])
    assert names == sorted(names)
    assert {"Vetting", "Assessment", "Verdict", "Share", "Estimate", "FrameNote", "PolicyChoice"} <= set(names)
    assert not [name for name in names if "__" in name or "-" in name]


def test_integer_bounds_are_integers_and_every_number_has_a_format() -> None:
    count = parameter("count")["schema"]
    assert repr(count["maximum"]) == "9007199254740991"
    assert count["format"] == "int64"
    assert parameter("share")["schema"]["format"] == "double"
    size = shaped()["components"]["schemas"]["VettingRequest"]["properties"]["sample_size"]
    assert repr(size["maximum"]) == "5000"
    assert size["format"] == "int32"


def test_parameters_are_never_null_and_tell_their_default_in_words() -> None:
    assert "anyOf" not in parameter("count")["schema"]
    assert parameter("count")["schema"]["type"] == "integer"
    assert parameter("count")["description"] == "How many."
    assert "default" not in parameter("colour")["schema"]
    assert parameter("colour")["description"] == "Which colour. `red` when absent."


def test_null_stays_where_an_answer_means_it_and_is_no_default_of_a_request() -> None:
    schemas = shaped()["components"]["schemas"]
    assert {"type": "null"} in schemas["Thing"]["properties"]["count"]["anyOf"]
    assert "default" not in schemas["VettingRequest"]["properties"]["brief"]


def test_a_constant_is_an_enum_of_one() -> None:
    kind = shaped()["components"]["schemas"]["Thing"]["properties"]["kind"]
    assert kind["enum"] == ["thing"]
    assert "const" not in kind


def test_an_item_schema_of_a_newer_openapi_becomes_plain_text() -> None:
    stream = {"text/event-stream": {"itemSchema": {"type": "object"}}}
    operation = {"responses": {"200": {"description": "Events.", "content": stream}}}
    document = shape_openapi({"openapi": "3.1.0", "paths": {"/events": {"get": operation}}})
    content = document["paths"]["/events"]["get"]["responses"]["200"]["content"]
    assert content == {"text/event-stream": {"schema": {"type": "string"}}}


@pytest.mark.parametrize(
    ("code", "header"), [(401, "WWW-Authenticate"), (405, "Allow"), (429, "Retry-After"), (503, "Retry-After")]
)
def test_problems_declare_the_headers_that_come_with_them(code: int, header: str) -> None:
    declared = shaped()["paths"]["/things"]["get"]["responses"][str(code)]
    assert set(declared["headers"]) == {header}
    assert declared["headers"][header]["description"]


def test_declared_headers_stand_beside_the_answer() -> None:
    accepted = shaped()["paths"]["/vettings"]["post"]["responses"]["202"]
    assert set(accepted["headers"]) == {"Location", "Retry-After"}
    assert accepted["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Vetting"}


def test_an_unknown_header_is_a_mistake_of_the_route() -> None:
    with pytest.raises(KeyError):
        headers("Lokation")
