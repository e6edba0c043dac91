"""One desk of the world: a real encrypted home, its image and copies, what version of the program opens it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from desk.actions.desk import Desk, Lists
from desk.domain import kinds
from desk.domain.moment import SHANGHAI
from desk.domain.step_table import RULES
from desk.storage.files import Home
from desk.storage.projection.subject import recompute
from desk.storage.vault import Vault
from tests.faults.faults import Fuse, eye

PASSWORD = "晨光-123456"
START = datetime(2026, 11, 21, 10, tzinfo=SHANGHAI)
NEW_KINDS = frozenset(rule.kind for rule in RULES)  # what a desk of before the exchange does not know
_ALL_KINDS = dict(kinds.BODIES)


@dataclass
class Time:
    """The clock of one desk: `ahead` of the world's, whose ticks it may count backwards."""

    ticks: Callable[[], int]
    ahead: timedelta = timedelta()
    way: int = 1

    def __call__(self) -> datetime:
        return START + self.ahead + timedelta(seconds=self.way * self.ticks())


@contextmanager
def speaking(old: bool) -> Iterator[None]:
    """Meanwhile the program is the one of before forwarding and replying, or the one of now."""
    before = dict(kinds.BODIES)
    _speak(_ALL_KINDS if not old else {kind: body for kind, body in _ALL_KINDS.items() if kind not in NEW_KINDS})
    try:
        yield
    finally:
        _speak(before)


def _speak(bodies: dict[str, Any]) -> None:
    kinds.BODIES.clear()
    kinds.BODIES.update(bodies)


@dataclass
class Seen:
    """How far the test has looked at a desk's file: facts, the feed's places, arrived facts, foreign facts; the stamps
    it saw there; and what the hub had of a desk when it was revoked."""

    looked: int = 0
    covered: int = 0
    arrived: int = 0
    inspected: int = 0
    settled: dict[bytes, tuple[Any, ...]] = field(default_factory=dict)
    given: set[bytes] = field(default_factory=set)


@dataclass
class Seat:
    """A desk at a place: `code` and `level` are those it was founded and enrolled with."""

    name: str
    code: str
    level: str
    folder: Path
    key: bytes
    operator: UUID
    lists: Lists
    time: Time
    fuse: Fuse
    old: bool = False
    revoked: bool = False
    seen: Seen = field(default_factory=Seen)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.fuse.mend(self.folder.name)
        home = Home(self.folder)
        self.desk = Desk(home, Vault(home.database, self.key), self.key, self.operator, "卫某", self.time, self.lists)
        self.eye = eye(home.database, self.key)
        self.desk_key: bytes = self.ask("SELECT desk_key FROM identity")[0][0]

    def close(self) -> None:
        self.desk.close()
        self.eye.close()

    def reopen(self) -> None:
        """After a crash, or another start of the program."""
        self.close()
        self.open()

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of the file as it is committed, read past the program."""
        rows: list[tuple[Any, ...]] = self.eye.execute(sql, values).fetchall()
        return rows

    @property
    def place(self) -> bytes:
        """The one it acts as; that of the file, since a certificate may change it."""
        return self.ask("SELECT place FROM identity")[0][0]

    def stands_at(self, end: int) -> bool:
        """Whether it has read the feed up to there, and everything of its own has come back."""
        lacking = self.ask("SELECT 1 FROM fact f LEFT JOIN stamp s ON s.fact = f.n WHERE s.fact IS NULL")
        return not lacking and self.ask("SELECT cursor FROM hub") == [(end,)]

    def image(self, target: Path) -> Path:
        shutil.copytree(self.folder, target)
        return target

    def put_back(self, image: Path, *, seen: bool) -> None:
        """The disk as it was: file by file (the marker will tell), or block by block (nothing can tell)."""
        self.close()
        shutil.rmtree(self.folder)
        shutil.copytree(image, self.folder)
        if not seen:
            pretend_original(self.folder)
        self.forget_looking()
        self.open()

    def second(self, target: Path, image: Path, *, seen: bool) -> "Seat":
        """Another computer with this desk's disk of some time ago."""
        shutil.copytree(image, target)
        if not seen:
            pretend_original(target)
        time = replace(self.time)
        return replace(
            self, name=f"{self.name}'", folder=target, time=time, seen=Seen(given=self.seen.given), revoked=self.revoked
        )

    def forget_looking(self, keep: dict[bytes, tuple[Any, ...]] | None = None) -> None:
        self.seen = Seen(settled=keep or {}, given=self.seen.given)

    def upgrade(self) -> None:
        """The program of now opens what the old one wrote: computed tables are filled anew."""
        self.old = False
        with self.desk.vault.write() as connection:
            recompute(connection)


def pretend_original(folder: Path) -> None:
    """A copy made block by block: the marker has the file number it says it has."""
    marker = folder / "instance"
    if marker.exists():
        token, incarnation, seq, _ = marker.read_text(encoding="ascii").split()
        marker.write_text(f"{token} {incarnation} {seq} {marker.stat().st_ino:020d}\n", encoding="ascii")
