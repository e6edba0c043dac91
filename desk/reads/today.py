"""What waits for this station now (今日): people, promises, refusals, drafts, what is not sent, and what comes next."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Integer, func, select

from desk.domain.case_state import GUIDED, WITHDRAWN_STATE
from desk.domain.moment import SHANGHAI, local_day
from desk.reads.backups import BackupView, read_backups
from desk.reads.cases import case_lines
from desk.reads.drafts import drafts_in
from desk.reads.exchange import Trouble, hub_in
from desk.reads.exchange_rows import NONE, ExchangeRow, count_without_case, is_unsent, refused_rows
from desk.reads.filters import Check, due_day, is_open, is_own, is_unanswered, soon_until, urgent, waits_here
from desk.reads.lens import Lens
from desk.reads.rows import arrived_at_hub
from desk.reads.station import station_in
from desk.reads.talks import talks_since
from desk.reads.today_reception import ReceptionToday, reception_today
from desk.reads.views import CaseRow, DraftRow
from desk.storage.files import Home
from desk.storage.search import rank_of
from desk.storage.tables_case import case
from desk.storage.vault import Vault

MOST_NEXT = 3
SUGGESTION = "JY"
OWN_RULES = "ST"  # how the rules of the station's own promise begin
ANSWERS = ("handler", "keep", "phone", "hours")  # printed as 待本站公布 until they are given


@dataclass(frozen=True)
class Waiting:
    """Cases that wait for one thing. `first` is the most urgent; `over` are past their day, `today` are due today,
    of `legal` a law sets the day and not the station itself."""

    count: int = 0
    over: int = 0
    today: int = 0
    legal: int = 0
    first: CaseRow | None = None


@dataclass(frozen=True)
class Promises:
    """What a unit promised with a day and has not done, due within three working days or before: `over` of them are
    late, the `first` was promised for `day`."""

    count: int = 0
    over: int = 0
    first: CaseRow | None = None
    day: date | None = None


@dataclass(frozen=True)
class Month:
    """This month so far, of what was recorded here."""

    person_times: int
    suggestions: int
    guided: int
    replied: int


@dataclass(frozen=True)
class TodayView:
    """`tell`: people who wait to hear; `due`: cases without a reply of which something is due within three working days
    or before.
    `unsent` is 0 while there is no hub; `missing`: what the station has not said of itself; `unknown_year`: a year
    whose holidays are needed already and not known; `bare`: there was never a backup, though not all is of today."""

    day: date
    tell: Waiting
    due: Waiting
    promises: Promises
    refused: int
    first_refused: ExchangeRow | None
    drafts: tuple[DraftRow, ...]
    unsent: int
    trouble: Trouble | None
    backup: BackupView
    bare: bool
    next: tuple[CaseRow, ...]
    month: Month
    missing: tuple[str, ...]
    unknown_year: int | None
    reception: ReceptionToday
    fresh: bool  # nothing was ever recorded here


def read_today(vault: Vault, lens: Lens, home: Home) -> TodayView:
    """All of it in one reading, by counting in indexes."""
    backup = read_backups(vault, home, lens.now)
    with vault.read() as connection:
        station, hub = station_in(connection), hub_in(connection)
        today = local_day(lens.now)
        horizon = today + timedelta(days=station.promise_days)
        refused = refused_rows(connection, 1)
        return TodayView(
            day=today,
            tell=_waiting(connection, lens, waits_here(connection)),
            due=_waiting(connection, lens, is_unanswered(lens), due_day(lens) <= soon_until(lens).isoformat()),
            promises=_promises(connection, lens),
            refused=_count(connection, case.c.refused > NONE) + count_without_case(connection),
            first_refused=refused[0] if refused else None,
            drafts=drafts_in(connection),
            unsent=_count(connection, *is_unsent(arrived_at_hub(connection))) if hub else 0,
            trouble=hub.trouble if hub else None,
            backup=backup,
            bare=backup.at is None and not station.sample and _is_any(connection, case.c.rank < _rank_at(today)),
            next=_next(connection, lens),
            month=_month(connection, lens),
            missing=tuple(name for name in ANSWERS if not getattr(station, name)),
            reception=reception_today(connection, lens, station.notice_days),
            unknown_year=None if lens.holidays.knows(horizon) else horizon.year,
            fresh=not _is_any(connection),
        )


def _waiting(connection: Connection, lens: Lens, *which: Check) -> Waiting:
    today = local_day(lens.now).isoformat()
    day, rule = due_day(lens), case.c.office_rule if lens.office else case.c.due_rule
    over, now = _how_many(day < today), _how_many(day == today)
    legal = _how_many(func.substr(rule, 1, 2) != OWN_RULES)
    count = connection.execute(select(func.count(), over, now, legal).select_from(case).where(*which)).one()
    if not count[0]:
        return Waiting()
    return Waiting(count[0], count[1] or 0, count[2] or 0, count[3] or 0, _lines(connection, lens, 1, *which)[0])


def _promises(connection: Connection, lens: Lens) -> Promises:
    row, today = case.c, local_day(lens.now)
    which = [row.promised.is_not(None), row.promised <= soon_until(lens).isoformat(), row.state != WITHDRAWN_STATE]
    which += [] if lens.office else [is_own(connection)]
    late = _how_many(row.promised < today.isoformat())
    count, over = connection.execute(select(func.count(), late).select_from(case).where(*which)).one()
    first = connection.execute(select(case).where(*which).order_by(row.promised, row.n).limit(1)).first()
    if first is None:
        return Promises()
    (line,) = case_lines(connection, [first], lens)
    return Promises(count, over or 0, line, date.fromisoformat(first.promised))


def _next(connection: Connection, lens: Lens) -> tuple[CaseRow, ...]:
    """What is due after the next three working days, the earliest first."""
    return _lines(connection, lens, MOST_NEXT, is_open(lens), due_day(lens) > soon_until(lens).isoformat())


def _lines(connection: Connection, lens: Lens, most: int, *which: Check) -> tuple[CaseRow, ...]:
    """The most urgent of some cases: their numbers are sorted alone, for whole rows are wide."""
    first = select(case.c.n).where(*which).order_by(*urgent(lens)).limit(most)
    rows = connection.execute(select(case).where(case.c.n.in_(first)).order_by(*urgent(lens))).all()
    return tuple(case_lines(connection, rows, lens))


def _month(connection: Connection, lens: Lens) -> Month:
    """Visitors heard at receptions and at the counter, guided ones too (接待人次): a case made of a conversation is
    counted with it. What was taken back is no suggestion."""
    first = local_day(lens.now).replace(day=1)
    here, since = is_own(connection), case.c.rank >= _rank_at(first)
    people = func.coalesce(func.json_extract(case.c.codes, "$.person_times"), 1)
    suggested = (case.c.nature == SUGGESTION) & (case.c.state != WITHDRAWN_STATE)
    sums = func.sum(people, type_=Integer), _how_many(suggested), _how_many(case.c.nature.in_(sorted(GUIDED)))
    row = connection.execute(select(*sums).where(since, here)).one()
    replied = case.c.replied_at.is_not(None) & (case.c.replied_at >= first.isoformat())
    heard, made = talks_since(connection, first)
    return Month((row[0] or 0) - made + heard, row[1] or 0, row[2] or 0, _count(connection, replied, here))


def _rank_at(day: date) -> int:
    """What was received on that day or later ranks from here on."""
    return rank_of(int(datetime.combine(day, datetime.min.time(), SHANGHAI).timestamp()), 0)


def _is_any(connection: Connection, *which: Check) -> bool:
    return connection.execute(select(case.c.n).where(*which).limit(1)).scalar() is not None


def _how_many(check: Check) -> ColumnElement[int]:
    return func.sum(check, type_=Integer)


def _count(connection: Connection, *which: Check) -> int:
    return int(connection.execute(select(func.count()).select_from(case).where(*which)).scalar_one())
