"""Facts that were stamped here once come back with their stamps: nothing is judged again, and of two stamps of a fact
the smaller one holds."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, update

from desk.domain.event import PartName
from desk.hub import tables
from desk.hub.effects import repeat
from desk.hub.epoch import begin_epoch
from desk.hub.intake import Taken
from desk.hub.judge import noun_of_kind, place_of
from desk.hub.keep import add_missing_parts
from desk.hub.ledger import Ledger, Order, Subject, for_everybody
from desk.journal.header import Header, read_header
from desk.journal.link import Stream
from desk.journal.stamp import Stamp

_NOTHING: frozenset[PartName] = frozenset()
_Order = tuple[int, int, bytes]
_ASIDE = "set_aside"
_STAMP = ("epoch", "verdict", "reason", "hub_time", "mac")


class Returned(NamedTuple):
    """A fact and the stamp that this hub gave it under this id."""

    id: bytes
    taken: Taken
    stream: Stream
    stamp: Stamp

    @property
    def order(self) -> _Order:
        return self.stamp.epoch, self.stamp.n, self.id

    @property
    def header(self) -> Header | None:
        """None where the id is not its content's: then it is about nothing."""
        return self.taken.reading.header if self.id == self.taken.id else None


class _Held(NamedTuple):
    """A fact that is here."""

    n: int
    hash: bytes
    stream: int
    epoch: int
    order_n: int


def regain(ledger: Ledger, returned: Sequence[Returned]) -> tuple[int, int]:
    """How many were lacking, or here with a later stamp; and how many are refused since their id is another fact's."""
    here = _find(ledger, returned)
    new: dict[bytes, Returned] = {}
    earlier: dict[bytes, Returned] = {}
    bringing: dict[int, Taken] = {}
    refused = 0
    for one in returned:
        held = here.get(one.id)
        hash = new.setdefault(one.id, one).taken.hash if held is None else held.hash
        if hash != one.taken.hash:
            refused += 1
        elif held is not None:
            bringing[held.n] = one.taken
            if one.order[:2] < (held.epoch, held.order_n):
                earlier[one.id] = one
    _notice_future(ledger, [*new.values(), *earlier.values()])
    subjects = _place_subjects(ledger, [*new.values(), *earlier.values()])
    _add(ledger, list(new.values()), subjects)
    _move(ledger, earlier, here, subjects)
    add_missing_parts(ledger, bringing)
    return len(new) + len(earlier), refused


def _find(ledger: Ledger, returned: Sequence[Returned]) -> dict[bytes, _Held]:
    fact = tables.fact.c
    columns = fact.id, fact.n, fact.hash, fact.stream, fact.epoch, fact.order_n
    found = ledger.hub.engine.find(ledger.connection, fact.id, [one.id for one in returned], *columns)
    return {id: _Held(*rest) for id, *rest in found}


def _notice_future(ledger: Ledger, returned: Iterable[Returned]) -> None:
    """A stamp that is still to be given proves that this hub went back and does not know it."""
    last = max((one.order[:2] for one in returned), default=(0, 0))
    if last > (ledger.counter.epoch, ledger.counter.stamp):
        begin_epoch(ledger.counter, last[0])


def _add(ledger: Ledger, new: Sequence[Returned], subjects: Mapping[bytes, Subject]) -> None:
    streams = _open_streams(ledger, {one.stream for one in new})
    erased = ledger.erased_parts({one.header.subject for one in new if one.header})
    for one in new:
        stream, header = streams[one.stream], one.header
        subject = subjects[header.subject] if header else None
        about = subject.n if subject else None
        number = ledger.add_fact(one.taken, one.id, about, stream, _order(one.stamp))
        if header:
            ledger.add_parts(number, one.taken.parts, erased.get(header.subject, _NOTHING))
        _tell(ledger, one, number, stream, subject, again=False)


