"""A made-up morning for the pictures: a station, its deputies, people who came, and people who wait to hear."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desk import resources
from desk.actions.cases import record_case
from desk.actions.deputies import add_deputy
from desk.actions.desk import Desk
from desk.actions.lists import load_lists
from desk.actions.opening import Founding, found_station
from desk.actions.sessions import deputy_came, open_session
from desk.actions.station import set_station
from desk.actions.steps import settle_case
from desk.actions.talks import call_next, check_in, conclude

NOW = datetime(2026, 11, 24, 1, 42, tzinfo=UTC)  # a Tuesday, 9:42 in Shanghai
PASSWORD = "made-up-morning"
_FOUNDING = Founding("310116113201", "晨光居民区征集点", "village", "卫某", PASSWORD)
_STATION = {"phone": "021-0000 0113", "hours": "工作日 8:30–16:30", "handler": "山阳镇人民政府", "keep": "3 年"}
_DEPUTIES = ({"name": "蒋某", "level": "镇", "group": "山阳"}, {"name": "吕某", "level": "区", "group": "山阳"})
_VISITORS: tuple[dict[str, Any], ...] = (
    {"people": 2, "name": "褚小红", "about": "停车"},
    {"people": 1, "name": "孔某", "about": "公共厕所"},
    {"people": 6, "speakers": 2, "about": "楼道充电"},
    {"people": 1, "first": True, "about": "路灯"},
)
_ANSWERS = (
    ("1", "社区服务中心二楼已经整理出来，十二月一日起可以预约办红白喜事，费用贴在门口。"),
    ("1", "镇区西面的公共厕所选好了地方，在菜场南门旁边，十二月动工，春节前开。"),
    ("3", "社区医院加床要等新楼完工，我们记着，明年二月底前再给您回音。"),
)
WORDS = (
    "阿拉小区夜里停车特别难，消防通道侪停满了，救护车也进勿来。顶好重新划一划车位线，僵尸车拖脱伊，"
    "再搭隔壁学堂商量商量，夜里借操场停停车，好伐？"
)
TITLE = "重新划线，解决晚间停车"


def clock() -> datetime:
    return NOW


def make_station(home: Path) -> None:
    """Cases of the last weeks, three of them answered, and a reception that has just begun."""
    desk = found_station(home, _FOUNDING, clock, load_lists()).desk
    for name, value in _STATION.items():
        set_station(desk, name, value)
    _record(desk)
    _receive(desk)
    desk.close()


def _record(desk: Desk) -> None:
    samples = [one for one in resources.read_json("samples", "samples.json") if one["nature"] == "JY"][:9]
    for day, sample in enumerate(samples):
        keys = ("title", "main_cause", "proposal", "original_text", "suggester", "category", "nature")
        form = {key: sample[key] for key in keys if sample.get(key)}
        form |= {"received_at": f"2026-11-{20 - 2 * day:02d} 09:{15 + day}", "feedback_mode": ["FM2"]}
        (case,) = record_case(desk, form).subjects
        if day < len(_ANSWERS):
            outcome, text = _ANSWERS[day]
            settle_case(desk, case, {"outcome": outcome, "reply_text": text})


def _receive(desk: Desk) -> None:
    people = [add_deputy(desk, one).subjects[0] for one in _DEPUTIES]
    session = open_session(desk).subjects[0]
    for one in people:
        deputy_came(desk, session, one)
    for visitor in _VISITORS:
        check_in(desk, session, visitor)
    heard = call_next(desk, session).subjects[0]
    said = {"words": "东门路口晚上没有灯，老人看不见路。", "ways": ["W2"], "deputies": [str(people[0])]}
    conclude(desk, heard, said, case={})
    call_next(desk, session)
