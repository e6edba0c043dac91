"""Under the list: why the marked act was refused, what is to be done, and that it was understood."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.reads.exchange_rows import ExchangeRow
from desk.reads.reasons import reason_words
from ui.pages.sync_words import way_out
from ui.theme import Look
from ui.widgets.box import column, hairline, row
from ui.widgets.button import Button
from ui.widgets.glyph import Glyph
from ui.widgets.label import label


class RefusalStrip(QWidget):
    """Hidden while nothing refused is marked. What this desk alone judged cannot be dismissed before the hub has."""

    open_wanted = Signal(object)
    dismissed = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        _ = look.say
        self._row: ExchangeRow | None = None
        self._why = label("", "body", wrap=True)
        self._way = label("", "sub", "text2", wrap=True)
        self.open = Button(look, _("See the case"), "small", key="Enter", click=self._open)
        self.known = Button(look, _("Understood"), "smallquiet", click=self._dismiss)
        words = column(look, self._why, self._way, gap=2)
        sign = Glyph(look, "circle-alert", "red")
        body = row(look, sign, (words, 1), self.known, self.open, gap=10, pad=(16, 8, 16, 6))
        column(look, hairline(), body, gap=0, on=self)
        self.hide()

    def buttons(self) -> tuple[Button, ...]:
        return self.known, self.open

    def show_row(self, refused: ExchangeRow | None) -> None:
        self._row = refused if refused is not None and refused.state == "refused" else None
        if self._row is None:
            self.hide()
            return
        _ = self._look.say
        reason = reason_words(self._row.reason, self._look.lang)
        why = _("Not applied: {reason}.") if self._row.settled else _("It will not be applied: {reason}.")
        self._why.setText(why.format(reason=reason))
        self._way.setText(way_out(self._look, self._row))
        self.open.setVisible(self._row.case is not None)
        self.known.setVisible(self._row.settled)
        self.setAccessibleName(f"{self._why.text()} {self._way.text()}")
        self.show()

    def _open(self) -> None:
        if self._row is not None:
            self.open_wanted.emit(self._row.case)

    def _dismiss(self) -> None:
        if self._row is not None:
            self.dismissed.emit(self._row)
