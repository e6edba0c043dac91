"""A deputy's year: the figures, the law's contacts, what the deputy says of it, and the rows behind each figure."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desk.domain.moment import local_day
from desk.paper.duty_wording import contact_words, verdict_words
from desk.reads.reception_views import DutyEntry, DutyView
from ui.pages.duty_words import DISPUTED, FIGURES, entry_line, number_of, office, rows_behind
from ui.pages.page import Workplace
from ui.widgets import moment
from ui.widgets.box import card, column, row
from ui.widgets.button import Button
from ui.widgets.elided import Elided
from ui.widgets.flow import flow
from ui.widgets.glyph import Glyph
from ui.widgets.label import label, restyle
from ui.widgets.line_list import HIGH, Line, LineView
from ui.widgets.tile import Tile

SEEN = 6  # rows that are in sight at once


class DutyCard(QWidget):
    """`opened` carries a row; `asked` what the deputy wants to say: confirm or dispute."""

    opened = Signal(object)
    asked = Signal(str)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, look = place, place.look
        self._look = look
        _ = look.say
        self.view: DutyView | None = None
        self.figure = ""
        self._name, self._office = Elided(look, "", "title"), label("", "sub", "text2", wrap=True)
        self._sight = label("", "sub", "text2", wrap=True)
        self._sign, self._law = Glyph(look, "circle-check", "accent_text"), label("", wrap=True)
        self._said = label("", wrap=True)
        self._confirm = Button(look, _("It is right"), "small", icon="check", click=lambda: self.asked.emit("confirm"))
        self._dispute = Button(look, _("It is not right"), "small", icon="x", click=lambda: self.asked.emit("dispute"))
        for button in (self._confirm, self._dispute):
            button.setAutoDefault(True)
        self.tiles = {code: Tile(look, code, _(word), icon, shape="low") for code, (word, icon) in FIGURES.items()}
        self._head = label("", "strong")
        self.rows = LineView(look)
        self.rows.setAccessibleName(_("The rows behind the figures"))
        self.rows.opened.connect(self._open)
        self._none = label(_("Nothing stands behind this figure."), "body", "text2", wrap=True)
        law = row(look, self._sign, (self._law, 1), gap=8)
        said = column(look, self._said, flow(look, self._confirm, self._dispute), gap=8)
        column(
            look,
            column(look, self._name, self._office, self._sight, gap=2),
            self._grid(),
            law,
            card(look, label(_("Read over by the deputy"), "strong"), said, pad=(16, 12, 16, 12)),
            self._head,
            self._none,
            self.rows,
            None,
            gap=12,
            pad=(24, 12, 24, 12),
            on=self,
        )

    def _grid(self) -> QWidget:
        look = self._look
        grid_widget = QWidget()
        grid = QGridLayout(grid_widget)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(8))
        most = 2 if look.room != "wide" and look.lang == "en" else 3
        for number, tile in enumerate(self.tiles.values()):
            grid.addWidget(tile, number // most, number % most)
            tile.clicked.connect(lambda on, tile=tile: self.choose(tile.code if on else ""))
        lines, high = len(self.tiles) // most, next(iter(self.tiles.values())).height()
        # here, for the least height that the sheet gives a button wins over a tile's own
        grid_widget.setFixedHeight(lines * high + (lines - 1) * grid.spacing())
        return grid_widget

    def show_duty(self, view: DutyView) -> None:
        look, _ = self._look, self._look.say
        self.view = view
        self._name.setText(_("{name}, {year}").format(name=view.deputy.name, year=view.year))
        self._office.setText("·".join(filter(None, (office(look, view.deputy), view.deputy.post))))
        told = _(
            "{sight}. Only records that can be seen from there count here; duties elsewhere do not stand on this sheet."
        )
        self._sight.setText(told.format(sight=view.of))
        for code, tile in self.tiles.items():
            tile.show_number(number_of(look, view, code), there=getattr(view, code) > 0)
        lacking = view.contacts < view.needed
        self._sign.show_icon(*(("clock-alert", "amber") if lacking else ("circle-check", "accent_text")))
        self._law.setText(contact_words(view.contacts, view.needed, _))
        restyle(self._law, c="amber" if lacking else "text")
        self._show_said(view)
        self.choose(self.figure)

    def _show_said(self, view: DutyView) -> None:
        look = self._look
        parts = [verdict_words(view, look.lang)]
        if view.verdict_at is not None:
            parts.append(f"{moment.whole_day(view.verdict_at.date(), look.lang)} {moment.clock(view.verdict_at)}")
        self._said.setText("·".join([*parts, *([view.verdict_text] if view.verdict_text else [])]))
        restyle(self._said, c="amber" if view.changed_since or view.verdict == DISPUTED else "text")

    def choose(self, figure: str) -> None:
        """The rows behind a figure; without one all of them."""
        look, _ = self._look, self._look.say
        self.figure = figure
        for tile in self.tiles.values():
            tile.setChecked(tile.code == figure)
        if self.view is None:
            return
        found, today = rows_behind(self.view, figure), local_day(self._place.clock())
        name = _(FIGURES[figure][0]) if figure else _("All rows")
        self._head.setText(_("{name}: {n} rows").format(name=name, n=len(found)))
        self.rows.show_lines([entry_line(look, one, today) for one in reversed(found)])
        self.rows.setFixedHeight(look.px(HIGH) * min(max(len(found), 1), SEEN) + 2)
        self.rows.setVisible(bool(found))
        self._none.setVisible(not found)

    def _open(self, line: Line) -> None:
        if isinstance(line.row, DutyEntry):
            self.opened.emit(line.row)

    def deputy(self) -> UUID | None:
        return self.view.deputy.id if self.view is not None else None
