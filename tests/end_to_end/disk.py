"""A disk that fills up or turns read-only under a running service in this process (SQLite's own errors)."""

import sqlite3
from enum import StrEnum
from typing import Any, cast

import sqlalchemy as sa

MOST_PAGES = 4_294_967_294


class Mode(StrEnum):
    FINE = "fine"
    FULL = "full"
    READ_ONLY = "read-only"
    ENGINE_CANNOT_WRITE = "the engine cannot write"


class Disk:
    """Applies its mode to each connection that anything takes from a pool."""

    def __init__(self) -> None:
        self.mode = Mode.FINE
        self.refused = 0

    def install(self) -> None:
        sa.event.listen(sa.Pool, "checkout", self._set_mode)
        sa.event.listen(sa.Engine, "before_cursor_execute", self._refuse)

    def remove(self) -> None:
        sa.event.remove(sa.Pool, "checkout", self._set_mode)
        sa.event.remove(sa.Engine, "before_cursor_execute", self._refuse)

    def _set_mode(self, connection: Any, *_: object) -> None:  # noqa: ANN401 - DBAPI
        if isinstance(connection, sqlite3.Connection):
            connection.execute(f"PRAGMA query_only={int(self.mode is Mode.READ_ONLY)}")
            # SQLite raises a limit below the present size to that size: nothing may grow any more.
            connection.execute(f"PRAGMA max_page_count={1 if self.mode is Mode.FULL else MOST_PAGES}")

    def _refuse(self, _connection: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        writes = statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
        of_engine = "operation_outputs" in statement or "workflow_status" in statement
        if self.mode is Mode.ENGINE_CANNOT_WRITE and writes and of_engine:
            self.refused += 1
            reason = sqlite3.OperationalError("database or disk is full")
            raise sa.exc.OperationalError(statement, cast("Any", parameters), reason)
