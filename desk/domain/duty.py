"""The duty record (履职登记) of a deputy and a year: the organiser computes it, the deputy confirms or disputes it
(沪代表法办法 51). Event bodies, judge and apply.

The numbers follow from sessions and visits; what is a fact is only what was said of them, with the numbers it was said
of.
"""

from collections.abc import Mapping
from typing import Annotated, NamedTuple
from uuid import UUID, uuid5

from pydantic import Field

from desk.domain.body import Body, Id, Number
from desk.domain.event import OK, UNJUDGED, Event, Verdict, not_applied
from desk.domain.moment import FIRST_YEAR, LAST_YEAR

CONFIRMED, DISPUTED = "confirmed", "disputed"
CONTACTS_NEEDED = 2  # a year, 进社区联系人民群众 (沪代表法办法 30)
COMMUNITY_LEVELS = frozenset({"point", "village"})  # a reception there is one in the community
OUT_OF_PLACE = Verdict("set_aside", "out_of_place")
_Count = Annotated[Number, Field(ge=0)]


def duty_of(deputy: UUID, year: int, place: UUID) -> UUID:
    """The record of a year as a place sees it; another level sees more and has one of its own."""
    return uuid5(deputy, f"duty-{year}-{place}")


class Figures(Body):
    """The numbers as they were when something was said of them."""

    sessions: _Count
    visits: _Count
    minutes: _Count
    people: _Count
    cases: _Count
    contacts: _Count


class _Said(Body):
    deputy: Id
    year: Annotated[Number, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
    figures: Figures


class Confirmed(_Said):
    """确认无误, with the name under it in the person part."""


class Disputed(_Said):
    """有异议: what is not right stands in the words part; it is looked into and corrected at the session or visit."""


BODIES: Mapping[str, type[Body]] = {"duty.confirmed": Confirmed, "duty.disputed": Disputed}


class DutyState(NamedTuple):
    """What was said last; `said_in` is the fact with the name or the words."""

    place: UUID | None = None
    said: _Said | None = None
    verdict: str = ""
    said_in: UUID | None = None
    at: str = ""


def judge(_state: DutyState, event: Event, body: Body | None) -> Verdict:
    if not isinstance(body, _Said):
        return UNJUDGED
    if event.subject != duty_of(body.deputy, body.year, event.place):
        return OUT_OF_PLACE
    if isinstance(body, Confirmed):
        return OK if "person" in event.parts else not_applied("signature_missing")
    return OK if "words" in event.parts else not_applied("reason_missing")


def apply(state: DutyState, event: Event, body: Body | None) -> DutyState:
    if not isinstance(body, _Said):
        return state
    verdict = CONFIRMED if isinstance(body, Confirmed) else DISPUTED
    return DutyState(state.place or event.place, body, verdict, event.id, event.recorded_at.isoformat())
