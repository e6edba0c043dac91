"""The sample cases S01 to S12 go the whole way by commands: recorded at a village, looked through, forwarded, reported
in digests and answered at the town and the district, told at the village, with the days they happened on."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from desk import resources
from tests.cli.command_tools import PASSWORD, Commands, make_cheap
from tests.hub_process import HubProcess, running_hub

DISTRICT, TOWN, VILLAGE = "310116000000", "310116113000", "310116113201"
PLACES = (
    f"code,name,level\n310000000000,上海市,市\n{DISTRICT},金山区,区\n{TOWN},山阳镇,街镇\n{VILLAGE},晨光居民区,村居\n"
)
SEATS = {
    "village": ("晨光居民区征集点", VILLAGE, "village", "卫某"),
    "town": ("山阳镇征集工作站", TOWN, "town", "蒋某"),
    "district": ("金山区征集办公室", DISTRICT, "district", "沈某"),
}
SAMPLES = {one["id"]: one for one in resources.read_json("samples", "samples.json") if one["id"].startswith("S")}
STAYS_OPEN = ("S05", "S08", "S10")
SATISFACTION = {"满意": "S1", "基本满意": "S2"}
TABLE = "小圆桌"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    folder = tmp_path_factory.mktemp("samples-hub")
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    with running_hub(folder / "hub") as hub:
        hub.inside("places", "import", folder / "places.csv")
        yield hub


@pytest.fixture(scope="module")
def seats(tmp_path_factory: pytest.TempPathFactory, hub: HubProcess) -> dict[str, Commands]:
    folder = tmp_path_factory.mktemp("samples")
    (folder / "password").write_text(PASSWORD)
    made = {}
    for seat, (name, code, level, operator) in SEATS.items():
        commands = made[seat] = Commands(folder / seat, folder / "password")
        recovery = folder / f"{seat}-code"
        station = ("--station", code, "--name", name, "--level", level, "--operator", operator)
        assert commands.inside("init", *station, "--recovery-file", recovery).code == 0
        make_cheap(commands.home, recovery.read_text().strip())
        one_time = hub.inside("enrol", "--place", code, "--level", level).value["code"]
        assert commands("enrol", "--hub", hub.url, "--code", one_time).code == 0
    return made


def done(station: Commands, *words: str | Path) -> Any:
    said = station.inside(*words)
    assert said.code == 0, (words, said)
    return said.value


def exchange(*stations: Commands) -> None:
    """By processes of their own."""
    for station in stations:
        said = station("sync")
        assert said.code == 0, said
        assert (said.value["refused"], said.value["left"]) == (0, 0)


class Walk:
    """One sample on its way; `number` is its own."""

    def __init__(self, seats: Mapping[str, Commands], sample: Mapping[str, Any], number: str) -> None:
        self.seats, self.sample, self.number = seats, sample, number
        self.station = "district" if sample["loop"] == "BIG" else "town"

    def step(self, seat: str, name: str, form: Mapping[str, Any]) -> None:
        station = self.seats[seat]
        assert done(station, "step", self.number, name, station.file(form))["verdict"] == "provisional"

    def take(self, step: Mapping[str, Any]) -> None:
        """What the sample says of one of the seven steps, as it is taken here."""
        said = {"on": step["date"], "actor": step["actor"]}
        note = step["note"] or step["step"]
        match step["step"]:
            case "梳理研判":
                self.step("town", "review", said | {"loop": self.sample["loop"], "note": note})
            case "转办摘报" if "摘报" in note:
                self.digest(note)
            case "转办摘报":
                units = {"lead_unit": self.sample["lead_unit"], "co_units": self.sample["co_units"]}
                self.step("town", "forward", units | {"note": note, "on": step["date"]})
            case "调研论证" if TABLE in step["actor"]:
                self.step("town", "discuss", said | {"record": note})
            case "调研论证":
                self.step("town", "research", said | {"note": note})
            case "协调督办":
                self.step("town", "supervise", said | {"note": note})
                if "批示" in note:
                    self.step("district", "instruct", {"text": note, "actor": "区领导", "on": step["date"]})
            case "落实转化":
                self.step("town", "complete", said | {"note": note})
            case "沟通反馈":
                answer = {"outcome": self.sample["outcome"], "reply_text": self.sample["reply_text"]}
                self.step("town", "reply", answer | {"unit": self.sample["lead_unit"], "on": step["date"]})

    def digest(self, note: str) -> None:
        district = self.seats["district"]
        form = {"cases": [self.number], "title": self.sample["title"], "cause": self.sample["main_cause"]}
        made = form | {"proposal": self.sample["proposal"], "opinion": note, "report_to": "区委办", "signer": "沈某"}
        done(district, "digest", "make", district.file(made))


@pytest.fixture(scope="module")
def walks(seats: dict[str, Commands]) -> dict[str, Walk]:
    """All of them after their last step, and after everybody exchanged."""
    village, town, district = seats["village"], seats["town"], seats["district"]
    recorded = village("record", village.file(list(SAMPLES.values())))
    assert recorded.code == 0, recorded
    made = zip(SAMPLES.items(), recorded.value, strict=True)
    walks = {id: Walk(seats, sample, one["number"]) for (id, sample), one in made}
    children = [done(village, "record", village.file(SAMPLES["S02"] | {"title": f"公厕 {n}"}))["number"] for n in "123"]
    exchange(village, town, district)
    done(town, "merge", walks["S02"].number, *children)
    for walk in walks.values():
        steps = [step for step in walk.sample["steps"] if step["step"] not in ("收集登记", "表彰奖励")]
        for step in steps:
            if any(word in step["note"] for word in ("摘报", "批示")):
                exchange(town, district)
            walk.take(step)
            if any(word in step["note"] for word in ("摘报", "批示")):
                exchange(district, town)
    exchange(town, district, village)
    waiting = {item["number"] for item in done(village, "totell")["items"]}
    told = [walk for id, walk in walks.items() if id not in (*STAYS_OPEN, "S11")]
    assert waiting == {*(walk.number for walk in told), walks["S11"].number, *children}
    for walk in told:
        said = {"how": "FM2", "satisfaction": SATISFACTION[walk.sample["satisfaction"]]}
        assert done(village, "tell", walk.number, village.file(said))["verdict"] == "provisional"
    for child in children:
        done(village, "tell", child, village.file({"how": "FM2", "satisfaction": "S1"}))
    exchange(village, town, district)
    for id in ("S06", "S12"):
        walks[id].step("district", "adopt", {"adoption": "F"})
        walks[id].step("district", "recommend", {"note": "推荐优秀人民建议"})
    walks["S12"].step("district", "award", {"note": "评为优秀人民建议（样例）"})
    exchange(district, town, village)
    return walks


def shown(walk: Walk, seat: str = "village") -> dict[str, Any]:
    return dict(done(walk.seats[seat], "show", walk.number))


STATES = {  # of the samples, as far as the steps go; recommended is a state of its own here
    **dict.fromkeys(("S01", "S02", "S03", "S04", "S07", "S09"), "71"),
    "S05": "50",
    "S06": "80",
    "S08": "40",
    "S10": "20",
    "S11": "60",
    "S12": "81",
}


@pytest.mark.parametrize("id", SAMPLES)
def test_every_seat_sees_the_same_state_and_every_step_counts(walks: dict[str, Walk], id: str):
    seen = [shown(walks[id], seat) for seat in SEATS]
    assert [one["state"] for one in seen] == [STATES[id]] * 3
    for one in seen:
        assert {step["verdict"] for step in one["steps"]} == {"ok"}
    expected = [step["step"] for step in SAMPLES[id]["steps"] if step["step"] not in ("收集登记", "表彰奖励")]
    assert len(seen[0]["steps"]) > len(expected)


@pytest.mark.parametrize("id", [id for id, sample in SAMPLES.items() if "outcome_abc" in sample.get("expect", {})])
def test_the_class_of_the_answer_is_told(walks: dict[str, Walk], id: str):
    assert shown(walks[id], "town")["outcome_abc"] == SAMPLES[id]["expect"]["outcome_abc"]


@pytest.mark.parametrize("id", [id for id in SAMPLES if id not in (*STAYS_OPEN, "S11")])
def test_who_was_told_waits_no_more_and_the_town_knows_what_they_said(walks: dict[str, Walk], id: str):
    told = next(step for step in shown(walks[id], "town")["steps"] if step["kind"] == "told")
    assert json.dumps(told, ensure_ascii=False)
    waiting = {item["number"] for item in done(walks[id].seats["village"], "totell")["items"]}
    assert walks[id].number not in waiting


def test_one_reply_waits_to_be_told_and_open_cases_wait_for_their_answer(walks: dict[str, Walk]):
    village = walks["S11"].seats["village"]
    assert [item["number"] for item in done(village, "totell")["items"]] == [walks["S11"].number]
    due = {item["number"] for item in done(village, "due", "--all")["items"]}
    assert {walks[id].number for id in STAYS_OPEN} <= due


def test_four_received_and_one_accepted(walks: dict[str, Walk]):
    children = shown(walks["S02"], "town")
    assert len(children["children"]) == 3
    for number in children["children"]:
        child = done(walks["S02"].seats["town"], "show", number)
        assert child["state"] == "12"
        assert any(step["kind"] == "told" for step in child["steps"])


def test_digests_instructions_and_awards_stand_on_the_timeline(walks: dict[str, Walk]):
    kinds = {id: [step["kind"] for step in shown(walks[id])["steps"]] for id in ("S06", "S12")}
    assert {"digested", "replied", "told", "adopted", "recommended"} <= set(kinds["S06"])
    assert {"digested", "instructed", "told", "adopted", "awarded"} <= set(kinds["S12"])
