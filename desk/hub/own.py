"""What the hub itself says: facts of its own stream, in its own place, stamped like any other."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select
from uuid6 import uuid7

from desk.domain.event import OK
from desk.hub import tables
from desk.hub.intake import Given, Taken, take_fact
from desk.hub.judge import noun_of_kind
from desk.hub.ledger import Ledger, for_everybody
from desk.journal.fact import Author, Fact, Head, NewFact, after, write_fact
from desk.journal.link import Stream


def write_own(ledger: Ledger, facts: Sequence[NewFact]) -> None:
    """Behind the head of the hub's stream; its operator is its place. What it says of a subject that is no place does
    not make it the hub's: it is nobody's until a desk speaks of it."""
    if not facts:
        return
    identity, counter = ledger.hub.identity, ledger.counter
    head = Head(Stream(identity.key, counter.incarnation), counter.seq, counter.head)
    author, now = Author(identity.place, identity.place), datetime.fromtimestamp(ledger.now, UTC)
    stream = _number(ledger, head.stream)
    subjects = ledger.find_subjects({new.subject.bytes for new in facts})
    for new in facts:
        fact = write_fact(new, author, head, now, os.urandom, UUID(bytes=uuid7().bytes))
        head = after(head, fact)
        taken = _taken(fact)
        id, noun = new.subject.bytes, noun_of_kind(new.kind)
        if id not in subjects or subjects[id].place is None:
            place = ledger.place_number(id) if noun == "place" else None
            known = subjects.get(id)
            subjects[id] = ledger.new_subject(id, noun, place) if known is None else known._replace(place=place)
            if known is not None:
                ledger.move_subject(id, subjects[id])
        _add(ledger, fact, taken, stream, subjects[id].n)
        ledger.admit(fact.event, taken.reading.body, subjects[id])
    counter.seq, counter.head = head.seq, head.hash


def _taken(fact: Fact) -> Taken:
    given = {part.name: Given(part.salt + part.data, part.digest, True) for part in fact.parts}
    link = fact.link
    return take_fact(link.stream, link.seq, link.prev, fact.content, (given.get("person"), given.get("words")))


def _add(ledger: Ledger, fact: Fact, taken: Taken, stream: int, subject: int) -> None:
    order = ledger.stamp(taken.id, taken.hash, OK)
    number = ledger.add_fact(taken, taken.id, subject, stream, order)
    ledger.add_parts(number, taken.parts, ())
    everybody = for_everybody(fact.event.kind, OK.name)
    ledger.tell(number, subject, stream, (taken.id, order[-1]), everybody=everybody)


def _number(ledger: Ledger, stream: Stream) -> int:
    row = tables.stream.c
    same = row.desk_key == stream.desk_key, row.incarnation == stream.incarnation
    number: int | None = ledger.connection.execute(select(row.n).where(*same)).scalar()
    return ledger.new_stream(stream, whole=True) if number is None else number
