"""A conversation on the screen (form F2): what was said, what was answered, and what becomes of it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desk.domain.case_state import ACCUSATION
from desk.domain.codes import Codes
from desk.domain.conversation import MOST_PEOPLE, MOST_SPEAKERS
from desk.domain.field import LIMITS, Finding
from desk.errors import DeskError
from desk.reads.reception_views import DeputyView
from desk.text import explain
from ui.forms.nature import SUGGESTION, Nature
from ui.forms.part import Form, FormPart, enter_goes_on
from ui.theme import Look
from ui.widgets import form
from ui.widgets.area import TextArea
from ui.widgets.box import column, empty_out, row
from ui.widgets.choice import Option
from ui.widgets.choices import Choices
from ui.widgets.field import LineField
from ui.widgets.note import Note
from ui.widgets.number import NumberField

TEXTS = ("words", "reply", "constituency", "name", "phone")
_MOST_NAMED = 2


class TalkForm(FormPart):
    """`touched`: a person typed or chose. `accused`: 检举控告 was chosen and every word is gone already. The number of
    people stands in the head of the page, which places `people`."""

    touched = Signal()
    accused = Signal()
    nature_changed = Signal(str)
    person_edited = Signal()

    def __init__(self, look: Look, codes: Codes) -> None:
        super().__init__(look)
        _ = look.say
        self._filling, self._sealed, self._someone = False, False, False
        self._blank: Form = {}
        self.people = NumberField(look, _("How many people came"), most=MOST_PEOPLE)
        self.watch("words", TextArea(look, _("Own words"), least=104, style="words", limit=LIMITS["words"]))
        self.watch("reply", TextArea(look, _("Answered on the spot"), least=64, limit=LIMITS["reply"]))
        self.watch("constituency", LineField(look, _("Constituency"), limit=LIMITS["constituency"], width=240))
        name = LineField(look, _("Name"), hint=_("Name"), limit=LIMITS["name"])
        phone = LineField(look, _("Phone"), hint=_("Phone"), limit=LIMITS["phone"], width=180)
        self._who = self.watch("name", name, self.watch("phone", phone, row(look, (name, 1), phone, gap=12)))
        self.ways = Choices(look, _("What next"), _ways(codes, look.lang))
        self.deputies = Choices(look, _("Received by"), ())
        self.nature = Nature(look, codes, roomy=False)
        self._crowd = Note(look)
        self._guide, self._before = QWidget(), QWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look, _ = self.look, self.look.say
        rows = self._rows = form.Form(look)
        rows.add(_("Who"), self._who)
        rows.add(_("What was said"), self.noted["words"], hint=_("own words"))
        rows.add(_("Answered on the spot"), self.noted["reply"], hint="-")
        rows.add(_("Received by"), self.deputies)
        self._area = row(look, self.noted["constituency"], None, gap=0)
        rows.add(_("Constituency"), self._area)
        rows.add(_("What next"), self.ways)
        rows.add(_("Nature"), self.nature)
        for holder in (self._guide, self._before):
            column(look, gap=8, on=holder)
        rows.add("", self._guide)
        rows.add(_("This person before"), self._before)
        rows.show_row(self._guide, False)
        rows.show_row(self._who, False)
        box = self._box = QVBoxLayout(self)
        self._side = look.px(look.by(24, 24, 24))
        box.setContentsMargins(self._side, look.px(8), self._side, look.px(12))
        box.addWidget(self._crowd)
        box.addWidget(rows)
        box.addStretch(1)

    def _connect(self) -> None:
        for name in ("name", "phone"):
            self.noted[name].field.textChanged.connect(lambda *_text: self._person_typed())
        for changed in (self.ways.changed, self.nature.edited, self.edited):
            changed.connect(self._tell)
        self.deputies.changed.connect(self._deputies_changed)
        self.people.valueChanged.connect(self._count)
        self.nature.chosen.connect(self._change_nature)

    # -- what stands in it ----------------------------------------------------------------------------
    def gather(self) -> Form:
        """The form by its JSON keys; of an accusation only that somebody came with one."""
        whole: Form = {"people": self.people.value(), "nature": self.nature.code()}
        whole["deputies"] = list(self.deputies.codes())
        if self.nature.code() == ACCUSATION:
            return whole
        return whole | {"ways": list(self.ways.codes())} | {name: self.typed(name) for name in TEXTS}

    def is_untouched(self) -> bool:
        """Whether it stands as it was shown."""
        return self.gather() == self._blank

    def show_form(self, given: Mapping[str, Any]) -> None:
        """Shows a form, whatever stood here before; nobody is told."""
        self._filling = True
        for name in TEXTS:
            self.set_text(name, given.get(name))
        people = given.get("people")
        self.people.setValue(people if isinstance(people, int) else 1)
        self.nature.show_form({"nature": given.get("nature") or SUGGESTION})
        self.nature.note.hush()
        self.ways.set_codes(map(str, given.get("ways") or ()))
        self.deputies.set_codes(map(str, given.get("deputies") or ()))
        self._name_deputies()
        self._filling = False
        self._lock()

    def settle(self) -> None:
        """What is shown now is what is stored."""
        self._blank = self.gather()

    def offer_deputies(self, deputies: Sequence[DeputyView]) -> None:
        """Who may have received; nothing is asked where there is only one."""
        options = [Option(str(one.id), one.name) for one in deputies]
        if [option.code for option in self.deputies.options()] != [option.code for option in options]:
            self.deputies.set_options(options)
            self._order_tabs()
        self._rows.show_row(self.deputies, len(options) > 1)
        self._lock()

    # -- what may be changed --------------------------------------------------------------------------
    def seal(self, sealed: bool) -> None:
        super().seal(sealed)
        self._sealed = sealed
        self._lock()

    def show_person(self, shown: bool) -> None:
        """Name and telephone in full, which everybody near the screen can read then."""
        self._someone = shown
        self._rows.show_row(self._who, shown and self.nature.code() != ACCUSATION)

    def show_guidance(self, guide: QWidget | None) -> None:
        """Where to go instead, under the nature that asks for it."""
        self._put(self._guide, guide)
        self._rows.show_row(self._guide, guide is not None)

    def show_before(self, before: QWidget | None) -> None:
        self._put(self._before, before)
        self._rows.show_row(self._before, before is not None and self.nature.code() != ACCUSATION)
        self._order_tabs()

    def _put(self, holder: QWidget, content: QWidget | None) -> None:
        box = holder.layout()
        if isinstance(box, QVBoxLayout):
            empty_out(box)
            if content is not None:
                box.addWidget(content)

    def _lock(self) -> None:
        accusation = self.nature.code() == ACCUSATION
        for noted in self.noted.values():
            noted.field.setEnabled(not accusation)
        self.people.setEnabled(not self._sealed)
        self.ways.lock(self._sealed or accusation)
        self.deputies.lock(self._sealed)
        self.nature.seal(self._sealed)
        self._rows.show_row(self._who, self._someone and not accusation)

    def _change_nature(self, code: str) -> None:
        if code == ACCUSATION:
            self.show_form(
                {key: value for key, value in self.gather().items() if key in ("people", "nature", "deputies")}
            )
            _ = self.look.say
            sentence = _(
                "The content is not recorded here. What was typed is erased for good. "
                "Saving counts the visit and nothing else."
            )
            self.nature.note.say("warn", sentence)
            self.accused.emit()
        self._lock()
        self.nature_changed.emit(code)

    # -- what is said ---------------------------------------------------------------------------------
    def say_error(self, error: DeskError) -> bool:
        """Says what cannot be stored at the field it is about and goes there; False when it is about none."""
        name = str(error.facts.get("field") or {"nothing_said": "words"}.get(error.code, ""))
        noted = self.noted.get(name)
        if noted is None:
            return False
        if name in ("name", "phone"):
            self.show_person(True)
        noted.say("error", explain(error, self.look.lang))
        self.go_to(noted.field)
        return True

    def go_to(self, field: QWidget) -> None:
        """The focus, and the body scrolls until the field is seen, when the layout has settled."""
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: self._see(field))

    def start(self) -> None:
        """The person speaks first; what was said goes on at its end."""
        words = self.noted["words"].field
        if isinstance(words, TextArea):
            words.moveCursor(QTextCursor.MoveOperation.End)
        self.go_to(words)

    def make_room(self, bar: int) -> None:
        """A scroll bar stands in the margin: the fields keep their width when it comes and goes."""
        margins = self._box.contentsMargins()
        margins.setRight(max(self._side - bar, self.look.px(4)))
        self._box.setContentsMargins(margins)

    def stops(self) -> list[QWidget]:
        fields = [self.noted[name].field for name in ("name", "phone", "words", "reply")]
        after = [*self.deputies.buttons(), self.noted["constituency"].field, *self.ways.buttons()]
        return [self.people, *fields, *after, *self.nature.stops()]

    def _order_tabs(self) -> None:
        for first, second in pairwise(self.stops()):
            self.setTabOrder(first, second)

    def _see(self, field: QWidget) -> None:
        around = self.parentWidget()
        area = around.parentWidget() if around is not None else None
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(field, 0, self.look.px(48))

    def _tell(self) -> None:
        if not self._filling:
            self.touched.emit()

    def _person_typed(self) -> None:
        if not self._filling:
            self.person_edited.emit()

    def _deputies_changed(self) -> None:
        self._name_deputies()
        self._tell()

    def _name_deputies(self) -> None:
        """Whose answer it is stands under the label."""
        chosen = set(self.deputies.codes())
        names = [option.word for option in self.deputies.options() if option.code in chosen]
        shown = names if len(names) <= _MOST_NAMED else [*names[:_MOST_NAMED], "…"]
        _ = self.look.say
        self._rows.say_hint(self.noted["reply"], _(", ").join(shown))

    def _count(self, people: int) -> None:
        """More than five choose their speakers (信访工作条例 20)."""
        if people > MOST_SPEAKERS and not self._sealed:
            finding = Finding("warn", "group_over_five", "people", {"most": MOST_SPEAKERS})
            self._crowd.say("warn", explain(finding, self.look.lang))
        else:
            self._crowd.hush()
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_goes_on(self, event):
            super().keyPressEvent(event)


def _ways(codes: Codes, lang: str) -> Iterable[Option]:
    return [Option(code, codes.label("way", code).say(lang)) for code in codes.lists["way"]]
