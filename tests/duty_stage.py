"""Sessions, conversations and visits written as facts, without a counter: what a duty record is computed from."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from desk.actions.deputies import add_deputy, deputy_left, match_deputy
from desk.actions.desk import Desk
from desk.actions.duties import confirm_duty
from desk.actions.holidays import publish_holidays
from desk.actions.visits import agree_visit, correct_visit, make_case_of_opinion, record_visit
from desk.domain.moment import SHANGHAI, write_time
from desk.journal.fact import NewFact
from desk.storage.save import new_id, save

FIGURES = dict.fromkeys(("groups", "people", "cases", "answered", "passed", "drafted", "guided"), 0)


def deputy(desk: Desk, name: str = "蒋某", **form: Any) -> UUID:
    return add_deputy(desk, {"name": name, "level": "区", "group": "山阳", **form}).subjects[0]


def at(day: str, hour: str) -> str:
    """A written moment."""
    return write_time(datetime.fromisoformat(f"{day}T{hour}:00").replace(tzinfo=SHANGHAI))


def session(
    desk: Desk, day: str, present: Sequence[tuple[UUID, str, str]] = (), *, closed: bool = True, ends: str = "11:00"
) -> UUID:
    """Opened on that day; `present` are deputies, when they came and left (hours of the day, or written moments; empty:
    nobody wrote down the leaving)."""
    id = new_id()
    said = [
        ("planned", {"day": day, "starts": "08:30", "ends": ends, "deputies": [str(who) for who, _, _ in present]}),
        ("opened", {"number": f"JD-310116113000-{day[2:4]}{day[5:7]}{day[8:]}", "series": "A"}),
    ]
    for who, came, went in present:
        said.append(("came", {"deputy": str(who), "at": _moment(day, came)}))
        said += [("went", {"deputy": str(who), "at": _moment(day, went)})] if went else []
    said += [("closed", {"figures": FIGURES})] if closed else []
    save(desk.vault, desk.operator, desk.clock(), [NewFact(f"session.{kind}", id, body) for kind, body in said])
    return id


def talk(
    desk: Desk, of: UUID, deputies: Sequence[UUID], people: int = 1, cases: Sequence[UUID] = (), n: int = 1
) -> UUID:
    id = new_id()
    body = {"people": people, "deputies": [str(one) for one in deputies], "cases": [str(one) for one in cases]}
    now = write_time(desk.clock())
    facts = [
        NewFact("conversation.checked_in", id, {"session": str(of), "ticket": n, "people": people}),
        NewFact("conversation.concluded", id, body | {"began": now, "ended": now}),
    ]
    save(desk.vault, desk.operator, desk.clock(), facts)
    return id


def days_of(year: int, count: int) -> list[str]:
    """That many different days of a year."""
    return [(date(year, 1, 1) + timedelta(days=n)).isoformat() for n in range(count)]


def _moment(day: str, hour: str) -> str:
    return hour if "T" in hour else at(day, hour)


def do_duty(desk: Desk) -> None:
    """Something of each noun of deputies: entries and a match, a visit with all that can become of it, a word on the
    year, published holidays."""
    who, other = deputy(desk, phone="13900000021", since="2022-01-01"), deputy(desk, "陆某")
    match_deputy(desk, other, deputy(desk, "陆某", post="教师"))
    deputy_left(desk, other, date(2026, 6, 30))
    form = {"kind": "V6", "day": "2026-03-15", "venue": "三村", "seen": "座谈", "visited": "欧阳某", "topic": "电梯"}
    form |= {"handed_to": "房管办", "feedback": "已答复", "survey": "居"}
    visit = record_visit(desk, form | {"opinions": ["要灯", "要桥"], "deputies": [str(who), str(other)]}).subjects[0]
    make_case_of_opinion(desk, visit, 2)
    correct_visit(desk, visit, {"minutes": 30}, "补记")
    agree_visit(desk, visit, who)
    confirm_duty(desk, who, 2026, "蒋某")
    publish_holidays(desk, 2027, {date(2027, 1, 1): "off", date(2027, 1, 2): "off"})
