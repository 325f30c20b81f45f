"""Health for whoever restarts processes, readiness for whoever sends them traffic."""

from fastapi import APIRouter
from starlette.responses import Response

from app import __version__
from app.api.auth import ContextIn
from app.api.openapi import problem_responses
from app.api.schemas.health import Health, Readiness
from app.reports.document import encode
from app.storage.errors import StorageUnavailableError
from app.storage.schema import is_current

router = APIRouter(tags=["operations"])

JSON = "application/json"


@router.get("/healthz", response_model=Health, summary="Health", responses=problem_responses(500))
async def get_health() -> Response:
    """Answer that the process serves requests; looks at nothing else."""
    return Response(encode({"status": "ok", "version": __version__}), media_type=JSON)


@router.get(
    "/readyz",
    response_model=Readiness,
    summary="Readiness",
    responses={
        200: {"description": "Ready."},
        503: {"description": "Not ready; the checks say why.", "model": Readiness},
        **problem_responses(500),
    },
)
def get_readiness(context: ContextIn) -> Response:
    """Answer whether a vetting could be accepted now: the database answers and has this version's schema."""
    ok, detail = True, "reachable, schema current"
    try:
        with context.store.system() as system:
            if not is_current(system.connection):
                ok, detail = False, "the schema is not this version's: run `truereach migrate`"
    except StorageUnavailableError as error:
        ok, detail = False, str(error)
    document = {
        "status": "ok" if ok else "unavailable",
        "checks": [{"name": "database", "ok": ok, "detail": detail}],
    }
    return Response(encode(document), 200 if ok else 503, media_type=JSON)
