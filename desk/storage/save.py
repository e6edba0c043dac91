"""The one way to write facts: journal, computed tables and search rows in one transaction."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection
from uuid6 import uuid7

from desk.journal.fact import Author, NewFact, after, write_fact
from desk.storage.erasures import keep_erasures
from desk.storage.facts import add_fact
from desk.storage.files import disk_troubles
from desk.storage.identity import Identity, check_instance, move_head, read_identity, write_marker
from desk.storage.projection.subject import project
from desk.storage.search import optimize_search
from desk.storage.vault import Vault

MARKER = "instance"


class Saving:
    """An open write transaction that takes facts; made by `saving`."""

    def __init__(self, vault: Vault, connection: Connection, operator: UUID, now: datetime) -> None:
        self.connection = connection
        if not vault.instance_known:
            with disk_troubles():
                check_instance(connection, vault.path.with_name(MARKER))
        self._identity = read_identity(connection)
        self._author = Author(self._identity.place, operator)
        self._head = self._identity.head
        self._now = now
        self.station = self._identity.station
        self.erased = False

    def add(self, facts: Iterable[NewFact]) -> list[UUID]:
        """Writes facts and projects the subjects they touch; answers their ids."""
        ids, touched = [], {}
        for new in facts:
            written = write_fact(new, self._author, self._head, self._now, os.urandom, new_id())
            number, noun = add_fact(self.connection, written, self._identity.stream)
            touched[number] = noun
            self._head = after(self._head, written)
            self.erased |= new.kind.endswith(".erased")
            ids.append(written.event.id)
        project(self.connection, touched.items())
        return ids

    def finish(self) -> Identity:
        move_head(self.connection, self._head)
        return replace(self._identity, head=self._head)


def new_id() -> UUID:
    """UUIDv7: neighbours in time are neighbours on disk; its clock is never an order."""
    return UUID(bytes=uuid7().bytes)


@contextmanager
def saving(vault: Vault, operator: UUID, now: datetime) -> Iterator[Saving]:
    """One write transaction for facts and whatever must stand or fall with them (a draft, a check)."""
    with vault.write() as connection:
        one = Saving(vault, connection, operator, now)
        yield one
        known = one.finish()
    vault.instance_known = True
    with suppress(OSError):  # it is saved: a marker left behind only makes the next check less sharp
        write_marker(vault.path.with_name(MARKER), known)
    if one.erased:
        with suppress(OSError):  # it is erased: the next start writes it down
            keep_erasures(vault)
        forget(vault)


def forget(vault: Vault) -> None:
    """After an erasure: the index drops its deleted words, the log its old pages."""
    with vault.write() as connection:
        optimize_search(connection)
    vault.forget_deleted()


def save(vault: Vault, operator: UUID, now: datetime, facts: Sequence[NewFact]) -> list[UUID]:
    """Saves facts, all or none; when it returns they are on disk."""
    with saving(vault, operator, now) as one:
        return one.add(facts)
