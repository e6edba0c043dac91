"""Two programs on one home: the window is open, another command writes, somebody holds the records too long."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from desk.actions.cases import record_case
from desk.reads.cases import find_cases
from tests.cli.command_tools import LAMP, Commands, Said, argv, environment


def started(station: Commands, *words: str) -> subprocess.Popen[bytes]:
    command = argv("--json", "--home", station.home, "--password-file", station.password, *words)
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())


def ended(process: subprocess.Popen[bytes]) -> tuple[int, dict]:
    out, error = process.communicate(timeout=60)
    assert error == b""
    return process.returncode, json.loads(out)


@pytest.fixture(scope="module", autouse=True)
def held(
    founded: tuple[Path, Said], stage: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Commands, subprocess.Popen[bytes]]]:
    """A command that waits for records that are held while this file's tests run; its patience is a quarter minute."""
    station = Commands(tmp_path_factory.mktemp("held") / "home", stage / "password")
    shutil.copytree(founded[0], station.home)
    station.record()
    with station.open() as desk, desk.vault.write() as connection:
        connection.execute(text("SELECT 1"))
        process = started(station, "record", str(station.file(LAMP)), "--lang", "en")
        yield station, process
        process.kill()
        process.communicate()


def test_a_command_waits_its_turn(station: Commands):
    with station.open() as desk:
        with desk.vault.write() as connection:
            connection.execute(text("SELECT 1"))
            waiting = started(station, "record", str(station.file(LAMP)))
            time.sleep(2)
            assert waiting.poll() is None
        code, value = ended(waiting)
        assert code == 0
        assert [row.number for row in find_cases(desk.vault, desk.lens).rows] == [value["number"].replace("-", "")]


def test_commands_and_an_open_window_write_in_turn(station: Commands):
    """Each sees what the other saved; the chain stays one and nothing is recorded twice."""
    with station.open() as window:
        for turn in range(1, 3):
            record_case(window, LAMP)
            station("record", station.file(LAMP))
            assert find_cases(window.vault, window.lens).total == 2 * turn
        said = station.inside("verify")
        assert said.value == {"ok": True, "facts": 6, "problems": []}


def test_commands_at_the_same_time_all_save(station: Commands):
    running = [started(station, "record", str(station.file(LAMP))) for _ in range(4)]
    numbers = {ended(process)[1]["number"] for process in running}
    assert len(numbers) == 4
    assert {case["number"] for case in station.inside("cases").value["cases"]} == numbers
    assert station.inside("verify").value["ok"] is True


def test_a_command_leaves_the_records_closed(station: Commands):
    station("record", station.file(LAMP))
    assert not list(station.home.glob("desk.db-*"))


def test_records_held_for_long_are_a_clear_sentence_and_may_be_read_meanwhile(
    held: tuple[Commands, subprocess.Popen[bytes]],
):
    station, waiting = held
    assert station("cases").value["total"] == 1
    code, value = ended(waiting)
    assert code == 3
    assert value["error"]["code"] == "database_busy"
    message = "Another program holds the records. Nothing was lost. Close it and try again."
    assert value["error"]["message"] == message
