"""What an exchange with the hub costs beside the least that any exchange costs, in turns, on the same texts."""

import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from desk.actions.cases import record_cases
from desk.actions.desk import Desk
from desk.actions.exchange import _line, enrol, exchange
from desk.actions.lists import computer_clock, load_lists
from desk.actions.opening import Founding, found_station, open_desk
from desk.storage.arriving import read_hub
from desk.storage.receiving import compute_waiting
from desk.sync.back import meet
from desk.sync.feed import pull
from desk.sync.push import push
from desk.sync.trip import Trip
from tests.bench.exchange_floor import BATCH, FloorDesk, form_of, make_records
from tests.bench.line import line_to
from tests.bench.stage import PASSWORD
from tests.bench.table import tell
from tests.hub_process import HubProcess

BASE, COUNT, ROUNDS = 2_000, 10_000, 5
ROUND_TRIP = 0.05  # seconds
TOWN, VILLAGE = "310116103000", "310116103201"
PLACES = f"code,name,level\n{TOWN},山阳镇,town\n{VILLAGE},晨光村,village\n"


@dataclass(frozen=True)
class Cost:
    """Of one record: microseconds by the clock, and of the desk's and the hub's CPU."""

    wall: float
    desk: float
    hub: float

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.wall + other.wall, self.desk + other.desk, self.hub + other.hub)

    @property
    def cpu(self) -> float:
        return self.desk + self.hub


@dataclass
class Costs:
    """Of every round, by what was done."""

    floor: dict[str, list[Cost]] = field(default_factory=dict)
    mine: dict[str, list[Cost]] = field(default_factory=dict)

    def say(self, name: str, floor: str, most: float | None, what: str) -> None:
        pairs = list(zip(self.mine[name], self.floor[floor], strict=True))
        wall, cpu = (statistics.median(getattr(a, of) / getattr(b, of) for a, b in pairs) for of in ("wall", "cpu"))
        mine, base = middle(self.mine[name]), middle(self.floor[floor])
        tell(
            what,
            wall,
            "x",
            most,
            digits=2,
            beside=f"the floor's time, {cpu:.2f} x its CPU; {mine} µs a case, floor {base}",
        )


def middle(costs: list[Cost]) -> str:
    wall, desk, hub = (statistics.median(getattr(one, of) for one in costs) for of in ("wall", "desk", "hub"))
    return f"{wall:.0f} (CPU desk {desk:.0f}, hub {hub:.0f})"


def measure(folder: Path) -> None:
    records = make_records(random.Random(20260101), BASE + COUNT)
    stage = Stage(folder / "stage")
    stage.prepare(records)
    costs = Costs()
    for number in range(ROUNDS):
        measure_floor(folder / f"floor{number}", records, costs.floor)
        stage.measure(folder / f"mine{number}", costs.mine)
    costs.say("up", "up", 2.5, "10,000 cases up")
    costs.say("stored", "down", 1.6, "down, stored")
    costs.say("shown", "down", 4, "down, tables and index")
    costs.say("settled", "up", None, "up, back and settled")
    measure_lines(stage, folder)


def measure_floor(folder: Path, records: list[dict[str, object]], costs: dict[str, list[Cost]]) -> None:
    folder.mkdir()
    with floor_hub(folder / "hub.db") as (url, pid), httpx.Client(base_url=url, timeout=60) as line:
        one, other = FloorDesk(folder / "one.db"), FloorDesk(folder / "other.db")
        one.add(records[:BASE])
        one.push(line)
        other.pull(line)
        one.add(records[BASE:])
        costs.setdefault("up", []).append(cost_of(lambda: one.push(line), pid))
        costs.setdefault("down", []).append(cost_of(lambda: other.pull(line), pid))
        assert other.count() == BASE + COUNT
    shutil.rmtree(folder)


