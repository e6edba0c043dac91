"""Backups of the hub, made while it works and put back: on both engines, with their damage and their limits."""

import os
import resource
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hub_process import HubProcess, hub_argv, hub_environment, hub_inside
from postgres import Postgres

from desk.hub.places import import_places
from desk.journal.fact import NewFact
from tests.hub.asking import TOWN, VILLAGE, a_case, fault, said, settle
from tests.hub.conftest import settle_places

WORDS = "东门路灯坏了三盏。"


@pytest.fixture(params=["sqlite", "postgres"])
def still(request: pytest.FixtureRequest, tmp_path: Path) -> HubProcess:
    """A hub with places that nobody has started."""
    db = "" if request.param == "sqlite" else request.getfixturevalue("postgres").database()
    hub = HubProcess(tmp_path / "hub", db)
    settle_places(hub)
    return hub


@pytest.fixture
def filed(tmp_path: Path) -> HubProcess:
    """One on a file."""
    hub = HubProcess(tmp_path / "hub")
    settle_places(hub)
    return hub


@pytest.fixture
def hub(still: HubProcess) -> Iterator[HubProcess]:
    """The same, running."""
    yield still.start()
    still.kill()


def backup(hub: HubProcess, folder: Path) -> Path:
    told = hub.inside("backup", "--to", folder).value
    assert told["verified"] is True
    return Path(told["path"])


def facts(hub: HubProcess) -> int:
    with hub.records() as records, records.engine.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM fact").scalar() or 0)


def test_a_backup_is_made_while_the_hub_works_and_brings_everything_back(hub: HubProcess, tmp_path: Path):
    asker = settle(hub, VILLAGE, "village")
    said(asker.push(a_case(WORDS), a_case(WORDS)))
    told = hub.inside("backup", "--to", tmp_path / "disk").value
    assert told["facts"] == facts(hub) == 9
    file = Path(told["path"])
    assert file.name.startswith("minsheng-hub-")
    assert [path.name for path in (tmp_path / "disk").iterdir()] == [file.name]
    later = asker.write(a_case())
    said(asker.post("push", asker.push_body(later)))
    epoch = said(asker.feed())["epoch"]
    port = hub.port
    hub.stop()
    restored = hub.inside("restore", file).value
    assert (restored["restored"], restored["facts"]) == (True, 9)
    assert list(Path(restored["set_aside"]).iterdir())
    hub.start(port)
    page = said(asker.feed())
    assert len([row for row in page["facts"] if "case.registered" in row[5]]) == 2
    assert page["epoch"] >> 32 == (epoch >> 32) + 1  # time went back, and the hub says so
    assert said(asker.post("push", asker.push_body(later)))["head"][0] == 3
    asker.client.close()


def test_what_was_put_aside_can_be_put_back(still: HubProcess, tmp_path: Path):
    file = backup(still, tmp_path / "disk")
    with still.records() as records:
        import_places(records, [{"code": "310116003000", "name": "张堰镇", "level": "街镇"}])
    before = facts(still)
    aside = Path(still.inside("restore", file).value["set_aside"])
    assert facts(still) == before - 1
    [kept] = aside.iterdir()
    assert still.inside("restore", kept).value["facts"] == facts(still) == before


def test_a_backup_opens_for_nobody_without_the_key(still: HubProcess, tmp_path: Path, request: pytest.FixtureRequest):
    file = backup(still, tmp_path / "disk")
    data = file.read_bytes()
    for never in ("七村".encode(), b"SQLite format", b"PGDMP", b"place.placed"):
        assert never not in data
    other = HubProcess(tmp_path / "other", request.getfixturevalue("postgres").database() if still.db else "")
    settle_places(other)
    answer = other.inside("restore", file)
    assert (answer.code, answer.fault["code"]) == (2, "not_a_hub_backup")


def test_revoked_and_erased_stay_so_when_an_older_backup_comes_back(hub: HubProcess, tmp_path: Path):
    asker, town = settle(hub, VILLAGE, "village"), settle(hub, TOWN, "town")
    [case] = asker.write(a_case(WORDS))
    said(asker.post("push", asker.push_body([case])))
    file = backup(hub, tmp_path / "disk")
    erasing = NewFact("case.erased", case.event.subject, {"part": "words"})
    said(asker.push(erasing))
    hub.inside("revoke", asker.key)
    port = hub.port
    hub.stop()
    hub.inside("restore", file)
    hub.start(port)
    assert fault(asker.feed()) == (403, "revoked")
    [row] = [row for row in said(town.feed())["facts"] if "case.registered" in row[5]]
    assert WORDS not in str(row)
    assert row[14:] == ["", ""]
    for one in (asker, town):
        one.client.close()


