"""Compare candidates."""

from fastapi import APIRouter
from starlette.responses import Response

from app.api.auth import ContextIn, Writer
from app.api.middleware import BODY_BYTES_AT_MOST
from app.api.openapi import problem_responses
from app.api.schemas.comparison import Comparison, ComparisonRequest
from app.api.tagged import JSON
from app.reports.comparison import comparison_document
from app.reports.document import encode
from app.vetting.compare import compare_candidates

router = APIRouter(prefix="/v1/comparisons", tags=["comparisons"])


@router.post(
    "",
    response_model=Comparison,
    summary="Compare candidates",
    max_body_size=BODY_BYTES_AT_MOST,
    responses={
        200: {"description": "The candidates in order, and what each pair shares; nothing is stored."},
        **problem_responses(400, 401, 403, 404, 409, 410, 413, 415, 422, 500, 503),
    },
)
def create_comparison(body: ComparisonRequest, context: ContextIn, tenant_id: Writer) -> Response:
    """Rank finished vettings by effective followers for the fee, and say of each pair how their audiences overlap.

    Candidates whose intervals leave open which is better are called not distinguishable, and can share a rank. Nothing
    is fetched and nothing is stored: the answer depends on the stored vettings and the fees alone. Overlaps need the
    lists that the samples were drawn from, which are kept as sketches for as long as the samples.
    """
    comparison = compare_candidates(context.store, tenant_id, body.to_choices(), now=context.clock())
    return Response(encode(comparison_document(comparison)), media_type=JSON)
