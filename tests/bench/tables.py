"""Tables out and in: the ledger of 10,000 cases, the journal as an open file, a workbook of messages."""

import io
import random
import tracemalloc
from pathlib import Path

from xlsxwriter import Workbook

from desk.actions.desk import Desk
from desk.actions.importing import import_cases
from desk.actions.journal import export_journal, import_journal
from desk.actions.ledger import Wanted, write_ledger
from desk.table import read_table
from tests.bench.pairs import seconds
from tests.bench.stage import make_desk, words
from tests.bench.table import tell

CASES, MESSAGES = 10_000, 2_816


def measure(folder: Path) -> None:
    chance = random.Random(7)
    book = _workbook(chance)
    took = seconds(lambda: read_table(book, {"id", "text"}))
    tell(f"workbook of {MESSAGES:,} messages read", took, "s", 2, digits=2, beside=f"{len(book) / 1e6:.1f} MB")
    desk = make_desk(folder / "desk")
    rows = "".join(f"{n},{words(chance, 200)},王{n},={words(chance, 16)},已经修好\n" for n in range(CASES))
    import_cases(desk, f"编号,内容,建议人,主题,答复\n{rows}".encode())
    for kind in ("xlsx", "csv"):
        took = seconds(lambda kind=kind: write_ledger(desk, folder / f"l.{kind}", Wanted()))  # type: ignore[misc]
        tell(f"ledger of {CASES:,} cases as {kind.upper()}", took, "s", 10)
    tell("memory for it", _peak(desk, folder), "MB", 5, beside="whatever the number of cases")
    out = seconds(lambda: export_journal(desk, folder / "j.jsonl", persons=True))
    other = make_desk(folder / "other")
    taken = seconds(lambda: import_journal(other, folder / "j.jsonl"))
    tell(f"journal of {2 * CASES:,} facts written", out, "s", 10)
    tell("taken into an empty desk, with its tables", taken, "s", 60)


def _peak(desk: Desk, folder: Path) -> float:
    tracemalloc.start()
    write_ledger(desk, folder / "m.xlsx", Wanted())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def _workbook(chance: random.Random) -> bytes:
    data = io.BytesIO()
    with Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("id", "user", "topic", "submitted_at", "text", "reply", "replied_at"))
        for n in range(1, MESSAGES + 1):
            said = words(chance, 16), "2025/3/1 9:32:09", words(chance, 280), words(chance, 380), "2025/4/1"
            sheet.write_row(n, 0, (str(n), f"王{n}", *said))
    return data.getvalue()
