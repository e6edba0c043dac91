"""A hub in a process of its own, its tree of places, and real desks that belong to it."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from made_up import Clock, found_cheaply
from sqlalchemy import select

from desk.actions.cases import record_case
from desk.actions.desk import Desk, Lists
from desk.actions.exchange import Exchanged, enrol, exchange
from desk.actions.opening import Founding
from desk.hub.enrolment import new_code
from desk.hub.hub import open_hub
from desk.reads.cases import find_cases, read_case
from desk.reads.views import CaseView
from desk.storage.tables import fact, part, subject
from tests.hub_process import HubProcess

PASSWORD = "晨光-123456"
CITY, DISTRICT, TOWN, OTHER_TOWN = "310000000000", "310116000000", "310116103000", "310116104000"
VILLAGE, SIBLING, FAR_VILLAGE = "310116103201", "310116103202", "310116104201"
PLACES = f"""code,name,level
{CITY},上海市,city
{DISTRICT},金山区,district
{TOWN},山阳镇,town
{OTHER_TOWN},朱泾镇,town
{VILLAGE},晨光村,village
{SIBLING},向阳村,village
{FAR_VILLAGE},待泾村,village
"""
LAMP = {
    "title": "东门路灯",
    "main_cause": "东门路灯坏了三盏",
    "original_text": "黑得很",
    "suggester": {"name": "欧阳某", "phone": "13900000005", "pi_notice_given": True},
}
UNTIL = 60  # seconds


@dataclass
class Country:
    """`url` is where desks look for the hub: its own, or that of a proxy before it."""

    folder: Path
    hub: HubProcess
    lists: Lists
    url: str = ""
    desks: list[Desk] = field(default_factory=list)

    def found(self, name: str, code: str, level: str, clock: Clock | None = None) -> Desk:
        """A desk that belongs to nobody yet."""
        founding = Founding(code, f"{name[:20]}征集点", level, "卫某", PASSWORD)
        made = found_cheaply(self.folder / name, self.lists, clock or Clock(), founding)
        self.desks.append(made)
        return made

    def desk(self, name: str, code: str, level: str, clock: Clock | None = None) -> Desk:
        made = self.found(name, code, level, clock)
        enrol(made, self.url or self.hub.url, self.code_for(code, level))
        return made

    def village(self, name: str = "village", clock: Clock | None = None) -> Desk:
        return self.desk(name, VILLAGE, "village", clock)

    def town(self, name: str = "town") -> Desk:
        return self.desk(name, TOWN, "town")

    def code_for(self, place: str, level: str) -> str:
        """As `minsheng-hub enrol` gives it, without a process for each."""
        hub = open_hub(self.hub.db or f"sqlite:///{self.hub.files / 'hub.db'}", self.hub.files, time.time)
        try:
            return new_code(hub, place, level).code
        finally:
            hub.close()

    def import_places(self) -> None:
        table = self.folder / "places.csv"
        table.write_text(PLACES, encoding="utf-8")
        assert self.hub.inside("places", "import", table).code == 0

    def close(self) -> None:
        for desk in self.desks:
            desk.close()


def record(desk: Desk, title: str = "东门路灯") -> UUID:
    return record_case(desk, LAMP | {"title": title}).subjects[0]


def record_many(desk: Desk, count: int) -> None:
    from desk.actions.cases import record_cases

    for first in range(0, count, 500):
        record_cases(desk, [{"title": f"第 {n} 件"} for n in range(first, min(count, first + 500))])


def talk(*desks: Desk, rounds: int = 1) -> list[Exchanged]:
    """Each desk in turn exchanges with the hub."""
    return [exchange(desk) for _ in range(rounds) for desk in desks]


def talk_until(desk: Desk, what: str) -> Exchanged:
    """An exchange that somebody ends after the first step of that kind."""
    seen: list[str] = []
    return exchange(desk, stop=lambda: what in seen, progress=lambda step, _done: seen.append(step))


def titles(desk: Desk) -> dict[str, str]:
    """The state of exchange of each case."""
    return {row.title: row.sync for row in find_cases(desk.vault, desk.lens, limit=10_000).rows}


def view(desk: Desk, id: UUID) -> CaseView:
    return read_case(desk.vault, desk.lens, id)


def facts_of(desk: Desk, noun: str = "case") -> dict[bytes, bytes]:
    """Every fact of a noun this desk holds: id and content."""
    with desk.vault.read() as connection:
        rows = connection.execute(select(fact.c.id, fact.c.content).join(subject).where(subject.c.noun == noun))
        return {bytes(id): bytes(content) for id, content in rows}


def parts_of(desk: Desk, id: UUID) -> set[str]:
    """The names of the private parts of a case that this desk holds."""
    with desk.vault.read() as connection:
        rows = select(part.c.name).join(fact, fact.c.n == part.c.fact).join(subject, subject.c.n == fact.c.subject)
        return set(connection.execute(rows.where(subject.c.id == id.bytes)).scalars())


def wait_for(what: Callable[[], object]) -> None:
    until = time.monotonic() + UNTIL
    while not what():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.005)


def copy_folder(source: Path, target: Path) -> Path:
    shutil.copytree(source, target)
    return target
