"""A page of the feed becomes rows of the journal: a few statements for all of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from desk.domain.event import PartName
from desk.errors import BadEnvironment
from desk.storage.facts import part_key
from desk.storage.identity import stream_numbers
from desk.storage.page import Given, Page
from desk.storage.statement import as_list, compiled, last_number, listed, put_rows, run, run_many
from desk.storage.tables import fact, part, stamp, subject, waiting

_HELD = "SELECT id, n, hash, subject FROM fact WHERE id IN (SELECT unhex(value) FROM json_each(:ids))"
_SUBJECTS = """
    SELECT subject.id, subject.n, noun, erasure.part FROM subject LEFT JOIN erasure ON erasure.subject = subject.n
    WHERE subject.id IN (SELECT unhex(value) FROM json_each(:ids))
"""
_NUMBERS = select(listed("numbers").c.value)
_ORDER = compiled(select(stamp.c.fact, stamp.c.epoch, stamp.c.n).where(stamp.c.fact.in_(_NUMBERS)))
_PARTS = compiled(select(part.c.n).where(part.c.n.in_(_NUMBERS)))
_DELIVERED = "UPDATE stamp SET delivered = ? WHERE fact = ?"


class _Fact(NamedTuple):
    """A fact that is held: its number, its link's hash, its subject's number."""

    n: int
    hash: bytes
    subject: int


@dataclass
class _Held:
    """What the desk holds of the facts of a page; grows as the page is gone through."""

    facts: dict[bytes, _Fact]  # by id
    subjects: dict[bytes, tuple[int, str]]  # number and noun by id
    erased: set[tuple[bytes, str]]  # subject's id and part
    parts: set[int]  # their keys
    order: dict[int, tuple[int, int]]  # epoch and n of the stamp by the fact's number
    last_fact: int
    last_subject: int


@dataclass
class _New:
    """Rows to be written."""

    subjects: list[tuple[Any, ...]] = field(default_factory=list)
    facts: list[tuple[Any, ...]] = field(default_factory=list)
    parts: list[tuple[Any, ...]] = field(default_factory=list)
    stamps: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    delivered: list[tuple[int, int]] = field(default_factory=list)
    waiting: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Intake:
    """How many facts were new, how many subjects' tables now wait, and what is to be erased of which subjects (number,
    noun)."""

    new: int
    waiting: int
    erasing: Mapping[tuple[int, str], Iterable[PartName]]


def take_in(connection: Connection, page: Page) -> Intake:
    """Stores what is not held yet. No part that is erased is taken; those that are held are still there.

    Raises BadEnvironment page_garbled where an id that is held comes with another content.
    """
    streams = stream_numbers(connection, page.streams)
    held, new = _held(connection, page.facts), _New()
    erasing: dict[tuple[int, str], set[PartName]] = {}
    for given in page.facts:
        known = _find(held, given)
        if known is None:
            _add(held, new, given, streams[given.stream])
        else:
            _add_parts(held, new, given, known)
            _put_stamp(held, new, given, known)
        if given.erases:
            erasing.setdefault(held.subjects[given.subject], set()).update(given.erases)
    _write(connection, new)
    return Intake(len(new.facts), len(new.waiting), erasing)


def _held(connection: Connection, facts: Sequence[Given]) -> _Held:
    ids = as_list({one.id.hex() for one in facts} | {one.id_by_link.hex() for one in facts if one.unusable})
    known = {id: _Fact(*row) for id, *row in run(connection, _HELD, ids=ids)}
    ids = as_list({given.subject.hex() for given in facts})
    subjects = run(connection, _SUBJECTS, ids=ids).fetchall()
    erased = {(given.subject, name) for given in facts for name in given.erases}
    numbers = as_list(one.n for one in known.values())
    keys = as_list(key for one in known.values() for key in (2 * one.n, 2 * one.n + 1))
    return _Held(
        facts=known,
        subjects={id: (n, noun) for id, n, noun, _ in subjects},
        erased=erased | {(id, name) for id, _, _, name in subjects if name is not None},
        parts={key for (key,) in run(connection, _PARTS, numbers=keys)},
        order={n: (epoch, number) for n, epoch, number in run(connection, _ORDER, numbers=numbers)},
        last_fact=last_number(connection, fact),
        last_subject=last_number(connection, subject),
    )


def _find(held: _Held, given: Given) -> _Fact | None:
    """The fact if it is held: the same link under its id, or under the one it has from its link."""
    known = held.facts.get(given.id)
    if known is not None and known.hash == given.hash:
        return known
    if given.unusable:
        return held.facts.get(given.id_by_link)
    if known is not None:
        raise BadEnvironment("page_garbled")
    return None


def _add(held: _Held, new: _New, given: Given, stream: int) -> None:
    known = held.subjects.get(given.subject)
    if known is None:
        held.last_subject += 1
        noun, _, _ = given.kind.partition(".")
        known = held.subjects[given.subject] = held.last_subject, noun
        new.subjects.append((known[0], given.subject, noun))
    held.last_fact += 1
    id = given.id_by_link if given.unusable else given.id
    added = held.facts[id] = _Fact(held.last_fact, given.hash, known[0])
    new.facts.append((added.n, id, known[0], stream, given.seq, given.prev, given.hash, given.content))
    _add_parts(held, new, given, added)
    held.order[added.n] = given.stamp[:2]
    new.stamps[added.n] = (added.n, *given.stamp, given.place)
    new.waiting.add(known[0])


def _add_parts(held: _Held, new: _New, given: Given, known: _Fact) -> None:
    for name, salt, data in given.parts:
        key = part_key(known.n, name)
        if key not in held.parts and (given.subject, name) not in held.erased:
            held.parts.add(key)
            new.parts.append((key, known.n, name, salt, data))
            new.waiting.add(known.subject)


def _put_stamp(held: _Held, new: _New, given: Given, known: _Fact) -> None:
    """Of several valid stamps the smallest holds; where it came last is noted of any."""
    order, came = held.order.get(known.n), given.stamp[:2]
    if order is None or came < order:
        held.order[known.n] = came
        new.stamps[known.n] = (known.n, *given.stamp, given.place)
        new.waiting.add(known.subject)
    elif known.n in new.stamps:
        new.stamps[known.n] = (*new.stamps[known.n][:-1], given.place)
    else:
        new.delivered.append((given.place, known.n))


def _write(connection: Connection, new: _New) -> None:
    put_rows(connection, subject, new.subjects)
    put_rows(connection, fact, new.facts)
    put_rows(connection, part, new.parts)
    put_rows(connection, stamp, list(new.stamps.values()), "INSERT OR REPLACE")
    run_many(connection, _DELIVERED, new.delivered)
    put_rows(connection, waiting, [(number,) for number in sorted(new.waiting)], "INSERT OR IGNORE")
