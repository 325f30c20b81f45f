"""The HTTP application: routes, errors, and the OpenAPI document that clients are made from."""

from typing import Any, Final

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.types import StatelessLifespan

from app import __version__
from app.api.auth import offer_other_header
from app.api.context import Context
from app.api.errors import add_error_handlers
from app.api.middleware import Edge
from app.api.openapi import shape_openapi
from app.api.routes import (
    audiences,
    briefs,
    catalogue,
    comparisons,
    credentials,
    handles,
    health,
    insights,
    methods,
    rescore,
    reviews,
    vettings,
)

DESCRIPTION: Final = """
Ask before a brand deal: is this creator's audience **authentic**, **reachable** and **interested** in what you sell?

Post a handle, or upload an audience and post its id; get a stored verdict (`approve`, `review`, `reject` or
`insufficient_evidence`) with intervals, reasons, every rule that was tried, and the accounts that prove it.

Errors are RFC 9457 problem documents with a stable `code`; `/v1/problems` lists them all.
"""
TAGS: Final = [
    {"name": "vettings", "description": "Ask for a verdict on a creator, follow it, read it."},
    {"name": "comparisons", "description": "Put finished vettings in order, and see whom their audiences share."},
    {"name": "reviews", "description": "Let people label accounts of a sample, so that a rescore knows more."},
    {"name": "briefs", "description": "Keep what you sell and to whom under a name, and see how it is understood."},
    {"name": "handles", "description": "Find out which account a link or a name means."},
    {"name": "audiences", "description": "Upload an audience from any platform, to vet it like a fetched one."},
    {"name": "credentials", "description": "Store what you sign in to a platform with: encrypted, never told again."},
    {"name": "insights", "description": "Tell what the platform shows the owner, to stand beside what is measured."},
    {"name": "platforms", "description": "What can be fetched where, within which limits."},
    {"name": "signals", "description": "What accounts are scored by."},
    {"name": "methods", "description": "What verdicts are made by, what it was fitted on, how often it is wrong."},
    {"name": "problems", "description": "What each error means and what to do about it."},
    {"name": "operations", "description": "Health and readiness."},
]


def create_application(lifespan: StatelessLifespan[FastAPI] | None = None) -> FastAPI:
    """Assemble the application; its `state.context` must be set before it serves."""
    app = FastAPI(
        title="Truereach",
        version=__version__,
        summary="Is this creator's audience authentic, reachable and interested?",
        description=DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        servers=[{"url": "/", "description": "This server"}],
        openapi_tags=TAGS,
        lifespan=lifespan,
        generate_unique_id_function=_operation_id,
        separate_input_output_schemas=False,
        redirect_slashes=False,
    )
    for module in (
        *(vettings, rescore, comparisons, reviews, briefs, handles, audiences, insights),
        *(credentials, catalogue, methods, health),
    ):
        app.include_router(module.router)
    add_error_handlers(app)
    app.add_middleware(Edge)
    _shape(app)
    return app


def set_context(app: FastAPI, context: Context) -> None:
    """Give the application what its routes work with."""
    app.state.context = context


def _operation_id(route: APIRoute) -> str:
    return route.name


def _shape(app: FastAPI) -> None:
    plain = app.openapi

    def shaped() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = shape_openapi(plain())
            offer_other_header(document)
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = shaped  # type: ignore[method-assign] # FastAPI's documented way to change the document
