"""The short forms of the steps between the first look and the thanks, and of those about deadlines: a few fields each,
and at their end who did it, on which day, and what shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.domain.codes import Codes
from desk.domain.field import LIMITS
from desk.reads.views import CaseView
from desk.text import mark
from ui.forms.part import Form
from ui.forms.step_form import StepForm, only_said
from ui.theme import Look
from ui.widgets.area import TextArea
from ui.widgets.category import CategoryField
from ui.widgets.choice import Choice, Option
from ui.widgets.field import LineField
from ui.widgets.note import Note, NotedField

Kind = Literal["line", "area", "count", "choice", "listed", "clock"]
_DAYS = {"on", "promise_date", "received"}


@dataclass(frozen=True)
class Field:
    """One field by its JSON key. `options`: of a choice, code and words; `of`: the code list that it is from; a clock
    is chosen of those that the attribute `can` holds for."""

    key: str
    kind: Kind
    label: str
    hint: str = ""
    options: Mapping[str, str] | None = None
    of: str = ""
    can: str = ""


WHO_AND_WHEN = (
    Field("actor", "line", mark("By whom"), mark("Who did it, when it was not you")),
    Field("on", "line", mark("Day"), mark("Empty: today")),
    Field("evidence", "line", mark("Evidence"), mark("Minutes, a letter, its number")),
)


class LoopForm(StepForm):
    """Built of its fields; what is missing is said at the field that the error names, or by `at`."""

    def __init__(
        self, look: Look, head: QWidget, codes: Codes, fields: tuple[Field, ...], at: Mapping[str, str]
    ) -> None:
        super().__init__(look, head)
        self.AT = at
        self._codes, self._fields = codes, fields
        self._choices: dict[str, Choice] = {}
        self._notes: dict[str, Note] = {}
        self._boxes: dict[str, QWidget] = {}
        self._stops: list[str] = []
        for field in fields:
            self._add(field)

    def _add(self, field: Field) -> None:
        _ = self.look.say
        words = _(field.label)
        self._stops.append(field.key)
        match field.kind:
            case "choice":
                self.rows.add(words, self._choice(field, words, self._options(field)))
            case "clock":
                self._boxes[field.key] = box = QWidget()
                QVBoxLayout(box).setContentsMargins(0, 0, 0, 0)
                self.rows.add(words, box)
            case _:
                self.rows.add(words, self.watch(field.key, self._field(field, words)))

    def _field(self, field: Field, words: str) -> LineField | TextArea:
        _, look = self.look.say, self.look
        limit, hint = LIMITS.get(field.key, 40), _(field.hint) if field.hint else ""
        if field.kind == "area":
            return TextArea(look, words, hint=hint, least=96, limit=limit)
        if field.kind == "listed":
            listed = {code: (label.say(look.lang),) for code, label in self._codes.lists[field.of].items()}
            return CategoryField(look, words, listed)
        return LineField(look, words, hint=hint or (_("Like 2026-11-24") if field.key in _DAYS else ""), limit=limit)

    def _options(self, field: Field) -> list[Option]:
        _, lang = self.look.say, self.look.lang
        if field.options is not None:
            return [Option(code, _(words)) for code, words in field.options.items()]
        return [Option(code, label.say(lang)) for code, label in self._codes.lists[field.of].items()]

    def _choice(self, field: Field, words: str, options: list[Option]) -> QWidget:
        choice, note, box = Choice(self.look, words, options), Note(self.look), QWidget()
        choice.chosen.connect(lambda _code: self.edited.emit())
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(self.look.px(4))
        lines.addWidget(choice)
        lines.addWidget(note)
        self._choices[field.key], self._notes[field.key] = choice, note
        return box

    def about(self, case: CaseView) -> None:
        """The clocks that can be chosen are those of the case."""
        for field in self._fields:
            if field.kind == "clock":
                self._offer_clocks(field, case)

    def _offer_clocks(self, field: Field, case: CaseView) -> None:
        able = [clock for clock in case.clocks if not clock.ended_on and getattr(clock, field.can)]
        box = self._boxes[field.key]
        for old in box.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.hide()
            old.deleteLater()
        lay = box.layout()
        options = [Option(clock.rule, clock.words.say(self.look.lang)) for clock in able]
        if options and lay is not None:
            lay.addWidget(self._choice(field, self.look.say(field.label), options))
            self._choices[field.key].set_code(options[0].code)

    def gather(self) -> Form:
        given: Form = {}
        for field in self._fields:
            if field.key in self._choices:
                given[field.key] = self._choices[field.key].code()
            elif field.key in self.noted:
                given[field.key] = self._read(field)
        return only_said(given)

    def _read(self, field: Field) -> Any:
        text = self.typed(field.key)
        if field.kind == "count":
            return int(text) if text.strip().isdecimal() else text.strip()
        if field.kind == "listed":
            shown = self.noted[field.key].field
            return shown.code() or text.strip() if isinstance(shown, CategoryField) else text
        return text.strip() if field.key in _DAYS else text

    def show_form(self, form: Mapping[str, Any]) -> None:
        for field in self._fields:
            given = form.get(field.key)
            if field.key in self._choices:
                if given is not None or field.kind != "clock":
                    self._choices[field.key].set_code(given if isinstance(given, str) else None)
                self._notes[field.key].hush()
            elif field.key in self.noted:
                shown = self.noted[field.key].field
                if isinstance(shown, CategoryField):
                    shown.set_code(str(given) if given else None)
                    self.noted[field.key].hush()
                else:
                    self.set_text(field.key, "" if given is None else str(given))

    def seal(self, sealed: bool) -> None:
        super().seal(sealed)
        for choice in self._choices.values():
            choice.lock(sealed)

    def stops(self) -> list[QWidget]:
        found: list[QWidget] = []
        for key in self._stops:
            if key in self._choices:
                found += self._choices[key].buttons()
            elif key in self.noted:
                found.append(self.noted[key].field)
        return found

    def notes(self) -> Mapping[str, tuple[NotedField | Note, QWidget]]:
        return {**super().notes(), **{key: (self._notes[key], choice) for key, choice in self._choices.items()}}