class Stage:
    """A hub, a village and a town that know 2,000 cases; 10,000 more are recorded in the village and not sent yet.
    Made once, copied for every round. As the floor's, a hub is measured when it has kept its first records."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.first = make_records(random.Random(20260102), 1)

    def prepare(self, records: list[dict[str, object]]) -> None:
        with hub_in(self.folder) as hub:
            table = self.folder / "places.csv"
            table.write_text(PLACES, encoding="utf-8")
            assert hub.inside("places", "import", table).code == 0
            village = self._join(hub, "village", VILLAGE)
            town = self._join(hub, "town", TOWN)
            record(village, records[:BASE])
            for desk in (village, town):
                exchange(desk)
            record(village, records[BASE:])
            village.close()
            town.close()

    def _join(self, hub: HubProcess, level: str, code: str) -> Desk:
        founding = Founding(code, "晨光征集点", level, "卫某", PASSWORD)
        desk = found_station(self.folder / level, founding, computer_clock, load_lists()).desk
        enrol(desk, hub.url, hub.enrolment_code(code, level))
        return desk

    @contextmanager
    def copy(self, folder: Path) -> Iterator[tuple[HubProcess, Desk, Desk]]:
        shutil.copytree(self.folder, folder)
        with hub_in(folder) as hub:
            village, town = (opened(folder / name, hub.url) for name in ("village", "town"))
            record(town, self.first)
            exchange(town)
            yield hub, village, town
            village.close()
            town.close()
        shutil.rmtree(folder)

    def measure(self, folder: Path, costs: dict[str, list[Cost]]) -> None:
        with self.copy(folder) as (hub, village, town):
            pid = hub.process.pid if hub.process else 0
            up = cost_of(lambda: talk(village, push), pid)
            stored = cost_of(lambda: talk(town, pull), pid)
            shown = cost_of(lambda: compute_waiting(town.vault), pid)
            settled = cost_of(lambda: exchange(village), pid)
            done = {"up": up, "stored": stored, "shown": stored + shown, "settled": up + settled}
            for name, cost in done.items():
                costs.setdefault(name, []).append(cost)
            check(village, BASE + COUNT)
            check(town, BASE + COUNT + len(self.first))


def measure_lines(stage: Stage, folder: Path) -> None:
    """Over lines that count, take their time, and break."""
    batches = COUNT // BATCH
    with stage.copy(folder / "counted") as (hub, village, _), line_to(hub.port) as line:
        whole = seconds(lambda: talk(at(village, line.url), push))
        up, _ = line.counted()
    tell("bytes up, of a case", up / COUNT, "bytes", 240, digits=0, beside="requests and all")
    with stage.copy(folder / "far") as (hub, village, _), line_to(hub.port, ROUND_TRIP / 2) as line:
        far = seconds(lambda: talk(at(village, line.url), push))
    ideal = whole + 2 * ROUND_TRIP * batches
    trips = f"its bytes and two round trips a batch; {far:.2f} s"
    tell("up over a 50 ms round trip", far / ideal, "x", 1.5, digits=2, beside=trips)
    with stage.copy(folder / "cut") as (hub, village, _):
        with line_to(hub.port, cut=up // 2) as line:
            again = confirmed_before_the_cut(at(village, line.url))
        with line_to(hub.port) as line:
            talk(at(village, line.url), push)
            rest, _ = line.counted()
        more = rest / up * COUNT - (COUNT - again)
        tell(
            "a cut at half: more than the rest", more / BATCH, "batches", 1, digits=2, beside=f"{again} facts confirmed"
        )


def confirmed_before_the_cut(desk: Desk) -> int:
    trip = []

    def until_cut(one: Trip) -> None:
        trip.append(one)
        push(one)

    try:
        talk(desk, until_cut)
    except Cut:
        return trip[0].tally.sent
    raise AssertionError("the line held")


class Cut(Exception):
    """The line is dead, and the desk would wait before it tries again."""


def cut(_: float) -> None:
    raise Cut


def talk(desk: Desk, part: Callable[[Trip], None]) -> None:
    """One part of an exchange, after meeting the hub."""
    with desk.vault.read() as connection:
        known = read_hub(connection)
    with _line(desk, known.url, known.ca, known.clock_ahead) as line:
        trip = Trip(desk.vault, line, pause=cut)
        meet(trip)
        part(trip)


def record(desk: Desk, records: list[dict[str, object]]) -> None:
    for first in range(0, len(records), BATCH):
        record_cases(desk, [form_of(one) for one in records[first : first + BATCH]])


def check(desk: Desk, cases: int) -> None:
    with desk.vault.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM cases").scalar_one() == cases
        assert connection.exec_driver_sql("SELECT count(*) FROM cases WHERE last_own > 0").scalar_one() == 0


def opened(home: Path, url: str) -> Desk:
    return at(open_desk(home, computer_clock, load_lists(), password=PASSWORD), url)


def at(desk: Desk, url: str) -> Desk:
    with desk.vault.write() as connection:
        connection.exec_driver_sql("UPDATE hub SET url = ?", (url,))
    return desk


@contextmanager
def hub_in(folder: Path) -> Iterator[HubProcess]:
    hub = HubProcess(folder / "hub").start()
    try:
        yield hub
    finally:
        hub.stop()


@contextmanager
def floor_hub(file: Path) -> Iterator[tuple[str, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    argv = [sys.executable, "-m", "tests.bench.exchange_floor", str(port), str(file)]
    with subprocess.Popen(argv) as process:
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()


def wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the floor's hub never answered")


def cost_of(work: Callable[[], object], pid: int) -> Cost:
    desk, hub, start = time.process_time(), cpu_of(pid), time.perf_counter()
    work()
    wall = time.perf_counter() - start
    used = (wall, time.process_time() - desk, cpu_of(pid) - hub)
    return Cost(*(value / COUNT * 1e6 for value in used))


def cpu_of(pid: int) -> float:
    """Seconds a process has used so far, to a hundredth."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
