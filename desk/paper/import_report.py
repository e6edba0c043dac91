"""What an import could not take, row by row, as a table that goes back to whoever sent the rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from desk.errors import BadInput, Fact
from desk.paper.table_file import Column, write_table
from desk.text import explain, say_in


class RefusedRow(Protocol):
    """A row that was not taken over, by its number in the file."""

    @property
    def row(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, Fact]: ...


def write_report(path: Path, refused: Sequence[RefusedRow], made: datetime, lang: str) -> int:
    """Raises what write_table raises."""
    _ = say_in(lang)
    columns = Column(_("Row"), 8), Column(_("What is wrong"), 80)
    rows = ((one.row, explain(BadInput(one.code, **one.facts), lang)) for one in refused)
    return write_table(path, _("Not taken over"), made, columns, rows)
