"""Form F8 (办理情况征询表) as it is keyed in: how it was handled, what came of it, why not satisfied, whether again."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.domain.codes import Codes
from desk.domain.field import LIMITS
from desk.domain.reaching import IN_PERSON, LETTER, PHONE
from desk.domain.telling import NOT_SATISFIED
from ui.forms.part import Form
from ui.forms.step_form import StepForm
from ui.theme import Look
from ui.widgets.area import TextArea
from ui.widgets.box import column
from ui.widgets.check import Check
from ui.widgets.choice import Choice, Option
from ui.widgets.note import Note, NotedField

ANSWERS = ("S1", "S2", "S3")
WAYS = (LETTER, PHONE, IN_PERSON)


class SurveyForm(StepForm):
    """The questions in the order of the paper."""

    AT: Mapping[str, str] = {"reason_missing": "reason", "satisfaction_missing": "satisfaction"}

    def __init__(self, look: Look, head: QWidget, codes: Codes) -> None:
        super().__init__(look, head)
        _ = look.say
        said = (("S1", _("Satisfied")), ("S2", _("Mostly")), ("S3", _("Not satisfied")))
        self.attitude = Choice(look, _("The staff"), [Option(*one) for one in said])
        self.satisfaction = Choice(look, _("The result"), [Option(*one) for one in said])
        self.again = Check(look, _("Not solved, please do it again"))
        ways = [Option(code, codes.label("feedback", code).say(look.lang)) for code in WAYS]
        self.how = Choice(look, _("How it came back"), ways)
        self._note = Note(look)
        rows = self.rows
        rows.add(_("The staff"), self.attitude)
        rows.add(_("The result"), column(look, self.satisfaction, self._note, gap=4))
        reason = TextArea(look, _("Why not satisfied"), least=64, limit=LIMITS["reason"])
        rows.add(_("Why not satisfied"), self.watch("reason", reason))
        rows.add("", self.again)
        words = TextArea(look, _("Their words"), least=64, limit=LIMITS["said"])
        rows.add(_("Their words"), self.watch("said", words))
        rows.add(_("How it came back"), self.how)
        for choice in (self.attitude, self.satisfaction, self.how):
            choice.chosen.connect(lambda _code, choice=choice: self._chosen(choice))
        self.again.toggled.connect(lambda _on: self.edited.emit())

    def gather(self) -> Form:
        codes = {name: choice.code() for name, choice in self._choices()}
        return {**codes, "again": self.again.isChecked(), "reason": self.typed("reason"), "said": self.typed("said")}

    def show_form(self, form: Mapping[str, Any]) -> None:
        for name, choice in self._choices():
            code = form.get(name)
            choice.set_code(code if code in [option.code for option in choice.options()] else None)
        self.again.setChecked(bool(form.get("again")))
        for name in ("reason", "said"):
            self.set_text(name, form.get(name))
        self._note.hush()

    def seal(self, sealed: bool) -> None:
        super().seal(sealed)
        for _name, choice in self._choices():
            choice.lock(sealed)
        self.again.setEnabled(not sealed)

    def stops(self) -> list[QWidget]:
        fields = {name: self.noted[name].field for name in ("reason", "said")}
        return [
            *self.attitude.buttons(),
            *self.satisfaction.buttons(),
            fields["reason"],
            self.again,
            fields["said"],
            *self.how.buttons(),
        ]

    def start(self) -> None:
        self.attitude.setFocus(Qt.FocusReason.TabFocusReason)

    def notes(self) -> Mapping[str, tuple[NotedField | Note, QWidget]]:
        return {**super().notes(), "satisfaction": (self._note, self.satisfaction)}

    def _choices(self) -> tuple[tuple[str, Choice], ...]:
        return ("attitude", self.attitude), ("satisfaction", self.satisfaction), ("how", self.how)

    def _chosen(self, choice: Choice) -> None:
        if choice is self.satisfaction:
            self._note.hush()
            self.again.blockSignals(True)
            self.again.setChecked(choice.code() == NOT_SATISFIED)
            self.again.blockSignals(False)
        self.edited.emit()


def keyed(given: Mapping[str, Any]) -> Form:
    """The form of the survey as the rules take it."""
    kept = {name: given[name] for name in ("attitude", "satisfaction", "how", "reason", "said") if given.get(name)}
    asked = given.get("satisfaction") == NOT_SATISFIED or given.get("again")
    return kept | ({"again": bool(given.get("again"))} if asked else {})
