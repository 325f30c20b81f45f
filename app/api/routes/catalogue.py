"""What there is to know without a vetting: platforms, signals, problems."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from app.api.auth import ContextIn
from app.api.errors import ApiError
from app.api.openapi import problem_responses
from app.api.platforms import platform_document
from app.api.problems import PROBLEMS
from app.api.schemas.platform import PlatformList
from app.api.schemas.problem import ProblemKind, ProblemList
from app.api.schemas.signal import SignalList
from app.reports.document import encode
from app.scoring.signals import all_signals

router = APIRouter(prefix="/v1")

JSON = "application/json"


@router.get(
    "/platforms",
    response_model=PlatformList,
    tags=["platforms"],
    summary="List platforms",
    responses=problem_responses(500),
)
def list_platforms(context: ContextIn) -> Response:
    """List every platform: what can be fetched there, within which limits, and what to do where nothing can."""
    data = [platform_document(platform, context.connections) for platform in context.platforms]
    return Response(encode({"data": data}), media_type=JSON)


@router.get(
    "/signals",
    response_model=SignalList,
    tags=["signals"],
    summary="List signals",
    responses=problem_responses(500),
)
def list_signals(context: ContextIn) -> Response:
    """List every signal that accounts are scored by: meaning, unit, source, and weight in the current model."""
    model = context.models.current
    data = [
        {
            "name": signal.name,
            "title": signal.title,
            "description": signal.description,
            "unit": signal.unit,
            "direction": signal.direction,
            "weight": model.weight(signal.name),
            "shadow": model.weight(signal.name) == 0,
        }
        for signal in all_signals()
    ]
    return Response(encode({"model_version": model.version, "data": data}), media_type=JSON)


@router.get(
    "/problems",
    response_model=ProblemList,
    tags=["problems"],
    summary="List problems",
    responses=problem_responses(500),
)
def list_problems() -> Response:
    """List every problem that an error answer can name, with what to do about it."""
    return Response(encode({"data": [_kind(code) for code in sorted(PROBLEMS)]}), media_type=JSON)


@router.get(
    "/problems/{code}",
    response_model=ProblemKind,
    tags=["problems"],
    summary="Get a problem",
    responses=problem_responses(404, 422, 500),
)
def get_problem(
    code: Annotated[
        str, Path(min_length=1, max_length=64, description="Code of the problem.", examples=["validation_failed"])
    ],
) -> Response:
    """Return what one problem means; the `type` of every problem document leads here."""
    if code not in PROBLEMS:
        raise ApiError("problem_not_found", "There is no problem with this code.")
    return Response(encode(_kind(code)), media_type=JSON)


def _kind(code: str) -> dict[str, Any]:
    kind = PROBLEMS[code]
    return {"code": kind.code, "status": kind.status, "title": kind.title, "remedy": kind.remedy}
