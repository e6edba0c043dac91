"""Meeting the hub, and giving back what it has lost: every stamped fact that this desk holds, its own or another's.

A hub that was put back to an older state is known by the tokens of its feed. Nothing is written down here before all
of it is back: killed anywhere, the next exchange begins once more and finds less to do.
"""

from collections.abc import Sequence
from typing import Any

import orjson

from desk.domain.kinds import VERSION
from desk.storage.arriving import Hub, Mark, keep_level, passed, read_hub, resume_from
from desk.storage.leaving import Stamped, delivered_behind, stamped_facts
from desk.sync import wire
from desk.sync.client import Lost
from desk.sync.trip import Trip

_START = Mark(0, wire.NO_TOKEN)


def meet(trip: Trip) -> None:
    """The start of every exchange: is the hub where this desk left it? If not, all is made good before it returns.

    Raises Stopped in the middle of that; Lost, Answered.
    """
    with trip.vault.read() as connection:
        known = read_hub(connection)
    asked = {"cursor": [*known.cursor], "mark": [*known.mark], "epoch": known.epoch, "rules": VERSION}
    said = trip.insist(lambda: trip.line.post("/meet", asked))
    epoch, same, level = said.get("epoch"), said.get("same"), said.get("level")
    if type(epoch) is not int or type(same) is not bool or not isinstance(level, str):
        raise Lost("garbled")
    if level != known.level:
        with trip.vault.write() as connection:
            keep_level(connection, level)
    if not (same and epoch == known.epoch):
        _make_good(trip, known, epoch)


def _make_good(trip: Trip, known: Hub, epoch: int) -> None:
    common = _last_common(trip, known)
    _give_back(trip, common)
    with trip.vault.write() as connection:
        resume_from(connection, common, epoch)


def _last_common(trip: Trip, known: Hub) -> Mark:
    """The last place of the feed that the hub still has as this desk read it."""
    with trip.vault.read() as connection:
        offered = [_START, *passed(connection), known.cursor]
    if known.cursor == _START:
        return _START
    said = trip.insist(lambda: trip.line.post("/common", {"tokens": [[*one] for one in offered]}))
    place, token = said.get("place"), said.get("token")
    if type(place) is not int or not isinstance(token, str) or Mark(place, token) not in offered:
        raise Lost("garbled")
    return Mark(place, token)


def _give_back(trip: Trip, common: Mark) -> None:
    after = returned = 0
    while True:
        trip.go_on()
        with trip.vault.read() as connection:
            offered = delivered_behind(connection, common.place, after, wire.MOST_IDS)
        if not offered:
            return
        numbers = {name.hex(): n for n, name in offered}
        lacking = _lacking(trip, list(numbers))
        _return(trip, [numbers[id] for id in lacking])
        after, returned = offered[-1][0], returned + len(lacking)
        trip.tell("return", returned)


def _lacking(trip: Trip, ids: list[str]) -> list[str]:
    """Those that the hub does not hold whole, or holds with another stamp, in the order they were asked in."""
    said = trip.insist(lambda: trip.line.post("/lacks", {"ids": ids})).get("ids")
    if not isinstance(said, list):
        raise Lost("garbled")
    lacking = {id for id in said if isinstance(id, str)}
    return [id for id in ids if id in lacking]


def _return(trip: Trip, numbers: Sequence[int]) -> None:
    """In batches; what the hub refuses (another hub's stamp) stays here as it is."""
    pace, waiting = trip.pace(wire.MOST_FACTS), list(numbers)
    while waiting:
        trip.go_on()
        with trip.vault.read() as connection:
            body, count = _pack(stamped_facts(connection, waiting[: pace.size]))
        try:
            trip.line.send("/return", body)
        except Lost as lost:
            trip.recover(pace, lost, count)
        else:
            pace.worked()
            waiting = waiting[count:]


def _pack(facts: Sequence[Stamped]) -> tuple[bytes, int]:
    """As many of the facts as one request may hold, and how many those are."""
    streams: dict[tuple[bytes, bytes], int] = {}
    rows: list[Any] = []
    size = 0
    for one in facts:
        index = streams.setdefault((one.desk_key, one.incarnation), len(streams))
        row = orjson.dumps(_row(one, index))
        size += len(row) + 1
        if rows and size > wire.PUSH_BYTES:
            break
        rows.append(orjson.Fragment(row))
    named = [[key.hex(), incarnation.hex()] for key, incarnation in streams]
    return wire.pack({"streams": named, "facts": rows}), len(rows)


def _row(one: Stamped, index: int) -> list[Any]:
    linked = [index, one.seq, one.prev.hex(), one.content.decode()]
    stamp = [one.epoch, one.n, one.verdict, one.reason, one.hub_time, one.mac.hex()]
    person = [(one.person_salt or b"").hex(), (one.person or b"").decode()]
    return [*linked, *stamp, *person, (one.words_salt or b"").hex(), (one.words or b"").decode()]
