"""Disks that refuse: read-only, unreadable, full. What was saved before is all there afterwards."""

import resource
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.command_tools import LAMP, STATION, Commands, files_of, without_override

WORDS = {"title": "长", "original_text": "路灯不亮。" * 3000}


@pytest.fixture
def read_only(station: Commands) -> Iterator[Commands]:
    for path in station.home.iterdir():
        path.chmod(0o400)
    station.home.chmod(0o500)
    yield station
    station.home.chmod(0o700)


def test_a_read_only_folder_takes_nothing_and_loses_nothing(read_only: Commands):
    before = files_of(read_only.home)
    case = read_only.file(LAMP).read_bytes()
    said = read_only("record", "-", stdin=case, preexec_fn=without_override)
    assert (said.code, said.fault["code"]) == (3, "home_read_only")
    assert "以前存的都在" in said.fault["message"]
    assert files_of(read_only.home) == before


def test_a_read_only_folder_is_said_by_every_command_that_writes(read_only: Commands):
    for words in (("backup", "--to", read_only.home / "b"), ("verify", "--lang", "en")):
        said = read_only(*words, preexec_fn=without_override)
        assert (said.code, said.fault["code"]) == (3, "home_read_only")
    said = read_only.elsewhere("home/new")("init", *STATION, preexec_fn=without_override)
    assert (said.code, said.fault["code"]) == (3, "home_read_only")
    doctor = read_only("doctor", preexec_fn=without_override)
    assert doctor.code == 3
    assert {"folder": False}.items() <= {one["name"]: one["ok"] for one in doctor.value["checks"]}.items()


def test_records_that_may_not_be_written_can_still_be_looked_at(station: Commands):
    number = station.record()
    (station.home / "desk.db").chmod(0o400)
    assert station("show", number, preexec_fn=without_override).value["number"] == number
    said = station("withdraw", number, "--reason", "修好了", preexec_fn=without_override)
    assert (said.code, said.fault["code"]) == (3, "home_read_only")
    (station.home / "desk.db").chmod(0o600)
    assert station.inside("show", number).value["state"] == "10"


@pytest.mark.parametrize("name", ["", "desk.db", "keyring.json"])
def test_a_folder_that_may_not_be_read_is_said_to_be_that(station: Commands, name: str):
    (station.home / name).chmod(0)
    said = station("cases", preexec_fn=without_override)
    (station.home / name).chmod(0o700)
    assert (said.code, said.fault["code"]) == (3, "home_unreadable")
    assert station.inside("cases").code == 0


def limited(size: int) -> Callable[[], None]:
    """For `preexec_fn`: no file may grow beyond `size` bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [0, 50_000])
def test_a_disk_that_takes_no_more_loses_nothing_that_was_saved(station: Commands, size: int):
    numbers = {station.record() for _ in range(3)}
    said = station("record", station.file(WORDS), preexec_fn=limited(size))
    assert said.code == 3
    assert said.fault["code"] in ("disk_full", "disk_failing")
    assert {case["number"] for case in station.inside("cases").value["cases"]} == numbers
    assert station.inside("verify").value["ok"] is True
    station.record(WORDS)


def test_a_backup_that_does_not_fit_leaves_nothing_behind(station: Commands, tmp_path: Path):
    said = station("backup", "--to", tmp_path / "stick", preexec_fn=limited(50_000))
    assert said.code == 3
    assert said.fault["code"] in ("disk_full", "disk_failing")
    assert list((tmp_path / "stick").iterdir()) == []


def test_a_founding_that_does_not_fit_leaves_nothing_behind(nowhere: Commands, tmp_path: Path):
    said = nowhere("init", *STATION, "--recovery-file", tmp_path / "code", preexec_fn=limited(50_000))
    assert said.code == 3
    assert list(nowhere.home.iterdir()) == []
    assert not (tmp_path / "code").exists()
    assert nowhere.inside("init", *STATION).code == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[tuple[Path, Callable[[], None] | None]]:
    """A disk of 3 MB, or where nobody may mount one a folder and a limit on its files."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    except OSError:
        mounted = False
    yield folder, None if mounted else limited(3_000_000)
    if mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_disk_that_fills_up_stops_at_a_case_and_keeps_all_before(
    station: Commands, small_disk: tuple[Path, Callable[[], None] | None]
):
    folder, limit = small_disk
    subprocess.run(["cp", "-a", f"{station.home}/.", folder], check=True)
    small = Commands(folder, station.password)
    saved: list[str] = []
    while len(saved) < 400:
        said = small("record", station.file([WORDS] * 12), preexec_fn=limit)
        if said.code:
            break
        saved += [one["number"] for one in said.value]
    assert said.code == 3
    assert said.fault["code"] in ("disk_full", "disk_failing")
    assert saved
    listed = small.inside("cases", "--limit", "1000").value
    assert {case["number"] for case in listed["cases"]} == set(saved)
    assert small.inside("show", saved[-1]).value["fields"]["original_text"] == WORDS["original_text"]
    moved = station.elsewhere("moved")
    subprocess.run(["cp", "-a", folder, moved.home], check=True)
    assert moved.inside("verify").value["ok"] is True
    assert {case["number"] for case in moved.inside("cases", "--limit", "1000").value["cases"]} == set(saved)
