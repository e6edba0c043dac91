"""What is due at a town's desk with 50,000 cases: the list, Today, a list narrowed to it, and one case."""

import random
from datetime import timedelta
from pathlib import Path

from desk.actions.cases import add_case
from desk.actions.desk import Desk
from desk.domain.case import Quoted
from desk.domain.draft import check_form
from desk.domain.moment import local_day
from desk.journal.fact import NewFact
from desk.reads.cases import find_cases, read_case
from desk.reads.due import read_due
from desk.reads.today import read_today
from desk.storage.save import saving
from tests.bench.pairs import seconds
from tests.bench.stage import form, make_desk
from tests.bench.table import tell

CASES, TOGETHER, YEARS, TOLD = 50_000, 1_000, 3, 0.9


def measure(folder: Path) -> None:
    desk, chance = make_desk(folder / "due"), random.Random(6)
    now = desk.clock()
    took = 0.0
    for _ in range(CASES // TOGETHER):
        took += seconds(lambda: _record(desk, chance))
    size = desk.home.database.stat().st_size
    tell(
        f"recording {CASES:,} cases with deadlines",
        took,
        "s",
        digits=0,
        beside=f"{size / CASES:.0f} bytes a case on disk",
    )
    reads = {
        "due": lambda: read_due(desk.vault, desk.lens),
        "due, all": lambda: read_due(desk.vault, desk.lens, whole=True),
        "today": lambda: read_today(desk.vault, desk.lens, desk.home),
        "list of what falls due": lambda: find_cases(desk.vault, desk.lens, filters={"soon"}),
        "one case": lambda: read_case(desk.vault, desk.lens, find_cases(desk.vault, desk.lens, limit=1).rows[0].id),
    }
    for name, read in reads.items():
        read()
        times = sorted(seconds(read) for _ in range(15))
        tell(f"deadlines: {name}", times[7] * 1000, "ms", 100, digits=0, beside=f"worst {times[-1] * 1000:.0f} ms")
    running = read_due(desk.vault, desk.lens, whole=True).total
    tell("deadlines that run", running, "", digits=0, beside=f"{desk.clock() - now} in all")
    desk.close()


def _record(desk: Desk, chance: random.Random) -> None:
    """Of ten, nine were told long ago; the others wait, and most of them are over: more than in any real office."""
    now = desk.clock()
    with saving(desk.vault, desk.operator, now) as one:
        for _ in range(TOGETHER):
            received = now - timedelta(days=chance.uniform(0, 365 * YEARS))
            said = form(chance) | {"received_at": received.isoformat()}
            case = add_case(desk, one, check_form(said, desk.lists.codes, now))
            if chance.random() < TOLD:
                told = Quoted(date=local_day(min(now, received + timedelta(days=20))), state="61")
                one.add([NewFact("case.quoted", case, told.to_json(), words={"text": "已答复"})])
