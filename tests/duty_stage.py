"""Sessions, conversations and visits written as facts, without a counter: what a duty record is computed from."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from desk.actions.deputies import add_deputy
from desk.actions.desk import Desk
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
