"""A desk whose owner writes programs: it is enrolled, its signatures hold, and what it sends is not what it should."""

import os
import secrets
from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx

from desk.domain.kinds import VERSION
from desk.journal.content import content_hash
from desk.journal.fact import Author, Fact, Head, NewFact, after, write_fact
from desk.journal.link import START, Link, Stream
from desk.sync import wire
from desk.sync.client import Signer
from tests.faults.broken import broken
from tests.faults.seat import Seat
from tests.faults.world import World


def send(world: World, seat: Seat, path: str, value: Any) -> tuple[int, Any]:
    """One signed request of this desk, past its program; a hub's no is answered like its yes."""
    (seed,) = seat.ask("SELECT seed FROM identity")[0]
    signer = Signer(seed, lambda: int(world.hub_clock()))
    body = wire.pack(value)
    target = wire.PREFIX + path
    headers = {wire.AUTHORIZATION: signer.line("POST", target, body)}
    request = httpx.Request("POST", f"http://127.0.0.1{target}", headers=headers, content=body)
    answer = world.hub.answer(request, body)
    world.look_hub()
    return answer.status, wire.unpack(answer.body) if answer.status == 200 else answer.body


class Pen:
    """Writes facts of a desk's key in an incarnation of its own, so that the desk's own chain goes on undisturbed."""

    def __init__(self, world: World, seat: Seat) -> None:
        self.world, self.seat = world, seat
        self.head = Head(Stream(seat.desk_key, os.urandom(16)), 0, START)
        self.facts: list[tuple[bytes, bytes]] = []  # content, link hash

    def write(self, new: NewFact, place: bytes) -> Fact:
        author = Author(UUID(bytes=place), self.seat.operator)
        fact = write_fact(new, author, self.head, self.seat.time(), os.urandom, self.world.new_id())
        self.head = after(self.head, fact)
        self.facts.append((fact.content, fact.link.hash))
        return fact

    def scrawl(self, content: bytes) -> bytes:
        """Bytes that are no content; answers the hash of their link."""
        link = Link(self.head.stream, self.head.seq + 1, content_hash(content), self.head.hash)
        self.head = Head(self.head.stream, link.seq, link.hash)
        self.facts.append((content, link.hash))
        return link.hash

    def push(self) -> int:
        (seed,) = self.seat.ask("SELECT seed FROM identity")[0]
        last = self.head.hash
        for content, hash in self.facts:
            self.world.ledger.note(content, hash)
        body = {
            "rules": VERSION,
            "incarnation": self.head.stream.incarnation.hex(),
            "base": [bytes(16).hex(), 0, START.hex()],
            "facts": [[content.decode(), "", "", "", ""] for content, _ in self.facts],
            "last": last.hex(),
            "signature": Signer(seed, lambda: 0).private.sign(wire.push_bytes(last)).hex(),
        }
        status, _ = send(self.world, self.seat, "/push", body)
        return status


def push(world: World, seat: Seat, k: int, v: int) -> None:
    """Facts that nobody may write there; each is kept, and none does anything."""
    pen = Pen(world, seat)
    kinds = (_elsewhere, _as_another_place, _as_an_office, _as_the_hub, _scrawl, _half_known, _same_id)
    reason = kinds[v % len(kinds)](world, seat, pen, k)
    if not reason:
        return
    status = pen.push()
    if seat.revoked or status == 401:  # or the hub has forgotten it, until it asks again by its certificate
        return
    if status != 200:
        broken("nothing_blocks", seat.name, "a hostile fact was refused with", status)
    verdicts = [_verdict(world, hash) for _, hash in pen.facts]
    if verdicts[0] != ("set_aside", reason):
        broken("nothing_beyond_ones_place", seat.name, "wrote", reason, "and the hub says", verdicts[0])


def _verdict(world: World, hash: bytes) -> tuple[str, str] | None:
    rows = world.hub.ask("SELECT verdict, reason FROM fact WHERE hash = ?", hash)
    return rows[0] if rows else None


def _elsewhere(world: World, seat: Seat, pen: Pen, k: int) -> str:
    """A withdrawal of a case of another town."""
    below = world.hub.below(seat.place)
    others = [
        case for case in world.ledger.cases() if (place := world.hub.place_of(case)) is not None and place not in below
    ]
    if not others:
        return ""
    new = NewFact("case.withdrawn", UUID(bytes=others[k % len(others)]), {}, words={"reason": world.word()})
    pen.write(new, seat.place)
    return "out_of_place"


