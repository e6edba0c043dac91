"""A reception day of 300 visitors on top of ten years of them: what its pages read, what each deed costs, its paper.

The floor is one bare query for the rows of the same conversations, in turns with each reading.
"""

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from desk.actions.deputies import add_deputy
from desk.actions.desk import Desk
from desk.actions.plans import set_plan
from desk.actions.sessions import close_session, deputy_came, open_session
from desk.actions.talks import call_next, check_in, conclude
from desk.domain.moment import local_day
from desk.paper.day_sheet import make_day_sheet
from desk.reads.calendar import read_calendar
from desk.reads.reception_papers import read_day_sheet
from desk.reads.sessions import read_session
from desk.reads.today import read_today
from desk.storage.save import save
from tests.bench.duty import held_in
from tests.bench.pairs import seconds, take_turns
from tests.bench.stage import make_desk, words
from tests.bench.table import tell

VISITORS, CASES = 300, 120


def measure(folder: Path) -> None:
    desk, chance = make_desk(folder / "reception"), random.Random(5)
    who = [add_deputy(desk, {"name": f"代表{n}", "level": "区", "group": "山阳"}).subjects[0] for n in range(60)]
    for year in range(local_day(desk.clock()).year - 10, local_day(desk.clock()).year):
        save(desk.vault, desk.operator, desk.clock(), list(held_in(desk, year, who)))
    set_plan(desk, {"rule": {"how": "weekly", "weekday": 1}, "deputies": [str(who[0])]})
    session = open_session(desk).subjects[0]
    deputy_came(desk, session, who[0])
    _hear(desk, session, chance)
    _pages(desk, session)
    view = read_day_sheet(desk.vault, desk.lens, session)
    make_day_sheet(view)
    closing = seconds(lambda: close_session(desk, session, let_go=True))
    paper = seconds(lambda: make_day_sheet(read_day_sheet(desk.vault, desk.lens, session)))
    tell("closing the day, and its sheet as PDF", closing + paper, "s", 2, digits=2, beside=f"the sheet {paper:.2f} s")
    desk.close()


def _hear(desk: Desk, session: UUID, chance: random.Random) -> None:
    """The last of the visitors tell what each deed costs when the queue is longest."""
    taken, called, heard = list[float](), list[float](), list[float]()
    for n in range(VISITORS):
        taken.append(seconds(lambda n=n: check_in(desk, session, {"people": 1 + n % 3, "name": "王某"})))  # type: ignore[misc]
    for n in range(VISITORS):
        ids: list[UUID] = []
        called.append(seconds(lambda ids=ids: ids.append(call_next(desk, session).subjects[0])))  # type: ignore[misc]
        said = {"words": words(chance, 60), "reply": words(chance, 30), "ways": ["W2"]}
        case = {} if n * CASES // VISITORS != (n + 1) * CASES // VISITORS else None
        heard.append(seconds(lambda id=ids[0], said=said, case=case: conclude(desk, id, said, case)))  # type: ignore[misc]
    told = (("taking a number", taken), ("calling", called), ("concluding", heard))
    for name, spans in told:
        last = sorted(spans[-100:])
        slowest = f"median of the last hundred of 300; the slowest {last[-1] * 1000:.0f} ms"
        tell(name, last[50] * 1000, "ms", beside=slowest)


def _pages(desk: Desk, session: UUID) -> None:
    def floor() -> None:
        with desk.vault.read() as connection:
            connection.exec_driver_sql("SELECT * FROM conversation WHERE session = ?", (session.bytes,)).fetchall()

    today = local_day(desk.clock())
    first, last = today.replace(day=1), today.replace(day=1) + timedelta(days=41)
    pages: tuple[tuple[str, Callable[[], object]], ...] = (
        ("the open session", lambda: read_session(desk.vault, desk.lens, session)),
        ("the calendar of a month", lambda: read_calendar(desk.vault, desk.lens, first, last)),
        ("the page of the day", lambda: read_today(desk.vault, desk.lens, desk.home)),
    )
    for name, page in pages:
        pairs = take_turns(page, floor, 20, warm=2)
        floor = f"the slowest; {pairs.ratio:.1f} x the bare rows of its 300 visitors"
        tell(name, pairs.percentile(1) * 1000, "ms", 100, digits=0, beside=floor)
