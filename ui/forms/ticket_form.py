"""A number is taken (取号): how many people first, then who and about what; the rest of it is asked at the table."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desk.domain.conversation import MOST_PEOPLE, MOST_SPEAKERS
from desk.domain.field import LIMITS, Finding
from desk.errors import DeskError
from desk.text import explain
from ui.theme import Look
from ui.widgets.box import column, row
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.field import LineField
from ui.widgets.label import label
from ui.widgets.note import Note, NotedField
from ui.widgets.number import NumberField


class TicketForm(QFrame):
    """`taken` brings the form by its JSON keys; `shut` says that nobody wants a number after all."""

    taken = Signal(dict)
    shut = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        _ = look.say
        self.people = NumberField(look, _("How many people came"), most=MOST_PEOPLE)
        self.speakers = NumberField(look, _("How many of them speak"), MOST_SPEAKERS, most=MOST_SPEAKERS)
        self._crowd = Note(look)
        self._told = Note(look)
        self.name = LineField(look, _("Name"), hint=_("Name"), limit=LIMITS["name"])
        self.phone = LineField(look, _("Phone"), hint=_("Phone"), limit=LIMITS["phone"])
        self.about = LineField(look, _("About what"), hint=_("About what"), limit=LIMITS["about"])
        self._noted = {"name": NotedField(look, self.name), "phone": NotedField(look, self.phone)}
        self._noted["about"] = NotedField(look, self.about)
        self.first = Check(look, _("Hard to walk, call first"))
        icon = "printer" if look.lang == "zh" else None
        self._take = Button(look, _("Print the number"), icon=icon, key="Ctrl+Enter", click=self.take)
        self._away = Button(look, _("Never mind"), "quiet", key="Esc", click=self.shut.emit)
        for button in (self._take, self._away):
            button.setAutoDefault(True)
        self._lay_out()
        self.people.valueChanged.connect(lambda _count: self._count())
        self._count()

    def _lay_out(self) -> None:
        look, _ = self._look, self._look.say
        after = [label(_("people"), "body", "text2")] if look.lang == "zh" else []
        came = row(look, label(_("How many"), "body", "text2"), self.people, *after, None, gap=8)
        self._speaking: QWidget = row(look, label(_("Speakers"), "body", "text2"), self.speakers, None, gap=8)
        fields: list[QWidget] = [self._noted["name"], self._noted["phone"], self._noted["about"]]
        column(
            look,
            came,
            self._crowd,
            self._speaking,
            *fields,
            self.first,
            self._told,
            row(look, self._take, None, gap=0),
            row(look, self._away, None, gap=0),
            None,
            gap=8,
            pad=(16, 8, 16, 12),
            on=self,
        )

    def begin(self) -> None:
        """An empty form, the number of people ready to be typed over."""
        self.people.setValue(1)
        self.speakers.setValue(MOST_SPEAKERS)
        for field in (self.name, self.phone, self.about):
            field.set_text("")
        self.first.setChecked(False)
        self._told.hush()
        for noted in self._noted.values():
            noted.hush()
        self.enable(True)
        self.people.setFocus(Qt.FocusReason.TabFocusReason)
        self.people.selectAll()

    def enable(self, on: bool) -> None:
        """Not while a number is being written down."""
        self._take.setEnabled(on)

    def waits(self) -> bool:
        """Whether a number is being written down; not when the form was begun anew meanwhile."""
        return not self._take.isEnabled()

    def take(self) -> None:
        if self._take.isEnabled():
            self.enable(False)
            self.taken.emit(self.gather())

    def gather(self) -> dict[str, Any]:
        texts = {"name": self.name.text(), "phone": self.phone.text(), "about": self.about.text()}
        form: dict[str, Any] = {key: text for key, text in texts.items() if text.strip()}
        form["people"] = self.people.value()
        if self.people.value() > MOST_SPEAKERS:
            form["speakers"] = self.speakers.value()
        if self.first.isChecked():
            form["first"] = True
        return form

    def say_error(self, error: DeskError) -> None:
        self.enable(True)
        sentence = explain(error, self._look.lang)
        noted = self._noted.get(str(error.facts.get("field", "")))
        if noted is not None:
            noted.say("error", sentence)
            noted.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._told.say("error", sentence)

    def _count(self) -> None:
        """More than five choose their speakers (信访工作条例 20): asked, never blocked."""
        crowd = self.people.value() > MOST_SPEAKERS
        self._speaking.setVisible(crowd)
        if crowd:
            finding = Finding("warn", "group_over_five", "people", {"most": MOST_SPEAKERS})
            self._crowd.say("warn", explain(finding, self._look.lang))
        else:
            self._crowd.hush()
