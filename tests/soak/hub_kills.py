"""Desks that push while the hub or its database is killed; and what of it was receipted."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from unittest.mock import patch

from desk.actions import exchange as exchanging
from desk.actions.cases import record_cases
from desk.actions.exchange import enrol, exchange
from desk.errors import BadEnvironment
from desk.sync import wire
from tests.hub_process import HubProcess
from tests.soak.deeds import form, found_cheaply, open_home

BATCH = 20  # facts of a push: a kill meets many commits
CASES = 200  # recorded before each kill
ROUNDS = 3
PLACES = "code,name,level\n310116000000,某区,区\n310116113000,晨光镇,街镇\n310116113201,晨光村,村居\n"
VILLAGE = "310116113201"
_OWN = (
    "SELECT f.id, f.hash, f.n <= h.arrived FROM fact f JOIN stream s ON s.n = f.stream, hub h, identity i"
    " WHERE s.desk_key = i.desk_key"
)
Facts = list[tuple[bytes, bytes]]  # id and link hash


def place_everybody(hub: HubProcess) -> None:
    table = hub.files / "places.csv"
    table.write_text(PLACES, encoding="utf-8")
    assert hub.inside("places", "import", table).code == 0


class Pushing:
    """A desk that exchanges in small batches, in a thread, from `begin` until `end`."""

    def __init__(self, home: Path, hub: HubProcess) -> None:
        found_cheaply(home)
        self.desk = open_home(home)
        enrol(self.desk, hub.url, hub.enrolment_code(VILLAGE, "village"))
        self.pushed = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=lambda: None)

    def begin(self) -> None:
        self._ended.clear()
        self._thread = threading.Thread(target=self._push)
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        self._thread.join()

    def close(self) -> None:
        self.end()
        self.desk.close()

    def own(self) -> tuple[Facts, Facts]:
        """What it wrote: what a receipt proved to have arrived, and the rest."""
        with self.desk.vault.read() as connection:
            rows = connection.exec_driver_sql(_OWN).fetchall()
        return [(id, hash) for id, hash, there in rows if there], [(id, hash) for id, hash, there in rows if not there]

    def exchange(self, stop: Callable[[], bool]) -> bool:
        """Whether it went through."""
        try:
            self.pushed += exchange(self.desk, stop=stop).sent
        except BadEnvironment:
            return False
        return True

    def _push(self) -> None:
        while not self._ended.is_set():
            record_cases(self.desk, [form(f"第 {n} 件") for n in range(CASES)])
            self.exchange(self._ended.is_set)


@contextmanager
def small_batches() -> Iterator[None]:
    """Every desk of this process sends little at a time, and waits for nothing."""
    trip = partial(exchanging.Trip, pause=lambda _seconds: time.sleep(0.01))
    with patch.object(wire, "MOST_FACTS", BATCH), patch.object(exchanging, "Trip", trip):
        yield


def lost(desk: Pushing, there: Facts) -> Facts:
    """What was receipted and is not there."""
    return sorted(set(desk.own()[0]) - set(there))


def finish(desks: list[Pushing], there: Callable[[], Facts]) -> None:
    """Nothing is killed any more: everything arrives, once, and every desk agrees with itself."""
    for desk in desks:
        assert any(desk.exchange(lambda: False) for _ in range(ROUNDS))
    held = there()
    assert len({id for id, _ in held}) == len({hash for _, hash in held}) == len(held)
    for desk in desks:
        arrived, waiting = desk.own()
        assert arrived
        assert waiting == []
        assert set(arrived) <= set(held)
