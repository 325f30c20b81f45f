"""Uploads for tests, and a look at what the database holds of them."""

import json
from typing import Any

import sqlalchemy as sa

from app.storage.audiences import audience_pages, audiences

NDJSON = {"Content-Type": "application/x-ndjson"}
CSV = {"Content-Type": "text/csv"}
GZIP = {"Content-Type": "application/gzip"}


def ndjson(*rows: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def accounts(count: int) -> bytes:
    """Ordinary accounts, one a line."""
    return ndjson(
        *(
            {
                "account_id": f"account-{number}",
                "handle": f"reader{number}",
                "bio": "Reads a lot.",
                "followers_count": 100 + number % 50,
                "following_count": 80 + number % 20,
                "posts_count": 200 + number,
                "created_at": "2020-01-01T00:00:00Z",
                "has_avatar": True,
            }
            for number in range(count)
        )
    )


def count_stored(url: str) -> tuple[int, int]:
    """How many rows the database has of uploads, finished or not, and of pages of accounts."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        tables = (audiences, audience_pages)
        rows, pages = (connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in tables)
    engine.dispose()
    return rows, pages
