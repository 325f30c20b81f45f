"""Who asks: the API key of the request, what it may do, and whose it is."""

from typing import Annotated, Any, Final

from fastapi import Depends, Request
from fastapi.openapi.models import HTTPBearer
from fastapi.security.base import SecurityBase

from app.api.context import Context
from app.api.errors import ApiError
from app.domain.tenant import Scope

OTHER_HEADER: Final = "X-API-Key"


def get_context(request: Request) -> Context:
    """Return what the composition root made."""
    context: Context = request.app.state.context
    return context


class KeyWith(SecurityBase):
    """A valid key with a scope; its value is the tenant.

    One dependency rather than a chain of small ones: FastAPI solves each of them anew on every request, which took
    half of the time of reading a stored verdict.
    """

    def __init__(self, scope: Scope) -> None:
        self.model = HTTPBearer(description="An API key: `Bearer tr_live_...`.")
        self.scheme_name = "bearerAuth"
        self._scope = scope

    async def __call__(self, request: Request) -> str:
        """Return the tenant; answer 401 without a valid key, 403 without the scope."""
        secret = _secret(request)
        key = await get_context(request).keys.find(secret) if secret else None
        if key is None:
            message = "The key is missing or not valid." if secret else "Send a key: Authorization: Bearer tr_live_..."
            raise ApiError("unauthenticated", message, headers={"WWW-Authenticate": "Bearer"})
        if self._scope not in key.scopes and Scope.ADMIN not in key.scopes:
            raise ApiError("forbidden", f"This key lacks the scope {self._scope}.")
        request.state.api_key_id = key.api_key_id
        return key.tenant_id


def get_key_id(request: Request) -> str:
    """Return the id of the key of a request that `KeyWith` let in."""
    key_id: str = request.state.api_key_id
    return key_id


def offer_other_header(document: dict[str, Any]) -> None:
    """Say in the OpenAPI document that the key may come in X-API-Key as well."""
    document["components"]["securitySchemes"]["apiKeyAuth"] = {
        "type": "apiKey",
        "description": "The same key, without `Bearer`.",
        "in": "header",
        "name": OTHER_HEADER,
    }
    for path in document["paths"].values():
        for operation in path.values():
            if operation.get("security"):
                operation["security"] = [{"bearerAuth": []}, {"apiKeyAuth": []}]


def _secret(request: Request) -> str | None:
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else request.headers.get(OTHER_HEADER)


async def _context(request: Request) -> Context:
    return get_context(request)


ContextIn = Annotated[Context, Depends(_context)]
Reader = Annotated[str, Depends(KeyWith(Scope.READ))]
Writer = Annotated[str, Depends(KeyWith(Scope.WRITE))]
Admin = Annotated[str, Depends(KeyWith(Scope.ADMIN))]
