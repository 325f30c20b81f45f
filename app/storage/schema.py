"""The schema as a whole: every table, and the migrations that make it."""

from pathlib import Path
from typing import Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.storage import (
    api_keys,
    audiences,
    briefs,
    credentials,
    documents,
    erasures,
    events,
    heartbeats,
    insights,
    limits,
    pages,
    reviews,
    samples,
    spending,
    tenants,
    vettings,
)
from app.storage.base import metadata

__all__ = ["MIGRATIONS", "TABLES", "is_current", "metadata", "migrate"]

MIGRATIONS: Final = Path(__file__).resolve().parents[2] / "migrations"

TABLES: Final = (
    tenants.tenants,
    api_keys.api_keys,
    audiences.audiences,
    audiences.audience_pages,
    briefs.briefs,
    briefs.brief_versions,
    credentials.credentials,
    insights.insights,
    vettings.vettings,
    pages.vetting_pages,
    samples.samples,
    reviews.reviews,
    documents.documents,
    erasures.erasures,
    limits.rate_limits,
    heartbeats.worker_heartbeats,
    spending.spending,
    events.events,
)


def configuration(url: str) -> Config:
    """Alembic's configuration for a database; there is no alembic.ini to keep in step."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def migrate(url: str) -> None:
    """Bring the schema to this version; does nothing when it is there already."""
    command.upgrade(configuration(url), "head")


def is_current(connection: sa.Connection) -> bool:
    """Whether the database has exactly the schema that this code was written for."""
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == head
