"""Telling the person what came of the case (回音), and asking whether it was good (征询)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from desk.actions.desk import Change, Desk
from desk.actions.taking import Taking, take
from desk.domain.clock import Started
from desk.domain.field import Finding
from desk.domain.moment import local_day, read_time
from desk.domain.reaching import BOARD, BY_NUMBER
from desk.domain.step_form import StepForm
from desk.domain.tell_form import check_survey, check_telling
from desk.domain.telling import HEARD, NO_ANSWER, POSTED, TOLD, WRONG_NUMBER, Surveyed, Told
from desk.errors import BadInput
from desk.reads.telling import is_reachable, way_of

Form = Mapping[str, Any]


def tell_person(desk: Desk, id: UUID, form: Form) -> Change:
    """A try to tell the person: {reached: told, no_answer, wrong_number or posted (on the board); how, satisfaction,
    said, reason, again, next_try, on, actor}. Everything that was not told yet is told at once; without any it is a
    call about the progress. Who is not satisfied gives a reason; unless `again` is false, the case is handled a second
    time, with a new promise.

    Raises BadInput with what is wrong with the form, or why the rules do not let it be told now.
    """

    def write(taking: Taking) -> Change:
        checked = check_telling(form, desk.lists.codes, local_day(read_time(taking.row.received_at)), taking.today)
        _check_way(taking, checked)
        heard = checked.codes["reached"] in HEARD
        about = tuple(taking.state.untold.values()) if heard else ()
        if about and checked.codes["reached"] == POSTED and not (way_of(taking.row) == BOARD or _agreed(taking)):
            raise BadInput("not_public", field="how")
        asked = checked.codes["satisfaction"] is not None or not is_reachable(taking.row)
        starts = _starts(taking, checked, survey=checked.codes["reached"] == TOLD and bool(about) and not asked)
        change = taking.write(Told, checked.words, starts, about=about, **checked.codes)
        return replace(change, warnings=(*change.warnings, *_told_before(taking, heard=heard and not about)))

    return take(desk, id, write)


def survey_person(desk: Desk, id: UUID, form: Form) -> Change:
    """What the person answers when asked (form F8): {satisfaction, attitude, said, reason, again, how, on, actor}.
    Raises BadInput as `tell_person`."""

    def write(taking: Taking) -> Change:
        checked = check_survey(form, desk.lists.codes, local_day(read_time(taking.row.received_at)), taking.today)
        starts = _starts(taking, checked, survey=False)
        return taking.write(Surveyed, checked.words, starts, **checked.codes)

    return take(desk, id, write)


def _check_way(taking: Taking, checked: StepForm) -> None:
    """Nobody is called or written to who left no number, or whose number was erased."""
    reached, how = checked.codes["reached"], checked.codes["how"]
    called = reached == WRONG_NUMBER or how in BY_NUMBER
    if called and not taking.row.phone_digits:
        raise BadInput("no_phone", field="how")
    if reached == NO_ANSWER and not is_reachable(taking.row):
        raise BadInput("nobody_known", field="reached")


def _told_before(taking: Taking, *, heard: bool) -> tuple[Finding, ...]:
    """Somebody else may just have called."""
    day = taking.row.told_on
    return (Finding("warn", "told_before", "reached", {"day": day}),) if heard and day else ()


def _starts(taking: Taking, checked: StepForm, *, survey: bool) -> tuple[Started, ...]:
    if checked.codes["again"]:
        return taking.count.starting("reopened", checked.codes["day"])
    return taking.count.starting("told", checked.codes["day"]) if survey else ()


def _agreed(taking: Taking) -> bool:
    """To be made public (个人信息保护法 25)."""
    return bool(taking.state.codes.get("public_ok"))
