"""Methods: what verdicts are made by, and how often it is wrong."""

from functools import cache

from fastapi import APIRouter
from starlette.responses import Response

from app.api.auth import ContextIn
from app.api.openapi import headers, problem_responses
from app.api.schemas.method import MethodList
from app.api.tagged import IfNoneMatch, answer_tagged, tag
from app.domain.document import Document
from app.reports.document import encode, plain
from app.scoring.known_models import KnownModels

router = APIRouter(prefix="/v1/methods", tags=["methods"])


@router.get(
    "",
    response_model=MethodList,
    summary="List methods",
    responses={
        200: {"description": "The methods and models of this version.", "headers": headers("ETag")},
        304: {"description": "The list is still the one with the entity tag in If-None-Match."},
        **problem_responses(422, 500),
    },
)
def list_methods(context: ContextIn, if_none_match: IfNoneMatch = None) -> Response:
    """List the methods with their models: what each was fitted on, and its error rates on accounts it had not seen."""
    return answer_tagged(_document(context.models), if_none_match)


@cache
def _document(models: KnownModels) -> Document:
    return tag(encode({"data": plain(models.list_methods())}))
