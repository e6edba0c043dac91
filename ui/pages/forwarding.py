"""Forwarding a case (转办): to a unit in charge and units that help, in the form itself."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desk.reads.views import CaseView
from desk.text import mark
from ui.forms.forward_form import ForwardForm
from ui.forms.part import Form
from ui.pages.page import Workplace
from ui.pages.step_writing import StepKind
from ui.theme import Look

if TYPE_CHECKING:
    from desk.actions.desk import Change, Desk


def _make(look: Look, head: QWidget, place: Workplace) -> ForwardForm:
    return ForwardForm(look, head, place.in_force)


def _known(_place: Workplace, _case: CaseView) -> Form:
    """Whoever forwards again says to whom: the unit before is in the history."""
    return {}


def _act(desk: "Desk", case: UUID, form: Form) -> "Change":
    from desk.actions.steps import forward_case

    return forward_case(desk, case, form)


FORWARDING = StepKind("forward", mark("Forward a case"), _make, _known, _act)
