"""The section People: who may sit at this desk, each with a password of his own."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.domain.field import LIMITS
from desk.errors import BadInput
from desk.text import explain, mark
from ui.pages.page import Workplace
from ui.pages.settings_section import Section
from ui.widgets.box import card, column, empty_out, row
from ui.widgets.button import Button
from ui.widgets.field import LineField
from ui.widgets.form import Form
from ui.widgets.glyph import Glyph
from ui.widgets.label import label
from ui.widgets.loading import LoadingLine
from ui.widgets.message import Message
from ui.widgets.note import NotedField
from ui.widgets.secret import SecretField

WHY = mark(
    "Each opens the desk with a password of his own, and every fact says who wrote it. To hand over: Ctrl+L, choose "
    "the name, type the password."
)
DIFFERENT = mark("The two passwords differ. Type the second one again.")
ADDED = mark("{name} may sit here from now on.")
REMOVED = mark("{name} cannot open this desk any more. What was written under that name stays.")


class PeopleSection(Section):
    """A line for each, and the form for one more."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look, _ = self.look, self.look.say
        self._busy = False
        self._loading = LoadingLine(look)
        holder = QWidget()
        self._lines = QVBoxLayout(holder)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(look.px(4))
        self.name = NotedField(look, LineField(look, _("Name"), limit=LIMITS["recorder"]))
        self.again = SecretField(look, _("The same once more"), self.primary)
        self.password = SecretField(look, _("Password"), partial(self.again.setFocus, Qt.FocusReason.TabFocusReason))
        self.add = Button(look, _("Let them in"), "primary", icon="user", key="Ctrl+Enter", click=self.primary)
        form = Form(look, label_width=112 if look.lang == "zh" else 152)
        form.add(_("Name"), self.name)
        form.add(_("Password"), self.password, hint=_("at least 6 characters"))
        form.add(_("The same once more"), self.again)
        people = card(look, label(_("Who may sit here"), "head"), label(_(WHY), "sub", wrap=True), 4, holder)
        column(look, self._loading, people, 16, card(look, label(_("One more"), "head"), 4, form), gap=0, on=self)

    def buttons(self) -> tuple[Button, ...]:
        return (self.add,)

    def arrive(self) -> None:
        from desk.actions.operators import list_operators

        desk = self.place.desk
        self.place.lane.run(lambda: list_operators(desk), self._show, owner=self)

    def take_focus(self) -> None:
        self.name.setFocus(Qt.FocusReason.TabFocusReason)

    def typed(self) -> str:
        return self.name.field.text()

    def fill(self, typed: object) -> None:
        self.name.field.set_text(str(typed))

    def primary(self) -> None:
        """Adds whom the form names; what is wrong is said where it was typed."""
        from desk.actions.operators import add_operator

        name, password = self.name.field.text().strip(), self.password.text()
        if self._busy:
            return
        if password != self.again.text():
            self.again.fail(self.look.say(DIFFERENT))
            return
        desk = self.place.desk
        self._work(True)
        self.place.lane.run(
            lambda: add_operator(desk, name, password),
            lambda _none: self._done(self.look.say(ADDED).format(name=name)),
            self._failed,
            owner=self,
            keep=True,
        )

    def _remove(self, name: str) -> None:
        from desk.actions.operators import remove_operator

        desk = self.place.desk
        self._work(True)
        self.place.lane.run(
            lambda: remove_operator(desk, name),
            lambda _none: self._done(self.look.say(REMOVED).format(name=name)),
            self._failed,
            owner=self,
            keep=True,
        )

    def _done(self, sentence: str) -> None:
        self._work(False)
        for line in (self.name.field, self.password.line, self.again.line):
            line.clear()
        self.said.emit(Message(sentence, "accent", topic="people"))
        self.arrive()
        self.take_focus()

    def _failed(self, error: Exception) -> None:
        self._work(False)
        if not isinstance(error, BadInput):
            self.place.lane.failed.emit(error)
            return
        sentence = explain(error, self.look.lang)
        if error.code == "password_short":
            self.password.fail(sentence)
        else:
            self.name.say("error", sentence)
            self.name.setFocus(Qt.FocusReason.TabFocusReason)

    def _work(self, busy: bool) -> None:
        self._busy = busy
        self.add.setEnabled(not busy)
        self._loading.begin() if busy else self._loading.end()

    def _show(self, names: tuple[str, ...]) -> None:
        empty_out(self._lines)
        for number, name in enumerate(names):
            self._lines.addWidget(self._line(name, head=number == 0))

    def _line(self, name: str, *, head: bool) -> QWidget:
        look, _ = self.look, self.look.say
        here = name == self.place.desk.operator_name
        says = [_("head of the station")] if head else []
        says += [_("on duty now")] if here else []
        parts: list[QWidget] = [Glyph(look, "user", "text2"), label(name, "strong")]
        parts += [label("，".join(says) if look.lang == "zh" else ", ".join(says), "sub", "text2")] if says else []
        if head or here:
            return row(look, *parts, None, gap=12, pad=(0, 6, 0, 6))
        away = Button(look, _("Take the way in away"), "smallquiet", icon="x", click=partial(self._remove, name))
        away.setAccessibleName(_("Take the way in of {name} away").format(name=name))
        away.setAutoDefault(True)
        return row(look, *parts, None, away, gap=12, pad=(0, 6, 0, 6))
