"""The conversation (一批来访): one person or group in the queue of a session, from the ticket to what became of it.

Counts are of what was concluded: 批 conversations, 人次 their people, 件 the cases made of them, 引导 those guided.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple
from uuid import UUID

from pydantic import Field

from desk.domain.body import Body, Code, Id, Moment, Number, YesNo
from desk.domain.case import Erased, Shown, SlipTold
from desk.domain.case_state import ACCUSATION
from desk.domain.event import OK, UNJUDGED, Event, PartName, Verdict, not_applied
from desk.domain.moment import write_time

WAITING, CALLED, MISSED, LEFT, DONE = "waiting", "called", "missed", "left", "done"
WRONG_STATE = {  # why something is not admissible, by the state it was found in
    "": "conversation_unknown",
    WAITING: "conversation_waiting",
    CALLED: "conversation_called",
    MISSED: "conversation_missed",
    LEFT: "conversation_left",
    DONE: "conversation_done",
}
PERSON_FIELDS = ("name", "phone", "constituency")
WORDS_FIELDS = ("about", "words", "reply")
MOST_PEOPLE, MOST_SPEAKERS, MOST_TICKETS, MOST_TABLES = 999, 5, 999, 9
GUIDED_WAY = "W5"
TICKET = "ticket"  # the paper
People = Annotated[Number, Field(ge=1, le=MOST_PEOPLE)]


class CheckedIn(Body):
    """取号: `speakers` of a group over five (信访工作条例 20), `first`: walks with difficulty, is let in first."""

    session: Id
    ticket: Annotated[Number, Field(ge=1, le=MOST_TICKETS)]
    people: People = 1
    speakers: Annotated[Number, Field(ge=1, le=MOST_SPEAKERS)] | None = None
    first: YesNo | None = None
    texts: tuple[Code, ...] = ()


class CalledIn(Body):
    """叫号, to a table; called again is the same fact again."""

    table: Annotated[Number, Field(ge=1, le=MOST_TABLES)] = 1


class Missed(Body):
    """过号: called and not there; the number stays good."""


class Returned(Body):
    """回排队."""


class LeftAgain(Body):
    """Went away before they were received; does not count as 人次."""


class Talk(Body):
    """What is known of a conversation that took place (form F2). None: not said."""

    people: People | None = None
    ways: tuple[Code, ...] | None = None  # of the list `way`
    nature: Code | None = None
    deputies: tuple[Id, ...] | None = None
    cases: tuple[Id, ...] | None = None
    texts: tuple[Code, ...] = ()
    cleared: tuple[Code, ...] = ()  # texts that are empty from now on


class Concluded(Talk):
    """谈完. With `cases` it became cases, without it only counts (只记人次)."""

    began: Moment
    ended: Moment


class Corrected(Talk):
    """更正: only what changes. After the day was closed the sheet shows it."""


BODIES: Mapping[str, type[Body]] = {
    "conversation.checked_in": CheckedIn,
    "conversation.called": CalledIn,
    "conversation.missed": Missed,
    "conversation.returned": Returned,
    "conversation.left": LeftAgain,
    "conversation.concluded": Concluded,
    "conversation.corrected": Corrected,
    "conversation.slip": SlipTold,
    "conversation.shown": Shown,
    "conversation.erased": Erased,
}
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_CODED = ("people", "ways", "nature", "deputies", "cases")


class ConversationState(NamedTuple):
    """What a conversation is now. `texts` names the fact with each text's last version, `ticket_out` what became of
    the last ticket printed."""

    state: str = ""
    place: UUID | None = None
    checked_in: CheckedIn | None = None
    at: str = ""  # when the number was taken
    calls: int = 0
    table: int = 0
    called_at: str = ""
    began: str = ""
    ended: str = ""
    people: int = 1
    ways: tuple[str, ...] = ()
    nature: str | None = None
    deputies: tuple[UUID, ...] = ()
    cases: tuple[UUID, ...] = ()
    texts: Mapping[str, UUID] = _NOTHING
    corrections: tuple[UUID, ...] = ()
    erased: frozenset[PartName] = frozenset()
    ticket_out: str = ""


_QUEUED = (WAITING, CALLED, MISSED)
_SOURCES: Mapping[type[Body], tuple[str, ...]] = {
    CheckedIn: ("",),
    CalledIn: _QUEUED,
    Missed: (CALLED,),
    Returned: (CALLED, MISSED, LEFT),
    LeftAgain: _QUEUED,
    Concluded: (*_QUEUED, LEFT),
    Corrected: (DONE,),
}


def judge(state: ConversationState, event: Event, body: Body | None) -> Verdict:
    if body is None:
        return UNJUDGED
    if isinstance(body, Erased | SlipTold | Shown):
        return OK if isinstance(body, Erased) or state.state else not_applied(WRONG_STATE[""])
    if state.state not in _SOURCES.get(type(body), ()):  # a fact of another noun has none
        return not_applied(WRONG_STATE[state.state])
    if isinstance(body, Talk) and _tells_of_accusation(state, body):
        return not_applied("accusation_has_text")
    if isinstance(body, Corrected) and "words" not in event.parts:
        return not_applied("reason_missing")
    return OK


def _tells_of_accusation(state: ConversationState, body: Talk) -> bool:
    """检举控告 is never written down (信访工作条例 30); the reason of a correction is no part of it."""
    return (body.nature or state.nature) == ACCUSATION and any(name in WORDS_FIELDS for name in body.texts)


def apply(state: ConversationState, event: Event, body: Body | None) -> ConversationState:
    """The state after an `ok` fact; total."""
    at = write_time(event.recorded_at)
    match body:
        case CheckedIn():
            return state._replace(
                state=WAITING,
                place=event.place,
                checked_in=body,
                at=at,
                people=body.people,
                texts=dict.fromkeys(body.texts, event.id),
            )
        case CalledIn():
            return state._replace(state=CALLED, calls=state.calls + 1, table=body.table, called_at=at)
        case Missed():
            return state._replace(state=MISSED, table=0)
        case Returned():
            return state._replace(state=WAITING, table=0)
        case LeftAgain():
            return state._replace(state=LEFT, table=0)
        case Concluded():
            return _say(state, event, body)._replace(state=DONE, began=body.began, ended=body.ended)
        case Corrected():
            return _say(state, event, body)._replace(corrections=(*state.corrections, event.id))
        case SlipTold(paper="ticket"):
            return state._replace(ticket_out=body.outcome)
        case Erased():
            return state._replace(erased=state.erased | set(body.parts))
    return state


def _say(state: ConversationState, event: Event, body: Talk) -> ConversationState:
    said = {name: value for name in _CODED if (value := getattr(body, name)) is not None}
    texts = {**state.texts, **dict.fromkeys(body.texts, event.id)}
    return state._replace(**said, texts={name: fact for name, fact in texts.items() if name not in body.cleared})
