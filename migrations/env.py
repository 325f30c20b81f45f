"""Alembic's entry: our tables only, on the URL that the caller put into the configuration."""

from alembic import context

from app.storage.base import make_engine
from app.storage.schema import metadata

LOCK_TIMEOUT = "5s"

OURS = set(metadata.tables)


def include_name(name: str | None, kind: str, parents: object) -> bool:
    """Leave the engine's tables alone: on SQLite they lie in the same file."""
    del parents
    return kind != "table" or name in OURS or name == "alembic_version"


def run() -> None:
    engine = make_engine(context.config.get_main_option("sqlalchemy.url") or "")
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET lock_timeout = '{LOCK_TIMEOUT}'")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=metadata,
            include_name=include_name,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_server_default=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
