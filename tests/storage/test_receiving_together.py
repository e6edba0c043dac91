"""Storing, computing and saving take turns; whatever stops in between goes on."""

import random
import threading
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from feeding import Feed, deliver, facts_of, join_hub
from made_up import Found, form

from desk.actions.cases import correct_case, record_case
from desk.actions.desk import Desk
from desk.actions.keeping import verify_desk
from desk.errors import BadEnvironment
from desk.reads.cases import find_cases, read_case
from desk.storage import receiving
from desk.storage.page import read_page
from desk.storage.receiving import compute_waiting, receive

COUNT = 12


@pytest.fixture
def town(found: Found, tmp_path: Path) -> Desk:
    made = found(tmp_path / "town").desk
    join_hub(made)
    return made


@pytest.fixture
def cases(desk: Desk) -> list[UUID]:
    chance = random.Random(9)
    return [record_case(desk, form(chance)).subjects[0] for _ in range(COUNT)]


@pytest.fixture
def feed(desk: Desk, cases: list[UUID]) -> Feed:
    made = Feed()
    made.take(facts_of(desk, *cases))
    return made


def shown(desk: Desk) -> int:
    return find_cases(desk.vault, desk.lens).total


def left_waiting(desk: Desk) -> int:
    with desk.vault.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM waiting").scalar_one())


def test_computing_stops_between_two_batches_and_goes_on(feed: Feed, cases: list[UUID], town: Desk):
    receive(town.vault, read_page(feed.page()))
    asked: list[int] = []
    first = compute_waiting(town.vault, 5, lambda: bool(asked) or asked.append(1) is not None)
    assert (len(first), shown(town), left_waiting(town)) == (5, 5, COUNT - 5)
    rest = compute_waiting(town.vault, 5)
    assert {*first, *rest} == set(cases)
    assert (shown(town), left_waiting(town)) == (COUNT, 0)


def test_a_batch_that_fails_leaves_its_subjects_waiting(feed: Feed, town: Desk, monkeypatch: pytest.MonkeyPatch):
    receive(town.vault, read_page(feed.page()))
    project, calls = receiving.project, []

    def fails(*args: Any) -> None:
        project(*args)
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(receiving, "project", fails)
        with pytest.raises(KeyboardInterrupt):
            compute_waiting(town.vault, 4)
    assert (shown(town), left_waiting(town)) == (4, COUNT - 4)
    compute_waiting(town.vault)
    assert shown(town) == COUNT
    assert verify_desk(town)[1] == []


def test_a_page_whose_cursor_cannot_be_kept_is_not_stored(feed: Feed, town: Desk, monkeypatch: pytest.MonkeyPatch):
    def fails(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(receiving, "keep_cursor", fails)
        with pytest.raises(KeyboardInterrupt):
            receive(town.vault, read_page(feed.page()))
    assert left_waiting(town) == 0
    assert receive(town.vault, read_page(feed.page())).facts == COUNT


def test_the_window_saves_while_tables_are_computed(feed: Feed, town: Desk):
    """Between any two batches somebody who waits gets in first."""
    receive(town.vault, read_page(feed.page()))
    saved: list[int] = []

    def save_one() -> bool:
        window = threading.Thread(target=record_case, args=(town, {"title": "急件"}))
        window.start()
        window.join()
        saved.append(shown(town))
        return False

    compute_waiting(town.vault, 3, save_one)
    assert saved == [1, 5, 9, 13, 17]


def test_threads_that_save_at_once_take_turns_with_receiving(feed: Feed, town: Desk):
    threads = [threading.Thread(target=record_case, args=(town, {"title": f"第{n}件"})) for n in range(8)]
    threads.append(threading.Thread(target=deliver, args=(town, feed, 2)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shown(town) == COUNT + 8
    assert verify_desk(town)[1] == []


def test_a_waiting_case_may_be_written_on(feed: Feed, cases: list[UUID], town: Desk):
    """Its rows were never computed: saving computes them."""
    deliver(town, feed)
    again = Feed(epoch=feed.epoch, places=[*feed.places])
    for number in range(COUNT):
        again.repeat(number)
        again.places[-1] = again.places[-1]._replace(
            stamp=again.places[number].stamp.__class__(
                again.epoch - 1, number + 1, "ok", "", again.places[number].stamp.hub_time, b"x" * 16
            )
        )
    receive(town.vault, read_page(again.page(COUNT)))
    assert left_waiting(town) == COUNT
    correct_case(town, cases[0], {"title": "街道改的"}, "核实过")
    assert read_case(town.vault, town.lens, cases[0]).row.title == "街道改的"
    compute_waiting(town.vault)
    assert read_case(town.vault, town.lens, cases[0]).row.title == "街道改的"
    assert verify_desk(town)[1] == []


def test_one_damaged_fact_does_not_keep_the_others_from_being_computed(feed: Feed, cases: list[UUID], town: Desk):
    receive(town.vault, read_page(feed.page()))
    with town.vault.write() as connection:
        connection.exec_driver_sql("UPDATE fact SET content = x'00ff' WHERE n = (SELECT max(n) - 4 FROM fact)")
    with pytest.raises(BadEnvironment, match="database_damaged"):
        compute_waiting(town.vault, 8)
    assert (shown(town), left_waiting(town)) == (COUNT - 1, 1)


def test_verifying_first_computes_what_waits(feed: Feed, town: Desk):
    receive(town.vault, read_page(feed.page()))
    assert verify_desk(town)[1] == []
    assert shown(town) == COUNT
