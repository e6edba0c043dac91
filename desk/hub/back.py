"""A hub that went back: it is noticed here, and what it lost comes back from every desk that holds it.

The hub's own MAC lets it take a fact from anybody, with the place in the order and the verdict it once gave.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from desk.domain.event import PARTS
from desk.domain.kinds import VERSION
from desk.hub import tables
from desk.hub.effects import settle
from desk.hub.epoch import begin_epoch, read_counter
from desk.hub.feed import token_at
from desk.hub.hub import Hub, Member, Refusal
from desk.hub.intake import HASH_BYTES, ID_BYTES, at_most, of_length, read_given, take_fact, understanding, whole
from desk.hub.keep import forget_erased
from desk.hub.ledger import Ledger
from desk.hub.recall import recall
from desk.hub.regain import Returned, regain
from desk.journal.link import Stream
from desk.journal.stamp import MAC_BYTES, Stamp, counter_of, holds
from desk.sync.wire import MOST_IDS, NO_TOKEN

_MOST_AHEAD = 1_000  # epochs that a hub may have been rewound; a desk that says more is not believed


def meet(hub: Hub, member: Member, body: dict[str, Any]) -> dict[str, Any]:
    """Whether the hub is where the desk left it; begins a new epoch where it went back and nobody knew.

    Raises Refusal 400 not_understood.
    """
    with understanding():
        marks = [(whole(place), of_length(token, 16).hex()) for place, token in (body["cursor"], body["mark"])]
        seen = whole(body["epoch"])
    with hub.engine.read() as connection:
        counter = read_counter(connection)
        same = seen == counter.epoch and all(token_at(connection, place) == token for place, token in marks)
        if counter_of(seen) > counter_of(counter.epoch) + _MOST_AHEAD:
            raise Refusal(400, "not_understood")
    epoch = counter.epoch
    if not same and counter_of(epoch) <= counter_of(seen):
        epoch = _begin(hub, seen)
    return {"epoch": epoch, "same": same, "rules": VERSION, "level": member.level}


def _begin(hub: Hub, seen: int) -> int:
    """Two desks that notice it at once begin one epoch."""
    with hub.engine.write() as connection:
        ledger = Ledger(hub, connection)
        if counter_of(ledger.counter.epoch) <= counter_of(seen):
            begin_epoch(ledger.counter, seen)
            recall(ledger)
            settle(ledger)
    forget_erased(ledger)
    return ledger.counter.epoch


def common(hub: Hub, _member: Member, body: dict[str, Any]) -> dict[str, Any]:
    """The last place of the feed that stands as the desk has read it. Raises Refusal 400 not_understood."""
    with understanding():
        tokens = {whole(place): of_length(token, 16) for place, token in body["tokens"][:MOST_IDS]}
    row = tables.feed.c
    with hub.engine.read() as connection:
        found = hub.engine.find(connection, row.place, list(tokens), row.place, row.token)
    matching = [(place, token.hex()) for place, token in found if tokens[place] == token]
    place, token = max(matching, default=(0, NO_TOKEN))
    return {"place": place, "token": token}


def lacks(hub: Hub, _member: Member, body: dict[str, Any]) -> dict[str, Any]:
    """Which of the desk's stamped facts are to be returned: those that are not here, or here with another stamp, of
    which the smaller one must hold, or here without a part that the desk has. Each is named by its id, its stamp's MAC
    and the parts held. Raises Refusal 400 not_understood."""
    with understanding():
        named = {of_length(text, ID_BYTES + MAC_BYTES + 1): text for text in body["ids"][:MOST_IDS]}
    row = tables.fact.c
    with hub.engine.read() as connection:
        ids = [name[:ID_BYTES] for name in named]
        found = hub.engine.find(connection, row.id, ids, row.id, row.mac, row.n, row.subject)
        here = {id + mac: (n, subject) for id, mac, n, subject in found}
        wanted = _parts_wanted(hub, connection, {here[name[:-1]]: name[-1] for name in named if name[:-1] in here})
    return {"ids": [text for name, text in named.items() if name[:-1] not in here or here[name[:-1]][0] in wanted]}


def _parts_wanted(hub: Hub, connection: Connection, held: Mapping[tuple[int, int | None], int]) -> set[int]:
    """Numbers of facts of which the desk holds (by `held`) a part that is not here, though it may be."""
    part, subject, erasure = tables.part.c, tables.subject.c, tables.erasure.c
    found = hub.engine.find(connection, part.fact, [n for n, _ in held], part.fact, *tables.PARTS_HELD)
    there = {2 * n + index for n, *parts in found for index in (0, 1) if parts[index]}
    offered = {2 * n + index: about for (n, about), bits in held.items() for index in (0, 1) if bits >> index & 1}
    missing = {key: about for key, about in offered.items() if key not in there and about is not None}
    ids = dict(hub.engine.find(connection, subject.n, list(set(missing.values())), subject.n, subject.id))
    erased = set(hub.engine.find(connection, erasure.subject, list(ids.values()), erasure.subject, erasure.part))
    return {key // 2 for key, about in missing.items() if (ids[about], PARTS[key % 2]) not in erased}


def take_back(hub: Hub, _member: Member, body: dict[str, Any]) -> dict[str, Any]:
    """Takes facts with their stamps from a desk that kept them; answers how many were lacking, and how many have no
    stamp of this hub. Raises Refusal 400 not_understood, 413 too_large; BadEnvironment."""
    with understanding():
        streams = [Stream(of_length(key, HASH_BYTES), of_length(inc, ID_BYTES)) for key, inc in body["streams"]]
        rows = at_most(body["facts"])
        proven = [one for row in rows if (one := _read(hub, streams, row))]
    with hub.engine.write() as connection:
        ledger = Ledger(hub, connection)
        taken, refused = regain(ledger, proven)
        settle(ledger)
    forget_erased(ledger)
    return {"taken": taken, "refused": refused + len(rows) - len(proven)}


def _read(hub: Hub, streams: Sequence[Stream], row: Sequence[Any]) -> Returned | None:
    """None without a stamp of this hub. Raises what `understanding` understands."""
    index, seq, prev, content, epoch, n, verdict, reason, hub_time, mac, *parts = row
    person_salt, person, words_salt, words = parts
    given = read_given("person", person_salt, person), read_given("words", words_salt, words)
    stream = streams[whole(index)]
    taken = take_fact(stream, whole(seq), of_length(prev, HASH_BYTES), content.encode(), given)
    stamp = Stamp(whole(epoch), whole(n), verdict, reason, whole(hub_time), of_length(mac, MAC_BYTES))
    for id in (taken.id, taken.id_by_link):
        if holds(hub.identity.mac_key, id, taken.hash, stamp):
            return Returned(id, taken, stream, stamp)
    return None
