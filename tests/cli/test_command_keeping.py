"""verify, rebuild, backup, restore: what holds, what does not, and what comes back on another computer."""

import shutil
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.cli.command_tools import Commands, files_of


def backed_up(station: Commands, folder: Path) -> Path:
    return Path(station.inside("backup", "--to", folder).value["path"])


def test_a_desk_that_holds_is_said_to_hold(station: Commands):
    station.record()
    said = station("verify")
    assert (said.code, said.value) == (0, {"ok": True, "facts": 3, "problems": []})
    assert station("rebuild").value == {"equal": True, "facts": 3}
    assert "3 条事实，0 处不对" in station.plain_inside("verify").words


def test_a_table_that_differs_is_found_and_made_right(station: Commands):
    number = station.record()
    with station.open() as desk, desk.vault.write() as connection:
        connection.execute(text("UPDATE cases SET title = '别的'"))
    said = station.inside("verify")
    assert said.code == 3
    assert said.value["ok"] is False
    assert {"code": "table_differs", "table": "cases"}.items() <= said.value["problems"][0].items()
    assert said.value["problems"][0]["message"].endswith("。")
    assert station.inside("rebuild").value["equal"] is False
    assert station.inside("verify").value["ok"] is True
    assert station.inside("show", number).value["fields"]["title"] == "东门路灯"


def test_a_fact_that_was_changed_is_found(station: Commands):
    station.record()
    with station.open() as desk, desk.vault.write() as connection:
        connection.execute(text("UPDATE fact SET content = replace(content, '\"JY\"', '\"ZX\"') WHERE n = 3"))
    said = station.inside("verify")
    assert (said.code, said.value["ok"]) == (3, False)


def test_a_backup_comes_back_on_another_computer(station: Commands, stage: Path, tmp_path: Path):
    numbers = [station.record() for _ in range(3)]
    said = station("backup", "--to", tmp_path / "stick")
    assert set(said.value) == {"path", "facts", "verified"}
    assert (said.value["facts"], said.value["verified"]) == (5, True)
    other = station.elsewhere("other")
    restored = other("restore", said.value["path"])
    assert restored.code == 0
    assert {"facts": 5, "path": str(other.home), "set_aside": None, "verified": True}.items() <= restored.value.items()
    assert sorted(case["number"] for case in other.inside("cases").value["cases"]) == sorted(numbers)
    assert other.inside("verify").value["ok"] is True
    assert other.inside("cases", "--recovery-file", stage / "recovery").code == 0


def test_a_backup_comes_back_by_the_recovery_code_and_through_a_pipe(station: Commands, stage: Path, tmp_path: Path):
    number = station.record()
    data = backed_up(station, tmp_path / "stick").read_bytes()
    other = station.elsewhere("other")
    said = other("restore", "-", "--recovery-file", stage / "recovery", stdin=data)
    assert said.value["facts"] == 3
    assert other.inside("show", number).code == 0


def test_what_was_there_before_a_restore_is_kept(station: Commands, tmp_path: Path):
    first = station.record()
    file = backed_up(station, tmp_path / "stick")
    second = station.record()
    said = station.inside("restore", file)
    assert station.inside("show", first).code == 0
    assert station.inside("show", second).fault["code"] == "number_unknown"
    aside = Commands(Path(said.value["set_aside"]), station.password)
    assert aside.inside("show", second).value["number"] == second


def test_a_restore_under_an_open_desk_is_refused(station: Commands, tmp_path: Path):
    file = backed_up(station, tmp_path / "stick")
    number = station.record()
    with station.open() as desk, desk.vault.read() as connection:
        connection.execute(text("SELECT 1"))
        said = station("restore", file)
    assert (said.code, said.fault["code"]) == (3, "desk_open")
    assert station.inside("show", number).code == 0


def test_a_backup_goes_nowhere_when_its_folder_does_not(station: Commands, tmp_path: Path):
    (tmp_path / "file").write_text("")
    said = station.inside("backup", "--to", tmp_path / "file" / "stick")
    assert said.code == 3
    assert said.fault["message"]
    assert station.inside("backup").fault["code"] == "bad_option"


def spoilt(kind: str, good: Path, folder: Path) -> Path:
    """Something that is no backup."""
    file = folder / "spoilt.mbackup"
    data = good.read_bytes()
    if kind == "half":
        file.write_bytes(data[: len(data) // 2])
    elif kind == "turned":
        file.write_bytes(data[:50_000] + bytes([data[50_000] ^ 1]) + data[50_001:])
    elif kind == "text":
        file.write_text("no backup")
    elif kind == "folder":
        file.mkdir()
    elif kind != "missing":
        with zipfile.ZipFile(good) as old, zipfile.ZipFile(file, "w") as new:
            for name in old.namelist():
                if kind == "other words" and name == "keyring.json":
                    new.writestr(name, "{}")
                elif kind == "other records" and name == "desk.db":
                    new.writestr(name, b"x" * 8192)
                elif kind != "empty":
                    new.writestr(name, old.read(name))
    return file


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("half", "not_a_backup"),
        ("turned", "not_a_backup"),
        ("text", "not_a_backup"),
        ("empty", "not_a_backup"),
        ("other words", "not_a_backup"),
        ("other records", "not_a_backup"),
        ("folder", "file_unreadable"),
        ("missing", "file_missing"),
    ],
)
def test_what_is_no_backup_changes_nothing(station: Commands, tmp_path: Path, kind: str, code: str):
    station.record()
    file = spoilt(kind, backed_up(station, tmp_path / "stick"), tmp_path)
    before = files_of(station.home)
    said = station.inside("restore", file)
    assert (said.code, said.fault["code"]) == (2, code)
    assert files_of(station.home) == before


def test_a_wrong_password_restores_nothing(station: Commands, tmp_path: Path):
    file = backed_up(station, tmp_path / "stick")
    (tmp_path / "wrong").write_text("wrong-password")
    other = Commands(tmp_path / "other", tmp_path / "wrong")
    assert other.inside("restore", file).fault["code"] == "wrong_password"
    assert not (other.home / "desk.db").exists()


def test_a_backup_of_a_newer_version_is_left_alone(station: Commands, tmp_path: Path):
    shutil.copytree(station.home, tmp_path / "newer")
    newer = station.elsewhere("newer")
    with newer.open() as desk:
        file = Path(newer.inside("backup", "--to", tmp_path / "stick").value["path"])
        key = desk.key
    make_newer(file, key, tmp_path)
    before = files_of(station.home)
    said = station.inside("restore", file)
    assert (said.code, said.fault["code"]) == (3, "newer_version")
    assert files_of(station.home) == before


def make_newer(file: Path, key: bytes, folder: Path) -> None:
    from desk.storage.vault import connect

    with zipfile.ZipFile(file) as packed:
        packed.extractall(folder / "unpacked")
    records = connect(folder / "unpacked" / "desk.db", key)
    records.execute("UPDATE alembic_version SET version_num = '9999'")
    records.execute("PRAGMA journal_mode=DELETE").fetchall()
    records.close()
    with zipfile.ZipFile(file, "w") as packed:
        for path in (folder / "unpacked").iterdir():
            packed.write(path, path.name)
