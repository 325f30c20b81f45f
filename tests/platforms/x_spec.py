"""X's own OpenAPI document as the judge of what is asked and answered in its name.

The document belongs to X and is not part of this repository: it is looked for beside the research collections
(TRUEREACH_DATA). It knows only the new names of fields that X is renaming; the old ones, which X still takes and
gives, are read as the new. What it does not declare is a fault, though it forbids nothing itself.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped] # ships no types

DOCUMENT = Path(os.environ.get("TRUEREACH_DATA") or "nowhere").parent / "platforms/specs/x-openapi-2.167.json"

RENAMED = {
    "tweet.fields": "post.fields",
    "tweet_count": "post_count",
    "retweet_count": "repost_count",
    "edit_history_tweet_ids": "edit_history_post_ids",
}
DESCRIBED_ELSEWHERE = ("about:blank", "/client-forbidden", "/credits", "/usage-capped")
"""Problems that X documents in its pages on errors and not in the document."""


class XSpec:
    """Says what is wrong with requests and answers; nothing where they are as the document wants them."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = {**document, "components": {**document["components"]}}
        self._document["components"]["schemas"] = _strict(document["components"]["schemas"])

    @classmethod
    def load(cls) -> "XSpec":
        return cls(json.loads(DOCUMENT.read_bytes()))

    def faults_of_request(self, request: httpx.Request) -> Iterator[str]:
        operation, in_path = self._operation(request)
        if operation is None:
            yield f"there is no {request.method} {request.url.path}"
            return
        if {"BearerToken": []} not in operation["security"]:
            yield "an app's token is not enough for this"
        if not request.headers.get("Authorization", "").startswith("Bearer "):
            yield "there is no bearer token"
        declared = {each["name"]: each for each in map(self._resolved, operation["parameters"])}
        asked = in_path | {RENAMED.get(name, name): value for name, value in request.url.params.multi_items()}
        yield from (f"{name} is required" for name, each in declared.items() if each["required"] and name not in asked)
        for name, value in asked.items():
            if name not in declared:
                yield f"there is no parameter {name}"
            else:
                yield from self._faults(_read(value, declared[name]["schema"]), declared[name]["schema"], name)

    def faults_of_answer(self, request: httpx.Request, response: httpx.Response) -> Iterator[str]:
        operation, _ = self._operation(request)
        body = _renamed(response.json())
        if operation is None:
            yield "an answer to what cannot be asked"
        elif response.status_code == httpx.codes.OK:
            schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
            yield from self._faults(body, schema, "answer")
        elif not body.get("type", "").endswith(DESCRIBED_ELSEWHERE):
            yield from self._faults(body, {"$ref": "#/components/schemas/Problem"}, "refusal")

    def _operation(self, request: httpx.Request) -> tuple[dict[str, Any] | None, dict[str, str]]:
        """The operation that a request is for, and the parameters in its path; literal paths go first."""
        for template in sorted(self._document["paths"], key=lambda path: path.count("{")):
            pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template)
            found = re.fullmatch(pattern, request.url.path)
            operation = self._document["paths"][template].get(request.method.lower())
            if found and operation:
                return operation, found.groupdict()
        return None, {}

    def _resolved(self, parameter: dict[str, Any]) -> dict[str, Any]:
        if "$ref" not in parameter:
            return parameter
        resolved: dict[str, Any] = self._document["components"]["parameters"][parameter["$ref"].rpartition("/")[2]]
        return resolved

    def _faults(self, value: object, schema: dict[str, Any], what: str) -> Iterator[str]:
        judge = Draft202012Validator(
            {**_strict(schema), "components": self._document["components"]}, format_checker=FormatChecker()
        )
        yield from (f"{what}: {error.json_path}: {error.message}" for error in judge.iter_errors(value))


class Witness(httpx.AsyncBaseTransport):
    """Passes everything on, and keeps what the document has against it."""

    def __init__(self, spec: XSpec, transport: httpx.AsyncBaseTransport) -> None:
        self._spec = spec
        self._transport = transport
        self.faults: list[str] = []
        self.paths: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.paths.append(request.url.path)
        response = await self._transport.handle_async_request(request)
        await response.aread()
        self.faults += self._spec.faults_of_request(request)
        self.faults += self._spec.faults_of_answer(request, response)
        return response


def _read(value: str, schema: dict[str, Any]) -> object:
    """A parameter as the value that its schema is about; lists are joined by commas."""
    if schema.get("type") == "array":
        return value.split(",")
    return int(value) if schema.get("type") == "integer" and value.removeprefix("-").isdigit() else value


def _renamed(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, list):
        return [_renamed(each) for each in value]
    if isinstance(value, dict):
        return {RENAMED.get(name, name): _renamed(each) for name, each in value.items()}
    return value


def _strict(schema: Any) -> Any:  # noqa: ANN401 - any JSON
    """OpenAPI 3.0 as JSON Schema: `nullable` is one more alternative, and what is not declared is refused."""
    if isinstance(schema, list):
        return [_strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    strict = {name: _strict(each) for name, each in schema.items()}
    if isinstance(strict.get("properties"), dict):
        strict.setdefault("additionalProperties", False)
    return {"anyOf": [strict, {"type": "null"}]} if strict.get("nullable") is True else strict
