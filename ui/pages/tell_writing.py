"""What is written down when a person was told, and when their survey came back: two steps in a form of their own."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desk.domain.moment import local_day
from desk.domain.reaching import BOARD, ONLINE, PHONE, way_to
from desk.errors import BadInput
from desk.reads.views import CaseView
from desk.text import mark
from ui.forms.part import Form
from ui.forms.survey_form import SurveyForm, keyed
from ui.forms.tell_form import TellForm, pertinent
from ui.pages.page import Workplace
from ui.pages.step_writing import StepKind
from ui.theme import Look

if TYPE_CHECKING:
    from desk.actions.desk import Change, Desk

TELL, SURVEY = "tell", "survey"  # names of steps


def _tell_form(look: Look, head: QWidget, place: Workplace) -> TellForm:
    return TellForm(look, head, place.desk.lists.codes, lambda: local_day(place.clock()))


def _survey_form(look: Look, head: QWidget, place: Workplace) -> SurveyForm:
    return SurveyForm(look, head, place.desk.lists.codes)


def _way(_place: Workplace, case: CaseView) -> Form:
    """As the person wished, as far as it can be."""
    person = case.fields["suggester"]
    said = person if isinstance(person, dict) else {}
    phone, name = str(said.get("phone") or "").strip(), str(said.get("name") or "").strip()
    wished = case.fields.get("feedback_mode")
    feedback = [str(way) for way in wished] if isinstance(wished, list) else []
    reachable = not case.row.anonymous and bool(name or phone)
    way = way_to(feedback, reachable=reachable, has_phone=bool(phone))
    return {"how": PHONE if way == ONLINE and phone else way}


def _nothing(_place: Workplace, _case: CaseView) -> Form:
    return {}


def _tell(desk: "Desk", case: UUID, form: Form) -> "Change":
    from desk.actions.telling import tell_person

    if form.get("how") != BOARD and not form.get("reached"):
        raise BadInput("reached_missing", field="reached")
    return tell_person(desk, case, pertinent(form))


def _survey(desk: "Desk", case: UUID, form: Form) -> "Change":
    from desk.actions.telling import survey_person

    return survey_person(desk, case, keyed(form))


TELLING = StepKind(TELL, mark("Tell the person"), _tell_form, _way, _tell)
SURVEYING = StepKind(SURVEY, mark("Key in a survey"), _survey_form, _nothing, _survey)
