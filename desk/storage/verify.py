"""Does everything still hold? The journal first, then the tables that are computed from it."""

from sqlalchemy import func, select

from desk.storage.faults import Problem, journal_faults
from desk.storage.rebuild import differing_tables
from desk.storage.tables import fact
from desk.storage.vault import Vault


def verify(vault: Vault, key: bytes) -> tuple[int, list[Problem]]:
    """How many facts there are and everything that is wrong with them. Changes nothing but what waits to be computed.

    Tables are compared only with a journal that is sound.
    """
    with vault.read() as connection:
        count = connection.execute(select(func.count()).select_from(fact)).scalar_one()
        problems = journal_faults(connection)
    if not problems:
        problems = [Problem("table_differs", {"table": name}) for name in differing_tables(vault, key)]
    return int(count), problems
