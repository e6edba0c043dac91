"""今日 Today: what waits for this station now, each line a door; what comes next; this month so far."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.domain.moment import local
from desk.reads.today import TodayView
from desk.text import mark
from ui.pages import today_words
from ui.pages.page import Page, Workplace
from ui.pages.today_parts import Lines, MonthCard
from ui.pages.today_reception import ReceptionCard
from ui.pages.today_words import SAMPLE, DoorWords, NextWords
from ui.pages.trouble import say_trouble
from ui.tasks import Job
from ui.widgets import moment
from ui.widgets.box import Item, card, column, page_head, row, scrolled
from ui.widgets.button import Button
from ui.widgets.elided import Elided
from ui.widgets.glyph import Glyph
from ui.widgets.label import label

TODAY = mark("Today")
LEAVE = mark("Leave the sample station")
CALM = mark("Nothing waits to be done.")
COME = mark("When somebody comes, press F2.")
FIRST = mark("The first morning")
FIRST_BELOW = mark("In this order; everything can be done later as well.")


class TodayPage(Page):
    """Doors at the left, figures at the right; in narrow rooms one under the other."""

    name = "today"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look = self.look
        _ = look.say
        self.view: TodayView | None = None
        self._arriving = False
        self._reading: Job[TodayView] | None = None
        self._seen: object = None  # what was last known of the exchange
        self.day = Elided(look, "", "body", "text2")
        self.record = Button(look, _("Record a case"), "primary", icon="square-pen", key="F2", click=self.primary)
        self.doors, self.next = Lines(look), Lines(look, _("Coming up"))
        self.month = MonthCard(look, _("This month so far"), _("Nothing was recorded this month yet."))
        words = column(look, label(_(CALM), "strong", wrap=True), label(_(COME), "sub", wrap=True), gap=2)
        self.calm = card(look, row(look, Glyph(look, "circle-check", "accent_text", 24), (words, 1), gap=20))
        self.first = column(look, label(_(FIRST), "head"), label(_(FIRST_BELOW), "body", "text2", wrap=True), gap=2)
        self.reception = ReceptionCard(look)
        self._lay_out()
        self.reception.opened.connect(lambda: self.wanted.emit("reception", None))
        self.doors.opened.connect(self._open)
        self.next.opened.connect(self._open)
        place.traffic.changed.connect(self._hear)

    def _lay_out(self) -> None:
        look = self.look
        side = look.by(24, 16, 16)
        leave: list[Item] = [self._leave_sample()] if self.place.station.sample else []
        head = page_head(look, label(look.say(TODAY), "title"), (self.day, 1), *leave, self.record)
        head.setContentsMargins(look.px(side), 0, look.px(side), 0)
        gap = look.by(16, 12, 10)
        left = (self.first, self.doors, self.calm, self.next)
        if look.room == "narrow":
            body = column(look, *left, self.reception, self.month, None, gap=gap, pad=(side, 4, side, 16))
        else:
            right = column(look, self.reception, self.month, None, gap=gap)
            right.setFixedWidth(look.px(look.by(376, 328, 328)))
            work = column(look, *left, None, gap=gap)
            body = row(look, (work, 1), right, gap=look.by(24, 16, 16), pad=(side, 4, side, 16))
        for part in (self.first, self.doors, self.calm, self.next, self.month):
            part.hide()
        column(look, head, (scrolled(body), 1), gap=0, on=self)

    def _leave_sample(self) -> Button:
        words = self.look.say(LEAVE)
        button = Button(self.look, words, "quiet", click=lambda: self.sample_wanted.emit(False))
        button.setAutoDefault(True)
        return button

    # -- what the shell asks --------------------------------------------------------------------------
    def arrive(self, what: object = None) -> None:  # noqa: ARG002 (there is one way to stand)
        self._arriving = True
        if self.view is None:
            self.record.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def primary(self) -> None:
        self.wanted.emit("record", None)

    def go_through(self, number: int) -> bool:
        lines = self.doors.lines()
        if not 1 <= number <= len(lines):
            return False
        lines[number - 1].click()
        return True

    def refresh(self, subjects: tuple[object, ...]) -> None:  # noqa: ARG002 (whatever changed may stand in a door)
        if self.isVisible():
            self._read()

    def _hear(self) -> None:
        """The exchange stands otherwise: what was read or what fails, not how far it has come."""
        standing = self.place.traffic.standing
        now = (standing.view, standing.error)
        if now != self._seen and self.isVisible():
            self._seen = now
            self._read()

    # -- what is shown --------------------------------------------------------------------------------
    def _read(self) -> None:
        place = self.place
        if self._reading is not None:
            self._reading.cancel()

        def work() -> TodayView:
            from desk.reads.today import read_today

            return read_today(place.desk.vault, place.desk.lens, place.desk.home)

        self._reading = place.lane.run(work, self._show, lambda error: say_trouble(self, error), owner=self)

    def _show(self, view: TodayView) -> None:
        self.view = view
        look, now = self.look, local(self.place.clock())
        found = today_words.doors(look, view, now)
        first = view.fresh and not found
        self.day.setText(moment.long_day(view.day, look.lang))
        self.first.setVisible(first)
        self.calm.setVisible(not found and not first)
        self.doors.show_doors(
            today_words.first_things(look, view, sample=self.place.station.sample) if first else found
        )
        self.next.show_next(tuple(today_words.next_lines(look, view)))
        self.reception.show_next(view.reception.next, view.day, self.place.station.notice_days)
        self.month.show_figures(today_words.figures(look, view))
        self.month.setVisible(not view.fresh)
        arriving, self._arriving = self._arriving, False
        if arriving and self.isVisible():  # whoever went on meanwhile keeps the focus there
            self._best_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _best_focus(self) -> QWidget:
        lines = self.doors.lines()
        return lines[0] if lines else self.record

    # -- where it leads -------------------------------------------------------------------------------
    def _open(self, words: DoorWords | NextWords) -> None:
        if words.page == SAMPLE:
            self.sample_wanted.emit(True)
        elif words.page:
            self.wanted.emit(words.page, words.what)
