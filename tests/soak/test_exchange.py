"""Ten thousand steps of people, lines, computers, hubs and enemies in one world, seed after seed.

SOAK_SEEDS says how many seeds (none of it in an ordinary run but a short one), SOAK_STEPS how long each is, SOAK_SEED
what they are drawn from. Each prints what there was in it.
"""

import os

import pytest

from tests.faults.acts import schedule
from tests.faults.building import Engine
from tests.faults.conftest import files  # noqa: F401  # a fixture
from tests.faults.driver import explain, run
from tests.soak.killing import SEED

SEEDS = int(os.environ.get("SOAK_SEEDS", "1"))
STEPS = int(os.environ.get("SOAK_STEPS", "120"))
RARE = frozenset({"hub_from_nothing"})  # of which one in a long world is plenty: everything comes back


@pytest.mark.parametrize("n", range(SEEDS))
def test_nothing_is_lost_nothing_is_doubled_and_the_tables_are_equal(files: Engine, n: int):  # noqa: F811
    seed = f"{SEED} {n}"
    steps = schedule(seed, STEPS, RARE)
    steps.insert(STEPS // 2, ("hub_from_nothing", {"placed": True}))
    done = run(steps, files, seed=seed)
    print(f"seed {seed!r}, {STEPS} steps: {done.counts}")
    if done.failure is not None:
        pytest.fail(explain(steps, done.failure, files, seed))
