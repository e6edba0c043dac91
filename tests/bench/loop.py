"""A town's desk with 50,000 cases of eight facts each: the inbox, one case, who waits to hear, and its tables rebuilt,
beside a bare reading of the same facts."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import orjson
from sqlalchemy import text

from desk.actions.cases import add_case
from desk.actions.desk import Desk
from desk.actions.lists import computer_clock, load_lists
from desk.actions.opening import Founding, found_station
from desk.domain.draft import check_form
from desk.domain.moment import local_day
from desk.journal.fact import NewFact
from desk.reads.cases import find_cases, read_case
from desk.reads.inbox import WAITING as WAITING_PART
from desk.reads.inbox import count_inbox, find_inbox
from desk.reads.telling import BELOW, TOLD, read_counts, read_tell
from desk.reads.today import read_today
from desk.storage.projection.subject import recompute
from desk.storage.save import saving
from tests.bench.pairs import seconds
from tests.bench.stage import PASSWORD, form, words
from tests.bench.table import tell

CASES, TOGETHER, YEARS, WAITING = 50_000, 1_000, 3, 0.1  # of ten, one is still on its way
TOWN = Founding("310116113000", "山阳镇征集工作站", "town", "蒋某", PASSWORD)


def measure(folder: Path) -> None:
    desk, chance = found_station(folder / "town", TOWN, computer_clock, load_lists()).desk, random.Random(9)
    took = sum(seconds(lambda: _record(desk, chance)) for _ in range(CASES // TOGETHER))
    with desk.vault.read() as connection:
        facts = connection.execute(text("SELECT count(*) FROM fact")).scalar_one()
    size = desk.home.database.stat().st_size
    tell(f"{CASES:,} cases, {facts:,} facts written", took, "s", digits=0, beside=f"{size / 2**20:.0f} MB")
    one = find_cases(desk.vault, desk.lens, limit=1).rows[0].id
    reads = {
        "inbox": lambda: find_inbox(desk.vault, desk.lens, WAITING_PART),
        "its counts": lambda: count_inbox(desk.vault, desk.lens),
        "one case": lambda: read_case(desk.vault, desk.lens, one),
        "to tell": lambda: read_tell(desk.vault, desk.lens),
        "told": lambda: read_tell(desk.vault, desk.lens, TOLD),
        "late below": lambda: read_tell(desk.vault, desk.lens, BELOW),
        "rail": lambda: read_counts(desk.vault, desk.lens),
        "today": lambda: read_today(desk.vault, desk.lens, desk.home),
    }
    for name, read in reads.items():
        read()
        times = sorted(seconds(read) for _ in range(15))
        tell(f"town: {name}", times[7] * 1000, "ms", 100, digits=0, beside=f"worst {times[-1] * 1000:.0f} ms")
    floor = seconds(lambda: _floor(desk))
    rebuilt = seconds(lambda: _rebuild(desk))
    tell("rebuilding its tables", rebuilt, "s", 60, beside=f"{rebuilt / floor:.1f} x a bare reading of the facts")
    desk.close()


def _record(desk: Desk, chance: random.Random) -> None:
    now = desk.clock()
    with saving(desk.vault, desk.operator, now) as one:
        steps: list[NewFact] = []
        for _ in range(TOGETHER):
            received = now - timedelta(days=chance.uniform(0, 365 * YEARS))
            said = form(chance) | {"received_at": received.isoformat()}
            case = add_case(desk, one, check_form(said, desk.lists.codes, now))
            steps += _steps(case, local_day(received), chance)
        written = zip(steps, one.add(steps), strict=True)
        answers = [(fact, id) for fact, id in written if fact.kind == "case.replied"]
        one.add(_told(fact, id) for fact, id in answers if chance.random() > WAITING)


def _told(answer: NewFact, id: UUID) -> NewFact:
    """The person heard it."""
    base = {"level": "town", "day": answer.body["day"], "about": [str(id)]}
    return NewFact("case.told", answer.subject, base | {"reached": "told", "how": "FM2", "satisfaction": "S1"})


def _steps(case: UUID, day: date, chance: random.Random) -> Iterator[NewFact]:
    """Six facts of the way of a case; some stop before it was answered."""
    base = {"level": "town", "day": day.isoformat()}
    noted = {"note": words(chance, 40)}
    for kind in ("reviewed", "forwarded", "signed", "researched", "supervised"):
        said = base | {"texts": ["note"]} | ({"unit": "U03"} if kind == "forwarded" else {})
        yield NewFact(f"case.{kind}", case, said, words=noted)
    if chance.random() < WAITING:
        yield NewFact(
            "case.instructed", case, base | {"texts": ["actor", "text"]}, words={"actor": "某", "text": "办好"}
        )
        return
    answer = {"reply_text": words(chance, 120), "unit": "区交通委"}
    yield NewFact("case.replied", case, base | {"outcome": "1", "texts": ["reply_text", "unit"]}, words=answer)


def _rebuild(desk: Desk) -> None:
    with desk.vault.write() as connection:
        recompute(connection)


def _floor(desk: Desk) -> None:
    """Every fact and its parts read and parsed once."""
    with desk.vault.read() as connection:
        for table, column in (("fact", "content"), ("part", "data")):
            for (data,) in connection.execute(text(f"SELECT {column} FROM {table}")):
                orjson.loads(data)
