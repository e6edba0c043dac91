"""Keeping a push: what is known is passed over, what is new gets its place in the order and its verdict, and only what
is committed is answered for."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import insert, select, update

from desk.domain.event import PARTS, PartName, Verdict
from desk.errors import BadEnvironment
from desk.hub import tables
from desk.hub.chain import LinksMissing, check_base, heads
from desk.hub.effects import read_admitted, repeat, settle
from desk.hub.hub import Hub, Member, Refusal
from desk.hub.intake import Given, Push, Taken, read_push
from desk.hub.judge import UNUSABLE, Judge, Standing, noun_of_kind, place_of
from desk.hub.ledger import Ledger, Subject, for_everybody
from desk.journal import canonical
from desk.journal.header import Header

_NOTHING: frozenset[PartName] = frozenset()
_NEITHER = (False, False)


class _New(NamedTuple):
    """A fact that is not here yet. `id` is not its content's when that is another fact's."""

    taken: Taken
    id: bytes


class _Old(NamedTuple):
    """A fact that is here, under number `n`."""

    taken: Taken
    n: int


class _About:
    """A subject as facts of this push find it; without a place nothing of it was admitted yet."""

    __slots__ = ("erased", "place", "row", "standing")

    def __init__(self, erased: Collection[PartName]) -> None:
        self.row: Subject | None = None
        self.place: UUID | None = None
        self.standing: Standing | None = None
        self.erased = erased


def take_push(hub: Hub, member: Member, body: dict[str, Any]) -> dict[str, Any]:
    """The signed receipt of a push, after its facts are on disk.

    Raises Refusal 400 not_understood, 409 links_missing (with the heads that are here), 413 too_large; BadEnvironment.
    """
    try:
        push = read_push(member, body)
        with hub.engine.write() as connection:
            ledger = Ledger(hub, connection)
            receipt = _keep(ledger, member, push)
    except LinksMissing:
        with hub.engine.read() as connection:
            raise Refusal(409, "links_missing", heads=heads(connection, member.key)) from None
    forget_erased(ledger)
    return receipt | {"signature": hub.identity.sign(canonical.to_bytes(receipt)).hex()}


def forget_erased(ledger: Ledger) -> None:
    """After the commit of a section that erased; when a reader holds the log, the next start does it."""
    if ledger.erased:
        with suppress(BadEnvironment):
            ledger.hub.engine.forget_deleted()


def _keep(ledger: Ledger, member: Member, push: Push) -> dict[str, Any]:
    streams = check_base(ledger.connection, member.key, push.base)
    stream = streams.get(push.stream.incarnation)
    new, old = _sort_out(ledger, push)
    branched = stream is not None and _branches(ledger, stream, push)
    if new:
        if stream is None:
            stream = ledger.new_stream(push.stream, whole=True)
        _take_in(ledger, member, stream, new)
        if new[-1].taken is push.facts[-1]:
            _keep_signature(ledger, stream, push)
    if _complete(ledger, old) or new:
        settle(ledger)
    counter, last = ledger.counter, push.facts[-1]
    return {
        "stream": [member.key.hex(), push.stream.incarnation.hex()],
        "head": [last.seq, last.hash.hex()],
        "epoch": counter.epoch,
        "place": counter.feed,
        "token": counter.token.hex(),
        "branched": branched,
    }


def _sort_out(ledger: Ledger, push: Push) -> tuple[list[_New], list[_Old]]:
    """What is new of a push, and what is here already: the same id behind the same link."""
    here = _find_ids(ledger, [taken.id for taken in push.facts])
    taken_by = {id: hash for id, (_, hash) in here.items()}
    new, old, doubles = [], [], []
    for taken in push.facts:
        hash = taken_by.setdefault(taken.id, taken.hash)
        if hash != taken.hash:
            doubles.append(_New(taken, taken.id_by_link))
        elif taken.id in here:
            old.append(_Old(taken, here[taken.id][0]))
            continue
        new.append(_New(taken, taken.id if hash == taken.hash else taken.id_by_link))
    if doubles:
        here = _find_ids(ledger, [double.id for double in doubles])
        new = [one for one in new if one.id not in here]
    return new, old


def _find_ids(ledger: Ledger, ids: Sequence[bytes]) -> dict[bytes, tuple[int, bytes]]:
    """Number and link hash of those that are here."""
    fact = tables.fact.c
    found = ledger.hub.engine.find(ledger.connection, fact.id, ids, fact.id, fact.n, fact.hash)
    return {id: (n, hash) for id, n, hash in found}


def _branches(ledger: Ledger, stream: int, push: Push) -> bool:
    """Whether another link stands at a place that this push names."""
    fact = tables.fact.c
    between = fact.seq.between(push.facts[0].seq, push.facts[-1].seq)
    ours = {taken.hash for taken in push.facts}
    found = ledger.connection.execute(select(fact.hash).where(fact.stream == stream, between))
    return any(hash not in ours for (hash,) in found)


def _take_in(ledger: Ledger, member: Member, stream: int, new: Sequence[_New]) -> None:
    about = _subjects(ledger, new)
    rules = Judge(member, ledger.known.tree.sees)
    for taken, id in new:
        header, _, event, body = taken.reading
        if header is None or id != taken.id:  # nobody's but its author's, and its parts nobody could erase
            order = ledger.stamp(id, taken.hash, UNUSABLE)
            ledger.tell(ledger.add_fact(taken, id, None, stream, order), None, stream, (id, order[-1]))
            continue
        its = about[header.subject]
        if its.place is None or its.standing is None:
            its.standing = Standing(noun_of_kind(header.kind))
        verdict = rules.judge(taken.reading, its.place, its.standing)
        subject = its.row
        if subject is None or its.place is None:
            subject = its.row = _first(ledger, its, header, verdict)
        order = ledger.stamp(id, taken.hash, verdict)
        number = ledger.add_fact(taken, id, subject.n, stream, order)
        ledger.add_parts(number, taken.parts, its.erased)
        everybody = for_everybody(header.kind, verdict.name)
        ledger.tell(number, subject.n, stream, (id, order[-1]), everybody=everybody)
        if verdict.ok and event is not None:
            ledger.admit(event, body, subject)


def _subjects(ledger: Ledger, new: Sequence[_New]) -> Mapping[bytes, _About]:
    """What is known of everything that the new facts are about."""
    ids = {header.subject for one in new if (header := one.taken.reading.header)}
    known, erased = ledger.find_subjects(ids), ledger.erased_parts(ids)
    admitted = read_admitted(ledger, [subject.n for subject in known.values()])
    about = {id: _About(erased.get(id, _NOTHING)) for id in ids}
    for id, subject in known.items():
        about[id].row = subject
        if subject.place is not None:
            about[id].place = ledger.known.ids[subject.place]
            about[id].standing = Standing(subject.noun, admitted[subject.n])
    return about


def _first(ledger: Ledger, its: _About, header: Header, verdict: Verdict) -> Subject:
    """A subject is where its first fact was written that was not set aside; until then it is only its authors'."""
    noun = noun_of_kind(header.kind)
    if verdict.name == "set_aside":
        return its.row or ledger.new_subject(header.subject, noun, None)
    id = place_of(noun, header.subject, header.place)
    place = ledger.place_number(id)
    its.place = ledger.known.ids.get(place) or UUID(bytes=id)
    if its.row is None:
        return ledger.new_subject(header.subject, noun, place)
    moved = Subject(its.row.n, noun, place)
    ledger.move_subject(header.subject, moved)
    repeat(ledger, [moved.n])
    return moved


