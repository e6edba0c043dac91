"""The plan (接待安排): on which days a station receives, from when to when, with whom. Bodies, judge, apply."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from desk.domain.body import Body, Code, Day
from desk.domain.event import OK, UNJUDGED, Event, Verdict, not_applied
from desk.domain.recurrence import Rule
from desk.domain.session import Deputies, Hour

TEXT_FIELDS = ("room", "theme")


class PlanSet(Body):
    """定下; set again it takes the place of what was set. Room and theme stand in the words part."""

    rule: Rule
    starts: Hour
    ends: Hour
    deputies: Deputies = ()
    texts: tuple[Code, ...] = ()


class PlanEnded(Body):
    """停止: no more sessions after that day."""

    day: Day


BODIES: Mapping[str, type[Body]] = {"plan.set": PlanSet, "plan.ended": PlanEnded}


class PlanState(NamedTuple):
    """What a plan is now; `set_in` is the fact with its texts."""

    place: UUID | None = None
    plan: PlanSet | None = None
    set_in: UUID | None = None
    ended: str = ""


def judge(state: PlanState, _event: Event, body: Body | None) -> Verdict:
    if body is None:
        return UNJUDGED
    if state.ended:
        return not_applied("plan_ended")
    return not_applied("plan_unknown") if isinstance(body, PlanEnded) and state.plan is None else OK


def apply(state: PlanState, event: Event, body: Body | None) -> PlanState:
    match body:
        case PlanSet():
            return state._replace(place=state.place or event.place, plan=body, set_in=event.id)
        case PlanEnded():
            return state._replace(ended=body.day.isoformat())
    return state
