"""Writing the ledger (台账) into a file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desk.actions.desk import Desk
from desk.actions.operators import check_head
from desk.actions.watching import Watching
from desk.domain.case import Shown
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.paper.ledger import ledger_columns, ledger_row
from desk.paper.table_file import Value, kind_of, write_table
from desk.reads.ledger import TOGETHER, Period, count_ledger, named_in_ledger, read_ledger
from desk.storage.save import new_id, save
from desk.text import say_in

MOST_UNMASKED = 1_000  # names written out at a time
_LONGEST_NAME = 20  # of a sheet, before its year


@dataclass(frozen=True)
class Wanted:
    """Which cases, in what language, and whether names are written out."""

    period: Period = field(default_factory=Period)
    lang: str = "zh"
    unmasked: bool = False


def write_ledger(desk: Desk, path: Path, wanted: Wanted, watching: Watching | None = None) -> int:
    """Writes the ledger as XLSX or CSV, by the ending of the path; answers how many cases stand in it. The file is
    there whole or not at all. Where names are written out, that is written down of each case first
    (个人信息保护法 51); only the head of the station may, of at most 1,000 people at a time.

    Raises BadInput period_wrong, kind_of_file, unmask_not_head, unmask_too_many, stopped_writing; BadEnvironment
    disk_full, file_unwritable.
    """
    period, watching = wanted.period, watching or Watching()
    if period.first and period.last and period.last < period.first:
        raise BadInput("period_wrong")
    kind_of(path)
    if wanted.unmasked:
        _note_shown(desk, period)
    _ = say_in(wanted.lang)
    columns = ledger_columns(wanted.lang, unmasked=wanted.unmasked)
    return write_table(path, _("Ledger"), desk.clock(), columns, _rows(desk, wanted, watching))


def _rows(desk: Desk, wanted: Wanted, watching: Watching) -> Iterator[tuple[Value, ...]]:
    of = count_ledger(desk.vault, wanted.period)
    for line in read_ledger(desk.vault, desk.lens, wanted.period, unmasked=wanted.unmasked):
        if line.at % TOGETHER == 1:
            watching.notice(line.at - 1, of)
            if watching.stop():
                raise BadInput("stopped_writing")
        yield ledger_row(line, wanted.lang)


def _note_shown(desk: Desk, period: Period) -> None:
    check_head(desk)
    named = named_in_ledger(desk.vault, period, MOST_UNMASKED + 1)
    if len(named) > MOST_UNMASKED:
        raise BadInput("unmask_too_many", most=MOST_UNMASKED)
    body, act = Shown(fields=("name",)).to_json(), new_id()
    if named:
        save(desk.vault, desk.operator, desk.clock(), [NewFact("case.shown", id, body, act=act) for id in named])
