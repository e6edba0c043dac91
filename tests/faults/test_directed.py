"""Directed schedules hold on both engines: what chance would need years for."""

import os

import pytest

from tests.faults.building import Engine
from tests.faults.directed import DIRECTED, OF_DEFECTS
from tests.faults.driver import run

ALL = "SOAK_SCHEDULES" in os.environ  # in every run those of their own on files, a few on PostgreSQL
NAMES = list(DIRECTED) if ALL else [name for name in DIRECTED if not name.startswith(OF_DEFECTS)]


@pytest.mark.parametrize("name", NAMES)
def test_a_directed_schedule_holds(files: Engine, name: str):
    failure = run(DIRECTED[name], files).failure
    assert failure is None, failure.seen


@pytest.mark.parametrize("name", NAMES if ALL else NAMES[::6])
def test_a_directed_schedule_holds_on_postgresql(server: Engine, name: str):
    failure = run(DIRECTED[name], server).failure
    assert failure is None, failure.seen
