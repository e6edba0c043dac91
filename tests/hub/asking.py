"""A desk made up for the hub's sake: it signs what it asks, rightly or as a test wants it wrong."""

import csv
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hub_process import HubProcess
from uuid6 import uuid7

from desk.domain.event import PARTS
from desk.domain.kinds import VERSION
from desk.journal.fact import Author, Fact, Head, NewFact, after, write_fact
from desk.journal.link import START, Stream
from desk.sync import wire

CITY, DISTRICT, TOWN, OTHER_TOWN = "310000000000", "310116000000", "310116001000", "310116002000"
VILLAGE, OTHER_VILLAGE = "310116001005", "310116002007"
PLACES = (
    (CITY, "上海市", "市"),
    (DISTRICT, "金山区", "区"),
    (TOWN, "朱泾镇", "街镇"),
    (OTHER_TOWN, "枫泾镇", "街镇"),
    (VILLAGE, "七村", "村居"),
    (OTHER_VILLAGE, "下坊村", "村居"),
)


@dataclass
class Asker:
    """A desk's key and its line to a hub; nothing of it is stored anywhere."""

    url: str
    private: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    station: UUID = field(default_factory=uuid4)
    place: UUID = field(default_factory=uuid4)
    head: Head = field(init=False)
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.head = Head(Stream(self.public, os.urandom(16)), 0, START)
        self.client = httpx.Client(base_url=self.url, trust_env=False, timeout=60)

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def key(self) -> str:
        return self.public.hex()

    def line(self, method: str, target: str, body: bytes, **told: Any) -> str:
        """The authorization; `told` may name another key, time or nonce."""
        said = {"key": self.key, "time": int(time.time()), "nonce": os.urandom(16).hex()} | told
        return wire.sign_line(**said, signature=self.private.sign(wire.request_bytes(method, target, body, **said)))

    def send(self, method: str, target: str, body: bytes = b"", **told: Any) -> httpx.Response:
        headers = {wire.AUTHORIZATION: self.line(method, target, body, **told)}
        return self.client.request(method, target, content=body or None, headers=headers)

    def post(self, name: str, value: Any, **told: Any) -> httpx.Response:
        return self.send("POST", f"{wire.PREFIX}/{name}", wire.pack(value), **told)

    def feed(self, after: int = 0, token: str = wire.NO_TOKEN, limit: int = wire.MOST_PAGE) -> httpx.Response:
        return self.send("GET", f"{wire.PREFIX}/feed?after={after}&token={token}&limit={limit}")

    def enrol(self, code: str) -> httpx.Response:
        """Becomes what the hub says when it lets us in."""
        answer = self.post("enrol", self.enrolling(code=code))
        if answer.status_code == 200:
            self.place = UUID(hex=wire.unpack(answer.content)["certificate"]["place"])
        return answer

    def enrolling(self, **by: Any) -> dict[str, Any]:
        station = {"id": self.station.hex, "code": VILLAGE, "level": "point"}
        return {**by, "station": station, "rules": VERSION}

    def write(self, *new: NewFact) -> list[Fact]:
        """Facts behind the head, which moves on."""
        written = []
        for one in new:
            author, now = Author(self.place, self.station), datetime.now(UTC)
            written.append(write_fact(one, author, self.head, now, os.urandom, UUID(bytes=uuid7().bytes)))
            self.head = after(self.head, written[-1])
        return written

    def push_body(self, facts: list[Fact]) -> dict[str, Any]:
        first, last = facts[0].link, facts[-1].link.hash
        return {
            "rules": VERSION,
            "incarnation": first.stream.incarnation.hex(),
            "base": [first.stream.incarnation.hex() if first.seq > 1 else "0" * 32, first.seq - 1, first.prev.hex()],
            "facts": [_row(fact) for fact in facts],
            "last": last.hex(),
            "signature": self.private.sign(wire.push_bytes(last)).hex(),
        }

    def push(self, *new: NewFact) -> httpx.Response:
        return self.post("push", self.push_body(self.write(*new)))


def said(answer: httpx.Response) -> dict[str, Any]:
    """What an answer of 200 says."""
    assert answer.status_code == 200, (answer.status_code, answer.content[:300])
    assert answer.headers["content-type"] == "application/zstd"
    value: dict[str, Any] = wire.unpack(answer.content)
    return value


def fault(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a refusal, which is all there is."""
    assert answer.headers["content-type"] == "application/json", answer.content[:300]
    value = answer.json()
    assert set(value) == {"error"}
    return answer.status_code, value["error"]["code"]


def a_case(words: str = "东门路灯坏了。", name: str = "欧阳某") -> NewFact:
    """Form F1 with one private part of each kind."""
    body: Mapping[str, Any] = {
        "number": f"{uuid4().int % 10**9:09d}",
        "nature": "JY",
        "received_at": "2026-11-20T03:04:05.678Z",
    }
    return NewFact("case.registered", uuid4(), body, person={"name": name}, words={"original_text": words})


def write_places(folder: Path, places: tuple[tuple[str, str, str], ...] = PLACES) -> Path:
    path = folder / "places.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("code", "name", "level"))
        writer.writerows(places)
    return path


def settle(hub: HubProcess, code: str, level: str) -> Asker:
    """A desk enrolled at a place of this hub."""
    asker = Asker(hub.url)
    answer = asker.enrol(hub.enrolment_code(code, level))
    assert answer.status_code == 200, answer.content
    return asker


@contextmanager
def many(hub: HubProcess, *wanted: tuple[str, str]) -> Iterator[list[Asker]]:
    askers = [settle(hub, code, level) for code, level in wanted]
    try:
        yield askers
    finally:
        for one in askers:
            one.client.close()


@contextmanager
def nobody(hub: HubProcess) -> Iterator[Asker]:
    """A desk that is not enrolled."""
    asker = Asker(hub.url)
    try:
        yield asker
    finally:
        asker.client.close()


def again_at(asker: Asker, url: str) -> Asker:
    """The same desk before another hub process."""
    moved = replace(asker, url=url)
    moved.head = asker.head
    return moved


def _row(fact: Fact) -> list[Any]:
    parts = {part.name: part for part in fact.parts}
    row = [json.loads(wire.without_digests(fact.content, list(parts)))]
    for name in PARTS:
        part = parts.get(name)
        row += ["", ""] if part is None else [part.salt.hex(), json.loads(part.data)]
    return row
