"""The frozen views: all that pages and papers know of a case, a slip, a station."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from desk.domain.codes import Label
from desk.reads.tell_views import ScriptView

UNSAID = Label("", "")


@dataclass(frozen=True)
class StationView:
    """The station (站点) as it presents itself. None: not answered yet, printed as 待本站公布."""

    place: UUID
    name: str
    code: str  # 12-digit division code
    level: str
    sample: bool
    promise_days: int
    phone: str | None
    hours: str | None
    handler: str | None
    keep: str | None
    acts_at: str = ""  # the level it was enrolled at; until then its own
    notice_days: int = 3  # how long before a reception its notice is due
    register_days: int = 0  # what else it promises; of these and the following 0 is not promised, but of recording
    triage_days: int = 2
    forward_days: int = 5
    progress_days: int = 30
    feedback_days: int = 3
    survey_days: int = 10
    again_days: int = 30


@dataclass(frozen=True)
class SlipView:
    """What a receipt (回执, form F6) says. Times are aware, in the station's time zone."""

    station: StationView
    number: str  # nine digits, no hyphens
    recorded_at: datetime
    name: str  # masked unless asked for in full; empty when anonymous or not given
    phone: str  # masked; empty when not given
    anonymous: bool
    nature: str
    nature_label: Label
    title: str
    body: str  # main cause, or the person's own words
    whole_text: str  # everything the person said, to tell how long it is
    person_times: int
    promised: date | None  # the day to print: rolled, or raw where the holiday table lacks the year
    clerk: str
    feedback: tuple[str, ...]  # codes FM1..FM6
    public_ok: bool
    notice_given: bool
    lang: str  # the person's language
    reprint: int  # 0 on the first print, else which reprint this is
    printed_at: datetime
    said: tuple[tuple[str, str], ...] = ()  # fields of form F1 with what they hold, for the appendix (附页)


@dataclass(frozen=True)
class TicketView:
    """A place in the queue of a reception (排队号). Nothing personal; `taken_at` in the station's time zone."""

    station: StationView
    session: str  # what it is: 代表接待选民日
    number: str  # A07
    taken_at: datetime
    waiting: int  # groups before this one
    person_times: int
    deputies: tuple[str, ...]  # with their level: 蒋某（镇代表）
    waiting_place: str
    minutes_each: int = 0  # 0: not told


@dataclass(frozen=True)
class DoorView:
    """A door (去处): where to go instead. The shipped ones are in both languages."""

    name: Label
    phone: str
    detail: Label


@dataclass(frozen=True)
class DoorsView:
    """The doors for one nature and what to bring; `own`: the station wrote them itself."""

    reason: str
    doors: tuple[DoorView, ...]
    bring: Label
    own: bool = False

    def to_words(self, lang: str) -> dict[str, object]:
        """As a form has them (actions.doors)."""
        rows = [
            {"name": door.name.say(lang), "phone": door.phone, "detail": door.detail.say(lang)} for door in self.doors
        ]
        return {"doors": rows, "bring": self.bring.say(lang)}


@dataclass(frozen=True)
class GuidanceView:
    """What a guidance slip (引导告知单, form F7) says: what a receipt would, and the doors; reprints are its own."""

    slip: SlipView
    doors: DoorsView


@dataclass(frozen=True)
class ClockView:
    """One clock of a case (期限) on the day it is read."""

    rule: str
    family: str  # station (本站服务承诺), deputy, petition; the last two are 法定
    words: Label  # what is due
    law: Label  # empty for the station's own promise, as are article and ground
    article: Label
    ground: Label  # both in short
    text: Label  # what the article or the station says, abridged
    start: date
    raw: date
    rolled: date  # the raw day, or the next working day
    known: bool  # whether the holidays were
    state: str  # fine, soon, over, paused, in_time, late, returned, dropped, passed
    days: int  # working days left when fine or soon, days over when over
    window: bool  # a time in which something may be done, nothing is overdue after it
    ended_on: date | None
    before: date | None  # the raw day before it was extended
    latest: date | None  # the raw day it may still be extended to
    paused: date | None  # since when it rests
    pausable: bool

    @property
    def legal(self) -> bool:
        return self.family in ("deputy", "petition")

    @property
    def last(self) -> date:
        """The last day that is in time; the raw one where the holidays are not known."""
        return self.rolled if self.known else self.raw


@dataclass(frozen=True)
class CaseRow:
    """One line of a list of cases. `due` and what follows tell of the clock that ends first."""

    id: UUID
    number: str
    title: str  # never empty: derived from the words when none was given
    who: str  # masked name, empty when anonymous or none
    anonymous: bool
    nature: str
    state: str
    state_label: Label
    received_at: datetime
    due: date | None
    due_state: str  # fine, soon (within three working days), over, done, none
    days: int  # working days left when soon, days over when over
    sync: str  # saved, arrived, refused
    sample: bool
    place: str = ""  # the name of the place where it was recorded
    unit: Label | None = None  # in charge (主办), once it was forwarded
    due_family: str = "station"  # whose deadline it is, as ClockView.family
    due_words: Label = UNSAID  # what is due
    due_ground: Label = UNSAID  # law and article; empty for the station's own promise

    @property
    def legal(self) -> bool:
        return self.due_family in ("deputy", "petition")


