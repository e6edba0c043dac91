"""kill -9 of the hub, and of its PostgreSQL, while desks push: what was receipted is there, and nothing is there twice.

A few kills in every run; SOAK_HUB_KILLS=200 makes two hundred of each, SOAK_SEED repeats the moments.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from postgres import Postgres, postgres  # noqa: F401  # a fixture

from desk.hub.engine import PAGE
from desk.hub.identity import find_identity
from tests.faults.faults import eye
from tests.hub_process import HubProcess, running_hub
from tests.soak.hub_kills import Facts, Pushing, finish, lost, place_everybody, small_batches
from tests.soak.killing import chance

HUB_KILLS = int(os.environ.get("SOAK_HUB_KILLS", "3"))
DESKS = 2
LONGEST = 0.4  # seconds between two kills: dozens of commits
PER_DESK = 25  # kills until other desks push: checking costs what is there


def in_file(files: Path) -> Facts:
    identity = find_identity(files)
    assert identity is not None
    looking = eye(files / "hub.db", identity.database_key, PAGE)
    rows = looking.execute("SELECT id, hash FROM fact").fetchall()
    looking.close()
    return [(id, hash) for id, hash in rows]


def in_postgres(url: str) -> Facts:
    with psycopg.connect(url) as connection:
        return [(id, hash) for id, hash in connection.execute("SELECT id, hash FROM fact", binary=True)]


@contextmanager
def pushing_desks(hub: HubProcess, folder: Path) -> Iterator[list[Pushing]]:
    desks = [Pushing(folder / f"home-{n}", hub) for n in range(DESKS)]
    try:
        yield desks
    finally:
        for desk in desks:
            desk.close()


def kill_while_pushing(
    hub: HubProcess, folder: Path, kill: Callable[[], None], start: Callable[[], None], there: Callable[[], Facts]
) -> None:
    """So often, at random moments; after each kill everything that was receipted until then is looked for."""
    moments = chance(folder.name)
    for first in range(0, HUB_KILLS, PER_DESK):
        with small_batches(), pushing_desks(hub, folder / f"{first}") as desks:
            for _ in range(min(PER_DESK, HUB_KILLS - first)):
                for desk in desks:
                    desk.begin()
                time.sleep(moments.uniform(0.02, LONGEST))
                kill()
                for desk in desks:
                    desk.end()
                start()
                held = there()
                assert [lost(desk, held) for desk in desks] == [[]] * DESKS
            finish(desks, there)


def test_what_the_hub_receipted_is_there_after_killing_it(tmp_path: Path):
    files = tmp_path / "hub"
    with running_hub(files) as hub:
        place_everybody(hub)
        port = hub.port
        kill_while_pushing(hub, tmp_path / "killed", hub.kill, lambda: void(hub.start(port)), lambda: in_file(files))


def test_what_the_hub_receipted_is_there_after_killing_its_postgres(tmp_path: Path, postgres: Postgres):  # noqa: F811
    url = postgres.database()
    with running_hub(tmp_path / "hub", url) as hub:
        place_everybody(hub)
        kill_while_pushing(hub, tmp_path / "server", postgres.kill, postgres.start, lambda: in_postgres(url))


def void(_: object) -> None: ...
