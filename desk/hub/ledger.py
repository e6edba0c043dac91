"""What one write section writes: facts with their stamps, private parts, the feed's places and tokens.

Everything is gathered first and written in sets; numbers come from the counter row, whose lock is held.
"""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, insert, update

from desk.domain.body import Body
from desk.domain.case import Erased
from desk.domain.event import Event, PartName, Verdict
from desk.domain.sight import EVERYBODY
from desk.hub import tables
from desk.hub.epoch import read_counter
from desk.hub.hub import Hub
from desk.hub.intake import Parts, Taken
from desk.hub.tree import new_version, read_tree
from desk.journal.link import Stream
from desk.journal.stamp import next_token, stamp_mac
from desk.storage.erasures import Erasure


class Subject(NamedTuple):
    """A subject's row. `place` is the number of a place; None: nothing of it was admitted yet."""

    n: int
    noun: str
    place: int | None


Order = tuple[int, int, str, str, int, bytes]  # epoch, n, verdict, reason, hub time, MAC


class Ledger:
    """An open write section. `erased` and `placed` (subjects of places, by number) are for effects.settle."""

    def __init__(self, hub: Hub, connection: Connection) -> None:
        self.hub, self.connection = hub, connection
        self.counter = read_counter(connection)
        self.known = read_tree(connection, self.counter.tree, hub.remembered)
        self.now = max(0, int(hub.clock()))
        self._mac_key = hub.identity.mac_key
        self.erased: set[Erasure] = set()
        self.placed: set[int] = set()
        self.known_subjects = self.counter.subject  # those up to this number were here before
        self._new_places: dict[bytes, int] = {}
        self._places: list[tuple[object, ...]] = []
        self._facts: list[tuple[object, ...]] = []
        self._parts: list[tuple[int, bytes | None, bytes | None]] = []
        self._told: list[tuple[object, ...]] = []
        self._subjects: dict[bytes, Subject] = {}

    def stamp(self, id: bytes, link_hash: bytes, verdict: Verdict) -> Order:
        """The next place in the order."""
        counter, name, reason = self.counter, verdict.name, verdict.reason
        counter.stamp += 1
        order = counter.epoch, counter.stamp, self.now
        mac = stamp_mac(self._mac_key, id, link_hash, order, name, reason)
        return counter.epoch, counter.stamp, name, reason, self.now, mac

    def new_stream(self, stream: Stream, *, whole: bool) -> int:
        self.counter.stream += 1
        row = {"desk_key": stream.desk_key, "incarnation": stream.incarnation, "whole": whole}
        self.connection.execute(insert(tables.stream).values(n=self.counter.stream, **row))
        return self.counter.stream

    def find_subjects(self, ids: Collection[bytes]) -> dict[bytes, Subject]:
        """Those that are known."""
        row = tables.subject.c
        found = self.hub.engine.find(self.connection, row.id, list(ids), row.id, row.n, row.noun, row.place)
        return {id: Subject(n, noun, place) for id, n, noun, place in found}

    def new_subject(self, id: bytes, noun: str, place: int | None) -> Subject:
        self.counter.subject += 1
        self._subjects[id] = Subject(self.counter.subject, noun, place)
        return self._subjects[id]

    def move_subject(self, id: bytes, subject: Subject) -> None:
        """Gives a subject the noun and place of what is its first fact now."""
        if id in self._subjects:
            self._subjects[id] = subject
            return
        row = tables.subject
        values = {"noun": subject.noun, "place": subject.place}
        self.connection.execute(update(row).where(row.c.n == subject.n).values(values))

    def place_number(self, id: bytes) -> int:
        """One that nobody placed yet gets a row all the same: it hangs nowhere."""
        number = self.known.numbers.get(id) or self._new_places.get(id)
        if number is None:
            self.counter.place += 1
            self.counter.tree = new_version()
            number = self._new_places[id] = self.counter.place
            self._places.append((number, id, "", "", None, ""))
        return number

    def erased_parts(self, subjects: Collection[bytes]) -> dict[bytes, set[PartName]]:
        """By subject, of those of which something is erased."""
        row = tables.erasure.c
        found: dict[bytes, set[PartName]] = {}
        for id, name in self.hub.engine.find(self.connection, row.subject, list(subjects), row.subject, row.part):
            found.setdefault(id, set()).add(name)
        return found

    def add_fact(self, taken: Taken, id: bytes, subject: int | None, stream: int, order: Order) -> int:
        """A fact that is not here yet; answers its number."""
        self.counter.fact += 1
        number = self.counter.fact
        _, seq, prev, hash, content, _, _ = taken
        self._facts.append((number, id, subject, stream, seq, prev, hash, content, *order))
        return number

    def add_parts(self, number: int, parts: Parts, erased: Collection[PartName]) -> bool:
        """Of a fact that holds none yet; whether there was one that may be kept."""
        person, words = parts
        kept_person = None if person is None or "person" in erased else person.salted
        kept_words = None if words is None or "words" in erased else words.salted
        if kept_person is None and kept_words is None:
            return False
        self._parts.append((number, kept_person, kept_words))
        return True

    def admit(self, event: Event, body: Body | None, subject: Subject) -> None:
        """Remembers what follows from a fact that is ok."""
        if isinstance(body, Erased):
            self.erased |= {(event.subject, name) for name in body.parts}
        if subject.noun == "place":
            self.placed.add(subject.n)

    def tell(
        self,
        fact: int,
        subject: int | None,
        stream: int,
        about: tuple[bytes, bytes],
        *,
        everybody: bool = False,
        again: bool = False,
    ) -> None:
        """The next place of the feed, and the token there; `about` are the fact's id and its stamp's MAC."""
        counter = self.counter
        counter.feed += 1
        counter.token = next_token(counter.token, *about, counter.epoch)
        self._told.append((counter.feed, fact, subject, stream, everybody, again, counter.token))

    def flush(self) -> None:
        """Writes the rows gathered so far, so that statements see them."""
        engine, connection = self.hub.engine, self.connection
        subjects = [(one.n, id, one.noun, one.place) for id, one in self._subjects.items()]
        engine.insert_many(connection, tables.place, self._places)
        engine.insert_many(connection, tables.subject, subjects)
        engine.insert_many(connection, tables.fact, self._facts)
        engine.insert_many(connection, tables.part, self._parts)
        engine.insert_many(connection, tables.feed, self._told)
        self._subjects.clear()
        self._places.clear()
        self._facts.clear()
        self._parts.clear()
        self._told.clear()


def for_everybody(kind: str, verdict: str) -> bool:
    return verdict == "ok" and kind in EVERYBODY
