"""The unit (单位) that handles cases or helps (主办, 会办), on the list of a place for itself and all below it. Event
bodies, judge and apply. A unit's name is public and stands in the words part."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID, uuid5

from desk.domain.body import Body, Code, Day
from desk.domain.event import OK, UNJUDGED, Event, Verdict, not_applied

TEXT_FIELDS = ("name", "english")
OUT_OF_PLACE = Verdict("set_aside", "out_of_place")


def shipped_unit(place: UUID, code: str) -> UUID:
    """A unit of the list that ships is one subject at a place, whichever desk of it speaks of it first."""
    return uuid5(place, f"unit {code}")


class Named(Body):
    """`texts` have a new text, `cleared` are empty from now on."""

    texts: tuple[Code, ...] = ()
    cleared: tuple[Code, ...] = ()


class Listed(Named):
    """列入名单; said again it is on the list again. `code`: of the list that ships, where it is one of those."""

    code: Code | None = None


class Renamed(Named):
    """改名: what was forwarded to it is forwarded to the same unit still."""


class Retired(Body):
    """撤销: from that day on nothing is forwarded to it."""

    day: Day


BODIES: Mapping[str, type[Body]] = {"unit.listed": Listed, "unit.renamed": Renamed, "unit.retired": Retired}


class UnitState(NamedTuple):
    """What a unit is now. `texts` names the fact with each text's last version."""

    place: UUID | None = None
    code: str = ""
    retired: str = ""
    texts: Mapping[str, UUID] = MappingProxyType({})


def judge(state: UnitState, event: Event, body: Body | None) -> Verdict:
    """A place speaks of the list that ships for itself: under another's name nothing is admitted."""
    if body is None:
        return UNJUDGED
    if isinstance(body, Listed):
        if body.code is not None and event.subject != shipped_unit(event.place, body.code):
            return OUT_OF_PLACE
        named = "name" in body.texts and "words" in event.parts
        return OK if named else not_applied("unit_unnamed")
    if not state.code:
        return not_applied("unit_unknown")
    nameless = isinstance(body, Named) and ("name" in body.cleared or not (body.texts or body.cleared))
    return not_applied("unit_unnamed") if nameless else OK


def apply(state: UnitState, event: Event, body: Body | None) -> UnitState:
    """The state after an `ok` fact; total."""
    match body:
        case Named():
            texts = {**state.texts, **dict.fromkeys(body.texts, event.id)}
            state = state._replace(texts={name: fact for name, fact in texts.items() if name not in body.cleared})
            if isinstance(body, Listed):
                code = state.code or body.code or str(event.subject)
                return state._replace(place=state.place or event.place, code=code, retired="")
        case Retired():
            return state._replace(retired=body.day.isoformat())
    return state
