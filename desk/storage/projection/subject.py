"""Which table a noun's facts are computed into."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, delete, select

from desk.storage.projection.case import project_case
from desk.storage.projection.operator import project_operator
from desk.storage.projection.place import project_place
from desk.storage.search import clear_search
from desk.storage.tables import COMPUTED, subject, waiting

PROJECTIONS: Mapping[str, Callable[[Connection, int], None]] = {
    "case": project_case,
    "place": project_place,
    "operator": project_operator,
}


def project(connection: Connection, number: int, noun: str) -> None:
    """Re-folds one subject and rewrites its rows. Nouns this version does not show are kept in the journal alone."""
    fold = PROJECTIONS.get(noun)
    if fold is not None:
        fold(connection, number)


def project_all(connection: Connection) -> int:
    """Every subject of the journal; answers how many."""
    rows = connection.execute(select(subject.c.n, subject.c.noun).order_by(subject.c.n)).all()
    for row in rows:
        project(connection, row.n, row.noun)
    return len(rows)


def recompute(connection: Connection) -> None:
    """Drops every computed row and makes it anew."""
    for table in reversed(COMPUTED):
        connection.execute(delete(table))
    clear_search(connection)
    connection.execute(delete(waiting))
    project_all(connection)
