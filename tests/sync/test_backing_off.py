"""How long a desk waits before it asks again, and how much it asks for."""

import random

from hypothesis import given
from hypothesis import strategies as st

from desk.sync.backoff import LONGEST, SHORT, Pace, next_wait

FAILURES = st.integers(min_value=1, max_value=10**6)
CHANCE = st.floats(min_value=0, max_value=1)


def test_nothing_failed_means_no_wait():
    assert next_wait(0, None, lambda: 1.0) == 0


def test_the_wait_doubles_from_a_second_to_five_minutes():
    waits = [next_wait(failures, None, lambda: 1.0) for failures in range(1, 12)]
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


@given(FAILURES, CHANCE)
def test_any_part_of_the_wait_may_come(failures: int, chance: float):
    whole = next_wait(failures, None, lambda: 1.0)
    assert next_wait(failures, None, lambda: chance) == whole * chance <= LONGEST


@given(FAILURES, CHANCE, st.floats(min_value=0, max_value=10**5))
def test_what_the_hub_asks_for_is_the_least(failures: int, chance: float, asked: float):
    assert next_wait(failures, asked, lambda: chance) >= asked


def test_six_thousand_desks_do_not_come_back_in_the_same_second():
    chance = random.Random(7)
    waits = sorted(next_wait(9, None, chance.random) for _ in range(6000))
    assert max(sum(second <= wait < second + 1 for wait in waits) for second in range(256)) < 60


def test_every_failure_halves_what_is_asked_for_until_one_fact_failed_three_times():
    pace = Pace(1000, lambda: 1.0)
    sizes = [pace.size]
    while pace.failed(pace.size) is not None:
        sizes.append(pace.size)
    assert sizes == [1000, 500, 250, 125, 62, 31, 15, 7, 3, 1, 1, 1]


def test_every_success_doubles_it_again_and_forgets_the_failures():
    pace = Pace(1000, lambda: 1.0)
    for _ in range(9):
        pace.failed(pace.size)
    sizes = []
    for _ in range(12):
        pace.worked()
        sizes.append(pace.size)
    assert sizes == [2, 4, 8, 16, 32, 64, 128, 256, 512, 1000, 1000, 1000]
    assert pace.failed(1000) == 1


def test_within_an_exchange_nobody_waits_long():
    pace = Pace(1, lambda: 1.0)
    assert [pace.failed(1), pace.failed(1), pace.failed(1)] == [1, 2, None]
    assert Pace(1000, lambda: 1.0).failed(1000, retry_after=SHORT + 1) is None
    assert Pace(1000, lambda: 0.0).failed(1000, retry_after=3) == 3


def test_a_single_fact_is_not_tried_ten_times_because_there_might_have_been_a_thousand():
    pace = Pace(1000, lambda: 1.0)
    assert [pace.failed(1), pace.failed(1), pace.failed(1)] == [1, 2, None]


def test_half_of_what_was_asked_for_is_asked_for_next():
    pace = Pace(1000, lambda: 1.0)
    pace.failed(302)
    assert pace.size == 151
