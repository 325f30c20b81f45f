"""Who asks: the API key in the Authorization header, and what it may do."""

from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer

from app.api.context import Context
from app.api.errors import ApiError
from app.domain.tenant import ApiKey, Scope

bearer = HTTPBearer(auto_error=False, scheme_name="bearerAuth", description="An API key: `Bearer tr_live_...`.")
header = APIKeyHeader(
    name="X-API-Key", auto_error=False, scheme_name="apiKeyAuth", description="The same key, without `Bearer`."
)


async def get_context(request: Request) -> Context:
    """Return what the composition root made."""
    context: Context = request.app.state.context
    return context


ContextIn = Annotated[Context, Depends(get_context)]


async def get_api_key(
    context: ContextIn,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Security(bearer)],
    key: Annotated[str | None, Security(header)],
) -> ApiKey:
    """Return the valid key of the request, else answer 401."""
    secret = credentials.credentials if credentials is not None else key
    found = await context.keys.find(secret) if secret else None
    if found is None:
        message = "The key is missing or not valid." if secret else "Send a key: Authorization: Bearer tr_live_..."
        raise ApiError("unauthenticated", message, headers={"WWW-Authenticate": "Bearer"})
    return found


KeyIn = Annotated[ApiKey, Depends(get_api_key)]


def _tenant_with(key: ApiKey, scope: Scope) -> str:
    if scope not in key.scopes and Scope.ADMIN not in key.scopes:
        message = f"This key lacks the scope {scope}."
        raise ApiError("forbidden", message)
    return key.tenant_id


async def get_reader(key: KeyIn) -> str:
    """Return the tenant of a key that may read."""
    return _tenant_with(key, Scope.READ)


async def get_writer(key: KeyIn) -> str:
    """Return the tenant of a key that may write."""
    return _tenant_with(key, Scope.WRITE)


Reader = Annotated[str, Depends(get_reader)]
Writer = Annotated[str, Depends(get_writer)]
