"""What a queue ticket (排队号) says."""

from uuid import UUID

from sqlalchemy import func, select

from desk.domain.conversation import CALLED, WAITING
from desk.domain.moment import local, read_time
from desk.reads.lens import Lens
from desk.reads.sessions import session_in
from desk.reads.station import station_in
from desk.reads.talks import talk_row
from desk.reads.views import TicketView
from desk.storage.tables_reception import conversation
from desk.storage.vault import Vault
from desk.text import say_in

MINUTES_EACH = 10


def ticket_number(series: str, ticket: int) -> str:
    """A07: the letter tells the day's sessions apart."""
    return f"{series}{ticket:02}"


def read_ticket(vault: Vault, lens: Lens, id: UUID, lang: str = "zh") -> TicketView:
    """Raises BadInput talk_unknown."""
    _ = say_in(lang)
    with vault.read() as connection:
        row = talk_row(connection, id)
        session = session_in(connection, lens, UUID(bytes=row.session))
        waiting = conversation.c.state.in_((WAITING, CALLED)), conversation.c.ticket < row.ticket
        before = select(func.count()).select_from(conversation).where(conversation.c.session == row.session, *waiting)
        here = tuple(one.deputy for one in session.present if one.went is None) or session.deputies
        return TicketView(
            station=station_in(connection),
            session=_("Deputies receive constituents"),
            number=ticket_number(session.series, row.ticket),
            taken_at=local(read_time(row.at)),
            waiting=connection.execute(before).scalar_one(),
            person_times=row.people,
            deputies=tuple(
                _("{name} ({level})").format(name=one.name, level=one.level.say(lang)) for one in here if one.name
            ),
            waiting_place=session.room,
            minutes_each=MINUTES_EACH,
        )
