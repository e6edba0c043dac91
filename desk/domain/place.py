"""The place (站点): where facts come from, and how the station presents itself. Event bodies, judge and apply."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated
from uuid import UUID

from pydantic import Field

from desk.domain.body import Body, Code, Digits12, Id, Number, YesNo
from desk.domain.event import OK, UNJUDGED, Event, Verdict
from desk.domain.promise import DEFAULT_DAYS, MOST_DAYS

NOTICE_DAYS, MOST_NOTICE_DAYS = 3, 30  # how long before a reception its notice is due
DAYS = {  # what the station promises besides the day on the slip; 0: not promised, but recording on the same day
    "register_days": 0,
    "triage_days": 2,
    "forward_days": 5,
    "progress_days": 30,
    "feedback_days": 3,
    "survey_days": 10,
    "again_days": 30,
}
TEXT_FIELDS = ("name", "phone", "hours", "handler", "keep")


_Days = Annotated[Number, Field(ge=0, le=MOST_DAYS)]


class Placed(Body):
    """A place and where it hangs in the tree; the name stands in the words part."""

    code: Digits12
    level: Code
    parent: Id | None = None
    sample: YesNo | None = None


class Described(Body):
    """What a station tells people: only what changes. `texts` are in the words part, `cleared` are unanswered."""

    promise_days: Annotated[Number, Field(ge=1, le=MOST_DAYS)] | None = None
    notice_days: Annotated[Number, Field(ge=0, le=MOST_NOTICE_DAYS)] | None = None
    register_days: _Days | None = None
    triage_days: _Days | None = None
    forward_days: _Days | None = None
    progress_days: _Days | None = None
    feedback_days: _Days | None = None
    survey_days: _Days | None = None
    again_days: _Days | None = None
    texts: tuple[Code, ...] = ()
    cleared: tuple[Code, ...] = ()

    @property
    def days(self) -> dict[str, int]:
        """Those of DAYS that are said."""
        return {name: said for name in DAYS if (said := getattr(self, name)) is not None}


class DoorsSet(Body):
    """Where the station sends people for one nature; the whole table stands in the words part. `cleared`: from now on
    the one that ships."""

    reason: Code
    cleared: YesNo | None = None


BODIES: Mapping[str, type[Body]] = {
    "place.placed": Placed,
    "place.described": Described,
    "place.doors": DoorsSet,
}


@dataclass(frozen=True)
class PlaceState:
    """What a place is now; `texts` names the fact that holds each text's last version, `doors` the one with the
    table of a nature, `days` what is promised, by the names of DAYS."""

    code: str = ""
    level: str = ""
    parent: UUID | None = None
    sample: bool = False
    promise_days: int = DEFAULT_DAYS
    notice_days: int = NOTICE_DAYS
    days: Mapping[str, int] = field(default_factory=lambda: dict(DAYS))
    texts: Mapping[str, UUID] = field(default_factory=dict)
    doors: Mapping[str, UUID] = field(default_factory=dict)


def judge(_state: PlaceState, _event: Event, body: Body | None) -> Verdict:
    return UNJUDGED if body is None else OK


def apply(state: PlaceState, event: Event, body: Body | None) -> PlaceState:
    match body:
        case Placed():
            return replace(
                state,
                code=body.code,
                level=body.level,
                parent=body.parent or state.parent,  # who founds a desk does not know yet where it will hang
                sample=bool(body.sample),
                texts={**state.texts, "name": event.id} if "words" in event.parts else state.texts,
            )
        case Described():
            texts = {**state.texts, **dict.fromkeys(body.texts, event.id)}
            return replace(
                state,
                promise_days=body.promise_days or state.promise_days,
                notice_days=state.notice_days if body.notice_days is None else body.notice_days,
                days={**state.days, **body.days},
                texts={key: fact for key, fact in texts.items() if key not in body.cleared},
            )
        case DoorsSet():
            doors = {reason: fact for reason, fact in state.doors.items() if reason != body.reason}
            return replace(state, doors=doors if body.cleared else doors | {body.reason: event.id})
    return state
