"""Following a slip ends with what the queue said last, and never with more."""

import threading
import time

import pytest

from ui.printing import follow, state_text


class Told:
    """A printer of our own that answers what it was told to answer; the last answer stays."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked = 0

    def outcome(self, printer: str, job: int) -> str:
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def soon(_seconds: float) -> None:
    """No time passes."""


def long_ahead() -> float:
    return time.monotonic() + 300


@pytest.mark.parametrize("end", ["printed", "failed"])
def test_it_waits_for_what_the_queue_reports(end):
    port = Told("pending", "pending", end)
    assert follow(port, "p", 7, long_ahead(), soon) == end
    assert port.asked == 3


def test_a_slip_that_still_waits_when_time_is_up_is_pending():
    assert follow(Told("pending"), "p", 7, time.monotonic() + 0.5, soon) == "pending"


def test_a_print_service_that_starts_anew_is_waited_for():
    assert follow(Told("pending", *["unknown"] * 5, "printed"), "p", 7, long_ahead(), soon) == "printed"


def test_what_stays_unknown_is_called_unknown():
    port = Told("unknown")
    assert follow(port, "p", 7, long_ahead(), soon) == "unknown"
    assert port.asked == 10


def test_without_a_job_nothing_is_known():
    port = Told("printed")
    assert follow(port, "p", None, long_ahead(), soon) == "unknown"
    assert port.asked == 0


def test_it_stops_when_the_desk_closes():
    closing = threading.Event()
    closing.set()
    assert follow(Told("pending"), "p", 7, long_ahead(), closing.wait) == "pending"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_state_has_its_own_words(lang):
    states = (None, "ready", "disabled", "rejecting", "gone", "down")
    assert len({state_text(state, lang) for state in states}) == len(states)
