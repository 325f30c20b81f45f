import time
from contextlib import closing

import psycopg
import pytest
from postgres_cluster import PostgresCluster, PostgresError


def run(cluster: PostgresCluster, database: str, statement: str) -> list[tuple[object, ...]]:
    url = cluster.url(database, scheme="postgresql")
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def test_every_database_starts_empty_and_can_be_dropped(postgres_cluster: PostgresCluster) -> None:
    first, second = postgres_cluster.create_database("one"), postgres_cluster.create_database("one")
    run(postgres_cluster, first, "CREATE TABLE kept (id int)")
    assert run(postgres_cluster, second, "SELECT 1 FROM pg_tables WHERE tablename = 'kept'") == []
    postgres_cluster.drop_database(first)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        run(postgres_cluster, first, "SELECT 1")


def test_the_url_is_the_one_that_sqlalchemy_takes(postgres_cluster: PostgresCluster) -> None:
    assert postgres_cluster.url("shop").startswith("postgresql+psycopg://")
    assert postgres_cluster.url("shop").endswith(f"@127.0.0.1:{postgres_cluster.port}/shop")


def ask_until_it_breaks(connection: psycopg.Connection) -> None:
    """A backend outlives its killed parent until it looks up; it may still answer once or twice."""
    for _ in range(200):
        connection.execute("SELECT 1")
        time.sleep(0.05)


@pytest.mark.slow
def test_data_outlives_a_restart_and_a_kill(postgres_cluster: PostgresCluster) -> None:
    assert postgres_cluster.port  # prerequisites are there
    with PostgresCluster() as cluster:
        database = cluster.create_database()
        run(cluster, database, "CREATE TABLE kept AS SELECT 1 AS id")
        cluster.restart()
        assert run(cluster, database, "SELECT id FROM kept") == [(1,)]
        with closing(psycopg.connect(cluster.url(database, scheme="postgresql"))) as idle:
            cluster.kill()
            with pytest.raises(psycopg.OperationalError):
                ask_until_it_breaks(idle)
        with pytest.raises(psycopg.OperationalError):
            run(cluster, database, "SELECT 1")
        cluster.start()
        assert run(cluster, database, "SELECT id FROM kept") == [(1,)]


@pytest.mark.slow
def test_a_server_that_cannot_start_says_why(postgres_cluster: PostgresCluster) -> None:
    assert postgres_cluster.port
    broken = PostgresCluster(max_connections=0)
    with pytest.raises(PostgresError, match="max_connections"):
        broken.start()
