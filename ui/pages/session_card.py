"""A day of the calendar: what is planned then, whether the notice is up, and what can be done about it."""

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk.domain.session import CANCELLED, CLOSED, OPEN, PLANNED
from desk.reads.calendar import CalendarView
from desk.reads.reception_views import SessionRow
from desk.text import mark
from ui.pages.plan_words import STATES, names
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.box import Item, column, empty_out, kind, row
from ui.widgets.button import Button
from ui.widgets.chip import Chip, Tone
from ui.widgets.field import LineField
from ui.widgets.flow import flow
from ui.widgets.label import label

WHY = mark("Why it does not take place")
_TONE: dict[str, Tone] = {OPEN: "accent", CANCELLED: "amber"}


class SessionCard(QFrame):
    """`asked` names what is to be done and the row it is about: notice, posted, change, cancel, open, sheet."""

    asked = Signal(str, object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._row: SessionRow | None = None
        kind("card", self)
        self._holder = QWidget()
        self._box = QVBoxLayout(self._holder)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.reason = LineField(look, look.say(WHY), hint=look.say(WHY), limit=500, enter=self._cancel)
        self._why = row(look, (self.reason, 1), Button(look, look.say("Cancel it"), click=self._cancel))
        column(look, self._holder, self._why, gap=8, pad=(20, 16, 20, 16), on=self)
        self._why.hide()

    def show_row(self, found: SessionRow, view: CalendarView) -> None:
        if self._row is None or self._row.id != found.id:
            self._why.hide()
            self.reason.clear()
        self._row = found
        empty_out(self._box)
        self._box.addWidget(self._made(found, view))

    def _made(self, found: SessionRow, view: CalendarView) -> QWidget:
        look, _ = self._look, self._look.say
        state = Chip(look, _(STATES[found.state]), _TONE.get(found.state, ""))
        hours = label(f"{found.starts}-{found.ends}", "number")
        items: list[Item] = [row(look, (hours, 1), state)]
        for word, said in (
            (mark("Station"), "" if found.own else found.place),
            (mark("Number of the reception"), found.number),
            (mark("Deputies who receive"), names(look, found.deputies) or _("nobody is assigned yet")),
            (mark("Room"), found.room),
            (mark("Theme"), found.theme),
        ):
            if said:
                items.append(row(look, self._name(_(word)), (label(said, wrap=True), 1), gap=12))
        if found.state in (OPEN, CLOSED):
            sums = found.totals
            said = _("People {people}, groups {groups}, cases {cases}, guided {guided}")
            figures = said.format(people=sums.people, groups=sums.groups, cases=sums.cases, guided=sums.guided)
            items.append(row(look, self._name(_("Sums")), (label(figures, wrap=True), 1), gap=12))
        if found.state == PLANNED:
            items.append(row(look, self._name(_("Notice posted")), (self._notice(found, view), 1), gap=12))
        if found.own:
            items += [4, flow(look, *self._buttons(found))]
        return column(look, *items, gap=6)

    def _name(self, word: str) -> QWidget:
        name = label(word, "sub", "text2")
        name.setFixedWidth(self._look.px(80 if self._look.lang == "zh" else 144))
        return column(self._look, name, None, gap=0, pad=(0, 2, 0, 0))

    def _notice(self, found: SessionRow, view: CalendarView) -> QWidget:
        look, _ = self._look, self._look.say
        if found.announced is not None:
            return label(_("up since {day}").format(day=moment.day(found.announced, look.lang)), wrap=True)
        due = found.day - timedelta(days=view.notice_days)
        words = _("to be posted by {day}").format(day=moment.day(due, look.lang))
        return label(words, "body", "red" if due < view.today else "amber" if due == view.today else "text", wrap=True)

    def _buttons(self, found: SessionRow) -> list[QWidget]:
        _ = self._look.say
        if found.state == CLOSED:
            return [self._button("sheet", _("Day sheet and signatures"), "file-text")]
        if found.state == OPEN:
            return [self._button("open", _("Go on"), "messages-square")]
        if found.state != PLANNED:
            return []
        parts = [self._button("notice", _("Print the notice"), "printer")]
        if found.announced is None:
            parts.append(self._button("posted", _("It is posted"), "check"))
        parts.append(self._button("change", _("Change"), "pencil-line"))
        away = Button(self._look, _("It does not take place"), "smallquiet", icon="x", click=self._ask_why)
        away.setAutoDefault(True)
        return [*parts, away]

    def _button(self, what: str, word: str, icon: str) -> Button:
        made = Button(self._look, word, "small", icon=icon, click=lambda: self.asked.emit(what, self._row))
        made.setAutoDefault(True)
        return made

    def _ask_why(self) -> None:
        self._why.show()
        self.reason.setFocus(Qt.FocusReason.TabFocusReason)

    def _cancel(self) -> None:
        if self.reason.text().strip():
            self.asked.emit("cancel", self._row)
        else:
            self.reason.setFocus(Qt.FocusReason.TabFocusReason)
