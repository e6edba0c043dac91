"""A feed for one desk out of the journals of others: stamped in order, judged by the desks' own rules, page by page."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from desk.actions.desk import Desk
from desk.domain.kinds import read_body
from desk.domain.noun import noun_of
from desk.journal.content import read_content
from desk.journal.stamp import Stamp, stamp_mac
from desk.storage.arriving import Enrolment, Mark, keep_enrolment, read_hub
from desk.storage.identity import read_identity
from desk.storage.page import read_page
from desk.storage.receiving import Received, compute_waiting, receive
from desk.storage.tables import fact, part, stream, subject
from desk.sync.wire import NO_TOKEN

MAC_KEY = bytes(range(32))
EPOCH = 1 << 32 | 7
HUB_TIME = 1_795_000_000


@dataclass(frozen=True)
class Sent:
    """A fact as it stands in the journal of the desk that wrote it."""

    id: bytes
    stream: tuple[bytes, bytes]
    seq: int
    prev: bytes
    hash: bytes
    content: bytes
    parts: dict[str, tuple[bytes, bytes]]


class Place(NamedTuple):
    fact: Sent
    stamp: Stamp
    again: bool


@dataclass
class Feed:
    """What a hub would hand out. `judge` may be replaced to say anything of a fact."""

    epoch: int = EPOCH
    places: list[Place] = field(default_factory=list)
    states: dict[UUID, tuple[Any, Any]] = field(default_factory=dict)

    def take(self, facts: Iterable[Sent], verdict: tuple[str, str] | None = None, n: int | None = None) -> None:
        """Stamps facts as the next ones; with the verdict of the rules, or this one."""
        for one in facts:
            given = self._judge(one) if verdict is None else verdict
            number = len(self.places) + 1 if n is None else n
            order = (self.epoch, number, HUB_TIME)
            mac = stamp_mac(MAC_KEY, one.id, one.hash, order, *given)
            self.places.append(Place(one, Stamp(self.epoch, number, *given, HUB_TIME, mac), False))

    def repeat(self, number: int) -> None:
        """The same fact with the same stamp at the end of the feed."""
        self.places.append(self.places[number]._replace(again=True))

    def pages(self, size: int = 5_000, after: int = 0) -> Iterator[dict[str, Any]]:
        while after < len(self.places):
            yield self.page(after, after + size)
            after += size

    def page(self, after: int = 0, to: int | None = None) -> dict[str, Any]:
        chosen = self.places[after:to]
        streams = sorted({one.fact.stream for one in chosen})
        rows, before = [], dict[tuple[bytes, bytes], bytes]()
        for place, (one, stamp, again) in enumerate(chosen, after + 1):
            prev = "" if before.get(one.stream) == one.prev else one.prev.hex()
            before[one.stream] = one.hash
            texts = [text for name in ("person", "words") for text in _texts(one.parts.get(name))]
            link = [streams.index(one.stream), one.seq, prev, one.content.decode()]
            said = [stamp.epoch, stamp.n, stamp.verdict, stamp.reason, stamp.hub_time, stamp.mac.hex()]
            rows.append([place, int(again), *link, *said, *texts])
        end = after + len(chosen)
        return {
            "epoch": self.epoch,
            "after": after,
            "place": end,
            "token": self.token(end),
            "more": end < len(self.places),
            "streams": [[key.hex(), incarnation.hex()] for key, incarnation in streams],
            "facts": rows,
        }

    def token(self, place: int) -> str:
        token = NO_TOKEN
        for one, stamp, _ in self.places[:place][-50:]:  # a made-up one may start late
            said = bytes.fromhex(token) + one.id + stamp.mac + stamp.epoch.to_bytes(8, "big")
            token = hashlib.sha256(said).hexdigest()[:32]
        return token

    def _judge(self, one: Sent) -> tuple[str, str]:
        event, _ = read_content(one.content)
        noun = noun_of(event.noun)
        state = self.states.get(event.subject, noun.start)
        body = read_body(event)
        verdict = noun.judge(state, event, body)
        if verdict.ok:
            self.states[event.subject] = noun.apply(state, event, body)
        return verdict.name, verdict.reason


def _texts(part: tuple[bytes, bytes] | None) -> tuple[str, str]:
    return ("", "") if part is None else (part[0].hex(), part[1].decode())


def facts_of(desk: Desk, *subjects: UUID) -> list[Sent]:
    """The facts of a desk's own journal, of some subjects or of all, in the order they were written."""
    with desk.vault.read() as connection:
        rows = connection.execute(
            select(fact, stream.c.desk_key, stream.c.incarnation, subject.c.id.label("about"))
            .join(stream, stream.c.n == fact.c.stream)
            .join(subject, subject.c.n == fact.c.subject)
            .where(stream.c.desk_key == read_identity(connection).head.stream.desk_key)
            .order_by(fact.c.n)
        ).all()
        parts: dict[int, dict[str, tuple[bytes, bytes]]] = {}
        for row in connection.execute(select(part)):
            parts.setdefault(row.fact, {})[row.name] = (row.salt, row.data)
    wanted = {one.bytes for one in subjects}
    return [
        Sent(row.id, (row.desk_key, row.incarnation), row.seq, row.prev, row.hash, row.content, parts.get(row.n, {}))
        for row in rows
        if not wanted or row.about in wanted
    ]


def without_parts(facts: Sequence[Sent], *names: str) -> list[Sent]:
    return [replace(one, parts={name: kept for name, kept in one.parts.items() if name not in names}) for one in facts]


def join_hub(desk: Desk) -> None:
    """As if the desk were enrolled: it acts as the place it was founded with."""
    with desk.vault.write() as connection:
        place = read_identity(connection).place
        new = Enrolment("http://127.0.0.1:1", "", os.urandom(32), {}, place, "town", "310116113000", "晨光镇")
        keep_enrolment(connection, new, Mark(0, NO_TOKEN), 0)


def deliver(desk: Desk, feed: Feed, size: int = 5_000) -> list[Received]:
    """Everything behind the desk's cursor, stored and computed."""
    with desk.vault.read() as connection:
        at = read_hub(connection).cursor.place
    received = [receive(desk.vault, read_page(page)) for page in feed.pages(size, at)]
    compute_waiting(desk.vault)
    return received
