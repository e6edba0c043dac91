"""What follows from facts that were admitted: parts are erased, places hang elsewhere, more desks may see a subject."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from desk.domain.body import Body
from desk.domain.event import Event
from desk.domain.noun import noun_of
from desk.domain.place import PlaceState
from desk.domain.sight import PUBLISHED
from desk.errors import BadEnvironment
from desk.hub import tables
from desk.hub.epoch import write_counter
from desk.hub.intake import read_fact
from desk.hub.ledger import Ledger
from desk.hub.tree import new_version
from desk.journal.part import SALT_BYTES, part_fields

_NAME = "name"
Admitted = list[tuple[Event, Body | None]]


class _Placed(NamedTuple):
    """A row of the places, without its number."""

    code: str
    level: str
    parent: int | None
    name: str


def settle(ledger: Ledger) -> None:
    """Writes all of a section, with what follows from it; erasures also beside the records, before anybody can be
    answered. The last thing in the transaction."""
    ledger.flush()
    _erase(ledger)
    moved = _project_places(ledger)
    if moved:
        repeat(ledger, _newly_seen(ledger, moved))
    ledger.flush()
    write_counter(ledger.connection, ledger.counter)
    if ledger.erased:
        ledger.hub.apart.erase(ledger.erased)


def repeat(ledger: Ledger, subjects: Collection[int]) -> None:
    """Tells the facts of subjects (numbers) once more, in their order: desks may see them that could not before."""
    row = tables.fact.c
    columns = row.epoch, row.order_n, row.id, row.n, row.subject, row.stream, row.mac
    found = ledger.hub.engine.find(ledger.connection, row.subject, list(subjects), *columns)
    for _epoch, _n, id, number, subject, stream, mac in sorted(found):
        ledger.tell(number, subject, stream, (id, mac), again=True)


def read_admitted(ledger: Ledger, subjects: Collection[int]) -> dict[int, Admitted]:
    """The admitted facts of subjects (numbers), in the order of the fold."""
    row = tables.fact.c
    columns = row.epoch, row.order_n, row.id, row.subject, row.verdict, row.content
    found = ledger.hub.engine.find(ledger.connection, row.subject, list(subjects), *columns)
    admitted: dict[int, Admitted] = {number: [] for number in subjects}
    for _epoch, _n, _id, subject, verdict, content in sorted(found):
        if verdict == "ok":
            reading = read_fact(content)
            if reading.event is None:
                raise BadEnvironment("database_damaged")
            admitted[subject].append((reading.event, reading.body))
    return admitted


def _erase(ledger: Ledger) -> None:
    """Irrevocable, and for what is yet to come as well: `erasure` is asked whenever a part comes in."""
    erasure, fact, part, subject = tables.erasure, tables.fact, tables.part, tables.subject
    known = ledger.erased_parts([id.bytes for id, _ in ledger.erased])
    for id, name in ledger.erased:
        if name not in known.get(id.bytes, ()):
            ledger.connection.execute(insert(erasure).values(subject=id.bytes, part=name))
        about = select(fact.c.n).join(subject, subject.c.n == fact.c.subject).where(subject.c.id == id.bytes)
        ledger.connection.execute(update(part).where(part.c.fact.in_(about)).values({name: None}))


def _project_places(ledger: Ledger) -> list[int]:
    """Folds the places that were spoken of and writes their rows; answers which hang elsewhere now."""
    if not ledger.placed:
        return []
    states = _place_states(ledger)
    names = _names(ledger, states.values())
    numbers = {id: ledger.place_number(id.bytes) for id in states}
    rows: dict[int, _Placed] = {}
    for id, state in states.items():
        parent = None if state.parent is None else ledger.place_number(state.parent.bytes)
        rows[numbers[id]] = _Placed(state.code, state.level, parent, names.get(state.texts.get(_NAME), ""))
    ledger.flush()
    return _write_places(ledger, rows)


def _write_places(ledger: Ledger, rows: dict[int, _Placed]) -> list[int]:
    row = tables.place.c
    found = ledger.hub.engine.find(
        ledger.connection, row.n, list(rows), row.n, row.code, row.level, row.parent, row.name
    )
    before = {n: _Placed(*values) for n, *values in found}
    changed = [n for n, placed in rows.items() if placed != before[n]]
    if changed:
        changing = update(tables.place).where(row.n == bindparam("at"))
        changing = changing.values({name: bindparam(f"to_{name}") for name in _Placed._fields})
        to = [{"at": n} | {f"to_{name}": value for name, value in rows[n]._asdict().items()} for n in changed]
        ledger.connection.execute(changing, to)
        ledger.counter.tree = new_version()
    return [n for n in changed if rows[n].parent != before[n].parent]


def _place_states(ledger: Ledger) -> dict[UUID, PlaceState]:
    noun = noun_of("place")
    row = tables.subject.c
    ids = dict(ledger.hub.engine.find(ledger.connection, row.n, list(ledger.placed), row.n, row.id))
    states = {}
    for number, events in read_admitted(ledger, ledger.placed).items():
        state = noun.start
        for event, body in events:
            state = noun.apply(state, event, body)
        states[UUID(bytes=ids[number])] = state
    return states


def _names(ledger: Ledger, states: Iterable[PlaceState]) -> dict[UUID | None, str]:
    """The names of places, by the fact whose words hold them."""
    told_in = [state.texts[_NAME] for state in states if _NAME in state.texts]
    engine, connection, fact, part = ledger.hub.engine, ledger.connection, tables.fact.c, tables.part.c
    facts = dict(engine.find(connection, fact.id, [id.bytes for id in told_in], fact.n, fact.id))
    names: dict[UUID | None, str] = {}
    for number, words in engine.find(connection, part.fact, list(facts), part.fact, part.words):
        name = part_fields(words[SALT_BYTES:]).get(_NAME) if words else None
        names[UUID(bytes=facts[number])] = name if isinstance(name, str) else ""
    return names


def _newly_seen(ledger: Ledger, moved: Collection[int]) -> list[int]:
    """Subjects that somebody may see from now on, of those that were here before this section (what it brought is told
    anyway): those at or below places that hang elsewhere, and what is published over these places where a desk acts
    that had read the feed already."""
    place, subject, desk = tables.place.c, tables.subject.c, tables.desk.c
    parents = {row.n: row.parent for row in ledger.connection.execute(select(place.n, place.parent))}
    below = _below(parents, moved)
    find, connection = ledger.hub.engine.find, ledger.connection
    numbers = {n for (n,) in find(connection, subject.place, list(below), subject.n)}
    ids = [id for (id,) in find(connection, place.n, list(below), place.id)]
    if find(connection, desk.place, ids, desk.key):
        over = find(connection, subject.place, list(_above(parents, moved)), subject.n, subject.noun)
        numbers |= {n for n, noun in over if noun in PUBLISHED}
    return [n for n in numbers if n <= ledger.known_subjects]


def _below(parents: Mapping[int, int | None], places: Iterable[int]) -> set[int]:
    """These places and all under them."""
    children: dict[int, list[int]] = {}
    for n, parent in parents.items():
        if parent is not None:
            children.setdefault(parent, []).append(n)
    below, waiting = set(places), list(places)
    while waiting:
        fresh = [n for n in children.get(waiting.pop(), ()) if n not in below]
        below.update(fresh)
        waiting += fresh
    return below


def _above(parents: Mapping[int, int | None], places: Iterable[int]) -> set[int]:
    """All over these places."""
    above: set[int] = set()
    for n in places:
        at = parents.get(n)
        while at is not None and at not in above:
            above.add(at)
            at = parents.get(at)
    return above