def test_nothing_is_restored_under_a_running_hub(hub: HubProcess, tmp_path: Path):
    asker = settle(hub, VILLAGE, "village")
    file = backup(hub, tmp_path / "disk")
    said(asker.push(a_case()))
    before = facts(hub)
    answer = hub.inside("restore", file)
    assert (answer.code, answer.fault["code"]) == (3, "hub_serving")
    assert facts(hub) == before
    asker.client.close()


@pytest.mark.parametrize("spoil", ["cut", "bit", "empty", "other", "longer"])
def test_a_spoiled_backup_is_refused_and_nothing_changes(still: HubProcess, tmp_path: Path, spoil: str):
    file = backup(still, tmp_path / "disk")
    before = facts(still)
    data = bytearray(file.read_bytes())
    if spoil == "bit":
        data[len(data) // 2] ^= 1
    spoiled = {
        "cut": data[:-5000],
        "bit": data,
        "empty": b"",
        "other": os.urandom(70_000),
        "longer": data + data[:4096],
    }
    (tmp_path / "spoiled").write_bytes(spoiled[spoil])
    answer = still.inside("restore", tmp_path / "spoiled")
    assert (answer.code, answer.fault["code"]) == (2, "not_a_hub_backup")
    assert not list(still.files.glob("before-restore-*"))
    assert facts(still) == before
    assert not list(still.files.glob(".making-*"))


def test_the_last_backup_is_known_to_the_monitor(hub: HubProcess, tmp_path: Path):
    backup(hub, tmp_path / "disk")
    text = httpx.get(f"{hub.url}/metrics", trust_env=False).text
    [line] = [line for line in text.splitlines() if line.startswith("minsheng_hub_last_backup_seconds ")]
    assert abs(float(line.split()[1]) - time.time()) < 120


def test_a_backup_that_does_not_fit_leaves_nothing_behind(filed: HubProcess, tmp_path: Path):
    words = hub_argv(filed.files, "", "backup", "--to", str(tmp_path / "disk"), "--json")
    small = 50_000
    done = subprocess.run(
        words,
        capture_output=True,
        check=False,
        env=hub_environment(),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (small, small)),
    )
    assert done.returncode == 3
    assert b"disk_f" in done.stdout
    assert list(tmp_path.glob("disk/*")) == []


def test_without_the_key_the_records_are_left_filed(filed: HubProcess, tmp_path: Path):
    file = backup(filed, tmp_path / "disk")
    (filed.files / "hub.key").rename(tmp_path / "hub.key")
    for words in (("desks",), ("restore", file)):
        answer = filed.inside(*words)
        assert (answer.code, answer.fault["code"]) == (3, "hub_key_missing")
    assert not (filed.files / "hub.key").exists()
    (tmp_path / "hub.key").rename(filed.files / "hub.key")
    assert filed.inside("desks").value == {"desks": []}


def test_a_backup_of_one_engine_is_not_put_into_the_other(filed: HubProcess, tmp_path: Path, postgres: Postgres):
    file = backup(filed, tmp_path / "disk")
    answer = hub_inside(filed.files, postgres.database(), "restore", file)
    assert (answer.code, answer.fault["code"]) == (2, "not_a_hub_backup")
    assert filed.inside("restore", tmp_path / "nothing").fault["code"] == "file_missing"


def test_without_postgresqls_own_programs_it_is_said_which(
    tmp_path: Path, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
):
    db = postgres.database()
    assert hub_inside(tmp_path / "hub", db, "places").code == 0
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    answer = hub_inside(tmp_path / "hub", db, "backup", "--to", tmp_path / "disk")
    assert (answer.code, answer.fault["code"], answer.fault["program"]) == (3, "pg_dump_missing", "pg_dump")
    broken = tmp_path / "bin/pg_dump"
    broken.write_text("#!/bin/sh\necho 'pg_dump: error: aborting because of server version mismatch' >&2\nexit 1\n")
    broken.chmod(0o755)
    answer = hub_inside(tmp_path / "hub", db, "backup", "--to", tmp_path / "disk")
    assert (answer.code, answer.fault["code"]) == (3, "pg_dump_failed")
    assert "version mismatch" in answer.fault["message"]
    assert list((tmp_path / "disk").iterdir()) == []
