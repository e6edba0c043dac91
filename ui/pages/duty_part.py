"""履职 Duty: the deputies of a year with those below the law's contacts, and the record of one."""

from functools import partial
from typing import Literal, NamedTuple
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.domain.moment import local_day
from desk.errors import BadInput
from desk.reads.duty_views import DutyList
from desk.reads.reception_views import DutyEntry, DutyView
from ui.pages.duty_card import DutyCard
from ui.pages.duty_deeds import TOPIC, DutyDeeds
from ui.pages.duty_words import line_of
from ui.pages.page import Page
from ui.pages.reason import ReasonStrip
from ui.pages.trouble import say_trouble
from ui.tasks import Job
from ui.widgets.box import action_bar, column, hairline, kind, row, scrolled, show_only
from ui.widgets.button import Button
from ui.widgets.elided import Elided
from ui.widgets.empty import empty_state
from ui.widgets.flow import flow
from ui.widgets.label import label
from ui.widgets.line_list import Line, LineView

FIRST_YEAR = 1990
SETTLE_MS = 60
Saying = Literal["", "confirm", "dispute"]


class DutyMemory(NamedTuple):
    """The year, whose record, which figure, and whether it covered the list."""

    year: int
    deputy: UUID | None
    figure: str
    alone: bool


class DutyPart(QWidget):
    """Told what to do by the page it stands on."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, look = page, page.look
        _ = look.say
        self._wanted: UUID | None = None
        self._reading: Job[DutyView] | None = None
        self._needed = 0
        self.saying: Saying = ""
        self.year = local_day(page.place.clock()).year
        self.deeds = DutyDeeds(page)
        self.card = DutyCard(page.place)
        self.list = LineView(look)
        self.list.setAccessibleName(_("Deputies of the year"))
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._read)
        self._year, self._below = label("", "strong"), label("", "sub", "text2", wrap=True)
        self._before = Button(
            look, "", "smallquiet", icon="chevron-left", name=_("Year before"), click=lambda: self._turn_year(-1)
        )
        self._after = Button(
            look, "", "smallquiet", icon="chevron-right", name=_("Year after"), click=lambda: self._turn_year(1)
        )
        self._table = Button(look, _("All as a table"), "small", icon="save", click=lambda: self._ask_file(all_=True))
        self._open_list = Button(look, _("Open list"), "small", icon="printer", click=self.deeds.print_open_list)
        self._open_list.setAccessibleDescription(_("One page for the deputies of the next reception"))
        self._open_list.setToolTip(_("One page for the deputies of the next reception"))
        self._back = Button(look, _("Back to the list"), "smallquiet", icon="chevron-left", key="Esc")
        self._name = ReasonStrip(look, _("Name of the deputy"), _("typed by the deputy, who has read it"))
        self._why = ReasonStrip(look, _("What is not right"), _("It is looked into and corrected where it was written"))
        self._one = Button(look, _("As a table"), icon="save", click=lambda: self._ask_file(all_=False))
        self._print = Button(look, _("Print"), "primary", icon="printer", key="Ctrl+P", click=self.print_again)
        self._stay = Button(look, _("Back"), key="Esc", click=self.escape)
        self._say = Button(look, _("Write it down"), "primary", icon="check", key="Ctrl+Enter", click=self.primary)
        for button in (self._before, self._after, self._table, self._open_list, self._back):
            button.setAutoDefault(True)
        self._buttons = (self._one, self._stay, self._print, self._say)
        for button in self._buttons:
            button.setAutoDefault(True)
        self._turn = QStackedWidget()
        self._left, self._right = QStackedWidget(), QWidget()
        self._lay_out()
        self._connect()
        self._stand("")

    def _lay_out(self) -> None:
        look, _ = self._page.look, self._page.look.say
        years = row(look, self._before, self._year, self._after, None, gap=4)
        head = column(look, years, self._below, flow(look, self._open_list, self._table), gap=6, pad=(16, 8, 12, 8))
        none = _("Deputies are on the roster under Settings; what they do here in a year stands on this page.")
        self._left.addWidget(self.list)
        self._left.addWidget(scrolled(empty_state(look, "users", _("No deputy yet"), none)))
        left = column(look, head, hairline(), (self._left, 1), gap=0, on=kind("pane"))
        bar = action_bar(look, (Elided(look, "", "sub", "text2"), 1), *self._buttons)
        column(look, (scrolled(self.card), 1), self._name, self._why, bar, gap=0, on=self._right)
        if look.room != "narrow":
            left.setFixedWidth(look.px(look.by(440, 376, 376)))
            row(look, left, hairline(upright=True), (self._right, 1), gap=0, on=self)
            return
        self._back.setAutoDefault(True)
        ways = row(look, self._back, None, gap=8, pad=(16, 4, 16, 0))
        self._turn.addWidget(left)
        self._turn.addWidget(column(look, ways, (self._right, 1), gap=0))
        column(look, (self._turn, 1), gap=0, on=self)

    def _connect(self) -> None:
        self._back.clicked.connect(lambda _on=False: self.escape())
        self.list.picked.connect(self._pick)
        self.list.opened.connect(lambda _line: self._open())
        if self._page.look.room == "narrow":
            self.list.clicked.connect(lambda _index: self._open())
        self.card.asked.connect(self._ask)
        self.card.opened.connect(self._look_at)
        self.deeds.done.connect(self._said)
        self.deeds.refused.connect(self._refused)

    # -- what the page asks ---------------------------------------------------------------------------
    def arrive(self) -> None:
        self.reload()
        if self.saying:
            self._ask(self.saying)
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        place, year = self._page.place, self.year

        def work() -> DutyList:
            from desk.reads.duties import read_duties

            return read_duties(place.desk.vault, place.desk.lens, year)

        place.lane.run(work, self._show, partial(say_trouble, self._page), owner=self)
        if self._wanted is not None:
            self._settle.start()

    def primary(self) -> None:
        """Writes down what the deputy says."""
        deputy = self.card.deputy()
        if deputy is None or self.deeds.busy:
            return
        if self.saying == "confirm":
            self.deeds.confirm(deputy, self.year, self._name.text())
        elif self.saying == "dispute":
            self.deeds.dispute(deputy, self.year, self._why.text())

    def print_again(self) -> None:
        deputy = self.card.deputy()
        if deputy is not None:
            self.deeds.print_record(deputy, self.year)

    def escape(self) -> bool:
        if self.saying:
            self._stand("")
            return True
        if self.card.figure:
            self.card.choose("")
            return True
        if self._turn.currentIndex() != 1:
            return False
        self._turn.setCurrentIndex(0)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def memory(self) -> DutyMemory:
        return DutyMemory(self.year, self._wanted, self.card.figure, self._turn.currentIndex() == 1)

    def recall(self, memory: DutyMemory) -> None:
        self.year, self._wanted, self.card.figure = memory.year, memory.deputy, memory.figure
        if memory.alone:
            self._open()

    # -- what is shown --------------------------------------------------------------------------------
    def _show(self, found: DutyList) -> None:
        look, _ = self._page.look, self._page.look.say
        if found.year != self.year:
            return
        self._year.setText(str(found.year))
        self._after.setEnabled(found.year < local_day(self._page.place.clock()).year)
        self._before.setEnabled(found.year > FIRST_YEAR)
        below = sum(one.below for one in found.lines)
        told = _("{below} of {all} below the law's {needed} contacts (art. 30), as far as {place} may see")
        words = told.format(below=below, all=len(found.lines), needed=found.needed, place=found.of)
        self._below.setText(words)
        self._left.setCurrentIndex(0 if found.lines else 1)
        self._right.setVisible(bool(found.lines))
        self._needed = found.needed
        wanted = self._wanted
        self.list.show_lines([line_of(look, one, found.needed) for one in found.lines])
        at = self.list.lines.row_of(wanted) if wanted is not None else -1
        if at >= 0:
            self.list.mark_row(at)

    def _pick(self, line: Line | None) -> None:
        if line is None:
            return
        if line.id != self._wanted:
            self._stand("")
        self._wanted = line.id
        self._settle.start()

    def _read(self) -> None:
        place, id, year = self._page.place, self._wanted, self.year
        if self._reading is not None:
            self._reading.cancel()
        if id is None:
            return

        def work() -> DutyView:
            from desk.reads.duties import read_duty

            return read_duty(place.desk.vault, place.desk.lens, id, year)

        self._reading = place.lane.run(work, self.card.show_duty, partial(say_trouble, self._page), owner=self)

    def _turn_year(self, by: int) -> None:
        self.year += by
        self._stand("")
        self.reload()

    def _open(self) -> None:
        """Enter: to the figures."""
        if self._turn.count():
            self._turn.setCurrentIndex(1)
        next(iter(self.card.tiles.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def _look_at(self, entry: DutyEntry) -> None:
        self._page.wanted.emit("visits" if entry.sort == "visit" else "reception", entry.id)

    # -- what is done ---------------------------------------------------------------------------------
    def _ask(self, what: Saying) -> None:
        self._stand(what)
        (self._name if what == "confirm" else self._why).ask()

    def _said(self, _subjects: object) -> None:
        for strip in (self._name, self._why):
            strip.set_text("")
        self._stand("")
        self.reload()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, BadInput) and error.facts.get("field") in ("name", "reason"):
            (self._name if self.saying == "confirm" else self._why).say_error(error)
        else:
            say_trouble(self._page, error, TOPIC)

    def _stand(self, saying: Saying) -> None:
        self.saying = saying
        show_only((self._name, self._why), {"": (), "confirm": (self._name,), "dispute": (self._why,)}[saying])
        show_only(self._buttons, (self._stay, self._say) if saying else (self._one, self._print))

    def _ask_file(self, *, all_: bool) -> None:
        self.deeds.ask_file(self, self.year, None if all_ else self.card.deputy())