def _as_another_place(world: World, seat: Seat, pen: Pen, k: int) -> str:
    other = world.seats[k % len(world.seats)]
    if other.place == seat.place or other.place == seat.ask("SELECT station FROM identity")[0][0]:
        return ""
    pen.write(NewFact("case.withdrawn", world.new_id(), {}, words={"reason": world.word()}), other.place)
    return "not_your_place"


def _as_an_office(world: World, seat: Seat, pen: Pen, k: int) -> str:
    cases = [case for (case,) in seat.ask("SELECT id FROM cases ORDER BY n")]
    level = "district" if seat.level != "district" else "city"
    body = {"level": level, "day": "2026-11-21", "texts": ["unit"]}
    if not cases or world.hub.place_of(cases[k % len(cases)]) is None:
        return ""
    pen.write(NewFact("case.forwarded", UUID(bytes=cases[k % len(cases)]), body, words={"unit": "甲"}), seat.place)
    return "not_your_level"


def _as_the_hub(world: World, seat: Seat, pen: Pen, k: int) -> str:
    """Hangs itself under the district."""
    body = {"code": seat.code, "level": "village", "parent": str(UUID(bytes=world.seats[k % len(world.seats)].place))}
    pen.write(NewFact("place.placed", UUID(bytes=seat.place), body), seat.place)
    return "hub_only"


def _scrawl(world: World, seat: Seat, pen: Pen, k: int) -> str:
    junk = (b"{}", b"", b"[" * 500, b'{"body":{},"digests":{}}', b"null")
    pen.scrawl(junk[k % len(junk)])
    pen.scrawl(secrets.token_hex(9).encode())
    return "unusable"


def _half_known(world: World, seat: Seat, pen: Pen, k: int) -> str:
    """A kind that everybody knows with a body that nobody can read."""
    pen.write(NewFact("case.registered", world.new_id(), {"number": k, "x": [True]}), seat.place)
    return "unusable"


def _same_id(world: World, seat: Seat, pen: Pen, k: int) -> str:
    """Another content under an id that is taken."""
    taken = [id for id in world.ledger.facts if world.hub.hash_of(id) is not None]
    if not taken:
        return ""
    id = taken[k % len(taken)]
    author = Author(UUID(bytes=seat.place), seat.operator)
    new = NewFact("case.withdrawn", world.new_id(), {}, words={"reason": world.word()})
    fact = write_fact(new, author, pen.head, seat.time(), os.urandom, UUID(bytes=id))
    pen.head = after(pen.head, fact)
    pen.facts.append((fact.content, fact.link.hash))
    return "unusable"


def forge(world: World, seat: Seat, k: int) -> None:
    """Claims an earlier place in the order, or another verdict, for a fact that it holds."""
    rows = seat.ask(
        "SELECT f.id, t.desk_key, t.incarnation, f.seq, f.prev, f.content, s.epoch, s.n, s.verdict, s.reason,"
        " s.hub_time, s.mac FROM fact f JOIN stamp s ON s.fact = f.n JOIN stream t ON t.n = f.stream ORDER BY f.n"
    )
    if not rows:
        return
    id, key, incarnation, seq, prev, content, epoch, n, verdict, reason, hub_time, mac = rows[k % len(rows)]
    changes: tuple[Callable[[], tuple[Any, ...]], ...] = (
        lambda: (epoch, 0, verdict, reason, hub_time, mac.hex()),
        lambda: (epoch, n, "ok" if verdict != "ok" else "not_applied", "withdrawn", hub_time, mac.hex()),
        lambda: (1 << 32, 1, verdict, reason, hub_time, os.urandom(16).hex()),
    )
    before = world.hub.ask("SELECT epoch, order_n, verdict, reason FROM fact WHERE id = ?", id)
    stamp = changes[k % len(changes)]()
    row = [0, seq, prev.hex(), content.decode(), *stamp, "", "", "", ""]
    send(world, seat, "/return", {"streams": [[key.hex(), incarnation.hex()]], "facts": [row]})
    if world.hub.ask("SELECT epoch, order_n, verdict, reason FROM fact WHERE id = ?", id) != before:
        broken("stamps_are_the_hubs", seat.name, "forged a stamp of", id, stamp[:4], "before", before)
