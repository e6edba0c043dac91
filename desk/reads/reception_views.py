"""The frozen views of receptions: what pages, papers and commands know of deputies, sessions and conversations."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from desk.domain.codes import Label


@dataclass(frozen=True)
class DeputyView:
    """A deputy (代表): public office, so the name is whole. `published`: the entry came from above and is changed there
    alone; its telephone stayed there."""

    id: UUID
    name: str
    congress: str  # code of `deputy_level`
    level: Label  # its words: 镇人大代表
    group: Label | None  # 山阳代表组 without the last two words
    post: str = ""  # unit and title, where it is told
    phone: str = ""
    since: date | None = None
    until: date | None = None
    published: bool = False
    same_as: UUID | None = None  # the published entry that this local one turned out to be
    group_code: str | None = None  # of `deputy_group`


@dataclass(frozen=True)
class PresenceView:
    """When a deputy came to a session, and left; local times."""

    deputy: DeputyView
    came: datetime
    went: datetime | None = None


@dataclass(frozen=True)
class Totals:
    """当日合计 of a session, or of anything that has conversations."""

    groups: int = 0  # 接待批次
    people: int = 0  # 接待人次
    cases: int = 0  # 登记件数
    answered: int = 0  # 当场答复
    passed: int = 0  # 交转办理
    drafted: int = 0  # 拟提建议
    guided: int = 0  # 引导告知


@dataclass(frozen=True)
class CorrectionView:
    """更正 of a conversation; `late`: after the day was closed, so the sheet shows it."""

    at: datetime
    who: str
    fields: tuple[str, ...]
    reason: str
    late: bool


@dataclass(frozen=True)
class TalkView:
    """A conversation (一批来访) in full. Name and phone are whole: whoever shows them masks them. Times are local."""

    id: UUID
    session: UUID
    ticket: int
    state: str  # waiting, called, missed, left, done
    at: datetime
    people: int
    speakers: int | None
    first: bool
    calls: int
    table: int
    called_at: datetime | None
    began: datetime | None
    ended: datetime | None
    name: str
    phone: str
    constituency: str
    about: str
    words: str
    reply: str
    ways: tuple[str, ...]  # codes of `way`
    nature: str | None
    deputies: tuple[UUID, ...]
    cases: tuple[UUID, ...]
    numbers: tuple[str, ...]  # of those cases, nine digits
    corrections: tuple[CorrectionView, ...]
    erased: tuple[str, ...]
    ticket_out: str  # what became of its ticket: handed, refused, printed, failed, not_out; empty: none was printed


@dataclass(frozen=True)
class SignatureView:
    """核对确认 of a deputy: a typed name, or strokes as points from 0 to 1000 in a frame thrice as wide as high."""

    deputy: DeputyView
    at: datetime
    name: str = ""
    strokes: tuple[tuple[tuple[int, int], ...], ...] = ()


@dataclass(frozen=True)
class SessionView:
    """A session (接待场次) in full."""

    id: UUID
    state: str  # planned, open, closed, cancelled
    day: date
    starts: str  # 08:30, as planned
    ends: str
    number: str
    series: str  # the letter of its tickets
    deputies: tuple[DeputyView, ...]
    towns: tuple[str, ...]  # names of the towns that receive jointly
    room: str
    theme: str
    staff: str
    announced: date | None
    opened_at: datetime | None
    closed_at: datetime | None
    present: tuple[PresenceView, ...]
    signatures: tuple[SignatureView, ...]
    talks: tuple[TalkView, ...]
    totals: Totals  # as the records say now
    signed: Totals | None  # as they were at the closing
    plan: UUID | None = None
    place: str = ""  # the name of the station, where it is another's


NO_TOTALS = Totals()


@dataclass(frozen=True)
class SessionRow:
    """A line of the calendar. `plan` and `occurrence`: it only follows from a plan, nothing was said of it yet."""

    id: UUID
    state: str
    day: date
    starts: str
    ends: str
    number: str
    deputies: tuple[DeputyView, ...]
    room: str
    theme: str
    announced: date | None
    totals: Totals
    own: bool = True
    place: str = ""
    plan: UUID | None = None
    occurrence: date | None = None
    staff: str = ""
    towns: tuple[str, ...] = ()  # division codes of those that receive jointly


@dataclass(frozen=True)
class DaySheetView:
    """代表接待选民登记表 (form F2). Names and phones are masked on it."""

    station: str
    sample: bool
    session: SessionView
    head: str = ""  # 站点负责人, where known


@dataclass(frozen=True)
class NoticeView:
    """公告 of a reception day. Nothing personal but deputies' public office."""

    station: str
    sample: bool
    day: date
    starts: str
    ends: str
    room: str
    theme: str
    deputies: tuple[DeputyView, ...]
    towns: tuple[str, ...]
    phone: str
    posted: date


@dataclass(frozen=True)
class SignInRow:
    """One line of the sign-in sheet (签到表, form F10)."""

    name: str
    post: str
    level: str
    came: datetime | None = None
    went: datetime | None = None


@dataclass(frozen=True)
class SignInView:
    """签到表 of an activity; blank lines are added for whoever is not on the list."""

    station: str
    sample: bool
    activity: str
    day: date
    rows: tuple[SignInRow, ...]


@dataclass(frozen=True)
class OpenCaseLine:
    """One open case of a deputy's list."""

    number: str
    title: str
    received: date
    state: Label
    unit: str
    due: date | None


@dataclass(frozen=True)
class OpenListView:
    """在办清单: what is open here, on one page for a deputy before a session."""

    station: str
    sample: bool
    day: date  # of the session
    made: datetime
    lines: tuple[OpenCaseLine, ...]
    total: int
    promised: tuple[str, ...] = field(default=())  # what deputies replied on the spot last time and is not told yet


@dataclass(frozen=True)
class DutyEntry:
    """A row behind a number of the duty record: a session or a visit."""

    id: UUID
    sort: str  # session, visit
    day: date
    what: Label
    place: str
    minutes: int
    people: int
    cases: int
    contact: bool  # counts as 进社区联系人民群众


@dataclass(frozen=True)
class DutyView:
    """履职登记 of a deputy and a year, as far as this desk may see; `of` names the place it is seen from. `needed`: the
    law's two contacts a year (沪代表法办法 30)."""

    station: str
    sample: bool
    of: str
    deputy: DeputyView
    year: int
    sessions: int
    visits: int
    minutes: int
    people: int
    cases: int
    contacts: int
    needed: int
    entries: tuple[DutyEntry, ...]
    made: datetime
    verdict: str = ""  # confirmed, disputed; empty: not asked yet
    verdict_at: datetime | None = None
    verdict_text: str = ""  # the name under it, or what is disputed
    changed_since: bool = False  # the numbers are others than those that were confirmed
