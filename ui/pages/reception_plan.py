"""接待, while no session is open: the calendar of receptions, its fixed days, and the way to begin today's."""

from collections.abc import Callable
from datetime import date
from typing import Any, Literal
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.domain.session import OPEN, PLANNED
from desk.errors import BadInput
from desk.reads.calendar import CalendarView
from desk.reads.plans import PlanView
from desk.reads.reception_views import SessionRow
from desk.text import mark
from ui.forms.reception_form import ReceptionForm
from ui.pages.page import Page
from ui.pages.plan_deeds import PlanDeeds
from ui.pages.plan_lines import PlanLines
from ui.pages.plan_words import mark_words
from ui.pages.session_card import SessionCard
from ui.tasks import Job
from ui.widgets import moment
from ui.widgets.box import action_bar, card, column, page_head, row, scrolled
from ui.widgets.button import Button
from ui.widgets.label import label
from ui.widgets.month import Month

RECEPTION = mark("Reception")
EMPTY = mark("Nothing is planned on this day.")
UNKNOWN = mark("The holidays of {year} are not known yet; days count by weekends.")
Editing = Literal["", "plan", "session"]


class PlanPart(QWidget):
    """`begun` carries the row that was opened as a session, or None for one that nobody planned; `asked` a session
    that is to be looked at."""

    begun = Signal(object)
    asked = Signal(UUID)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        look = page.look
        _ = look.say
        self.view: CalendarView | None = None
        self.editing: Editing = ""
        self._of: PlanView | SessionRow | None = None  # what is being changed; None: something new
        self._form: ReceptionForm | None = None
        self._reading: Job[CalendarView] | None = None
        today = moment.local(page.place.clock()).date()
        self.deeds = PlanDeeds(page, self)
        self.month = Month(look, today, today)
        self.title = label("", "head")
        before = Button(look, "", "smallquiet", icon="chevron-left", name=_("Month before"), click=self._turn(-1))
        after = Button(look, "", "smallquiet", icon="chevron-right", name=_("Month after"), click=self._turn(1))
        self.new_plan = Button(look, _("Fix days"), "small", icon="plus", click=lambda: self.edit("plan"))
        self.new_session = Button(look, _("Plan this day"), icon="plus", click=lambda: self.edit("session"))
        self.start = Button(
            look, _("Begin now"), "primary", icon="messages-square", key="Ctrl+Enter", click=self.primary
        )
        self.save = Button(look, _("Save"), "primary", icon="check", key="Ctrl+Enter", click=self.primary)
        self.back = Button(look, _("Back"), "quiet", key="Esc", click=self.escape)
        self.plans, self.card = PlanLines(look), SessionCard(look)
        self.day = label("", "head")
        self.empty = card(look, label(_(EMPTY), "body", "text2", wrap=True), row(look, self.new_session, None))
        self.unknown = label("", "sub", "amber", wrap=True)
        self._turner = QStackedWidget()
        self._holder = QWidget()
        self._lay_out(row(look, (self.title, 1), before, after, gap=4))
        self._connect()

    def _lay_out(self, months: QWidget) -> None:
        look = self._page.look
        side = look.by(24, 16, 16)
        head = page_head(look, label(look.say(RECEPTION), "title"), None, self.new_plan, self.start)
        head.setContentsMargins(look.px(side), 0, look.px(side), 0)
        calendar = card(look, months, self.month, self.unknown, gap=8)
        beside = column(look, self.day, self.card, self.empty, None, gap=12)
        if look.room == "narrow":
            body = column(look, calendar, beside, self.plans, None, gap=12, pad=(side, 4, side, 16))
        else:
            beside.setFixedWidth(look.px(look.by(400, 360, 360)))
            left = column(look, calendar, self.plans, None, gap=16)
            body = row(look, (left, 1), beside, gap=look.by(24, 16, 16), pad=(side, 4, side, 16))
        self._turner.addWidget(column(look, head, (scrolled(body), 1), gap=0))
        column(look, on=self._holder)
        self._turner.addWidget(self._holder)
        column(look, self._turner, gap=0, on=self)

    def _connect(self) -> None:
        self.month.turned.connect(lambda _first: self.reload())
        self.month.chosen.connect(lambda _day: self._show_day())
        self.card.asked.connect(self._do)
        self.plans.changing.connect(lambda plan: self.edit("plan", plan))
        self.plans.ending.connect(self.deeds.end)
        self.deeds.done.connect(self._done)

    def _turn(self, months: int) -> Callable[[], None]:
        return lambda: self.month.turn(months)

    # -- what the page asks ---------------------------------------------------------------------------
    def take_focus(self) -> None:
        if self._form is not None:
            self._form.take_focus()
        else:
            self.month.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        place, first, last = self._page.place, self.month.first_shown(), self.month.last_shown()
        if self._reading is not None:
            self._reading.cancel()

        def work() -> CalendarView:
            from desk.reads.calendar import read_calendar

            return read_calendar(place.desk.vault, place.desk.lens, first, last)

        self._reading = place.lane.run(work, self._show, self.deeds.trouble, owner=self)

    def primary(self) -> None:
        """Saves what is being written, else begins the reception of today."""
        if self.editing:
            self._save()
        elif self.view is not None and not self.deeds.busy:
            self.begun.emit(self._today())

    def escape(self) -> bool:
        if not self.editing:
            return False
        self.editing, self._of, self._form = "", None, None
        self._turner.setCurrentIndex(0)
        self.take_focus()
        return True

    def edit(self, what: Editing, of: PlanView | SessionRow | None = None) -> None:
        """The form of a plan, or of one day, new or as it is."""
        if self.view is None:
            return
        look = self._page.look
        self.editing, self._of = what, of
        self._form = form = ReceptionForm(
            look, self.view.roster, self.month.day(), rule=what == "plan", towns=self._towns()
        )
        if isinstance(of, PlanView):
            form.fill_rule(of.rule)
        if of is not None:
            form.fill(_known(of))
        side = look.by(24, 16, 16)
        titles = {"plan": mark("Fixed days"), "session": mark("One reception")}
        old = self._holder
        self._holder = column(
            look,
            row(look, page_head(look, label(look.say(titles[what]), "title"), None), pad=(side, 0, side, 0)),
            (scrolled(column(look, form, pad=(side, 4, side, 16))), 1),
            action_bar(look, self.back, None, self.save),
            gap=0,
        )
        self._turner.removeWidget(old)
        old.deleteLater()
        self._turner.addWidget(self._holder)
        self._turner.setCurrentWidget(self._holder)
        form.take_focus()

    def _towns(self) -> dict[str, str]:
        """The other towns of the district."""
        own, divisions = self._page.place.station.code, self._page.place.desk.lists.codes.divisions
        of = (code for code in divisions if code[:6] == own[:6] and code[6:9] not in ("000", own[6:9]))
        return {code: divisions[code] for code in of if code.endswith("000")}

    # -- what is shown --------------------------------------------------------------------------------
    def _show(self, view: CalendarView) -> None:
        self.view = view
        look = self._page.look
        marks: dict[date, str] = {}
        for one in view.rows:
            if one.state != "cancelled":
                marks[one.day] = " ".join(filter(None, (marks.get(one.day, ""), mark_words(look, one))))
        self.month.show_marks(marks, view.off)
        self.plans.show_plans(view.plans)
        year = next(iter(view.unknown), None)
        self.unknown.setText(look.say(UNKNOWN).format(year=year) if year is not None else "")
        self.unknown.setVisible(year is not None)
        planned = self._today() is not None
        self.start.say(look.say("Begin the reception") if planned else look.say("Begin now"))
        self._show_day()

    def _show_day(self) -> None:
        look, day = self._page.look, self.month.day()
        self.title.setText(f"{day.year} 年 {day.month} 月" if look.lang == "zh" else f"{day:%B %Y}")
        self.day.setText(moment.long_day(day, look.lang))
        found = [row for row in self.view.rows if row.day == day] if self.view is not None else []
        alive = next((one for one in found if one.state in (OPEN, PLANNED)), next(iter(found), None))
        self.card.setVisible(alive is not None)
        self.empty.setVisible(alive is None)
        if alive is not None and self.view is not None:
            self.card.show_row(alive, self.view)

    def _today(self) -> SessionRow | None:
        view = self.view
        rows = view.rows if view is not None else ()
        return next((one for one in rows if view and one.day == view.today and one.own and one.state == PLANNED), None)

    # -- what is done ---------------------------------------------------------------------------------
    def _save(self) -> None:
        form, of = self._form, self._of
        if form is None:
            return
        if self.editing == "plan":
            self.deeds.save_plan(form.said(), of if isinstance(of, PlanView) else None, self._refused)
        else:
            self.deeds.save_session(form.said(), of if isinstance(of, SessionRow) else None, self._refused)

    def _done(self, _subjects: object) -> None:
        self.escape()
        self.reload()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, BadInput) and self._form is not None:
            self._form.refuse(error)
        else:
            self.deeds.trouble(error)

    def _do(self, what: str, of: SessionRow) -> None:
        if what in ("open", "sheet"):
            self.asked.emit(of.id)
        elif what == "change":
            self.edit("session", of)
        elif what == "notice":
            self.deeds.print_notice(of)
        elif what == "posted":
            self.deeds.posted(of)
        else:
            self.deeds.cancel(of, self.card.reason.text())


def _known(of: PlanView | SessionRow) -> dict[str, Any]:
    known: dict[str, Any] = {"starts": of.starts, "ends": of.ends, "room": of.room, "theme": of.theme}
    known["deputies"] = tuple(str(one.id) for one in of.deputies)
    if isinstance(of, PlanView):
        return known
    return known | {"day": of.day.isoformat(), "staff": of.staff, "towns": of.towns}
