"""Replying to a case (答复): outcome, words and promise, in the form itself; they become the reply notice."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desk.domain.moment import local_day
from desk.reads.views import CaseView
from desk.text import mark
from ui.forms.part import Form
from ui.forms.reply_form import ReplyForm
from ui.pages.page import Workplace
from ui.pages.step_writing import StepKind
from ui.theme import Look

if TYPE_CHECKING:
    from desk.actions.desk import Change, Desk


def _make(look: Look, head: QWidget, place: Workplace) -> ReplyForm:
    return ReplyForm(look, head, place.in_force, lambda: local_day(place.clock()))


def _known(place: Workplace, case: CaseView) -> Form:
    """The unit in charge answers."""
    unit = case.row.unit
    return {"unit": place.in_force.codes.find("unit", unit.zh) or unit.zh} if unit else {}


def _act(desk: "Desk", case: UUID, form: Form) -> "Change":
    from desk.actions.steps import reply_case

    return reply_case(desk, case, form)


REPLYING = StepKind("reply", mark("Reply to a case"), _make, _known, _act)
