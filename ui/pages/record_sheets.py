"""纸表补录: the numbered sheets that nobody has keyed yet, and keying one after the other."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desk.domain.numbering import digits_of, show_number
from desk.reads.sheets import SheetRow
from ui.pages.page import Workplace
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.box import column, row
from ui.widgets.button import Button
from ui.widgets.label import label

Take = Callable[[str], object]


class Sheets(QObject):
    """`listed` tells which are missing. While one is keyed after the other, `following` is the next."""

    listed = Signal(tuple)

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self.rows: tuple[SheetRow, ...] = ()
        self._keyed = ""

    def note(self, keyed: str) -> bool:
        """A case was recorded: from this sheet, or from none. Whoever came with a sheet has the slip already."""
        self._keyed = digits_of(keyed)
        if self._keyed:
            self.reload()
        return bool(self._keyed)

    def reload(self) -> None:
        from desk.reads.sheets import missing_sheets

        vault = self._place.desk.vault
        self._place.lane.run(lambda: missing_sheets(vault), self._show, owner=self)

    def following(self) -> str:
        """The sheet behind the one that was just keyed; empty after a person at the counter, and when none is left."""
        keyed, self._keyed = self._keyed, ""
        numbers = [one.number for one in self.rows if one.number != keyed]
        after = [number for number in numbers if number > keyed]
        return show_number((after or numbers)[0]) if keyed and numbers else ""

    def _show(self, rows: tuple[SheetRow, ...]) -> None:
        self.rows = rows
        self.listed.emit(rows)


def sheet_list(look: Look, rows: Sequence[SheetRow], take: Take) -> QWidget:
    """Each missing number with its day; a sheet that is lost is struck out with `minsheng-desk sheets strike`."""
    _ = look.say
    what = _("Printed and not keyed yet. Take the sheet with that number and key what stands on it.")
    lost = _("A spoilt or lost sheet is struck out with the command “sheets strike”.")
    lines = [_line(look, one, take) for one in rows]
    said = [label(words, "sub", "text2", wrap=True) for words in (what, lost)]
    return column(look, said[0], *lines, said[1], None, gap=10, pad=(0, 0, 8, 0))


def _line(look: Look, one: SheetRow, take: Take) -> QWidget:
    _, number = look.say, show_number(one.number)
    day = moment.day(one.printed_at.date(), look.lang)
    button = Button(look, _("Key it"), "small", icon="square-pen", click=lambda: take(number))
    button.setAccessibleName(f"{_('Key it')} {number}")
    button.setAutoDefault(True)
    return row(look, label(number, "strong"), label(day, "sub", "text2"), None, button, gap=12)
