"""What a platform gives, in the shape that the API answers."""

from typing import Any

import msgspec

from app.platforms.capabilities import Capabilities
from app.vetting.connections import Connections


def platform_document(capabilities: Capabilities, connections: Connections) -> dict[str, Any]:
    """Give declared capabilities their document shape, with what this server was set up for."""
    document: dict[str, Any] = msgspec.to_builtins(capabilities)
    tariff = capabilities.tariff
    del document["tariff"]
    opt_in = capabilities.opt_in
    return document | {
        "fetchable": capabilities.platform in connections.fetchable,
        "needs_credential": capabilities.needs_credential,
        "opt_in": None if opt_in is None else document["opt_in"] | {"is_accepted": opt_in.name in connections.opt_ins},
        "limits": [
            {
                "name": limit.name,
                "calls": limit.calls,
                "per_seconds": limit.per_seconds,
                "operations": [str(operation) for operation in limit.operations],
            }
            for limit in tariff.limits
        ],
        "limits_count_for": str(tariff.scope),
        "quota": msgspec.to_builtins(tariff.quota),
        "prices": [
            {"operation": str(operation), **msgspec.to_builtins(tariff.price_of(operation))}
            for operation in sorted(capabilities.operations)
        ],
    }
