"""Directed schedules hold on both engines: what chance would need years for."""

import os

import pytest

from tests.faults.building import Engine
from tests.faults.directed import DIRECTED
from tests.faults.driver import run

ALL = "SOAK_SCHEDULES" in os.environ  # in every run each on files; PostgreSQL takes turns


@pytest.mark.parametrize("name", DIRECTED)
def test_a_directed_schedule_holds(files: Engine, name: str):
    failure = run(DIRECTED[name], files).failure
    assert failure is None, failure.seen


@pytest.mark.parametrize("name", list(DIRECTED) if ALL else list(DIRECTED)[::7])
def test_a_directed_schedule_holds_on_postgresql(server: Engine, name: str):
    failure = run(DIRECTED[name], server).failure
    assert failure is None, failure.seen
