"""A fact as it is written: content, private parts, and its link to the fact before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from desk.domain.event import Event, PartName
from desk.domain.kinds import VERSION
from desk.journal.content import content_hash, write_content
from desk.journal.link import Link, Stream
from desk.journal.part import SALT_BYTES, Part, seal_part


@dataclass(frozen=True)
class NewFact:
    """What a person does, before it has bytes. Empty parts are not written."""

    kind: str
    subject: UUID
    body: Mapping[str, Any]
    person: Mapping[str, Any] | None = None
    words: Mapping[str, Any] | None = None
    act: UUID | None = None


@dataclass(frozen=True)
class Author:
    """Who writes at which place."""

    place: UUID
    operator: UUID


@dataclass(frozen=True)
class Head:
    """The end of a stream: the next link follows `seq` and names `hash`."""

    stream: Stream
    seq: int
    hash: bytes


@dataclass(frozen=True)
class Fact:
    event: Event
    content: bytes
    parts: tuple[Part, ...]
    link: Link


def write_fact(
    new: NewFact, author: Author, head: Head, now: datetime, random_bytes: Callable[[int], bytes], id: UUID
) -> Fact:
    """The bytes of a new fact, and its link behind `head`."""
    given: tuple[tuple[PartName, Mapping[str, Any] | None], ...] = (("person", new.person), ("words", new.words))
    parts = tuple(seal_part(name, fields, random_bytes(SALT_BYTES)) for name, fields in given if fields)
    event = Event(
        id=id,
        kind=new.kind,
        v=VERSION,
        place=author.place,
        subject=new.subject,
        act=new.act,
        recorded_at=now,
        operator=author.operator,
        body=new.body,
        parts=frozenset(part.name for part in parts),
    )
    content = write_content(event, {part.name: part.digest for part in parts})
    link = Link(head.stream, head.seq + 1, content_hash(content), head.hash)
    return Fact(event, content, parts, link)


def after(head: Head, fact: Fact) -> Head:
    return replace(head, seq=fact.link.seq, hash=fact.link.hash)
