"""The frozen views of telling (回音): who waits to hear, what is said to them, what stands on the board."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desk.domain.codes import Label


@dataclass(frozen=True)
class TellRow:
    """One person who waits to be told, or was told. `how` is a code of the list `feedback`."""

    id: UUID
    number: str
    title: str
    who: str  # masked name, empty when anonymous or none
    anonymous: bool
    what: tuple[str, ...]  # reply, instruction, result: what was not told yet
    how: str
    phone_tail: str  # four digits; empty where there is none
    due: date | None
    due_state: str  # fine, soon, over, none
    days: int  # working days left when soon, days over when over
    tries: int  # in vain since the person was told last
    last_try: str | None  # no_answer, wrong_number
    next_try: date | None
    place: str  # the name of the place where it was recorded
    own: bool
    merged: bool
    state: str
    told_on: date | None = None
    told_how: str | None = None
    satisfaction: str | None = None


@dataclass(frozen=True)
class TellCounts:
    """`waiting`: people who wait for this station; `tried`: those of them who were tried in vain; `below`: people of
    the places below who should have been told by now."""

    waiting: int = 0
    tried: int = 0
    below: int = 0


@dataclass(frozen=True)
class TellPage:
    rows: tuple[TellRow, ...]
    total: int
    counts: TellCounts


@dataclass(frozen=True)
class Came:
    """One thing that came of a case: a reply, an instruction, a result. Empty words were erased."""

    kind: str
    text: str
    by: Label  # the unit that answers, the leader who instructs
    outcome: str
    promise: str
    promised: date | None
    day: date
    told: bool


@dataclass(frozen=True)
class ScriptView:
    """What there is to say to a person about their case now. `call` is the name to greet by: the surname."""

    station: str
    call: str
    person: bool  # `call` is the surname of a person, not the name of a house
    today: date
    received: date
    title: str
    state: str  # of the main case where it is merged
    merged: bool
    came: tuple[Came, ...]  # reply, instruction, result: the last of each, in the order they came
    waits: bool  # some of it was not told yet
    told_on: date | None
    unit: Label | None
    due: date | None  # by when the person hears (more)
    board: bool  # it is posted and not said


@dataclass(frozen=True)
class SurveyView:
    """What a survey sheet (征询表, form F8) says: the number and what came of it, and nothing of whose it is."""

    station: str
    code: str  # 12-digit division code
    sample: bool
    phone: str
    number: str
    topic: str
    unit: str
    day: date  # of the answer


@dataclass(frozen=True)
class BoardLine:
    """One answer on the board; no name, no telephone, whatever was written in it."""

    id: UUID
    number: str
    topic: str
    outcome: Label
    answer: str
    unit: str
    received: date
    day: date
    waits: bool  # it is not recorded as posted yet


@dataclass(frozen=True)
class BoardView:
    station: str
    sample: bool
    phone: str
    hours: str
    since: date
    made: date
    lines: tuple[BoardLine, ...]