@dataclass(frozen=True)
class StepView:
    """One knot of the timeline (时间线): one fact."""

    fact: UUID
    kind: str  # registered, corrected, withdrawn, quoted, forwarded, replied, erased, slip, unknown
    at: datetime
    who: str
    verdict: str  # provisional, ok, not_applied, set_aside, unjudged
    reason: str  # code of why it was not applied
    step: str | None  # code of the seven steps
    text: str  # what was said or written; empty when nothing was or it was erased
    outcome: str | None  # slip: handed, refused, printed, failed, not_out; quoted, replied: of the list `outcome`
    fields: tuple[str, ...] = ()  # corrected: which
    own: bool = True  # written at this desk
    place: str = ""  # the name of the place it was written at
    paper: str = "receipt"  # slip: which
    unit: Label | None = None  # forwarded: in charge; replied: who replies
    co_units: tuple[Label, ...] = ()  # forwarded: who helps (会办)
    outcome_label: Label | None = None  # quoted, replied
    promise: str = ""  # replied: what will be done
    promised: date | None = None  # replied: by when
    in_force: bool = False  # forwarded, replied: no later one has taken its place
    lapsed: bool = False  # held only while the case was merged with another
    other: str = ""  # merged, parted …: the number of the other case, where this desk knows it
    rule: str = ""  # extended, paused, resumed: which clock
    rule_words: Label = UNSAID
    day: date | None = None  # extended, resumed: the new last day; tracked: when it was received
    track: str = ""  # tracked: as what
    approver: str = ""  # extended: by whom it was approved
    codes: Mapping[str, Any] = field(default_factory=dict)  # what else the step says, by the names of its body
    words: Mapping[str, str] = field(default_factory=dict)  # its other sentences: actor, evidence, venue …


@dataclass(frozen=True)
class CaseView:
    """A case in full. Name and phone are whole: whoever shows them masks them (domain.masks)."""

    row: CaseRow
    fields: dict[str, object]  # form F1 by its JSON names
    erased: tuple[str, ...]  # parts erased: person, words
    steps: tuple[StepView, ...]  # newest first
    done_steps: tuple[str, ...]  # codes 1..7 of the seven steps done
    now_step: str | None
    printed: int  # copies known or believed to be out
    promise_raw: date | None  # what the slip says
    promise_rolled: date | None
    holidays_known: bool  # for the promise on the slip
    promise_days: int | None
    twins: tuple[UUID, ...]  # other cases with the same number (a cloned desk)
    offered: tuple[str, ...] = ()  # names of the steps that may be taken now at this desk: forward, reply
    co_units: tuple[Label, ...] = ()  # who helps (会办), since it was last forwarded
    replied: date | None = None  # the day of the reply in force; there is a letter to print
    main: UUID | None = None  # the case it is merged into
    main_number: str = ""
    children: tuple["CaseRow", ...] = ()  # the cases merged into it
    apart: tuple[UUID, ...] = ()  # cases that somebody said are not the same
    clocks: tuple[ClockView, ...] = ()  # those that run first, the earliest first
    track: str = ""  # deputy, petition: what it is on record, and the only ground for a legal deadline
    script: ScriptView | None = None  # what there is to say to the person now; None of an accusation
    digest: tuple[int, int] | None = None  # year and issue of the one it was reported in, where this desk has it
    links: tuple[str, ...] = ()  # numbers of deputies' suggestions and proposals
    promised: date | None = None  # by when something was promised that is not done yet
    mediating: bool = False
    adoption: str = ""  # a code of that list
    untold: tuple[str, ...] = ()  # reply, instruction, result: what the person was not told yet
    outcome: str | None = None  # of the answer in force, a code of the list `outcome`


@dataclass(frozen=True)
class ReplyView:
    """What a reply (答复函, form F5) says. What is not known here is empty, and left blank on paper."""

    number: str  # nine digits, no hyphens
    sample: bool
    unit: str  # who replies, as it was called then
    document: str  # 文号
    title: str
    name: str  # of the person, in full: it is a letter to them
    anonymous: bool
    body: str
    outcome: str  # a code of the list `outcome`
    promise: str
    promised: date | None
    contact: str
    contact_phone: str
    copy_to: tuple[str, ...]
    day: date


@dataclass(frozen=True)
class CasePage:
    """A page of a list: rows, how many there are in all, and how long it took."""

    rows: tuple[CaseRow, ...]
    total: int
    took_ms: float


@dataclass(frozen=True)
class DraftRow:
    """A draft that was set aside or left open."""

    id: UUID
    title: str
    updated_at: datetime
    step: str = ""  # the step it is of: forward, reply; empty: of a case
