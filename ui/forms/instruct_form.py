"""What a leader wrote on a digest (领导批示): whose it is, its words, the day."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from desk.domain.field import LIMITS
from ui.forms.part import Form
from ui.forms.step_form import StepForm, only_said
from ui.theme import Look
from ui.widgets.area import TextArea
from ui.widgets.field import LineField

KEYS = ("actor", "text", "on")


class InstructForm(StepForm):
    """By the JSON keys of the step `instruct`."""

    AT: Mapping[str, str] = {"instruction_missing": "text", "leader_missing": "actor"}

    def __init__(self, look: Look, head: QWidget) -> None:
        super().__init__(look, head)
        _ = look.say
        rows = self.rows
        actor = LineField(look, _("Whose instruction"), hint=_("name and post"), limit=LIMITS["approver"])
        rows.add(_("Whose instruction"), self.watch("actor", actor))
        words = TextArea(look, _("Its words"), least=120, limit=LIMITS["note"], style="words")
        rows.add(_("Its words"), self.watch("text", words), hint=_("as they were written"))
        day = LineField(look, _("Day"), hint=_("like 2026-11-24; empty means today"), limit=20)
        rows.add(_("Day"), self.watch("on", day))

    def gather(self) -> Form:
        return only_said({name: self.typed(name) for name in KEYS})

    def show_form(self, form: Mapping[str, Any]) -> None:
        for name in KEYS:
            self.set_text(name, form.get(name))
