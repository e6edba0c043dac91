"""Every noun's rules in one place: where its fold starts, what is admissible, what an admissible fact does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from desk.domain import (
    calendar,
    case,
    case_state,
    conversation,
    deputy,
    digest,
    duty,
    operator,
    place,
    plan,
    session,
    unit,
    visit,
)
from desk.domain.body import Body
from desk.domain.event import OK, UNJUDGED, Event, Verdict


@dataclass(frozen=True)
class Noun:
    start: Any
    judge: Callable[[Any, Event, Body | None], Verdict]
    apply: Callable[[Any, Event, Body | None], Any]


def _judge_kept(_state: Any, _event: Event, body: Body | None) -> Verdict:
    return UNJUDGED if body is None else OK


def _apply_kept(state: Any, _event: Event, _body: Body | None) -> Any:
    return state


_KEPT = Noun(None, _judge_kept, _apply_kept)  # nothing is computed of it
NOUNS: Mapping[str, Noun] = {
    "case": Noun(case_state.CaseState(), case.judge, case.apply),
    "place": Noun(place.PlaceState(), place.judge, place.apply),
    "operator": Noun(operator.OperatorState(), operator.judge, operator.apply),
    "session": Noun(session.SessionState(), session.judge, session.apply),
    "conversation": Noun(conversation.ConversationState(), conversation.judge, conversation.apply),
    "plan": Noun(plan.PlanState(), plan.judge, plan.apply),
    "deputy": Noun(deputy.DeputyState(), deputy.judge, deputy.apply),
    "calendar": Noun(calendar.CalendarState(), calendar.judge, calendar.apply),
    "visit": Noun(visit.VisitState(), visit.judge, visit.apply),
    "duty": Noun(duty.DutyState(), duty.judge, duty.apply),
    "digest": Noun(digest.DigestState(), digest.judge, digest.apply),
    "unit": Noun(unit.UnitState(), unit.judge, unit.apply),
    "erasure": _KEPT,
    "sheet": _KEPT,
}


def noun_of(name: str) -> Noun:
    """The rules of a noun; of one this version does not know every fact stays unjudged."""
    return NOUNS.get(name, _KEPT)
