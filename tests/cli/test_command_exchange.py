"""enrol, sync: a station joins a hub and exchanges with it by commands; show, cases and doctor tell how it stands."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desk.hub.enrolment import new_code
from desk.hub.hub import open_hub
from desk.storage.lock import alone
from tests.cli.command_tools import Commands
from tests.hub_process import HubProcess

PLACES = """code,name,level
310000000000,上海市,city
310116000000,金山区,district
310116103000,山阳镇,town
310116113000,晨光居民区,village
"""
STATION = "310116113000"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    folder = tmp_path_factory.mktemp("hub")
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    running = HubProcess(folder / "files")
    assert running.command("places", "import", folder / "places.csv").code == 0
    yield running.start()
    running.kill()


def code_for(hub: HubProcess) -> str:
    known = open_hub(f"sqlite:///{hub.files / 'hub.db'}", hub.files, time.time)
    try:
        return new_code(known, STATION, "point").code
    finally:
        known.close()


@pytest.fixture
def enrolled(station: Commands, hub: HubProcess) -> Commands:
    said = station.inside("enrol", "--hub", hub.url, "--code", code_for(hub))
    assert said.code == 0, said
    return station


def check_of(station: Commands) -> dict[str, Any]:
    said = station.inside("doctor")
    return next(check for check in said.value["checks"] if check["name"] == "hub")


def test_joining_answers_the_hub_the_place_and_the_level(station: Commands, hub: HubProcess):
    said = station("enrol", "--hub", hub.url, "--code", code_for(hub))
    assert said.code == 0
    assert (said.value["hub"], said.value["level"], said.value["code"]) == (hub.url, "point", STATION)
    assert len(said.value["place"]) == 36


def test_one_exchange_sends_everything_and_leaves_nothing(enrolled: Commands):
    number = enrolled.record()
    assert enrolled.inside("show", number).value["sync"] == "saved"
    assert [step["verdict"] for step in enrolled.inside("show", number).value["steps"]] == ["provisional"]
    said = enrolled("sync")
    assert said.code == 0
    assert (said.value["sent"], said.value["refused"], said.value["left"]) == (3, 0, 0)
    shown = enrolled.inside("show", number).value
    assert shown["sync"] == "arrived"
    assert [step["verdict"] for step in shown["steps"]] == ["ok"]
    assert [row["sync"] for row in enrolled.inside("cases").value["cases"]] == ["arrived"]
    again = enrolled.inside("sync").value
    assert (again["sent"], again["received"]) == (0, 0)


def test_an_exchange_in_words(enrolled: Commands):
    enrolled.record()
    said = enrolled.plain_inside("sync")
    assert said.code == 0
    assert said.words.startswith("送出 3 条，收到 ")


def test_without_a_hub_the_exchange_says_how_much_is_only_here(station: Commands):
    station.record()
    said = station.inside("sync")
    assert (said.code, said.fault["code"], said.fault["left"]) == (3, "not_enrolled", 3)
    assert check_of(station)["ok"]


def test_without_a_line_the_exchange_says_how_much_is_only_here(enrolled: Commands, tmp_path: Path):
    enrolled.record()
    with enrolled.open() as desk, desk.vault.write() as connection:
        connection.exec_driver_sql("UPDATE hub SET url = 'http://127.0.0.1:1'")
    said = enrolled("sync")
    assert (said.code, said.fault["code"], said.fault["left"]) == (3, "hub_unreachable", 3)
    check = check_of(enrolled)
    assert (check["ok"], "连不上中心" in check["message"]) == (False, True)
    assert enrolled.inside("doctor").code == 0


def test_the_doctor_tells_where_the_desk_belongs_and_when_it_exchanged_last(enrolled: Commands, hub: HubProcess):
    before = check_of(enrolled)
    assert (before["ok"], hub.url in before["message"]) == (False, True)
    enrolled.inside("sync")
    after = check_of(enrolled)
    assert (after["ok"], "晨光居民区" in after["message"]) == (True, True)


def test_a_second_exchange_at_the_same_time_is_refused(enrolled: Commands):
    enrolled.record()
    with alone(enrolled.home / "exchange"):
        said = enrolled("sync")
    assert (said.code, said.fault["code"], said.fault["left"]) == (3, "exchange_running", 3)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--hub", "http://hub.example.cn", "--code", "12345678"), "hub_not_tls"),
        (("--hub", "hub.example.cn", "--code", "12345678"), "hub_url_wrong"),
        (("--hub", "http://127.0.0.1:1", "--code", "1234"), "code_wrong"),
        (("--hub", "https://127.0.0.1:1", "--code", "12345678", "--ca", "/nowhere.pem"), "file_missing"),
        (("--hub", "https://127.0.0.1:1"), "bad_option"),
        (("--code", "12345678"), "bad_option"),
        (("--hub", "https://127.0.0.1:1", "--code", "12345678", "more"), "bad_option"),
    ],
)
def test_what_cannot_be_joined_is_bad_input(station: Commands, words: tuple[str, ...], code: str):
    said = station.inside("enrol", *words)
    assert (said.code, said.fault["code"]) == (2, code)


def test_a_hub_that_is_not_there_is_the_environment(station: Commands):
    said = station.inside("enrol", "--hub", "http://127.0.0.1:1", "--code", "12345678")
    assert (said.code, said.fault["code"]) == (3, "hub_unreachable")


def test_a_restored_desk_still_belongs_to_its_hub(enrolled: Commands, tmp_path: Path):
    number = enrolled.record()
    assert enrolled.inside("sync").code == 0
    made = enrolled.inside("backup", "--to", tmp_path / "stick").value["path"]
    later = enrolled.record()
    assert enrolled.inside("sync").code == 0
    other = enrolled.elsewhere("restored")
    assert other.inside("restore", made).code == 0
    mine = other.record()
    said = other.inside("sync")
    assert (said.code, said.value["left"]) == (0, 0)
    for one in (number, later, mine):
        assert other.inside("show", one).value["sync"] == "arrived"
    assert other.inside("verify").value["ok"]