def _keep_signature(ledger: Ledger, stream: int, push: Push) -> None:
    last = push.facts[-1]
    row = {"hash": last.hash, "stream": stream, "seq": last.seq, "signature": push.signature, "at": ledger.now}
    ledger.connection.execute(insert(tables.batch).values(row))


def _complete(ledger: Ledger, old: Sequence[_Old]) -> bool:
    """Adds parts that were missing of facts that are here, and tells these once more; whether there were any."""
    bringing = {one.n: one.taken for one in old if one.taken.parts != (None, None)}
    return bool(bringing) and add_missing_parts(ledger, bringing)


def add_missing_parts(ledger: Ledger, bringing: Mapping[int, Taken]) -> bool:
    """Parts of facts that are here, by their number."""
    engine, connection, fact, part = ledger.hub.engine, ledger.connection, tables.fact.c, tables.part.c
    held = {n: rest for n, *rest in engine.find(connection, part.fact, list(bringing), part.fact, *tables.PARTS_HELD)}
    lacking = [n for n, taken in bringing.items() if _missing(taken, held.get(n))]
    erased = ledger.erased_parts({h.subject for n in lacking if (h := bringing[n].reading.header)})
    columns = fact.n, fact.id, fact.subject, fact.stream, fact.verdict, fact.mac
    added = False
    for n, id, subject, stream, verdict, mac in sorted(engine.find(connection, fact.n, lacking, *columns)):
        taken = bringing[n]
        header = taken.reading.header
        if header is None or subject is None:
            continue
        if _add_missing(ledger, n, taken, held.get(n), erased.get(header.subject, _NOTHING)):
            everybody = for_everybody(header.kind, verdict)
            ledger.tell(n, subject, stream, (id, mac), everybody=everybody, again=True)
            added = True
    return added


def _missing(taken: Taken, held: Sequence[bool] | None) -> dict[PartName, Given]:
    """The parts that came with a fact and are not `held` (person, words; None: neither)."""
    given = zip(PARTS, taken.parts, held or _NEITHER, strict=True)
    return {name: part for name, part, there in given if part and not there}


def _add_missing(
    ledger: Ledger, n: int, taken: Taken, held: Sequence[bool] | None, erased: Collection[PartName]
) -> bool:
    if held is None:
        return ledger.add_parts(n, taken.parts, erased)
    missing = {name: part.salted for name, part in _missing(taken, held).items() if name not in erased}
    if missing:
        ledger.connection.execute(update(tables.part).where(tables.part.c.fact == n).values(missing))
    return bool(missing)
