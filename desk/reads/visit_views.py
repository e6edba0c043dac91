"""The frozen views of visits."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from desk.domain.codes import Label
from desk.reads.reception_views import DeputyView


@dataclass(frozen=True)
class OpinionView:
    """What was said on a visit; `text` is empty where it was erased. `number` is that of the case it became, `state`
    how far that has come."""

    n: int
    text: str
    case: UUID | None = None
    number: str = ""
    state: Label | None = None


@dataclass(frozen=True)
class VisitLine:
    """A visit in a list. Deputies who are not on this desk's roster are left out; `unasked` of those who took part have
    not agreed to the record yet."""

    id: UUID
    number: str
    state: str  # recorded, withdrawn
    kind: Label
    kind_code: str
    day: date
    minutes: int
    people: int
    community: bool
    counted: bool
    deputies: tuple[DeputyView, ...]
    venue: str
    topic: str
    opinions: int
    cases: int
    unasked: int = 0
    place: str = ""  # the name of the station, where it is another's


@dataclass(frozen=True)
class VisitStep:
    """One fact of a visit as its history shows it; `at` is local."""

    at: datetime
    kind: str  # recorded, corrected, case, agreed, withdrawn, erased
    who: str
    fields: tuple[str, ...]
    reason: str
    verdict: str  # ok, provisional, not_applied, set_aside, unjudged
    why: str


@dataclass(frozen=True)
class VisitView:
    """A visit in full. Who was visited is whole: whoever shows it masks it."""

    line: VisitLine
    organiser: str
    visited: str
    seen: str
    survey: Label | None
    survey_code: str | None
    handed_to: str
    feedback: str
    opinions: tuple[OpinionView, ...]
    agreed: tuple[DeputyView, ...]
    erased: tuple[str, ...]
    steps: tuple[VisitStep, ...]  # newest first


@dataclass(frozen=True)
class VisitPage:
    total: int
    rows: tuple[VisitLine, ...]
