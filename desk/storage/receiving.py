"""What comes in the feed: a page is stored raw in one transaction, its tables are computed afterwards."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, literal_column, select

from desk.errors import BadEnvironment
from desk.storage.arriving import Mark, keep_cursor, read_hub
from desk.storage.erasures import keep_erasures
from desk.storage.facts import erase_parts
from desk.storage.intake import Intake, take_in
from desk.storage.page import Page
from desk.storage.projection.subject import project
from desk.storage.search import optimize_search
from desk.storage.statement import as_list, compiled, expect_little, expect_much, in_bulk, listed, run
from desk.storage.tables import subject, waiting
from desk.storage.tables_case import case
from desk.storage.vault import Vault

_WAITING = compiled(
    select(subject.c.n, subject.c.noun, subject.c.id)
    .join(waiting, waiting.c.subject == subject.c.n)
    .where(waiting.c.subject > bindparam("after"))
    .order_by(waiting.c.subject)
    .limit(bindparam("most"))
    .offset(literal_column("0"))  # SQLite spells a limit with one
)
_TOGETHER = 500  # subjects whose rows are made together: each may have long texts
_DONE = compiled(delete(waiting).where(waiting.c.subject.in_(select(listed("numbers").c.value))))
_HAS_ROW = compiled(select(case.c.n).where(case.c.n == bindparam("n")))


@dataclass(frozen=True)
class Received:
    """How many facts of a page were new here, how many were held already, and how many subjects' tables are to be
    computed."""

    facts: int
    repeated: int
    subjects: int


def receive(vault: Vault, page: Page) -> Received:
    """Stores a page of the feed raw, with the cursor behind it: all of it or nothing. What it erases is gone from the
    tables when this returns; everything else waits for `compute_waiting`.

    Raises BadEnvironment page_garbled where the page does not begin at the cursor, or names an id that is held with
    another content; not_enrolled.
    """
    with in_bulk(), vault.write() as connection:
        expect_much(connection)
        if read_hub(connection).cursor.place != page.after:
            raise BadEnvironment("page_garbled")
        taken = take_in(connection, page)
        gone = _erase(connection, taken)
        keep_cursor(connection, Mark(page.place, page.token))
    if taken.erasing:
        with suppress(OSError):  # it is erased: the next start writes it down
            keep_erasures(vault)
    if gone:
        vault.forget_deleted()
    return Received(taken.new, len(page.facts) - taken.new, taken.waiting)


def _erase(connection: Connection, taken: Intake) -> bool:
    """Answers whether anything was here to be erased; then its rows are computed at once, and the index forgets."""
    gone = [
        (number, noun)
        for (number, noun), parts in taken.erasing.items()
        if erase_parts(connection, number, parts) or run(connection, _HAS_ROW, n=number).fetchone()
    ]
    project(connection, gone)
    if gone:
        optimize_search(connection)
    return bool(gone)


def compute_waiting(vault: Vault, limit: int = 2_000, stop: Callable[[], bool] = bool) -> tuple[UUID, ...]:
    """Computes the rows of subjects whose facts came in, `limit` in a transaction; answers which. Others who write get
    their turn in between. Stopped or killed, it goes on where it was.

    Raises BadEnvironment database_damaged when it is done with all others.
    """
    done: list[UUID] = []
    after, most, damaged = 0, limit, None
    while not stop() and (batch := _next(vault, after, most)):
        try:
            _compute(vault, batch)
        except BadEnvironment as error:
            if error.code != "database_damaged":
                raise
            if len(batch) > 1:
                most = len(batch) // 2
                continue
            damaged = error
        else:
            done += (UUID(bytes=id) for _, _, id in batch)
        after, most = batch[-1][0], limit
    with vault.write() as connection:
        expect_little(connection)
    if done:
        vault.settle()
    if damaged is not None:
        raise damaged
    return tuple(done)


def _next(vault: Vault, after: int, most: int) -> Sequence[tuple[int, str, bytes]]:
    with vault.read() as connection:
        rows: list[tuple[int, str, bytes]] = run(connection, _WAITING, after=after, most=most).fetchall()
    return rows


def _compute(vault: Vault, batch: Sequence[tuple[int, str, bytes]]) -> None:
    with in_bulk(), vault.write() as connection:
        for at in range(0, len(batch), _TOGETHER):
            project(connection, [(number, noun) for number, noun, _ in batch[at : at + _TOGETHER]])
        run(connection, _DONE, numbers=as_list(number for number, _, _ in batch))
    vault.give_way()
