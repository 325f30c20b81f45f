"""The OpenAPI document, shaped so that every client generator makes a good client of it.

FastAPI writes valid documents that generators stumble over: titles that become class names, bounds of integers as
floats, null in parameters, its own validation error on every route. `shape_openapi` mends these and nothing else.
"""

import copy
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final

from pydantic import BaseModel

from app.api.schemas.problem import Problem
from app.api.schemas.scalars import MAX_INT32

Node = dict[str, Any]

REF: Final = "#/components/schemas/"
PROBLEM_MEDIA_TYPE: Final = "application/problem+json"

_METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_BOUNDS: Final = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_FASTAPI_ERRORS: Final = ("HTTPValidationError", "ValidationError")

_HEADERS: Final[dict[str, Node]] = {
    "Allow": {"description": "Methods that this path takes.", "schema": {"type": "string"}},
    "ETag": {"description": "Strong entity tag of the document, for If-None-Match.", "schema": {"type": "string"}},
    "Link": {"description": 'Address of the next page, with rel="next" (RFC 8288).', "schema": {"type": "string"}},
    "Location": {"description": "Address of what was made.", "schema": {"type": "string", "format": "uri-reference"}},
    "Preference-Applied": {"description": "The wait that was granted (RFC 7240).", "schema": {"type": "string"}},
    "Retry-After": {
        "description": "Seconds to wait before asking again.",
        "schema": {"type": "integer", "format": "int32", "minimum": 0},
    },
    "WWW-Authenticate": {"description": "How to authenticate: Bearer.", "schema": {"type": "string"}},
}
_HEADERS_OF_PROBLEMS: Final = {
    401: ("WWW-Authenticate",),
    405: ("Allow",),
    429: ("Retry-After",),
    503: ("Retry-After",),
}


def headers(*names: str) -> Node:
    """Declare response headers: the value of `headers` in an entry of `responses=`; KeyError for an unknown one."""
    return {name: copy.deepcopy(_HEADERS[name]) for name in names}


def problem_responses(*codes: int) -> dict[int | str, Node]:
    """Declare problem documents under these statuses, for `responses=` of a route."""
    return {code: _problem_response(code) for code in codes}


def shape_openapi(document: Node) -> Node:
    """Return a shaped copy of FastAPI's document; equal documents give equal bytes."""
    document = copy.deepcopy(document)
    components = document.setdefault("components", {})
    schemas: Node = components.setdefault("schemas", {})
    for operation in _operations(document):
        _mend_responses(operation)
        for media_type in _media_types(operation):
            _mend_stream(media_type)
        for parameter in operation.get("parameters", ()):
            _mend_parameter(parameter)
    for name in _FASTAPI_ERRORS:
        schemas.pop(name, None)
    for name, schema in _definitions(Problem).items():
        schemas.setdefault(name, schema)
    for schema in _every_schema(document):
        _mend_schema(schema)
    document["components"] = {kind: dict(sorted(named.items())) for kind, named in sorted(components.items())}
    return document


def _problem_response(code: int) -> Node:
    declared: Node = {
        "description": f"{HTTPStatus(code).phrase}: a problem document says why.",
        "content": {PROBLEM_MEDIA_TYPE: {"schema": {"$ref": f"{REF}{Problem.__name__}"}}},
    }
    if code in _HEADERS_OF_PROBLEMS:
        declared["headers"] = headers(*_HEADERS_OF_PROBLEMS[code])
    return declared


def _definitions(model: type[BaseModel]) -> dict[str, Node]:
    """Schemas of a model and of its parts, by component name."""
    schema = model.model_json_schema(ref_template=f"{REF}{{model}}", mode="serialization")
    definitions: dict[str, Node] = schema.pop("$defs", {})
    return {**definitions, model.__name__: schema}


def _operations(document: Node) -> Iterator[Node]:
    for paths in (document.get("paths", {}), document.get("webhooks", {})):
        for path in paths.values():
            yield from (path[method] for method in _METHODS if method in path)


def _media_types(operation: Node) -> Iterator[Node]:
    for body in (operation.get("requestBody", {}), *operation.get("responses", {}).values()):
        yield from body.get("content", {}).values()


def _every_schema(document: Node) -> Iterator[Node]:
    """Every schema object, nested ones too; never the examples, defaults or extensions inside them."""
    for schema in document["components"]["schemas"].values():
        yield from _schemas_in(schema)
    for operation in _operations(document):
        holders = [*operation.get("parameters", ()), *_media_types(operation)]
        for response in operation.get("responses", {}).values():
            holders.extend(response.get("headers", {}).values())
        for holder in holders:
            if "schema" in holder:
                yield from _schemas_in(holder["schema"])


def _schemas_in(schema: Node) -> Iterator[Node]:
    yield schema
    for keyword in ("items", "additionalProperties", "not", "contains", "propertyNames"):
        if isinstance(schema.get(keyword), dict):
            yield from _schemas_in(schema[keyword])
    for keyword in ("anyOf", "oneOf", "allOf", "prefixItems"):
        for branch in schema.get(keyword, ()):
            yield from _schemas_in(branch)
    for keyword in ("properties", "patternProperties", "$defs"):
        for member in schema.get(keyword, {}).values():
            yield from _schemas_in(member)


def _mend_schema(schema: Node) -> None:
    """Drop what generators misread, say what they need."""
    schema.pop("title", None)
    if "default" in schema and schema["default"] is None:
        del schema["default"]
    if "const" in schema:
        schema["enum"] = [schema.pop("const")]
    if schema.get("type") == "number":
        schema.setdefault("format", "double")
    if schema.get("type") == "integer":
        for bound in _BOUNDS:
            if isinstance(schema.get(bound), float):
                schema[bound] = int(schema[bound])
        is_small = schema.get("maximum", MAX_INT32 + 1) <= MAX_INT32
        schema.setdefault("format", "int32" if is_small else "int64")


def _mend_parameter(parameter: Node) -> None:
    """Take null out: a parameter is there or absent. Tell its default in words, so that clients do not send it."""
    schema: Node = parameter.get("schema", {})
    branches = [branch for branch in schema.get("anyOf", ()) if branch.get("type") != "null"]
    if len(branches) == 1:
        del schema["anyOf"]
        schema.update({**branches[0], **schema})
    schema.pop("description", None)
    default = schema.pop("default", None)
    if default is not None:
        parameter["description"] = f"{parameter.get('description', '')} `{default}` when absent.".strip()


def _mend_responses(operation: Node) -> None:
    """Put the problem document in place of FastAPI's own validation error."""
    responses: Node = operation.get("responses", {})
    declared = responses.get(str(HTTPStatus.UNPROCESSABLE_ENTITY.value), {}).get("content", {})
    schema = declared.get("application/json", {}).get("schema", {})
    if schema.get("$ref", "").removeprefix(REF) in _FASTAPI_ERRORS:
        responses["422"] = _problem_response(422)


def _mend_stream(media_type: Node) -> None:
    """Replace `itemSchema`, a keyword of OpenAPI 3.2 in a 3.1 document, by plain text."""
    if media_type.pop("itemSchema", None) is not None:
        media_type.setdefault("schema", {"type": "string"})
