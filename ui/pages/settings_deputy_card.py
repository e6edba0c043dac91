"""One entry of the roster: who it is, the telephone once it is asked for, and what can be done with it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk.domain.masks import mask_phone
from desk.reads.deputies import in_office
from desk.reads.reception_views import DeputyView
from ui.pages.duty_words import office
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.box import Item, column, empty_out, kind, row, see
from ui.widgets.button import Button
from ui.widgets.chip import Chip, suggestion
from ui.widgets.field import LineField
from ui.widgets.flow import flow
from ui.widgets.label import label
from ui.widgets.note import NotedField

MOST_ALIKE = 8


class DeputyCard(QFrame):
    """`asked` names what is to be done (change, left) and `matched` the entry it is the same as, or none."""

    asked = Signal(str)
    matched = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        _ = look.say
        self.view: DeputyView | None = None
        self._phone_shown = False
        self._others: Sequence[DeputyView] = ()
        self._today = date.min
        kind("card", self)
        holder = QWidget()
        self._box = QVBoxLayout(holder)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.day = NotedField(look, LineField(look, _("Last day in office"), limit=20, width=160, enter=self._leave))
        self._go = Button(look, _("Write it down"), click=self._leave)
        self._go.setAutoDefault(True)
        self._leaving = row(look, label(_("Last day in office"), "body", "text2"), self.day, self._go, None)
        self._alike = QWidget()
        self._alike_box = QVBoxLayout(self._alike)
        self._alike_box.setContentsMargins(0, 0, 0, 0)
        column(look, holder, self._leaving, self._alike, gap=8, pad=(20, 16, 20, 16), on=self)
        self._leaving.hide()
        self._alike.hide()

    def show_deputy(self, view: DeputyView, others: Sequence[DeputyView], today: date) -> None:
        if self.view is None or view.id != self.view.id:
            self._phone_shown = False
            self.shut()
        self.view, self._others, self._today = view, others, today
        self._draw()

    def shut(self) -> bool:
        """Closes what was opened below; False when nothing was."""
        was = not (self._leaving.isHidden() and self._alike.isHidden())
        self._leaving.hide()
        self._alike.hide()
        return was

    def _draw(self) -> None:
        look, view = self._look, self.view
        if view is None:
            return
        _ = look.say
        empty_out(self._box)
        chips: list[QWidget] = [label(view.name, "head")]
        if view.published:
            chips.append(Chip(look, _("published above"), "accent", "lock"))
        if not in_office(view, self._today):
            chips.append(Chip(look, _("not in office"), "", "history"))
        items: list[Item] = [flow(look, *chips), label(office(look, view), "sub", "text2", wrap=True)]
        items += [label(view.post, wrap=True)] if view.post else []
        items += [label(days, "sub", "text2", wrap=True)] if (days := self._days(view)) else []
        items += [self._phone(view)] if view.phone else []
        same = next((one for one in self._others if one.id == view.same_as), None)
        if same is not None:
            told = _("The same person as {name}, {office}").format(name=same.name, office=office(look, same))
            items.append(label(told, "sub", "text2", wrap=True))
        if view.published:
            told = _("Published by the office above; it is changed there alone, and its telephone stayed there.")
            items.append(label(told, "sub", "text2", wrap=True))
        else:
            items.append(flow(look, *self._buttons(view)))
        self._box.addWidget(column(look, *items, gap=6))

    def _days(self, view: DeputyView) -> str:
        _, lang = self._look.say, self._look.lang
        since = _("since {day}").format(day=moment.whole_day(view.since, lang)) if view.since else ""
        until = _("until {day}").format(day=moment.whole_day(view.until, lang)) if view.until else ""
        return "·".join(filter(None, (since, until)))

    def _phone(self, view: DeputyView) -> QWidget:
        look, _ = self._look, self._look.say
        number = label(view.phone if self._phone_shown else mask_phone(view.phone))
        if self._phone_shown:
            return row(look, number, None)
        show = Button(look, _("Show the phone"), "smallquiet", icon="eye", click=self._show_phone)
        show.setAutoDefault(True)
        return row(look, number, show, None)

    def _buttons(self, view: DeputyView) -> list[QWidget]:
        _ = self._look.say
        parts: list[QWidget] = [self._button(_("Change"), "pencil-line", partial(self.asked.emit, "change"))]
        if view.until is None:
            parts.append(self._button(_("Left office"), "history", self._ask_day))
        parts.append(self._button(_("Same person as"), "link", self._ask_other))
        return parts

    def _button(self, word: str, icon: str, do: Callable[[], object]) -> Button:
        made = Button(self._look, word, "small", icon=icon, click=do)
        made.setAutoDefault(True)
        return made

    def _show_phone(self) -> None:
        self._phone_shown = True
        self._draw()
        following = self.findChild(Button)
        if isinstance(following, Button):
            following.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_day(self) -> None:
        self.shut()
        self._leaving.show()
        if not self.day.field.text():
            self.day.field.set_text(self._today.isoformat())
        self.day.setFocus(Qt.FocusReason.TabFocusReason)
        see(self._leaving)

    def _leave(self) -> None:
        self.asked.emit("left")

    def _ask_other(self) -> None:
        """Those of the same name first, then those published above."""
        view, look = self.view, self._look
        if view is None:
            return
        self.shut()
        empty_out(self._alike_box)
        rest = [one for one in self._others if view.id not in (one.id, one.same_as) and one.id != view.same_as]
        rest.sort(key=lambda one: (one.name != view.name, not one.published))
        chips: list[QWidget] = [self._other(one) for one in rest[:MOST_ALIKE]]
        if view.same_as is not None:
            chips.append(suggestion(look, look.say("A person of its own again"), partial(self.matched.emit, None)))
        words = look.say("What either did counts for the one chosen here.") if chips else look.say("There is no other.")
        self._alike_box.addWidget(column(look, label(words, "sub", "text2", wrap=True), flow(look, *chips), gap=6))
        self._alike.show()
        if chips:
            chips[0].setFocus(Qt.FocusReason.TabFocusReason)
            see(self._alike)

    def _other(self, one: DeputyView) -> Button:
        return suggestion(self._look, f"{one.name}·{office(self._look, one)}", partial(self._match, one.id))

    def _match(self, other: UUID) -> None:
        self.matched.emit(other)
