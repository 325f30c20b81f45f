"""For the root conftest: `from bluesky_network.fixtures import *`.

What is missing skips the tests on a developer's machine and fails them where CI is set: nothing goes untested unseen.
"""

import os
from collections.abc import Iterator
from typing import NoReturn

import pytest
from postgres_cluster import PostgresCluster, missing_postgres

from .network import BlueskyNetwork, missing_prerequisites
from .people import People

__all__ = ["bluesky_network", "bluesky_people", "postgres_cluster", "pytest_collection_modifyitems"]

INSTALL_AND_BOOT_SECONDS = 900


def skip_or_fail(message: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[PostgresCluster]:
    """One cluster for the whole run; take a database of your own with create_database()."""
    if reason := missing_postgres():
        skip_or_fail(f"NOTHING IS TESTED AGAINST POSTGRESQL HERE: {reason}")
    with PostgresCluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def bluesky_network() -> Iterator[BlueskyNetwork]:
    """One network for the whole run; the first start ever compiles for a minute or two."""
    if reason := missing_prerequisites():
        skip_or_fail(f"NOTHING IS TESTED AGAINST THE REAL BLUESKY NETWORK HERE: {reason}")
    with BlueskyNetwork() as network:
        yield network


@pytest.fixture(scope="session")
def bluesky_people(bluesky_network: BlueskyNetwork) -> Iterator[People]:
    with People(bluesky_network) as people:
        yield people


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks every test that uses the network, and gives the first one time to install and start it."""
    for item in items:
        if isinstance(item, pytest.Function) and "bluesky_network" in item.fixturenames:
            item.add_marker(pytest.mark.network)
            if item.get_closest_marker("timeout") is None:
                item.add_marker(pytest.mark.timeout(INSTALL_AND_BOOT_SECONDS))
