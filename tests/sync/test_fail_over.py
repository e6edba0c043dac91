"""PostgreSQL with a replica: when the first server is lost, the hub goes on with the second one by itself; what the
replica had not got yet is given back by the desks. As docs/hub.md says."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from postgres import Postgres, serving

from desk.actions.desk import Desk, Lists
from desk.actions.exchange import exchange
from desk.reads.cases import find_cases
from desk.storage.arriving import find_hub
from tests.hub_process import HubProcess
from tests.sync.country import Country, record_many

PATIENCE = 30  # seconds


@pytest.fixture
def first() -> Iterator[Postgres]:
    """A server of its own: it is going to be killed."""
    with serving() as server:
        yield server


@pytest.fixture
def replica(first: Postgres) -> Iterator[Postgres]:
    """A streaming replica, made as docs/hub.md says."""
    folder = first.folder / "replica"
    folder.mkdir(mode=0o700)
    server = Postgres(first.binaries, folder, first.user, first.password)
    if first.user:
        os.chown(folder, first.user["user"], first.user["group"])
    source = f"host=127.0.0.1 port={first.port} user=desk password={first.password}"
    words = [first.binaries / "pg_basebackup", "-d", source, "-D", folder / "data", "-R", "-X", "stream", "-c", "fast"]
    subprocess.run(words, cwd=folder, check=True, capture_output=True, **first.user)
    server.start()
    yield server
    server.kill()


def ask(server: Postgres, statement: str) -> object:
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        row = connection.execute(statement).fetchone()
        return row[0] if row else None


def wait_for(server: Postgres, statement: str) -> None:
    until = time.monotonic() + PATIENCE
    while not ask(server, statement):
        assert time.monotonic() < until, statement
        time.sleep(0.05)


def both(one: Postgres, other: Postgres, database: str) -> str:
    hosts = f"host=127.0.0.1:{one.port}&host=127.0.0.1:{other.port}"
    return f"postgresql://desk:{one.password}@/{database}?{hosts}&target_session_attrs=read-write"


def test_a_hub_goes_on_with_the_replica_and_gets_back_what_it_lacked(
    first: Postgres, replica: Postgres, tmp_path: Path, lists: Lists, no_long_pauses: None
):
    database = urlsplit(first.database()).path[1:]
    hub = HubProcess(tmp_path / "hub", both(first, replica, database))
    country = Country(tmp_path, hub, lists)
    country.import_places()
    hub.start()
    try:
        village, town = country.village(), country.town()
        record_many(village, 3)
        exchange(village)
        exchange(town)
        epoch = epoch_of(village)
        wait_for(first, "SELECT bool_and(replay_lsn = pg_current_wal_lsn()) FROM pg_stat_replication")
        replica.stop()  # it lags
        record_many(village, 4)
        exchange(village)
        first.kill()
        replica.start()
        assert ask(replica, "SELECT pg_promote()")
        exchange(village)
        exchange(town)
        for desk in (village, town):
            assert [row.sync for row in find_cases(desk.vault, desk.lens, limit=99).rows] == ["arrived"] * 7
        assert epoch_of(village) == epoch_of(town) > epoch
        made = hub.command("backup", "--to", tmp_path / "backups").value
        assert made["facts"] > 7
        assert hub.confessions() == []
    finally:
        country.close()
        hub.kill()


def epoch_of(desk: Desk) -> int:
    with desk.vault.read() as connection:
        known = find_hub(connection)
    assert known is not None
    return known.epoch
