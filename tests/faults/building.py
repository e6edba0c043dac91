"""The world is founded once for each engine and copied for each run: seven desks in a tree, enrolled, idle so far."""

import atexit
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from desk.actions.exchange import enrol
from desk.actions.lists import load_lists
from desk.actions.opening import Founding, found_station
from desk.storage import keyring
from tests.faults import acts
from tests.faults.faults import Fuse, fused
from tests.faults.hub import HubHere
from tests.faults.rules import rules_of
from tests.faults.seat import PASSWORD, Seat, Time, pretend_original
from tests.faults.world import World

URL = "http://127.0.0.1:9"
SPOTS = (
    ("P1", "310116101201", "point"),
    ("V1", "310116101201", "village"),
    ("V2", "310116101202", "village"),
    ("V3", "310116102201", "village"),
    ("T1", "310116101000", "town"),
    ("T2", "310116102000", "town"),
    ("D", "310116000000", "district"),
)
_MEMORY = Path("/dev/shm")  # faster than a disk, where there is such a folder

lists_as_shipped = cache(load_lists)


@dataclass(frozen=True)
class Chair:
    """A founded desk: what opens its home."""

    name: str
    code: str
    level: str
    key: bytes
    operator: UUID


@dataclass
class Engine:
    """What the hub keeps its records in: files, or the databases of a PostgreSQL server at `server`. The template of
    a world is made when it is first asked for."""

    name: str = "sqlite"
    server: str = ""
    folder: Path | None = None
    database: str = ""
    chairs: list[Chair] = field(default_factory=list)
    made: int = 0

    def template(self) -> Path:
        if self.folder is None:
            self.folder = Path(tempfile.mkdtemp(prefix="msd-world-", dir=_MEMORY if _MEMORY.is_dir() else None))
            atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
            self.database = self.fresh_database("template1")
            _found(self, self.folder)
        return self.folder

    def fresh_database(self, template: str) -> str:
        """The URL of a new database; empty where records lie in files."""
        if not self.server:
            return ""
        self.made += 1
        name = f"world_{self.made}"
        with psycopg.connect(f"{self.server}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return f"{self.server}/{name}"

    def drop(self, url: str) -> None:
        with psycopg.connect(f"{self.server}/postgres", autocommit=True) as connection:
            base = url.rpartition("/")[2]
            rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{base}%"])
            for (name,) in rows.fetchall():
                if name == base or name.startswith(f"{base}_image_"):
                    connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def building(engine: Engine, *, skew: int = 1, seed: object = 0) -> Iterator[World]:
    """A world of its own, gone when the block is left."""
    template = engine.template()
    engine.made += 1
    folder = template / f"run-{engine.made}"
    shutil.copytree(template / "hub", folder / "hub")
    for chair in engine.chairs:
        shutil.copytree(template / chair.name, folder / chair.name)
        pretend_original(folder / chair.name)
    url = engine.fresh_database(engine.database.rpartition("/")[2]) if engine.server else ""
    try:
        with _opened(engine, folder, url, skew=skew, seed=seed) as world:
            for chair in engine.chairs:
                world.seats.append(_seat(world, chair, folder / chair.name))
            world.start()
            yield world
    finally:
        shutil.rmtree(folder)
        if url:
            engine.drop(url)


@contextmanager
def _opened(engine: Engine, folder: Path, url: str, *, skew: int = 1, seed: object = 0) -> Iterator[World]:
    """A hub and nobody at it."""
    fuse = Fuse()
    with ExitStack() as stack:
        stack.enter_context(fused(fuse))
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(keyring, "_MEMORY_KIB", 16)
        patch.setattr(keyring, "_PASSES", 1)
        world = World(folder, fuse, random.Random(f"world {seed}"), acts.do, skew=skew)
        stack.enter_context(rules_of(world))
        world.hub = HubHere(folder / "hub", world.hub_clock, fuse, url)
        world.found = lambda place: _found_one(world, place)
        stack.callback(world.close)
        yield world


def _found(engine: Engine, folder: Path) -> None:
    """The template: the tree of places, and a desk enrolled at each spot."""
    with _opened(engine, folder, engine.database) as world:
        world.hub.place_everybody()
        for name, code, level in SPOTS:
            world.found(Chair(name, code, level, b"", UUID(int=0)))
            seat = world.seats[-1]
            engine.chairs.append(Chair(name, code, level, seat.key, seat.operator))


def _found_one(world: World, place: Chair | Seat) -> None:
    """A new desk, enrolled; it has not talked with the hub otherwise."""
    world.homes += 1
    folder = world.folder / (f"{place.name}-{world.homes}" if world.started else place.name)
    founding = Founding(place.code, f"{place.name}站", place.level, "卫某", PASSWORD)
    time = Time(world.tick, way=world.skew)
    desk = found_station(folder, founding, time, lists_as_shipped()).desk
    enrol(desk, URL, world.hub.code_for(place.code, place.level))
    desk.close()
    chair = Chair(place.name, place.code, place.level, desk.key, desk.operator)
    world.seats.append(_seat(world, chair, folder))
    if world.started:
        world.look(world.seats[-1])


def _seat(world: World, chair: Chair, folder: Path) -> Seat:
    time, lists = Time(world.tick, way=world.skew), lists_as_shipped()
    return Seat(chair.name, chair.code, chair.level, folder, chair.key, chair.operator, lists, time, world.fuse)
