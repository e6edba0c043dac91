"""Ten years of a station's receptions and visits: one duty record, the office's list of a year, both as tables."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

from desk.actions.deputies import add_deputy
from desk.actions.desk import Desk
from desk.journal.fact import NewFact
from desk.paper.duty_table import make_duties_table, make_duty_table
from desk.reads.duties import read_duties, read_duty
from desk.reads.visits import read_visits
from desk.storage.save import new_id, save
from tests.bench.stage import make_desk
from tests.bench.table import tell
from tests.duty_stage import FIGURES, at, days_of

YEARS, SESSIONS, TALKS, VISITS, DEPUTIES = range(2017, 2027), 120, 25, 200, 60


def measure(folder: Path) -> None:
    desk = make_desk(folder / "duty")
    who = [add_deputy(desk, {"name": f"代表{n}", "level": "区", "group": "山阳"}).subjects[0] for n in range(DEPUTIES)]
    for year in YEARS:
        save(desk.vault, desk.operator, desk.clock(), list(held_in(desk, year, who)))
    view, every = read_duty(desk.vault, desk.lens, who[0], 2026), read_duties(desk.vault, desk.lens, 2026)
    tell(
        "ten years of receptions, of one deputy",
        len(view.entries),
        "rows",
        digits=0,
        beside=f"{len(every.lines)} deputies",
    )
    _told("duty of a deputy and year", lambda: read_duty(desk.vault, desk.lens, who[0], 2026))
    _told("the year's list", lambda: read_duties(desk.vault, desk.lens, 2026))
    _told("a page of visits", lambda: read_visits(desk.vault, desk.lens))
    _told("one table", lambda: make_duty_table(view, "zh"))
    _told("the list's table", lambda: make_duties_table(every, "zh"))
    desk.close()


def held_in(desk: Desk, year: int, who: list[UUID]) -> Iterator[NewFact]:
    days = days_of(year, SESSIONS)
    for n, day in enumerate(days):
        there, of = [who[n % DEPUTIES], who[(n + 1) % DEPUTIES]], new_id()
        planned = {"day": day, "starts": "08:30", "ends": "11:00", "deputies": [str(one) for one in there]}
        yield NewFact("session.planned", of, planned)
        yield NewFact("session.opened", of, {"number": f"JD-310116113000-{day[2:4]}{day[5:7]}{day[8:]}", "series": "A"})
        for kind, hour in (("came", "08:30"), ("went", "11:00")):
            yield from (NewFact(f"session.{kind}", of, {"deputy": str(one), "at": at(day, hour)}) for one in there)
        yield NewFact("session.closed", of, {"figures": FIGURES})
        for ticket in range(1, TALKS + 1):
            talk, deputy = new_id(), str(there[ticket % 2])
            yield NewFact("conversation.checked_in", talk, {"session": str(of), "ticket": ticket, "people": 2})
            said = {
                "people": 2,
                "deputies": [deputy],
                "cases": [str(new_id())],
                "began": at(day, "09:00"),
                "ended": at(day, "09:08"),
            }
            yield NewFact("conversation.concluded", talk, said)
    for n in range(VISITS):
        day = days[n % SESSIONS]
        number = f"HD-310116113000-{day[2:4]}{day[5:7]}{day[8:]}"
        body = {"number": number, "kind": "V1", "day": day, "minutes": 60, "people": 3, "community": True}
        body |= {"counted": True, "deputies": [str(who[n % DEPUTIES])], "opinions": 2, "texts": ["venue", "opinions"]}
        words = {"venue": "三村", "opinions": ["灯", "桥"]}
        yield NewFact("visit.recorded", new_id(), body, words=words)


def _told(what: str, work: Callable[[], object]) -> None:
    spans = []
    for _ in range(20):
        start = time.perf_counter()
        work()
        spans.append((time.perf_counter() - start) * 1000)
    spans.sort()
    tell(what, spans[10], "ms", digits=0, beside=f"median of twenty; the slowest {spans[-1]:.0f} ms")
