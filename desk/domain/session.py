"""The session (接待场次): deputies receive constituents at a station on a day. Its event bodies, judge and apply.

What its visitors say are subjects of their own (domain.conversation): a session knows its people and its hours.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple
from uuid import UUID, uuid5

from pydantic import Field, StringConstraints

from desk.domain.body import Body, Code, Day, Digits12, Id, Moment, Number
from desk.domain.event import OK, UNJUDGED, Event, Verdict, not_applied
from desk.domain.moment import write_time

PLANNED, OPEN, CLOSED, CANCELLED = "planned", "open", "closed", "cancelled"
WRONG_STATE = {  # why something is not admissible, by the state it was found in
    "": "session_unknown",
    PLANNED: "session_planned",
    OPEN: "session_open",
    CLOSED: "session_closed",
    CANCELLED: "session_cancelled",
}
TEXT_FIELDS = ("room", "theme", "staff")
MOST_DEPUTIES, MOST_TOWNS = 40, 20
Hour = Annotated[str, StringConstraints(pattern=r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$")]
SessionNumber = Annotated[str, StringConstraints(pattern=r"^JD-[0-9]{12}-[0-9]{6}(?:-[0-9]{1,2})?$")]
Deputies = Annotated[tuple[Id, ...], Field(max_length=MOST_DEPUTIES)]


def occurrence_of(plan: UUID, day: str) -> UUID:
    """The session of a plan on a day of its rule (ISO), before it is moved off a holiday: the same at every desk."""
    return uuid5(plan, f"session-{day}")


class Planned(Body):
    """安排: all that is known of it before the day; said again it takes the place of what was said. `texts` (room,
    theme, staff) stand in the words part; `towns` receive jointly (联合接待)."""

    day: Day
    starts: Hour
    ends: Hour
    deputies: Deputies = ()
    towns: Annotated[tuple[Digits12, ...], Field(max_length=MOST_TOWNS)] = ()
    plan: Id | None = None
    texts: tuple[Code, ...] = ()


class Announced(Body):
    """公告: the notice was posted on that day."""

    day: Day


class Opened(Body):
    """开始接待. `series` is the letter of its tickets: A for the day's first session, B for the second."""

    number: SessionNumber
    series: Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]


class Came(Body):
    """到场: a deputy is here from that moment on, to the second."""

    deputy: Id
    at: Moment


class Went(Body):
    """离场: a deputy left, be it midway."""

    deputy: Id
    at: Moment


class Figures(Body):
    """当日合计: as they were when the day was closed."""

    groups: Number  # 批
    people: Number  # 人次
    cases: Number  # 登记件数
    answered: Number  # 当场答复
    passed: Number  # 交转办理, a conversation once
    drafted: Number  # 拟提建议
    guided: Number  # 引导告知


class Closed(Body):
    """收场, with the sums that the deputies sign."""

    figures: Figures


class Confirmed(Body):
    """核对确认: a deputy confirms the day sheet, by a typed name or drawn strokes in the person part."""

    deputy: Id
    way: Literal["typed", "drawn"]


class Cancelled(Body):
    """取消 before it was opened; the reason stands in the words part."""


BODIES: Mapping[str, type[Body]] = {
    "session.planned": Planned,
    "session.announced": Announced,
    "session.opened": Opened,
    "session.came": Came,
    "session.went": Went,
    "session.closed": Closed,
    "session.confirmed": Confirmed,
    "session.cancelled": Cancelled,
}


class Presence(NamedTuple):
    """When a deputy came and, empty until then, left; as written."""

    deputy: UUID
    came: str
    went: str = ""


class SessionState(NamedTuple):
    """What a session is now. `planned_in` is the fact with its texts, `confirmed` the fact of each deputy's name."""

    state: str = ""
    place: UUID | None = None
    planned: Planned | None = None
    planned_in: UUID | None = None
    announced: str = ""
    number: str = ""
    series: str = ""
    opened_at: str = ""
    closed_at: str = ""
    present: tuple[Presence, ...] = ()
    figures: Figures | None = None
    confirmed: tuple[tuple[UUID, UUID], ...] = ()  # deputy, fact; each deputy's last


_SOURCES: Mapping[type[Body], tuple[str, ...]] = {  # from which states each is admissible
    Planned: ("", PLANNED),
    Announced: (PLANNED,),
    Opened: (PLANNED,),
    Came: (OPEN,),
    Went: (OPEN,),
    Closed: (OPEN,),
    Confirmed: (CLOSED,),
    Cancelled: (PLANNED,),
}


def judge(state: SessionState, event: Event, body: Body | None) -> Verdict:
    if body is None:
        return UNJUDGED
    if state.state not in _SOURCES.get(type(body), ()):  # a fact of another noun has none
        return not_applied(WRONG_STATE[state.state])
    if isinstance(body, Cancelled) and "words" not in event.parts:
        return not_applied("reason_missing")
    if isinstance(body, Confirmed) and "person" not in event.parts:
        return not_applied("signature_missing")
    if isinstance(body, Came | Went) and is_present(state, body.deputy) == isinstance(body, Came):
        return not_applied("deputy_here" if isinstance(body, Came) else "deputy_not_here")
    return OK


def is_present(state: SessionState, deputy: UUID) -> bool:
    return any(one.deputy == deputy and not one.went for one in state.present)


def apply(state: SessionState, event: Event, body: Body | None) -> SessionState:
    """The state after an `ok` fact; total."""
    match body:
        case Planned():
            place = state.place or event.place
            return state._replace(
                state=state.state or PLANNED, place=place, planned=body, planned_in=event.id if body.texts else None
            )
        case Announced():
            return state._replace(announced=body.day.isoformat())
        case Opened():
            return state._replace(
                state=OPEN, number=body.number, series=body.series, opened_at=write_time(event.recorded_at)
            )
        case Came():
            return state._replace(present=(*state.present, Presence(body.deputy, body.at)))
        case Went():
            return state._replace(present=tuple(_gone(one, body) for one in state.present))
        case Closed():
            return state._replace(state=CLOSED, figures=body.figures, closed_at=write_time(event.recorded_at))
        case Confirmed():
            others = tuple(one for one in state.confirmed if one[0] != body.deputy)
            return state._replace(confirmed=(*others, (body.deputy, event.id)))
        case Cancelled():
            return state._replace(state=CANCELLED)
    return state


def _gone(one: Presence, body: Went) -> Presence:
    return one._replace(went=body.at) if one.deputy == body.deputy and not one.went else one
