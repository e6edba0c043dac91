"""The calendar (节假日安排): which days of a year are holidays, and which weekends are worked in exchange, as a place
publishes it for itself and all below it. Event body, judge and apply."""

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple, Self
from uuid import UUID, uuid5

from pydantic import Field, model_validator

from desk.domain.body import Body, Day, Number
from desk.domain.event import OK, UNJUDGED, Event, Verdict
from desk.domain.moment import FIRST_YEAR, LAST_YEAR

OFF, WORK = "off", "work"
OUT_OF_PLACE = Verdict("set_aside", "out_of_place")


def calendar_of(place: UUID, year: int) -> UUID:
    """The holidays of a year at a place are one subject, at every desk of it."""
    return uuid5(place, f"holidays-{year}")


class Published(Body):
    """公布: the whole year; said again it takes the place of what was said."""

    year: Annotated[Number, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
    days: Annotated[dict[Day, Literal["off", "work"]], Field(min_length=1, max_length=366)]

    @model_validator(mode="after")
    def _of_the_year(self) -> Self:
        if any(day.year != self.year for day in self.days):
            raise ValueError("a day of another year")
        return self


BODIES: Mapping[str, type[Body]] = {"calendar.published": Published}


class CalendarState(NamedTuple):
    place: UUID | None = None
    published: Published | None = None


def judge(_state: CalendarState, event: Event, body: Body | None) -> Verdict:
    """A place publishes for itself: under another's name nothing is admitted, or a village could take its town's
    subject to itself before the town speaks."""
    if not isinstance(body, Published):
        return UNJUDGED
    return OK if event.subject == calendar_of(event.place, body.year) else OUT_OF_PLACE


def apply(state: CalendarState, event: Event, body: Body | None) -> CalendarState:
    if isinstance(body, Published):
        return CalendarState(state.place or event.place, body)
    return state
