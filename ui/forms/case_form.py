"""Form F1 (人民建议登记表) on the screen, in the order of the talk: own words first."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desk.domain.case_state import ACCUSATION
from desk.domain.codes import Codes
from desk.errors import DeskError
from desk.reads.people import KnownPerson
from desk.text import explain
from ui.forms.category import Category
from ui.forms.more import More
from ui.forms.nature import Nature
from ui.forms.part import Form, FormPart, enter_goes_on
from ui.forms.person import Person
from ui.forms.step_form import StepForm
from ui.forms.talk_form import TalkForm
from ui.forms.telling import Telling
from ui.forms.words import Words
from ui.theme import Look
from ui.widgets import form
from ui.widgets.box import row, scrolled
from ui.widgets.button import Button

KEY_OF_PERSON = "Ctrl+G"
KEPT_OF_ACCUSATION = ("person_times", "channel", "received_at")


class CaseForm(QWidget):
    """`edited`: something was typed or chosen. `accused`: 检举控告 was chosen and every word is gone already."""

    edited = Signal()
    accused = Signal()
    nature_changed = Signal(str)
    person_edited = Signal()

    def __init__(self, look: Look, codes: Codes) -> None:
        super().__init__()
        self.look = look
        self._filling = False
        self._sealed = False
        self._words, self._nature, self._category = Words(look), Nature(look, codes), Category(look, codes)
        self._person, self._telling, self._more = Person(look), Telling(look, codes), More(look, codes)
        self._parts: tuple[FormPart, ...] = (
            self._words,
            self._nature,
            self._category,
            self._person,
            self._telling,
            self._more,
        )
        _ = look.say
        self._door = Button(
            look,
            _("More: address, identity, channel, time"),
            "smallquiet",
            icon="chevron-down",
            click=lambda: self._show_more(self._more.isHidden()),
        )
        self._lay_out()
        self._connect()
        self._blank, self._plain = self.gather(), self._more.gather()

    def _lay_out(self) -> None:
        look, _ = self.look, self.look.say
        rows = form.Form(look)
        self._words.setParent(self)
        self._words.add_to(rows)
        rows.add(_("Nature"), self._nature)
        rows.add(_("Category"), self._category)
        rows.add(_("Who"), self._person, hint=KEY_OF_PERSON)
        rows.add(_("Tell them"), self._telling)
        rows.add("", row(look, self._door, None))
        self._more.hide()
        box = self._box = QVBoxLayout(self)
        self._side = look.px(look.by(24, 16, 24))
        box.setContentsMargins(self._side, look.px(4), self._side, look.px(12))
        box.setSpacing(0)
        box.addWidget(rows)
        box.addWidget(self._more)
        box.addStretch(1)
        self._order_tabs()

    def _order_tabs(self) -> None:
        stops = [stop for part in self._parts[:-1] for stop in part.stops()]
        stops += [self._door, *self._more.stops()]
        for first, second in pairwise(stops):
            self.setTabOrder(first, second)

    def _connect(self) -> None:
        self._person.has_address = lambda: bool(self._more.typed("address").strip())
        for part in self._parts:
            part.edited.connect(self._tell)
        self._nature.chosen.connect(self._change_nature)
        self._person.person_edited.connect(self._person_typed)
        self._person.anonymous_toggled.connect(lambda _on: self._person_typed())
        self._person.known.taken.connect(self._take_person)

    def make_room(self, bar: int) -> None:
        """A scroll bar stands in the margin: the fields keep their width when it comes and goes."""
        margins = self._box.contentsMargins()
        margins.setRight(max(self._side - bar, self.look.px(4)))
        self._box.setContentsMargins(margins)

    def gather(self) -> Form:
        """Form F1 by its JSON keys; fields without an answer are left out."""
        whole: Form = {"suggester": {}}
        for part in self._parts:
            share = part.gather()
            whole["suggester"] |= share.pop("suggester", {})
            whole |= share
        return whole

    def is_blank(self) -> bool:
        """Whether nothing was typed or chosen yet."""
        return self.gather() == self._blank

    def changes_from(self, old: Form) -> Form:
        """What a correction would change, as a form: an emptied text is None."""
        new = self.gather()
        changes = {
            name: new.get(name) for name in (*old, *new) if name != "suggester" and old.get(name) != new.get(name)
        }
        before, after = old.get("suggester", {}), new["suggester"]
        person = {name: after.get(name) for name in (*before, *after) if before.get(name) != after.get(name)}
        return changes | ({"suggester": person} if person else {})

    def show_form(self, given: Mapping[str, Any], *, stored: bool = False) -> None:
        """Shows a form, whatever stood here before; nobody is told. `stored`: what is seldom asked stays shut."""
        self._filling = True
        for part in self._parts:
            part.show_form(given)
        self._nature.note.hush()
        self._telling.suppose_named(any(text.strip() for text in self.person()))
        self._telling.note.hush()
        self._show_more(not stored and self._more.gather() != self._plain)
        self._filling = False
        self._lock()

    def clear(self) -> None:
        self.show_form({})

    def seal(self, sealed: bool) -> None:
        """Saved: everything turns read-only, and stays to be read and copied."""
        self._sealed = sealed
        for part in self._parts:
            part.seal(sealed)
        self._lock()

    def nature(self) -> str:
        return self._nature.code()

    def person(self) -> tuple[str, str]:
        """Name and telephone as they stand."""
        return self._person.typed("name"), self._person.typed("phone")

    def offer_people(self, people: Sequence[KnownPerson]) -> None:
        """Who was here before and may be meant."""
        self._person.known.show_people(() if self._sealed else people)

    def _take_person(self, person: KnownPerson) -> None:
        if person.address and not self._more.typed("address").strip():
            self._more.set_text("address", person.address)
        self._person.take(person)

    def key_sheet(self, number: str) -> None:
        """A numbered sheet is keyed: it says itself when it was received."""
        self._more.set_text("sheet", number)
        self._show_more(True)
        self._go_to(self._more.noted["received_at"].field)
        self.edited.emit()

    def sheet(self) -> str:
        """The number of the sheet that is keyed; empty for a person at the counter."""
        return self._more.typed("sheet").strip()

    def go_to_person(self) -> None:
        """来访人, from wherever one is."""
        self._person.setFocus(Qt.FocusReason.TabFocusReason)

    def start(self) -> None:
        """The person speaks first."""
        self._go_to(self._words.noted["original_text"].field)

    def _go_to(self, field: QWidget) -> None:
        """The focus, and the body scrolls until the field is seen, when the layout has settled."""
        field.setFocus(Qt.FocusReason.TabFocusReason)
        QTimer.singleShot(0, self, partial(self._see, field))

    def _see(self, field: QWidget) -> None:
        around = self.parentWidget()
        area = around.parentWidget() if around is not None else None
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(field, 0, self.look.px(48))

    def toggle_anonymous(self) -> None:
        if self._person.anonymous.isEnabled():
            self._person.anonymous.toggle()

    def say_error(self, error: DeskError) -> bool:
        """Says what cannot be stored at the field it is about and goes there; False when it is about none."""
        name = str(error.facts.get("field") or {"nothing_said": "original_text"}.get(error.code, ""))
        for part in self._parts:
            if name in part.noted:
                if part is self._more:
                    self._show_more(True)
                part.noted[name].field.setFocus(Qt.FocusReason.OtherFocusReason)  # keeps the words unmarked
                part.noted[name].say("error", explain(error, self.look.lang))
                QTimer.singleShot(0, self, partial(self._see, part.noted[name]))
                return True
        return False

    def _show_more(self, shown: bool) -> None:
        self._more.setVisible(shown)
        if shown and self._door.hasFocus():
            self._more.stops()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _tell(self) -> None:
        if not self._filling:
            self.edited.emit()

    def _person_typed(self) -> None:
        if not self._filling:
            self._telling.suppose(self._person.typed("phone"))
            self._telling.suppose_named(any(text.strip() for text in self.person()))
            self.person_edited.emit()

    def _change_nature(self, code: str) -> None:
        if code == ACCUSATION:
            self._forget()
            self.accused.emit()
            self.person_edited.emit()
        self._lock()
        self._say_guidance()
        self.nature_changed.emit(code)

    def _forget(self) -> None:
        """What was typed goes, and with it what Ctrl+Z could bring back."""
        kept = {
            name: value for name, value in self.gather().items() if name in ("person_times", "channel", "received_at")
        }
        self.show_form(kept | {"nature": ACCUSATION})

    def _lock(self) -> None:
        accusation = self.nature() == ACCUSATION and not self._sealed
        self._words.lock(accusation)
        self._person.lock(accusation)
        if not self._sealed:
            self._more.lock(accusation)
            self._category.field.setEnabled(not accusation)
            for button in self._telling.stops():
                button.setEnabled(not accusation)

    def _say_guidance(self) -> None:
        _ = self.look.say
        if self.nature() == ACCUSATION:
            sentence = _(
                "The content is not recorded here. What was typed is erased for good. "
                "Saving counts the visit and nothing else."
            )
            self._nature.note.say("warn", sentence)
        else:
            self._nature.note.hush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_goes_on(self, event):
            super().keyPressEvent(event)


def form_area(form: CaseForm | StepForm | TalkForm) -> QScrollArea:
    """The form in the room between title row and action bar."""
    area = scrolled(form)
    bar = area.verticalScrollBar()
    bar.rangeChanged.connect(lambda _least, most: form.make_room(bar.sizeHint().width() if most > 0 else 0))
    return area
