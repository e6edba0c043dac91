"""What a deputy says of the record of a year: confirmed, or disputed with what is not right (沪代表法办法 51)."""

from collections.abc import Callable
from uuid import UUID

from desk.actions.cases import check_reason
from desk.actions.desk import Change, Desk
from desk.domain.duty import Confirmed, Disputed, duty_of
from desk.domain.field import is_blank, typed_text
from desk.domain.moment import local_day
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.duties import duty_in, figures_of
from desk.reads.reception_views import DutyView
from desk.storage.identity import read_identity
from desk.storage.save import saving


def confirm_duty(desk: Desk, deputy: UUID, year: int, name: str) -> Change:
    """The deputy was shown the record as it is now and puts the name under it.

    Raises BadInput deputy_unknown, year_wrong, signature_missing, text_too_long.
    """
    typed = typed_text("name", name)
    if is_blank(typed) or typed is None:
        raise BadInput("signature_missing", field="name")
    return _say(desk, deputy, year, lambda view: _confirmed(view, typed.strip()))


def dispute_duty(desk: Desk, deputy: UUID, year: int, reason: str) -> Change:
    """The deputy says what is not right; it is looked into and corrected at the session or visit itself.

    Raises BadInput deputy_unknown, year_wrong, reason_missing, text_too_long.
    """
    check_reason(reason)
    return _say(desk, deputy, year, lambda view: _disputed(view, reason))


_Written = tuple[str, Confirmed | Disputed, dict[str, str] | None, dict[str, str] | None]


def _confirmed(view: DutyView, name: str) -> _Written:
    body = Confirmed(deputy=view.deputy.id, year=view.year, figures=figures_of(view))
    return "duty.confirmed", body, {"name": name}, None


def _disputed(view: DutyView, reason: str) -> _Written:
    body = Disputed(deputy=view.deputy.id, year=view.year, figures=figures_of(view))
    return "duty.disputed", body, None, {"reason": reason}


def _say(desk: Desk, deputy: UUID, year: int, write: Callable[[DutyView], _Written]) -> Change:
    """The numbers are read in the transaction that writes them down."""
    check_duty_year(desk, year)
    lens = desk.lens
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        view = duty_in(one.connection, lens, deputy, year)
        kind, body, person, words = write(view)
        subject = duty_of(view.deputy.id, year, read_identity(one.connection).place)
        one.add([NewFact(kind, subject, body.to_json(), person, words)])
    return Change((subject, view.deputy.id))


def check_duty_year(desk: Desk, year: int) -> None:
    """A year that has begun. Raises BadInput year_wrong."""
    if not 1990 <= year <= local_day(desk.clock()).year:
        raise BadInput("year_wrong", field="year")
