"""Who came (来访人): name, telephone, how many, or anonymous."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.domain.draft import MOST_PEOPLE, SPEAKERS
from desk.domain.field import LIMITS, Finding
from desk.reads.people import KnownPerson
from desk.text import explain
from ui.forms.known import Known
from ui.forms.part import Form, FormPart
from ui.theme import Look
from ui.widgets.box import column, row
from ui.widgets.check import Check
from ui.widgets.field import LineField
from ui.widgets.label import label
from ui.widgets.note import Note
from ui.widgets.number import NumberField

KEPT = ("name", "phone")


class Person(FormPart):
    """Ticking anonymous takes name and telephone off the form; taking the tick away brings them back."""

    person_edited = Signal()
    anonymous_toggled = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        _ = look.say
        self._aside: dict[str, str] = {}
        self.has_address: Callable[[], bool] = bool  # the form knows
        self._sealed = self._locked = False
        self.known = Known(look)
        self._name = LineField(
            look, _("Name"), hint=_("Name or 4 digits"), limit=LIMITS["name"], enter=self._enter_name
        )
        self._phone = LineField(look, _("Phone"), hint=_("Phone"), limit=LIMITS["phone"], width=look.by(148, 148, 160))
        self.people = NumberField(look, _("How many people came"), most=MOST_PEOPLE)
        self.anonymous = Check(look, _("Anonymous"))
        # both notes stand under the whole row: a sentence has no room under a telephone field
        self.watch("name", self._name, self.watch("phone", self._phone, self._fields()))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(4))
        self._group = Note(look)
        box.addWidget(self.noted["name"])
        box.addWidget(self.known)
        box.addWidget(self._group)
        for field in (self._name, self._phone):
            field.textChanged.connect(lambda _text: self.person_edited.emit())
        self.people.valueChanged.connect(self._count)
        self.anonymous.toggled.connect(self._put_aside)
        self.setFocusProxy(self._name)

    def _fields(self) -> QWidget:
        """One line, or two where the room is short."""
        look, _ = self.look, self.look.say
        after = [label(_("people"), "body", "text2")] if look.lang == "zh" else []
        came = row(look, label(_("How many"), "body", "text2"), self.people, *after, gap=6)
        if look.room == "wide":
            return row(look, (self._name, 1), self._phone, came, self.anonymous, gap=12)
        first = row(look, (self._name, 1), self._phone, gap=12)
        return column(look, first, row(look, came, self.anonymous, None, gap=12))

    def gather(self) -> Form:
        suggester: Form = {name: text for name in KEPT if (text := self.typed(name))}
        suggester["anonymous"] = self.anonymous.isChecked()
        return {"suggester": suggester, "person_times": self.people.value()}

    def show_form(self, form: Mapping[str, Any]) -> None:
        suggester = form.get("suggester") or {}
        self._aside = {}
        self.anonymous.setChecked(bool(suggester.get("anonymous")))
        self._aside = {}
        for name in KEPT:
            self.set_text(name, suggester.get(name))
        people = form.get("person_times")
        self.people.setValue(people if isinstance(people, int) else 1)

    def check(self, name: str) -> None:
        """Whoever gives a name, no telephone and no address cannot be told the result."""
        super().check(name)
        field = self.noted["phone"].field
        asked = name == "phone" and field.isEnabled() and not field.isReadOnly()
        if asked and self.typed("name").strip() and not self.typed("phone").strip() and not self.has_address():
            finding = Finding("warn", "no_contact", "phone")
            self.noted["phone"].say("warn", explain(finding, self.look.lang))

    def _count(self, people: int) -> None:
        """More than five choose their speakers (信访工作条例 20)."""
        if people > SPEAKERS and not self._sealed:
            finding = Finding("warn", "group_over_five", "person_times", {"most": SPEAKERS})
            self._group.say("warn", explain(finding, self.look.lang))
        else:
            self._group.hush()
        self.edited.emit()

    def seal(self, sealed: bool) -> None:
        super().seal(sealed)
        self._sealed = sealed
        self.people.setEnabled(not sealed)
        self._enable()

    def lock(self, locked: bool) -> None:
        """检举控告: nobody is named, only people are counted."""
        self._locked = locked
        self._enable()

    def take(self, person: KnownPerson) -> None:
        """Somebody who was here before: the rest of the row is filled in."""
        self.set_text("name", person.name)
        self.set_text("phone", person.phone)
        self.known.show_people(())
        self.people.setFocus(Qt.FocusReason.TabFocusReason)

    def _enter_name(self) -> None:
        """Digits are no name: they are the end of a telephone, and Enter takes whom they found."""
        typed = self.typed("name").strip()
        if not (typed.isascii() and typed.isdigit() and self.known.take_first()):
            self._name.focusNextChild()

    def stops(self) -> list[QWidget]:
        return [self._name, self._phone, self.people, self.anonymous]

    def _enable(self) -> None:
        self.anonymous.setEnabled(not (self._sealed or self._locked))
        for field in (self._name, self._phone):
            field.setEnabled(not (self._locked or self.anonymous.isChecked()))
        if self._sealed or not self._name.isEnabled():
            self.known.show_people(())

    def _put_aside(self, anonymous: bool) -> None:
        if anonymous:
            self._aside = {name: self.typed(name) for name in KEPT}
        for name in KEPT:
            self.set_text(name, "" if anonymous else self._aside.get(name))
        self._enable()
        self.edited.emit()
        self.anonymous_toggled.emit(anonymous)
