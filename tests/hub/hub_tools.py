"""Desks as the hub's own rooms meet them: a key, a stream, and pushes made with the journal's own functions."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from uuid6 import uuid7

from desk.domain.event import PARTS
from desk.domain.kinds import VERSION
from desk.hub import places
from desk.hub.feed import page_of
from desk.hub.hub import Hub, Member
from desk.hub.keep import take_push
from desk.journal.content import content_hash, is_content
from desk.journal.fact import Author, Fact, Head, NewFact, after, write_fact
from desk.journal.link import START, Link, Stream
from desk.journal.part import Part
from desk.sync import wire

NOW = datetime(2026, 11, 21, 2, 0, 7, 123000, tzinfo=UTC)
REGISTERED = {
    "nature": "JY",
    "category": "07",
    "channel": "CH01",
    "number": "482917036",
    "person_times": 1,
    "public_ok": True,
    "received_at": "2026-11-21T02:00:07.123Z",
}
ROW = (
    *("place", "again", "stream", "seq", "prev", "content", "epoch", "n", "verdict", "reason", "hub_time", "mac"),
    *("person_salt", "person", "words_salt", "words"),
)
TOWN, OTHER_TOWN = "310116113000", "310116101000"
VILLAGE, NEIGHBOUR, FAR = "310116113201", "310116113202", "310116101201"
TABLE = (
    ("310116000000", "金山区", "区"),
    (TOWN, "晨光镇", "街镇"),
    (OTHER_TOWN, "向阳镇", "街镇"),
    (VILLAGE, "一村", "村居"),
    (NEIGHBOUR, "二村", "村居"),
    (FAR, "远村", "村居"),
)


def import_table(hub: Hub, table: Iterable[tuple[str, str, str]] = TABLE) -> int:
    return places.import_places(hub, [dict(zip(("code", "name", "level"), row, strict=True)) for row in table])


@dataclass
class Pen:
    """A desk that writes: its key, its stream and what it wrote. `place` is the one it acts as."""

    place: UUID
    station: UUID
    level: str = "village"
    private: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    operator: UUID = field(default_factory=uuid4)
    incarnation: bytes = field(default_factory=lambda: os.urandom(16))
    seq: int = 0
    head: bytes = START
    written: list[Fact] = field(default_factory=list)

    @property
    def key(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def member(self) -> Member:
        return Member(self.key, self.place, self.station, self.level, VERSION)

    def write(self, *new: NewFact, place: UUID | None = None) -> list[Fact]:
        """Facts behind the head, in the name of the place the desk acts as."""
        facts = []
        for one in new:
            head = Head(Stream(self.key, self.incarnation), self.seq, self.head)
            author = Author(place or self.place, self.operator)
            fact = write_fact(one, author, head, NOW, os.urandom, UUID(bytes=uuid7().bytes))
            moved = after(head, fact)
            self.seq, self.head = moved.seq, moved.hash
            facts.append(fact)
        self.written += facts
        return facts

    def put(self, content: bytes, parts: tuple[Part, ...] = ()) -> Fact:
        """Any bytes behind the head, as a broken or wicked desk might link them."""
        event = self.draft(registration()).event
        link = Link(Stream(self.key, self.incarnation), self.seq + 1, content_hash(content), self.head)
        self.seq, self.head = link.seq, link.hash
        self.written.append(Fact(event, content, parts, link))
        return self.written[-1]

    def draft(self, new: NewFact) -> Fact:
        """A fact that is not written down: its bytes are to be spoiled."""
        head = Head(Stream(self.key, self.incarnation), self.seq, self.head)
        return write_fact(new, Author(self.place, self.operator), head, NOW, os.urandom, UUID(bytes=uuid7().bytes))

    def register(self, count: int = 1, place: UUID | None = None) -> list[Fact]:
        return self.write(*(registration() for _ in range(count)), place=place)

    def mint(self) -> None:
        """A new incarnation, behind the own head."""
        self.incarnation, self.seq = os.urandom(16), 0

    def body(self, facts: Sequence[Fact]) -> dict[str, Any]:
        """A push of facts that follow one another."""
        first, last = facts[0].link, facts[-1].link.hash
        return {
            "rules": VERSION,
            "incarnation": first.stream.incarnation.hex(),
            "base": list(self._base(facts[0])),
            "facts": [row_of(fact) for fact in facts],
            "last": last.hex(),
            "signature": self.private.sign(wire.push_bytes(last)).hex(),
        }

    def push(self, hub: Hub, facts: Sequence[Fact]) -> dict[str, Any]:
        return take_push(hub, self.member, self.body(facts))

    def _base(self, first: Fact) -> tuple[str, int, str]:
        if first.link.prev == START:
            return bytes(16).hex(), 0, START.hex()
        if first.link.seq > 1:
            return first.link.stream.incarnation.hex(), first.link.seq - 1, first.link.prev.hex()
        before = next(one.link for one in self.written if one.link.hash == first.link.prev)
        return before.stream.incarnation.hex(), before.seq, before.hash.hex()


def row_of(fact: Fact, *held: str) -> list[Any]:
    """A fact as it travels, with the parts that are named (all, when none is)."""
    parts = {part.name: part for part in fact.parts if not held or part.name in held}
    canonical = is_content(fact.content)
    row = [json.loads(wire.without_digests(fact.content, list(parts))) if canonical else fact.content.decode()]
    for name in PARTS:
        part = parts.get(name)
        row += [part.salt.hex(), json.loads(part.data)] if part else ["", ""]
    return row


def registration(subject: UUID | None = None, **body: Any) -> NewFact:
    person = {"name": "王某某", "phone": "13900000001"}
    words = {"title": "路口加装路灯", "main_cause": "东门路口夜间没有照明，老人过马路不安全。"}
    said = {**REGISTERED, "texts": [*person, *words], **body}
    return NewFact("case.registered", subject or UUID(bytes=uuid7().bytes), said, person, words)


def desk_at(hub: Hub, code: str = VILLAGE, level: str = "village", station: UUID | None = None) -> Pen:
    """A desk that acts as a place of the tree, whose founded place hangs under it."""
    pen = Pen(places.find_place(hub, code, level), station or uuid4(), level)
    with hub.engine.write() as connection:
        places.place_station(hub, connection, pen.member)
    return pen


def read_feed(hub: Hub, member: Member, limit: int = 5_000, after: int = 0) -> list[Mapping[str, Any]]:
    """Every page from a place on, as a desk reads them."""
    pages, token, more = [], wire.NO_TOKEN, True
    if after:
        token = page_of(hub, member, 0, token, 1)["token"]
    while more:
        page = page_of(hub, member, after, token, limit)
        pages.append(page)
        after, token, more = page["place"], page["token"], page["more"]
    return pages


def rows_of(hub: Hub, member: Member) -> list[Mapping[str, Any]]:
    """What a desk gets from the beginning, each row by name; places are not among them."""
    rows = [named for page in read_feed(hub, member) for named in name_rows(page)]
    return [row for row in rows if '"kind":"place.placed"' not in row["content"]]


def name_rows(page: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [dict(zip(ROW, row, strict=True)) for row in page["facts"]]


def verdicts(hub: Hub, member: Member) -> list[tuple[str, str]]:
    return [(row["verdict"], row["reason"]) for row in rows_of(hub, member)]
