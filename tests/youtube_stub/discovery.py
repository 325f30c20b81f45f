"""Google's discovery document of the YouTube Data API: what a request may ask, and what an answer may hold.

The document is not part of this repository; it lies beside it, in the folder that TRUEREACH_DATA stands next to.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]  # it ships no types

ROOT = Path(__file__).parents[2]
NAME = "youtube-v3-discovery.json"
DIGITS = {"uint64": r"^[0-9]{1,20}$", "int64": r"^-?[0-9]{1,19}$"}


class Discovery:
    """Checks calls against the document; each complaint is a sentence."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._methods = {
            method["path"]: method
            for resource in document["resources"].values()
            for method in resource.get("methods", {}).values()
            if method["httpMethod"] == "GET"
        }
        self._common = document["parameters"]
        self._schemas = {name: _json_schema(schema) for name, schema in document["schemas"].items()}

    def complaints(self, request: httpx.Request, response: httpx.Response) -> list[str]:
        """Tell what neither the caller nor the server may do; refusals have no schema in the document."""
        asked = list(self._of_request(request))
        return asked if response.status_code != 200 else [*asked, *self._of_answer(request, response.json())]

    def _of_request(self, request: httpx.Request) -> Iterator[str]:
        method = self._methods.get(request.url.path.lstrip("/"))
        if method is None or request.method != "GET":
            yield f"{request.method} {request.url.path} is no method"
            return
        known = self._common | method["parameters"]
        given = request.url.params
        for name in given:
            values = given.get_list(name)
            if name not in known:
                yield f"{name} is no parameter of {method['id']}"
                continue
            if len(values) > 1 and not known[name].get("repeated"):
                yield f"{name} stands there {len(values)} times"
            yield from _of_values(name, values, known[name])
        yield from (f"{name} is missing" for name, one in known.items() if one.get("required") and name not in given)
        parts = {part for value in given.get_list("part") for part in value.split(",")}
        yield from (f"{part} is no part" for part in sorted(parts - self._parts_of(method)))

    def _of_answer(self, request: httpx.Request, body: object) -> Iterator[str]:
        method = self._methods.get(request.url.path.lstrip("/"))
        if method is not None:
            schema = {"$ref": f"#/$defs/{method['response']['$ref']}", "$defs": self._schemas}
            checker = Draft202012Validator(schema, format_checker=FormatChecker())
            for error in checker.iter_errors(body):
                yield f"{method['id']}: {error.json_path}: {error.message}"

    def _parts_of(self, method: Mapping[str, Any]) -> set[str]:
        """What the resource is made of: a part is a property of it that has properties itself."""
        items = self._schemas[method["response"]["$ref"]]["properties"]["items"]["items"]
        resource = self._schemas[items["$ref"].rpartition("/")[2]]
        return {name for name, schema in resource["properties"].items() if "$ref" in schema}


@cache
def load_discovery() -> Discovery:
    """Load the document, or skip the test in words that are hard to overlook."""
    data = os.environ.get("TRUEREACH_DATA")
    shared = [Path(data).parent] if data else []
    for folder in (*shared, ROOT.parent / "shared"):
        path = folder / "platforms" / "specs" / NAME
        if path.is_file():
            return Discovery(json.loads(path.read_text()))
    pytest.skip(f"NOTHING OF YOUTUBE IS CHECKED AGAINST GOOGLE'S DOCUMENT HERE: there is no {NAME}")


class Recorded(httpx.AsyncBaseTransport):
    """A transport that keeps every call that goes through it; checking takes longer than a connector would wait."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner
        self.calls: list[tuple[httpx.Request, httpx.Response]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await self._inner.handle_async_request(request)
        response = httpx.Response(answer.status_code, headers=answer.headers, content=await answer.aread())
        await answer.aclose()
        self.calls.append((request, response))
        return response

    def complaints(self, discovery: Discovery) -> list[str]:
        """Tell what the document says against any of the calls."""
        return [complaint for call in self.calls for complaint in discovery.complaints(*call)]

    async def aclose(self) -> None:
        await self._inner.aclose()


def _of_values(name: str, values: list[str], declared: Mapping[str, Any]) -> Iterator[str]:
    for value in values:
        match declared["type"]:
            case "integer" if not re.fullmatch(r"-?[0-9]+", value):
                yield f"{name}={value} is no integer"
            case "integer":
                if not int(declared.get("minimum", value)) <= int(value) <= int(declared.get("maximum", value)):
                    yield f"{name}={value} is out of range"
            case "boolean" if value not in {"true", "false"}:
                yield f"{name}={value} is neither true nor false"
            case _ if value not in declared.get("enum", [value]):
                yield f"{name}={value} is none of {', '.join(declared['enum'])}"


def _json_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Turn a schema of the document into one of JSON Schema, under which no property is allowed that it leaves out."""
    if "$ref" in schema:
        return {"$ref": f"#/$defs/{schema['$ref']}"}
    turned: dict[str, Any] = {name: schema[name] for name in ("type", "enum") if name in schema}
    if "properties" in schema:
        turned["properties"] = {name: _json_schema(inner) for name, inner in schema["properties"].items()}
        turned["additionalProperties"] = False
    elif "additionalProperties" in schema:
        turned["additionalProperties"] = _json_schema(schema["additionalProperties"])
    if "items" in schema:
        turned["items"] = _json_schema(schema["items"])
    match schema.get("format"):
        case "uint64" | "int64" as kind:
            turned["pattern"] = DIGITS[kind]
        case "uint32":
            turned |= {"minimum": 0, "maximum": 2**32 - 1}
        case "date-time":
            turned["format"] = "date-time"
    # The one default of a schema: which kind of thing it is.
    return turned | ({"const": schema["default"]} if str(schema.get("default")).startswith("youtube#") else {})
