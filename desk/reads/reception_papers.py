"""What the papers of a reception say: day sheet, notice, sign-in sheet."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection, select

from desk.domain.moment import local_day
from desk.domain.operator import HEAD
from desk.reads.lens import Lens
from desk.reads.reception_views import (
    DaySheetView,
    DeputyView,
    NoticeView,
    PresenceView,
    SessionRow,
    SessionView,
    SignInRow,
    SignInView,
)
from desk.reads.sessions import read_session
from desk.reads.station import read_station
from desk.storage.tables import operator
from desk.storage.vault import Vault
from desk.text import say_in


def read_day_sheet(vault: Vault, lens: Lens, id: UUID) -> DaySheetView:
    """代表接待选民登记表. Raises BadInput session_unknown."""
    station = read_station(vault)
    with vault.read() as connection:
        head = _head(connection)
    return DaySheetView(station.name, station.sample, read_session(vault, lens, id), head)


def read_notice(vault: Vault, lens: Lens, planned: UUID | SessionRow) -> NoticeView:
    """公告 of a session, or of a line of the calendar that follows from a plan. Raises BadInput session_unknown."""
    station = read_station(vault)
    view: SessionView | SessionRow = read_session(vault, lens, planned) if isinstance(planned, UUID) else planned
    return NoticeView(
        station=station.name,
        sample=station.sample,
        day=view.day,
        starts=view.starts,
        ends=view.ends,
        room=view.room,
        theme=view.theme,
        deputies=view.deputies,
        towns=view.towns if isinstance(view, SessionView) else (),
        phone=station.phone or "",
        posted=view.announced or local_day(lens.now),
    )


def read_sign_in(vault: Vault, lens: Lens, id: UUID, lang: str = "zh") -> SignInView:
    """签到表 of a session. Raises BadInput session_unknown."""
    station, view = read_station(vault), read_session(vault, lens, id)
    came = {one.deputy.id: one for one in view.present}
    deputies = {one.id: one for one in (*view.deputies, *(one.deputy for one in view.present))}
    rows = tuple(_row(one, came, lang) for one in deputies.values())
    activity = say_in(lang)("Deputies receive constituents")
    return SignInView(station.name, station.sample, activity, view.day, rows)


def _row(one: DeputyView, came: Mapping[UUID, PresenceView], lang: str) -> SignInRow:
    here = came.get(one.id)
    post = one.post or (one.group.say(lang) if one.group else "")
    return SignInRow(one.name, post, one.level.say(lang), here.came if here else None, here.went if here else None)


def _head(connection: Connection) -> str:
    """站点负责人: who founded the desk and still sits there."""
    chosen = select(operator.c.name).where(operator.c.role == HEAD).order_by(operator.c.n).limit(1)
    return connection.execute(chosen).scalar() or ""
