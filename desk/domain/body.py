"""The common ground of event bodies: codes, ids, dates and numbers, never a name or a typed sentence.

Bodies are strict, because what is read once must be read so for ever: a number is no text, a day is no number, and
every value has one spelling.
"""

from datetime import date
from functools import lru_cache
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Strict, StringConstraints

from desk.domain.moment import FIRST_YEAR, LAST_YEAR, read_time


def _read_moment(text: Any) -> Any:
    """As written by write_time. Raises ValueError."""
    if isinstance(text, str):
        read_time(text)
    return text


def _read_day(day: Any) -> date:
    """From ISO 8601 with hyphens. Raises ValueError."""
    read = _day_of(day) if isinstance(day, str) else day
    if not isinstance(read, date):
        raise ValueError("not a day")
    if not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise ValueError("not a day of our time")
    return read


@lru_cache(maxsize=4096)
def _day_of(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError("not a day")
    return day


def _read_id(id: Any) -> UUID:
    """In lower case with hyphens. Raises ValueError."""
    read = UUID(id) if isinstance(id, str) else id
    if not isinstance(read, UUID) or (isinstance(id, str) and str(read) != id):
        raise ValueError("not an id")
    return read


Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$")]
Digits12 = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
Digits9 = Annotated[str, StringConstraints(pattern=r"^[0-9]{9}$")]
Hex = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32,64}$")]
Number = Annotated[int, Strict()]
YesNo = Annotated[bool, Strict()]
Moment = Annotated[str, BeforeValidator(_read_moment)]
Day = Annotated[date, BeforeValidator(_read_day)]
Id = Annotated[UUID, BeforeValidator(_read_id)]


class Body(BaseModel):
    """Base of every event body; a key that is None is left out of the bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def to_json(self) -> dict[str, object]:
        return self.model_dump(mode="json", exclude_none=True)
