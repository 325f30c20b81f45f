"""Score a stored sample again."""

from fastapi import APIRouter
from starlette.responses import Response

from app.api.auth import ContextIn, Writer
from app.api.middleware import BODY_BYTES_AT_MOST
from app.api.openapi import problem_responses
from app.api.routes.vettings import VettingId
from app.api.schemas.rescore import Rescore, RescoreRequest
from app.api.tagged import JSON
from app.reports.document import encode, rescore_document
from app.vetting.rescore import rescore_vetting

router = APIRouter(prefix="/v1/vettings", tags=["vettings"])


@router.post(
    "/{vetting_id}/rescore",
    response_model=Rescore,
    summary="Score a vetting again",
    max_body_size=BODY_BYTES_AT_MOST,
    responses={
        200: {"description": "The new verdict, and what changed; neither is stored."},
        **problem_responses(400, 401, 403, 404, 409, 410, 413, 415, 422, 500, 503),
    },
)
def rescore_vetting_by_id(
    vetting_id: VettingId, context: ContextIn, tenant_id: Writer, body: RescoreRequest | None = None
) -> Response:
    """Score the stored sample under another model or policy, with the labels that people gave, and tell what changed.

    Nothing is fetched. The document of the vetting stays as it was: a verdict is a record. Equal questions about an
    equal sample give equal bytes. Samples are deleted after 30 days unless the operator says otherwise.
    """
    asked = body or RescoreRequest()
    policy = None if asked.policy is None else asked.policy.to_policy()
    rescore = rescore_vetting(
        context.store,
        tenant_id,
        vetting_id,
        models=context.models,
        model=asked.model,
        policy=policy,
        now=context.clock(),
        niche_model=context.niche_model,
    )
    return Response(encode(rescore_document(rescore)), media_type=JSON)
