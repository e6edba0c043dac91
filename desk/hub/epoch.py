"""Where the hub stands: the numbers it gave last, and the epochs in which it gives them."""

import os
from dataclasses import dataclass, fields

from sqlalchemy import Connection, select, text, update

from desk.hub import tables
from desk.journal.link import START
from desk.journal.stamp import next_epoch
from desk.sync.wire import NO_TOKEN


@dataclass
class Counter:
    """The counter row inside a write transaction, whose lock makes it ours; `tables.CounterRow` says what is what."""

    hub_key: bytes
    epoch: int
    stamp: int
    feed: int
    token: bytes
    fact: int
    subject: int
    stream: int
    place: int
    tree: int
    incarnation: bytes
    seq: int
    head: bytes


_NAMES = tuple(field.name for field in fields(Counter))
_READ = select(*(tables.counter.c[name] for name in _NAMES))
_FOUND = text(
    f"INSERT INTO counter (n, {', '.join(_NAMES)}) VALUES (1, {', '.join(f':{name}' for name in _NAMES)})"  # noqa: S608
    " ON CONFLICT DO NOTHING"
)


def found_counter(connection: Connection, hub_key: bytes) -> None:
    """The first epoch and the first incarnation of a hub's own stream; nothing where they are."""
    first = Counter(
        hub_key=hub_key,
        epoch=next_epoch(0),
        stamp=0,
        feed=0,
        token=bytes.fromhex(NO_TOKEN),
        fact=0,
        subject=0,
        stream=0,
        place=0,
        tree=0,
        incarnation=os.urandom(16),
        seq=0,
        head=START,
    )
    connection.execute(_FOUND, vars(first))


def read_counter(connection: Connection) -> Counter:
    return Counter(*connection.execute(_READ).one())


def write_counter(connection: Connection, counter: Counter) -> None:
    connection.execute(update(tables.counter).values(vars(counter)))


def begin_epoch(counter: Counter, seen: int) -> None:
    """After a rewind: stamps are counted anew in an epoch after every one that hub or desk has seen, and the hub's own
    stream goes on as another incarnation, since what it wrote after the backup may come back."""
    counter.epoch = next_epoch(max(counter.epoch, seen))
    counter.stamp = 0
    counter.incarnation = os.urandom(16)
    counter.seq = 0
