"""Drawn schedules of people, lines, computers, hubs and enemies on the real thing: everything that must hold holds.

A sample in every run; SOAK_SCHEDULES says how many on each engine, SOAK_SEED what they are drawn from.
"""

import os

import pytest

from tests.faults.acts import ACTS, schedule
from tests.faults.building import Engine
from tests.faults.driver import Failure, check, explain, run, shrink
from tests.faults.world import Step

SCHEDULES = int(os.environ.get("SOAK_SCHEDULES", "3"))
SEED = os.environ.get("SOAK_SEED", "first")
STEPS = 50


@pytest.mark.parametrize("n", range(SCHEDULES))
def test_whatever_happens_nothing_is_lost_and_everybody_agrees(files: Engine, n: int):
    check(f"{SEED} {n}", STEPS, files)


@pytest.mark.parametrize("n", range((SCHEDULES + 2) // 3))
def test_the_same_on_postgresql(server: Engine, n: int):
    check(f"{SEED} server {n}", STEPS, server)


@pytest.mark.parametrize("n", range((SCHEDULES + 2) // 3))
def test_clocks_decide_nothing(files: Engine, n: int):
    check(f"{SEED} clocks {n}", STEPS // 2, files, clocks=True)


def test_a_schedule_is_the_same_for_the_same_seed():
    assert schedule("a", 200) == schedule("a", 200)
    assert schedule("a", 200) != schedule("b", 200)
    assert {name for name, _ in schedule("a", 3_000)} == set(ACTS)


def test_a_failing_schedule_is_shrunk_to_what_makes_it_fail():
    steps: list[Step] = [("register", {"i": n}) for n in range(40)]

    def fails(some: object) -> bool:
        return isinstance(some, list) and steps[7] in some and steps[31] in some

    assert shrink(steps, fails) == [steps[7], steps[31]]


def test_a_failing_schedule_is_printed_so_that_it_can_be_pasted(files: Engine, monkeypatch: pytest.MonkeyPatch):
    from tests.faults.defects import DEFECTS

    found = next(defect for defect in DEFECTS if defect.name == "no_dedupe")
    found.put(monkeypatch)
    drawn = [("describe", {"i": 2, "v": 3}), *found.steps]
    failure = run(drawn, files).failure
    assert isinstance(failure, Failure)
    printed = explain(drawn, failure, files, 0)
    assert printed.startswith("once_at_the_hub: ")
    step = "('exchange', {'i': 1, 'fates': [[1, 'no_answer', 0]], 'meanwhile': []}),"
    assert printed.endswith(f"1 of 4 steps:\n    {step}")
