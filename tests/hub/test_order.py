"""Many writers at once, in threads and processes: one order without gaps, and a feed that skips nothing."""

import multiprocessing
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desk.hub import keep, tables
from desk.hub.feed import page_of
from desk.hub.hub import Hub, open_hub
from desk.hub.keep import take_push
from desk.sync.wire import NO_TOKEN
from tests.hub.hub_tools import NEIGHBOUR, Pen, desk_at, name_rows
from tests.hub.opened import Records

WRITERS, PUSHES, FACTS = 32, 3, 4
CITY = "310000000000"


class Reader(threading.Thread):
    """A desk of the city that polls while others write; it never looks back."""

    def __init__(self, hub: Hub, pen: Pen) -> None:
        super().__init__()
        self.hub, self.pen = hub, pen
        self.rows: list[Any] = []
        self.done = threading.Event()
        self.trouble: BaseException | None = None

    def run(self) -> None:
        at, token = 0, NO_TOKEN
        try:
            while True:
                last = self.done.is_set()
                page = page_of(self.hub, self.pen.member, at, token, 7)
                self.rows += name_rows(page)
                at, token = page["place"], page["token"]
                if last and not page["more"]:
                    return
        except BaseException as error:
            self.trouble = error


def delayed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every writer dawdles between its last statement and its commit, so that others pile up behind it."""
    settle: Callable[..., None] = keep.settle

    def slowly(*given: Any) -> None:
        settle(*given)
        time.sleep(random.random() / 200)

    monkeypatch.setattr(keep, "settle", slowly)


def whole_feed(hub: Hub) -> list[Any]:
    feed, fact = tables.feed.c, tables.fact.c
    chosen = select(feed.place, feed.fact, fact.epoch, fact.order_n, fact.id).join(tables.fact, fact.n == feed.fact)
    with hub.engine.read() as connection:
        return list(connection.execute(chosen.order_by(feed.place)))


def check_order(hub: Hub, facts: int) -> None:
    """Places, numbers and stamps are counted without gaps, all in the same order."""
    rows = whole_feed(hub)
    assert [row.place for row in rows] == list(range(1, len(rows) + 1))
    assert [row.order_n for row in rows] == list(range(1, len(rows) + 1))
    assert [row.fact for row in rows] == list(range(1, len(rows) + 1))
    assert len({row.id for row in rows}) == len(rows)
    with hub.engine.read() as connection:
        kinds = connection.execute(select(tables.subject.c.noun)).scalars().all()
    assert kinds.count("case") == facts


def write_all(hub: Hub, pen: Pen) -> None:
    for _ in range(PUSHES):
        body = pen.body(pen.register(FACTS))
        take_push(hub, pen.member, body)
        take_push(hub, pen.member, body)  # an answer that was lost on the way


def test_thirty_two_writers_leave_one_order_and_a_reader_misses_nothing(hub: Hub, monkeypatch: pytest.MonkeyPatch):
    delayed(monkeypatch)
    pens = [desk_at(hub) for _ in range(WRITERS)]
    reader = Reader(hub, desk_at(hub, CITY, "city"))
    reader.start()
    with ThreadPoolExecutor(WRITERS) as pool:
        for writing in [pool.submit(write_all, hub, pen) for pen in pens]:
            writing.result()
    reader.done.set()
    reader.join()
    assert reader.trouble is None
    check_order(hub, WRITERS * PUSHES * FACTS)
    assert [row["n"] for row in reader.rows] == [row.order_n for row in whole_feed(hub)]
    own = {pen.key: [fact.link.hash for fact in pen.written] for pen in pens}
    with hub.engine.read() as connection:
        chosen = select(tables.stream.c.desk_key, tables.fact.c.hash).join(
            tables.fact, tables.fact.c.stream == tables.stream.c.n
        )
        for key, hash in connection.execute(chosen.order_by(tables.fact.c.n)):
            if key in own:
                assert own[key].pop(0) == hash


def write_elsewhere(url: str, files: str, pens: list[Pen]) -> None:
    """Another hub process on the same records."""
    hub = open_hub(url, Path(files), time.time)
    with ThreadPoolExecutor(len(pens)) as pool:
        list(pool.map(lambda pen: write_all(hub, pen), pens))
    hub.close()


def test_two_processes_and_a_reader_in_a_third_share_one_order(records: Records):
    with records.open() as hub:
        homes = [desk_at(hub, code) for code in ("310116113201", NEIGHBOUR)]
        reader = Reader(hub, desk_at(hub, CITY, "city"))
        spawning = multiprocessing.get_context("spawn")
        with spawning.Pool(2) as pool:
            reader.start()
            given = [[(pen.place, pen.station) for _ in range(4)] for pen in homes]
            pool.starmap(write_made, [(records.url, str(records.files), one) for one in given])
        reader.done.set()
        reader.join()
        assert reader.trouble is None
        check_order(hub, 2 * 4 * PUSHES * FACTS)
        assert [row["n"] for row in reader.rows] == [row.order_n for row in whole_feed(hub)]


def write_made(url: str, files: str, places: list[Any]) -> None:
    write_elsewhere(url, files, [Pen(place, station) for place, station in places])


def test_after_a_restart_the_order_goes_on(records: Records):
    with records.open() as hub:
        pen = desk_at(hub)
        pen.push(hub, pen.register(3))
        epoch = page_of(hub, pen.member, 0, NO_TOKEN, 1)["epoch"]
    with records.open() as hub:
        pen.push(hub, pen.register(3))
        assert page_of(hub, pen.member, 0, NO_TOKEN, 1)["epoch"] == epoch
        check_order(hub, 6)


def test_a_section_that_fails_leaves_no_gap(hub: Hub, monkeypatch: pytest.MonkeyPatch):
    pen = desk_at(hub)
    settle: Callable[..., None] = keep.settle

    def late(*given: Any) -> None:
        settle(*given)
        raise RuntimeError("killed before its commit")

    bodies = [pen.body(pen.register(2)) for _ in range(3)]
    for body in bodies:
        with monkeypatch.context() as patch:
            patch.setattr(keep, "settle", late)
            with pytest.raises(RuntimeError):
                take_push(hub, pen.member, body)
        take_push(hub, pen.member, body)
    check_order(hub, 6)
