"""Files that are missing, spoilt or from another version: one sentence in both languages, and not a byte changed."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.cli.command_tools import Commands, files_of

Damage = Callable[[Commands], None]


def garbage(size: int) -> bytes:
    return os.urandom(size)


def newer(station: Commands) -> None:
    with station.open() as desk, desk.vault.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))


def half(station: Commands) -> None:
    data = (station.home / "desk.db").read_bytes()
    (station.home / "desk.db").write_bytes(data[: len(data) // 8192 * 4096])


def slot(name: str, value: object) -> Damage:
    def spoil(station: Commands) -> None:
        ring = json.loads((station.home / "keyring.json").read_text())
        ring["slots"][0][name] = value
        (station.home / "keyring.json").write_text(json.dumps(ring))

    return spoil


def written(name: str, data: bytes) -> Damage:
    return lambda station: [None, (station.home / name).write_bytes(data)][0]


def folder_in_place_of(name: str) -> Damage:
    def spoil(station: Commands) -> None:
        (station.home / name).unlink()
        (station.home / name).mkdir()

    return spoil


DAMAGES: dict[str, tuple[Damage, str]] = {
    "garbage for records": (written("desk.db", garbage(120_000)), "not_a_database"),
    "a text for records": (written("desk.db", b"hello"), "not_a_database"),
    "nothing in the records": (written("desk.db", b""), "not_a_database"),
    "records without a password": (written("desk.db", b"SQLite format 3\0" + bytes(8176)), "not_a_database"),
    "half of the records": (half, "database_damaged"),
    "a folder for records": (folder_in_place_of("desk.db"), "home_unreadable"),
    "no records": (lambda station: (station.home / "desk.db").unlink(), "database_missing"),
    "records of a newer version": (newer, "newer_version"),
    "no key ring": (lambda station: (station.home / "keyring.json").unlink(), "database_without_keys"),
    "garbage for a key ring": (written("keyring.json", garbage(400)), "key_ring_damaged"),
    "an empty key ring": (written("keyring.json", b""), "key_ring_damaged"),
    "a list for a key ring": (written("keyring.json", b"[]"), "key_ring_damaged"),
    "a key ring without keys": (written("keyring.json", b'{"station": "x", "slots": []}'), "key_ring_damaged"),
    "a key that costs all memory": (slot("memory_kib", 10**9), "key_ring_damaged"),
    "a key that costs words": (slot("passes", "many"), "key_ring_damaged"),
    "a key cut short": (slot("wrapped", "00"), "key_ring_damaged"),
    "a folder for a key ring": (folder_in_place_of("keyring.json"), "home_unreadable"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_named_in_both_languages_and_nothing_is_touched(station: Commands, name: str):
    damage, code = DAMAGES[name]
    station.record()
    damage(station)
    before = files_of(station.home)
    for said in (station.inside("cases"), station.inside("cases", "--lang", "en")):
        assert (said.code, said.fault["code"]) == (3, code)
    assert said.fault["message"].isascii() or "“" in said.fault["message"]
    assert station.inside("record", station.file({"title": "新"})).code == 3
    assert before.items() <= files_of(station.home).items()


@pytest.mark.parametrize("name", ["garbage for records", "half of the records", "records of a newer version"])
def test_a_process_of_its_own_says_no_more_than_the_sentence(station: Commands, name: str):
    """The engine writes what it thinks of such files to standard error unless it is told not to."""
    DAMAGES[name][0](station)
    said = station("verify")
    assert (said.code, said.fault["code"]) == (3, DAMAGES[name][1])
    assert station.plain_inside("show", "1").error.count("\n") == 1


def test_flipped_bits_are_never_shown_as_if_they_were_right(station: Commands):
    number = station.record()
    data = bytearray((station.home / "desk.db").read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 + 100] ^= 1
    (station.home / "desk.db").write_bytes(data)
    for words in (("cases",), ("show", number), ("verify",), ("rebuild",), ("backup", "--to", "stick")):
        said = station.inside(*words)
        assert (said.code, said.fault["code"]) == (3, "database_damaged")
    assert (station.home / "desk.db").read_bytes() == bytes(data)


def test_a_home_that_is_not_there_is_no_station(nowhere: Commands, tmp_path: Path):
    said = nowhere("cases")
    assert (said.code, said.fault["code"]) == (2, "not_founded")
    assert not nowhere.home.exists()
    (tmp_path / "file").write_text("")
    in_a_file = Commands(tmp_path / "file", nowhere.password)
    assert in_a_file.inside("cases").fault["code"] == "not_founded"
    assert in_a_file.inside("init", "--sample").code == 3