def _move(
    ledger: Ledger, earlier: Mapping[bytes, Returned], here: Mapping[bytes, _Held], subjects: Mapping[bytes, Subject]
) -> None:
    """Gives facts that are here their smaller stamps, and tells them once more."""
    if not earlier:
        return
    fact = tables.fact
    columns: dict[str, Any] = {name: bindparam(f"to_{name}") for name in _STAMP} | {"order_n": bindparam("to_n")}
    values = [
        {"at": here[id].n, "to_n": one.stamp.n} | {f"to_{name}": getattr(one.stamp, name) for name in _STAMP}
        for id, one in earlier.items()
    ]
    ledger.connection.execute(update(fact).where(fact.c.n == bindparam("at")).values(columns), values)
    for id, one in earlier.items():
        subject = subjects[one.header.subject] if one.header else None
        _tell(ledger, one, here[id].n, here[id].stream, subject, again=True)


def _order(stamp: Stamp) -> Order:
    return stamp.epoch, stamp.n, stamp.verdict, stamp.reason, stamp.hub_time, stamp.mac


def _tell(ledger: Ledger, one: Returned, number: int, stream: int, subject: Subject | None, *, again: bool) -> None:
    verdict, event = one.stamp.verdict, one.taken.reading.event
    everybody = one.header is not None and for_everybody(one.header.kind, verdict)
    about = subject.n if subject else None
    ledger.tell(number, about, stream, (one.id, one.stamp.mac), everybody=everybody, again=again)
    if subject is None:
        return
    if verdict == "ok" and event is not None:
        ledger.admit(event, one.taken.reading.body, subject)
    elif subject.noun == "place":
        ledger.placed.add(subject.n)  # what was admitted may not be any more


def _open_streams(ledger: Ledger, streams: set[Stream]) -> dict[Stream, int]:
    """Their numbers. From now on each may have a hole, until its desk has pushed."""
    row = tables.stream.c
    keys = list({stream.desk_key for stream in streams})
    found = ledger.hub.engine.find(ledger.connection, row.desk_key, keys, row.desk_key, row.incarnation, row.n)
    numbers = {Stream(key, incarnation): n for key, incarnation, n in found}
    known = [numbers[stream] for stream in streams if stream in numbers]
    if known:
        ledger.connection.execute(update(tables.stream).where(row.n.in_(known)).values(whole=False))
    for stream in streams - numbers.keys():
        numbers[stream] = ledger.new_stream(stream, whole=False)
    return numbers


def _place_subjects(ledger: Ledger, returned: Sequence[Returned]) -> dict[bytes, Subject]:
    """The subjects of returned facts. Each is where its first fact was written; where that is only now here, what was
    told of it is told once more."""
    headers = {one.header.subject: one.header for one in returned if one.header}
    subjects = ledger.find_subjects(headers)
    firsts = _firsts(ledger, subjects, returned)
    for id, header in headers.items():
        known, first = subjects.get(id), firsts.get(id)
        noun = noun_of_kind(header.kind if first is None else first.kind)
        place = None if first is None else _place_number(ledger, noun, first)
        if known is None:
            subjects[id] = ledger.new_subject(id, noun, place)
        elif place is not None and (noun, place) != (known.noun, known.place):
            subjects[id] = Subject(known.n, noun, place)
            ledger.move_subject(id, subjects[id])
            repeat(ledger, [known.n])
    return subjects


def _place_number(ledger: Ledger, noun: str, first: Header) -> int:
    return ledger.place_number(place_of(noun, first.subject, first.place))


def _firsts(ledger: Ledger, subjects: Mapping[bytes, Subject], returned: Sequence[Returned]) -> dict[bytes, Header]:
    """The first fact of each subject that was not set aside, of those returned and those that are here."""
    orders: dict[bytes, tuple[_Order, Header]] = {}
    own = ledger.hub.identity.place.bytes

    def see(order: _Order, header: Header) -> None:
        if header.place == own and noun_of_kind(header.kind) != "place":
            return  # the hub's word makes no subject its own
        if header.subject not in orders or order < orders[header.subject][0]:
            orders[header.subject] = order, header

    fact = tables.fact.c
    numbers = [subject.n for subject in subjects.values()]
    columns = fact.epoch, fact.order_n, fact.id, fact.verdict, fact.content
    replaced = {one.id for one in returned}
    for epoch, n, id, verdict, content in ledger.hub.engine.find(ledger.connection, fact.subject, numbers, *columns):
        if verdict != _ASIDE and id not in replaced:
            see((epoch, n, id), read_header(content))
    for one in returned:
        if one.header and one.stamp.verdict != _ASIDE:
            see(one.order, one.header)
    return {id: header for id, (_, header) in orders.items()}
