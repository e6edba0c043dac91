"""Which table a noun's facts are computed into."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

from sqlalchemy import Connection, delete, select

from desk.storage.projection.calendar import project_calendars
from desk.storage.projection.case import project_cases
from desk.storage.projection.conversation import project_conversations
from desk.storage.projection.deputy import project_deputies
from desk.storage.projection.digest import project_digests
from desk.storage.projection.duty import project_duties
from desk.storage.projection.operator import project_operators
from desk.storage.projection.place import project_places
from desk.storage.projection.plan import project_plans
from desk.storage.projection.session import project_sessions
from desk.storage.projection.unit import project_units
from desk.storage.projection.visit import project_visits
from desk.storage.search import clear_search
from desk.storage.statement import expect_little, expect_much, in_bulk
from desk.storage.tables import COMPUTED, subject, waiting

PROJECTIONS: Mapping[str, Callable[[Connection, Sequence[int]], None]] = {
    "case": project_cases,
    "place": project_places,
    "operator": project_operators,
    "session": project_sessions,
    "conversation": project_conversations,
    "plan": project_plans,
    "deputy": project_deputies,
    "duty": project_duties,
    "visit": project_visits,
    "calendar": project_calendars,
    "digest": project_digests,
    "unit": project_units,
}
_BATCH = 500  # subjects whose facts are read and whose rows are written together


def project(connection: Connection, subjects: Iterable[tuple[int, str]]) -> None:
    """Re-folds subjects, given by number and noun, and rewrites their rows. Nouns this version does not show are kept
    in the journal alone."""
    by_noun: dict[str, list[int]] = {}
    for number, noun in subjects:
        by_noun.setdefault(noun, []).append(number)
    for noun, numbers in by_noun.items():
        compute = PROJECTIONS.get(noun)
        if compute is not None:
            compute(connection, numbers)


def recompute(connection: Connection) -> None:
    """Drops every computed row and makes it anew."""
    expect_much(connection)
    for table in reversed(COMPUTED):
        connection.execute(delete(table))
    clear_search(connection)
    connection.execute(delete(waiting))
    rows = connection.execute(select(subject.c.n, subject.c.noun).order_by(subject.c.n)).all()
    every = ((row.n, row.noun) for row in rows)
    while batch := list(islice(every, _BATCH)):
        with in_bulk():
            project(connection, batch)
    expect_little(connection)
