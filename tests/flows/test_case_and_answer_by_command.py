"""A case goes from the village through the hub to its town and comes back answered: four homes, one hub, by commands.

The town acts, the district looks on without the person's name, the village beside knows nothing of it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.cli.command_tools import LAMP, PASSWORD, Commands, make_cheap
from tests.hub_process import HubProcess, running_hub

DISTRICT, TOWN, VILLAGE, BESIDE = "310116000000", "310116103000", "310116103201", "310116103202"
PLACES = f"""code,name,level
310000000000,上海市,市
{DISTRICT},金山区,区
{TOWN},山阳镇,街镇
{VILLAGE},晨光村,村居
{BESIDE},向阳村,村居
"""
SEATS = {
    "village": ("晨光村征集点", VILLAGE, "village", "卫某"),
    "beside": ("向阳村征集点", BESIDE, "village", "严某"),
    "town": ("山阳镇征集工作站", TOWN, "town", "蒋某"),
    "district": ("金山区征集办公室", DISTRICT, "district", "沈某"),
}
FORWARD = {"lead_unit": "区交通委", "note": "请在十日内联系来访人。"}
REPLY = {
    "outcome": "3",
    "reply_text": "您好！您提出的建议收悉。\n东门三盏路灯已列入今年的维修计划，年底前装好。",
    "promise": "修好三盏路灯",
    "promise_date": "2199-12-31",
    "contact": "陶某",
    "contact_phone": "021-0000 0203",
}
NAME, PHONE = "欧阳某", "13900000005"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("flow")


@pytest.fixture(scope="module")
def hub(folder: Path) -> Iterator[HubProcess]:
    table = folder / "places.csv"
    table.write_text(PLACES, encoding="utf-8")
    with running_hub(folder / "hub") as hub:
        assert hub.inside("places", "import", table).value["imported"] == 5
        yield hub


@pytest.fixture(scope="module")
def seats(folder: Path, hub: HubProcess) -> dict[str, Commands]:
    """Each founded and joined by commands; village and town, who act, by processes of their own from the start."""
    (folder / "password").write_text(PASSWORD)
    made = {}
    for seat, (name, code, level, operator) in SEATS.items():
        commands = made[seat] = Commands(folder / seat, folder / "password")
        recovery = folder / f"{seat}-code"
        station = ("--station", code, "--name", name, "--level", level, "--operator", operator)
        do = commands if seat in ("village", "town") else commands.inside
        assert do("init", *station, "--recovery-file", recovery).code == 0
        make_cheap(commands.home, recovery.read_text().strip())
        one_time = hub.inside("enrol", "--place", code, "--level", level).value["code"]
        joined = do("enrol", "--hub", hub.url, "--code", one_time).value
        assert (joined["hub"], joined["level"], joined["code"]) == (hub.url, level, code)
    return made


def answer(station: Commands, *words: str | Path) -> Any:
    said = station(*words)
    assert said.code == 0, said
    return said.value


def exchange(station: Commands) -> dict[str, int]:
    said = station("sync")
    assert said.code == 0, said
    assert (said.value["refused"], said.value["left"]) == (0, 0)
    return dict(said.value)


def look(station: Commands) -> None:
    """An exchange of who only looks on."""
    assert station.inside("sync").code == 0


def words_in(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    assert [round(side) for side in document[0].get_size()] == [595, 842]  # A4
    return "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "")


def test_a_case_is_answered_and_the_answer_comes_back(seats: dict[str, Commands], tmp_path: Path):
    village, town = seats["village"], seats["town"]
    number = answer(village, "record", village.file(LAMP))["number"]
    assert village.inside("show", number).value["sync"] == "saved"
    assert exchange(village)["sent"] == 3  # place, operator, case
    assert village.inside("show", number).value["sync"] == "arrived"

    assert exchange(town)["received"] > 0
    (row,) = town.inside("cases", "--find", "路灯").value["cases"]
    assert (row["number"], row["place"], row["state"]) == (number, "晨光村", "10")
    fields = town.inside("show", number).value["fields"]
    assert (fields["suggester"]["name"], fields["original_text"]) == (NAME, LAMP["original_text"])

    forwarded = answer(town, "step", number, "forward", town.file(FORWARD))
    assert (forwarded["state"], forwarded["verdict"]) == ("32", "provisional")
    assert answer(town, "step", number, "reply", town.file(REPLY))["state"] == "60"
    assert exchange(town)["sent"] >= 2

    assert exchange(village)["received"] >= 2
    shown = village.inside("show", number).value
    reply, forward, _ = shown["steps"]
    assert shown["state"] == "60"
    assert [step["verdict"] for step in shown["steps"]] == ["ok", "ok", "ok"]
    assert (reply["kind"], reply["outcome"], reply["text"]) == ("replied", "3", REPLY["reply_text"])
    assert (reply["place"], forward["kind"], forward["unit"]) == ("山阳镇", "forwarded", "区交通委")

    letter = tmp_path / "letter.pdf"
    assert answer(village, "slip", number, "--kind", "reply", "--out", letter)["pages"] == 1
    written = words_in(letter)
    for there in (
        number,
        NAME,
        "山阳镇征集工作站",
        "东门三盏路灯已列入今年的维修计划",
        "修好三盏路灯",
        "021-0000 0203",
    ):
        assert there in written, there
    assert PHONE not in written
    for station in seats.values():
        assert station.inside("verify").value["ok"]


def test_who_is_above_sees_the_case_and_who_is_beside_does_not(seats: dict[str, Commands]):
    village, town, district, beside = (seats[name] for name in ("village", "town", "district", "beside"))
    number = answer(village, "record", village.file(LAMP))["number"]
    exchange(village)
    for station in (town, district, beside):
        look(station)
    assert town.inside("show", number).value["fields"]["suggester"]["name"] == NAME
    seen = district.inside("show", number).value["fields"]
    assert seen["original_text"] == LAMP["original_text"]
    assert NAME not in str(seen)
    assert PHONE not in str(seen)
    assert beside.inside("cases").value["total"] == 0
    assert beside.inside("show", number).fault["code"] == "number_unknown"


def test_a_stolen_desk_is_revoked_and_its_case_can_be_erased_everywhere(seats: dict[str, Commands], hub: HubProcess):
    village, town = seats["village"], seats["town"]
    number = answer(village, "record", village.file(LAMP))["number"]
    exchange(village)
    look(town)
    assert answer(town, "erase", number, "--part", "both", "--reason", "本人要求")["number"] == number
    exchange(town)
    exchange(village)
    for station in (village, town):
        fields = station.inside("show", number).value["fields"]
        assert NAME not in str(fields)
        assert LAMP["original_text"] not in str(fields)
    with village.open() as desk, desk.vault.read() as connection:
        key = connection.exec_driver_sql("SELECT desk_key FROM identity").scalar_one()
    assert hub.inside("revoke", key.hex()).code == 0
    said = village("sync")
    assert (said.code, said.fault["code"]) == (3, "hub_revoked")
    look(town)
