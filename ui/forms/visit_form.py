"""Form F3 (走访登记) on the screen, in the order of the talk: what it was, who came along, what was seen and heard."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.domain.codes import Codes
from desk.domain.field import LIMITS
from desk.domain.visit import COMMUNITY_KIND, MOST_MINUTES, MOST_PEOPLE
from desk.errors import BadInput, DeskError
from desk.reads.reception_views import DeputyView
from desk.text import mark
from ui.forms.opinions import Opinions
from ui.forms.part import Form
from ui.forms.step_form import StepForm
from ui.theme import Look
from ui.widgets.area import TextArea
from ui.widgets.box import column, row, see
from ui.widgets.check import Check
from ui.widgets.choice import Choice, Option
from ui.widgets.choices import Choices
from ui.widgets.field import LineField
from ui.widgets.flow import flow
from ui.widgets.label import label
from ui.widgets.note import Note, NotedField
from ui.widgets.number import NumberField

NO_SURVEY = ""
LINES = {  # texts of one line: their word, and what helps
    "venue": (mark("Place of the activity"), mark("village, street, enterprise")),
    "organiser": (mark("Organised by"), ""),
    "visited": (mark("Who was visited"), mark("a household, a person, an enterprise")),
    "topic": (mark("Topic of the study"), mark("topic of the study, may stay empty")),
    "handed_to": (mark("Handed to"), mark("who was told of it")),
}


class VisitForm(StepForm):
    """By the JSON keys of actions.visits; deputies by their ids."""

    AT: Mapping[str, str] = {"visit_deputies_missing": "deputies", "opinion_has_case": "opinions"}

    def __init__(self, look: Look, codes: Codes, head: QWidget) -> None:
        super().__init__(look, head)
        _ = look.say
        kinds = [Option(code, label.say(look.lang)) for code, label in codes.lists["visit_kind"].items()]
        groups = [Option(code, label.say(look.lang)) for code, label in codes.lists["survey_group"].items()]
        self.kind = Choice(look, _("Kind of activity"), kinds)
        self.survey = Choice(look, _("Survey group"), [Option(NO_SURVEY, _("none")), *groups], NO_SURVEY)
        self.deputies = Choices(look, _("Deputies"), ())
        self._nobody = label(_("Nobody is on the roster yet: Settings, Deputies."), "sub", "text2", wrap=True)
        self._chosen: tuple[str, ...] = ()  # also those whom the roster has not named yet
        self.people = NumberField(look, _("How many were visited"), 0, least=0, most=MOST_PEOPLE, width=80)
        self.minutes = NumberField(look, _("Minutes each deputy gave"), 0, least=0, most=MOST_MINUTES, width=80)
        self.community = Check(look, _("Contact in the community"))
        self.counted = Check(look, _("Counts as duty"), on=True)
        self.opinions = Opinions(look)
        self._notes = {name: Note(look) for name in ("visit_kind", "deputies", "survey_group")}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look, _ = self.look, self.look.say
        lines = {name: self.watch(name, self._line(name)) for name in LINES}
        lines["day"] = self.watch("day", LineField(look, _("Day"), hint=_("like 2026-11-24"), limit=20, width=160))
        seen = self.watch("seen", self._area("seen", _("What was seen"), 104, "words"))
        feedback = self.watch("feedback", self._area("feedback", _("What came back"), 56))
        rows = self.rows
        rows.add(_("Kind of activity"), column(look, self.kind, self._notes["visit_kind"], gap=4))
        rows.add(_("Day"), lines["day"])
        rows.add(_("Place"), lines["venue"])
        rows.add(_("Organised by"), lines["organiser"])
        rows.add(_("Deputies"), column(look, self._nobody, self.deputies, self._notes["deputies"], gap=4))
        visited = row(look, (lines["visited"], 1), self.people, label(_("people"), "body", "text2"), gap=8)
        rows.add(_("Who was visited"), visited, hint=_("kept apart, masked"))
        rows.add(_("What was seen"), seen, hint=_("as it was"))
        rows.add(_("Opinions"), self.opinions, hint=_("one each"))
        rows.add(_("Survey group"), column(look, self.survey, self._notes["survey_group"], lines["topic"], gap=8))
        rows.add(_("Handed to"), lines["handed_to"])
        rows.add(_("What came back"), feedback)
        rows.add(_("Counts as"), flow(look, self.community, self.counted, across=24))
        each = label(_("minutes, for each deputy"), "body", "text2", wrap=True)
        rows.add(_("Time"), row(look, self.minutes, (each, 1), gap=8))

    def _line(self, name: str) -> LineField:
        word, hint = LINES[name]
        _ = self.look.say
        return LineField(self.look, _(word), hint=_(hint) if hint else "", limit=LIMITS[name])

    def _area(self, name: str, word: str, least: int, style: str = "body") -> TextArea:
        return TextArea(self.look, word, least=least, limit=LIMITS[name], style=style)

    def _connect(self) -> None:
        self.kind.chosen.connect(self._choose_kind)
        self.survey.chosen.connect(lambda _code: self.edited.emit())
        self.deputies.changed.connect(self._choose_deputies)
        self.opinions.edited.connect(self.edited)
        for number in (self.people, self.minutes):
            number.valueChanged.connect(lambda _value: self.edited.emit())
        for box in (self.community, self.counted):
            box.toggled.connect(lambda _on: self.edited.emit())

    # -- what it holds --------------------------------------------------------------------------------
    def gather(self) -> Form:
        texts = {name: self.typed(name) for name in self.noted}
        return {
            **texts,
            "kind": self.kind.code() or "",
            "survey": self.survey.code() or "",
            "deputies": list(self._chosen),
            "people": self.people.value(),
            "minutes": self.minutes.value(),
            "community": self.community.isChecked(),
            "counted": self.counted.isChecked(),
            "opinions": self.opinions.texts(),
        }

    def show_form(self, form: Mapping[str, Any]) -> None:
        for name in self.noted:
            self.set_text(name, form.get(name))
        self.kind.set_code(_text(form.get("kind")) or None)
        self.survey.set_code(_text(form.get("survey")))
        self._chosen = tuple(str(id) for id in form.get("deputies") or ())
        self.deputies.set_codes(self._chosen)
        self.people.setValue(_number(form.get("people")))
        self.minutes.setValue(_number(form.get("minutes")))
        self.community.setChecked(form.get("community") is True)
        self.counted.setChecked(form.get("counted") is not False)
        self.opinions.show_texts([str(text) for text in form.get("opinions") or ()])
        self._hush()

    def show_deputies(self, roster: Sequence[DeputyView]) -> None:
        """Who may have taken part; what was chosen stays chosen."""
        options = [Option(str(one.id), one.name or one.level.say(self.look.lang)) for one in roster]
        if options != list(self.deputies.options()):
            self.deputies.set_options(options)
        self.deputies.set_codes(self._chosen)
        self.deputies.setVisible(bool(options))
        self._nobody.setVisible(not options)

    def stops(self) -> list[QWidget]:
        return [self.kind, self.noted["day"].field, self.noted["venue"].field]

    def seal(self, sealed: bool) -> None:
        super().seal(sealed)
        for choice in (self.kind, self.survey):
            choice.lock(sealed)
        self.deputies.lock(sealed)
        self.opinions.seal(sealed)
        for part in (self.people, self.minutes, self.community, self.counted):
            part.setEnabled(not sealed)

    # -- what is said ---------------------------------------------------------------------------------
    def notes(self) -> Mapping[str, tuple[NotedField | Note, QWidget]]:
        places = {"visit_kind": self.kind, "deputies": self.deputies, "survey_group": self.survey}
        return {**super().notes(), **{name: (self._notes[name], place) for name, place in places.items()}}

    def say_error(self, error: DeskError) -> bool:
        name = str(error.facts.get("field") or self.AT.get(error.code, ""))
        if name in ("opinion", "opinions") and isinstance(error, BadInput):
            wrong = self.opinions.say_error(error)
            wrong.field.setFocus(Qt.FocusReason.OtherFocusReason)
            see(wrong)
            return True
        return super().say_error(error)

    def _hush(self) -> None:
        for note in self._notes.values():
            note.hush()

    def _choose_kind(self, code: str) -> None:
        """集中联系社区 is a contact in the community by itself."""
        self._notes["visit_kind"].hush()
        if code == COMMUNITY_KIND:
            self.community.setChecked(True)
        self.edited.emit()

    def _choose_deputies(self) -> None:
        shown = {option.code for option in self.deputies.options()}
        self._chosen = (*(id for id in self._chosen if id not in shown), *self.deputies.codes())
        self._notes["deputies"].hush()
        self.edited.emit()


def changed(before: Form, after: Form) -> Form:
    """What a correction says: the keys that differ, an emptied text as None."""
    return {name: value if value != "" else None for name, value in after.items() if before.get(name) != value}


def said(form: Form) -> Form:
    """Without what was not answered; a box that is not ticked and a number of 0 are answers."""
    return {name: value for name, value in form.items() if value not in ("", [])}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
