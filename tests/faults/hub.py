"""The hub of the world, in this process: its app answers in this thread, its tables are read past it.

What is kept apart from its records (its key, erasures, revocations) stays where it is when they go back.
"""

import asyncio
import csv
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg

from desk.domain.sight import EVERYBODY, PUBLISHED
from desk.hub.api import make_app
from desk.hub.backup import _begin_anew
from desk.hub.engine import PAGE, open_engine
from desk.hub.enrolment import new_code
from desk.hub.hub import Hub, open_hub
from desk.hub.identity import find_identity
from desk.hub.places import import_places
from desk.hub.settings import Settings
from tests.faults.faults import Answer, Fuse, Inside, eye
from tests.faults.seat import Seat, speaking

PLACES = """code,name,level
310116000000,某区,区
310116101000,甲镇,街镇
310116102000,乙镇,街镇
310116101201,子村,村居
310116101202,丑村,村居
310116102201,寅村,村居
"""


@dataclass
class HubHere:
    """`url` is empty for a file in the folder. `looked`: the last fact the test has seen in its tables."""

    folder: Path
    clock: Callable[[], float]
    fuse: Fuse
    url: str = ""
    old: bool = False
    looked: int = 0
    hashes: set[bytes] = field(default_factory=set)
    images: int = 0
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.fuse.mend(self.folder.name)
        self.hub: Hub = open_hub(self.url or f"sqlite:///{self.file}", self.folder, self.clock)
        self.inside = Inside(make_app(self.hub, Settings()), self.loop)
        identity = find_identity(self.folder)
        assert identity is not None
        self.key = identity.key
        if self.url:
            self._eye: Any = psycopg.connect(self.url, autocommit=True)
        else:
            self._eye = eye(self.file, identity.database_key, PAGE)
        self._trees: dict[tuple[int, bytes], frozenset[bytes]] = {}

    def stop(self) -> None:
        self.hub.close()
        self._eye.close()

    def restart(self) -> None:
        """After a crash, too: nothing but the files is left of it."""
        self.stop()
        self.start()

    def close(self) -> None:
        self.stop()
        self.loop.close()

    @property
    def file(self) -> Path:
        return self.folder / "hub.db"

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Committed rows; blobs as bytes."""
        if self.url:
            return list(self._eye.execute(sql.replace("?", "%b"), values, binary=True).fetchall())
        return list(self._eye.execute(sql, values).fetchall())

    def answer(self, request: httpx.Request, body: bytes, *, whole: bool = True) -> Answer:
        """To a request that was cut nobody waits for the answer. Raises Crash when the hub dies of it."""
        with speaking(self.old):
            return self.inside.answer(request, body, whole=whole)

    def place_everybody(self) -> None:
        """The table of places, which may be taken over as often as one likes."""
        import_places(self.hub, list(csv.DictReader(PLACES.splitlines())))

    def code_for(self, place: str, level: str) -> str:
        """For a desk there; a tree that is lost is taken over again first."""
        if not self.ask("SELECT 1 FROM place WHERE code = ?", place):
            self.place_everybody()
        return new_code(self.hub, place, level).code

    # --- its records go back ---------------------------------------------------------------------

    def backup(self) -> Path | str:
        """A picture of the records alone."""
        self.images += 1
        if self.url:
            return self._copied(self.url, f"{self.url.rpartition('/')[2]}_image_{self.images}")
        target = self.folder.parent / f"{self.folder.name}-image-{self.images}"
        self._eye.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        shutil.copyfile(self.file, target)
        return target

    def put_back(self, image: Path | str, *, declared: bool) -> None:
        """By a keeper who says so, or as a replica that nobody knew to be behind."""
        self.stop()
        if isinstance(image, Path):
            for file in self.folder.glob("hub.db*"):
                file.unlink()
            shutil.copyfile(image, self.file)
        else:
            self._copied(image, self.url.rpartition("/")[2])
        self.looked = 0
        self.hashes.clear()
        if declared:
            identity = find_identity(self.folder)
            assert identity is not None
            _begin_anew(open_engine(self.url or str(self.file), identity.database_key))
        self.start()

    def drop(self, image: Path | str) -> None:
        """A picture that nobody will ask for."""
        if isinstance(image, Path):
            image.unlink()
        else:
            self._admin(f"DROP DATABASE {image.rpartition('/')[2]}")

    def forget_everything(self) -> None:
        """Records gone, identity and what lies apart left."""
        self.stop()
        if self.url:
            self._recreate(self.url.rpartition("/")[2], "template1")
        for file in self.folder.glob("hub.db*"):
            file.unlink()
        self.looked = 0
        self.hashes.clear()
        self.start()

    def _copied(self, source: str, name: str) -> str:
        running = source == self.url
        if running:
            self.stop()
        self._recreate(name, source.rpartition("/")[2])
        if running:
            self.start()
        return f"{self.url.rpartition('/')[0]}/{name}"

    def _recreate(self, name: str, template: str) -> None:
        self._admin(f"DROP DATABASE IF EXISTS {name}")
        self._admin(f"CREATE DATABASE {name} TEMPLATE {template}")

    def _admin(self, sql: str) -> None:
        with psycopg.connect(f"{self.url.rpartition('/')[0]}/postgres", autocommit=True) as connection:
            connection.execute(sql)

    # --- what it holds ---------------------------------------------------------------------------

    def hash_of(self, id: bytes) -> bytes | None:
        rows = self.ask("SELECT hash FROM fact WHERE id = ?", id)
        return rows[0][0] if rows else None

    def made_by(self, key: bytes) -> set[bytes]:
        """Links of one desk's facts."""
        rows = self.ask("SELECT f.hash FROM fact f JOIN stream s ON s.n = f.stream WHERE s.desk_key = ?", key)
        return {hash for (hash,) in rows}

    def stands(self, place: int, token: str) -> bool:
        """Whether the feed has this token at this place."""
        rows = self.ask("SELECT token FROM feed WHERE place = ?", place)
        return bool(rows) and rows[0][0].hex() == token

    def below(self, place: bytes) -> frozenset[bytes]:
        """The place and everything under it."""
        (version,) = self.ask("SELECT tree FROM counter")[0]
        if (version, place) not in self._trees:
            rows = self.ask("SELECT p.id, q.id FROM place p JOIN place q ON q.n = p.parent")
            children: dict[bytes, list[bytes]] = {}
            for id, parent in rows:
                children.setdefault(parent, []).append(id)
            found, waiting = {place}, [place]
            while waiting:
                for child in children.get(waiting.pop(), ()):
                    if child not in found:
                        found.add(child)
                        waiting.append(child)
            self._trees[version, place] = frozenset(found)
        return self._trees[version, place]

    def above(self, place: bytes) -> frozenset[bytes]:
        """Everything over the place."""
        parents = dict(self.ask("SELECT p.id, q.id FROM place p JOIN place q ON q.n = p.parent"))
        found: list[bytes] = []
        while (place := parents.get(place, b"")) and place not in found:
            found.append(place)
        return frozenset(found)

    def place_of(self, subject: bytes) -> bytes | None:
        rows = self.ask("SELECT p.id FROM subject s JOIN place p ON p.n = s.place WHERE s.id = ?", subject)
        return rows[0][0] if rows else None

    def seen_by(self, seat: Seat, after: int, upto: int) -> Iterator[tuple[bytes, str]]:
        """Links and verdicts of what this desk may see between two places of the feed."""
        below, above = self.below(seat.place), self.above(seat.place)
        rows = self.ask(
            "SELECT f.hash, f.content, f.verdict, p.id, s.desk_key, u.noun FROM feed e JOIN fact f ON f.n = e.fact"
            " JOIN stream s ON s.n = f.stream LEFT JOIN subject u ON u.n = f.subject LEFT JOIN place p ON p.n = u.place"
            " WHERE e.place > ? AND e.place <= ?",
            after,
            upto,
        )
        for hash, content, verdict, place, key, noun in rows:
            told = kind_in(content) in EVERYBODY and verdict == "ok"
            seen = place is not None and verdict != "set_aside"
            seen = seen and (place in below or (noun in PUBLISHED and place in above))
            if told or seen or key == seat.desk_key:
                yield hash, verdict


def kind_in(content: bytes) -> str:
    """The kind as it stands in the bytes; empty in what is no content."""
    _, found, rest = content.rpartition(b'"kind":"')
    return rest.partition(b'"')[0].decode("utf-8", "replace") if found else ""
