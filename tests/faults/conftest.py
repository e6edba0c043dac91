"""The two engines a hub may have; a world is founded once on each in a test process."""

import pytest
from postgres import Postgres, postgres  # noqa: F401  # a fixture

from tests.faults.building import Engine

_FILES = Engine()


@pytest.fixture(scope="session")
def files() -> Engine:
    """A hub that keeps its records in an SQLCipher file."""
    return _FILES


@pytest.fixture(scope="session")
def server(postgres: Postgres) -> Engine:  # noqa: F811
    """A hub that keeps its records in PostgreSQL."""
    return Engine("postgresql", server=postgres.url("").rstrip("/"))


@pytest.fixture(params=["files", "server"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Either of them."""
    found: Engine = request.getfixturevalue(request.param)
    return found
