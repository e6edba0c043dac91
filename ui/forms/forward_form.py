"""Form F4 on the screen: which unit is in charge (主办), which help (会办), and what they are asked for."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from desk.domain.field import LIMITS
from ui.forms.in_force import InForce
from ui.forms.part import Form
from ui.forms.step_form import StepForm, only_said
from ui.forms.units import UnitField, UnitsField
from ui.theme import Look
from ui.widgets.area import TextArea
from ui.widgets.note import Note, NotedField


class ForwardForm(StepForm):
    """Only the unit in charge is needed."""

    AT: Mapping[str, str] = {"unit_missing": "lead_unit"}

    def __init__(self, look: Look, head: QWidget, lists: InForce) -> None:
        super().__init__(look, head)
        _ = look.say
        self._lead = UnitField(look, _("Unit in charge"), lists)
        self._others = UnitsField(look, _("Units that help"), lists)
        self._others.edited.connect(self.edited)
        rows = self.rows
        rows.add(_("Unit in charge"), self.watch("lead_unit", self._lead))
        rows.add(_("Units that help"), self._others, hint=_("several, or none"))
        note = TextArea(look, _("What is asked for"), least=96, limit=LIMITS["note"])
        rows.add(_("What is asked for"), self.watch("note", note))

    def gather(self) -> Form:
        return only_said(
            {"lead_unit": self._lead.given(), "co_units": self._others.given(), "note": self.typed("note")}
        )

    def show_form(self, form: Mapping[str, Any]) -> None:
        self._lead.set_code(str(form.get("lead_unit") or "") or None)
        self.noted["lead_unit"].hush()
        self._others.set_given(form.get("co_units"))
        self.set_text("note", form.get("note"))

    def seal(self, sealed: bool) -> None:
        super().seal(sealed)
        self._others.seal(sealed)

    def stops(self) -> list[QWidget]:
        return [self._lead, *self._others.stops(), self.noted["note"].field]

    def notes(self) -> Mapping[str, tuple[NotedField | Note, QWidget]]:
        return {**super().notes(), "co_units": (self._others.noted, self._others.field)}
