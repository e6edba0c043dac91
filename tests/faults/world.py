"""The world of the fault suite: a hub, seven desks in a tree of places, and the line between them, which spoils.

Everything happens in one thread, one request after the other, so that a schedule always gives the same run: the
product's side threads work at once, it never waits, ids follow the (wrong) clocks, chance is seeded.
"""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from desk.actions.exchange import Exchanged, exchange
from desk.errors import BadEnvironment, BadInput
from desk.hub.company import revoke
from tests.faults import invariants
from tests.faults.broken import broken
from tests.faults.faults import Answer, Crash, Fuse
from tests.faults.hub import HubHere
from tests.faults.ledger import Ledger
from tests.faults.proxy import Fate
from tests.faults.rules import Bugs
from tests.faults.seat import START, Seat, speaking

Step = tuple[str, Mapping[str, Any]]
Fates = Mapping[int, Fate]
Meanwhile = Mapping[int, Step]
SMALL, SELDOM = 400, 40  # facts, exchanges
_PASS = Fate()
_NONE: Fates = {}
_NO_STEPS: Meanwhile = {}
_HAN = [chr(point) for point in range(0x4E00, 0x9FA6)]


@dataclass
class World:
    """`talking` is the desk that acts now. `fates` and `meanwhile` are for the requests of the exchange under way, by
    their number: what becomes of them, and what else happens before they reach the hub."""

    folder: Path
    fuse: Fuse
    chance: random.Random
    do: Callable[["World", Step], None]
    skew: int = 1
    hub: HubHere = field(init=False)
    found: Callable[[Any], None] = field(init=False)
    seats: list[Seat] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    ticks: int = 0
    hub_ahead: float = 0.0
    started: bool = False
    rewound: bool = False
    quiet: bool = False  # faults have stopped
    talking: Seat | None = None
    fates: Mapping[int, Fate] = field(default_factory=dict)
    meanwhile: Mapping[int, Step] = field(default_factory=dict)
    asked: int = 0
    held: list[tuple[httpx.Request, bytes]] = field(default_factory=list)
    images: list[tuple[Seat, Path]] = field(default_factory=list)
    hub_images: list[Path | str] = field(default_factory=list)
    bugs: Bugs = field(default_factory=Bugs)
    ids: int = 0
    homes: int = 0
    exchanges: int = 0
    happened: Counter[str] = field(default_factory=Counter)

    def start(self) -> None:
        """From here on it is watched."""
        self.started = True
        self.ids = 1_000_000  # behind those of the template
        self.hub_images.append(self.hub.backup())
        self.look_hub()
        for seat in self.seats:
            self.look(seat)

    def close(self) -> None:
        for seat in self.seats:
            seat.close()
        self.hub.close()

    def tick(self) -> int:
        return self.ticks

    def hub_clock(self) -> float:
        """Seconds since 1970."""
        return START.timestamp() + self.ticks + self.hub_ahead

    def word(self, length: int = 8) -> str:
        """A text so rare that it can be looked for in bytes."""
        return "".join(self.chance.choice(_HAN) for _ in range(length))

    def new_id(self) -> UUID:
        """As UUIDv7: the desk's clock in front; never the same twice."""
        self.ids += 1
        clock = self.talking.time if self.talking else None
        milliseconds = int(clock().timestamp() * 1000) & (2**48 - 1) if clock else 0
        return UUID(int=milliseconds << 80 | 7 << 76 | 2 << 62 | self.ids)

    def counts(self) -> dict[str, int]:
        """What there was in this run, for whoever wants to know whether it tried anything."""
        verdicts = Counter(place[2] for places in self.ledger.given.values() for place in places)
        facts = {"facts": len(self.ledger.facts), "lost": len(self.ledger.lost)}
        return dict(self.happened) | verdicts | facts

    @property
    def thorough(self) -> bool:
        """Whether to ask what takes as long as the world is large: always in a small one."""
        return self.quiet or len(self.ledger.facts) < SMALL or self.exchanges % SELDOM == 0

    def talkers(self) -> list[Seat]:
        return [seat for seat in self.seats if not seat.revoked]

    def calm(self) -> None:
        """Faults stop."""
        self.quiet = True
        self.fuse.left.clear()
        self.fuse.full.clear()
        self.hub.old = False

    def is_settled(self) -> bool:
        """Whether there is nothing more to send or to read."""
        (end,) = self.hub.ask("SELECT feed FROM counter")[0]
        return all(seat.stands_at(end) for seat in self.talkers())

    def went_back(self) -> None:
        """The hub is an older one from here on."""
        self.rewound = True
        self.happened["rewinds"] += 1
        for seat in self.seats:
            seat.seen.covered = seat.seen.arrived = 0
        self.look_hub()
        self.survive()

    def revoke(self, seat: Seat) -> None:
        """Every computer with this key; what only they hold is beyond reach."""
        revoke(self.hub.hub, seat.desk_key.hex())
        self.look_hub()
        for other in self.seats:
            if other.desk_key == seat.desk_key and not other.revoked:
                other.revoked = True
                other.seen.given = set(self.ledger.given)
        self.happened["revoked"] += 1
        self.survive()

    # --- the desks -------------------------------------------------------------------------------

    def act(self, seat: Seat, what: Callable[[], Any], *, expects: bool = True) -> bool:
        """One thing a person does at a desk. Refused is fine, unless something was kept; what was answered is saved;
        a crash ends the process and another begins. Answers whether it was done."""
        before = seat.ask("SELECT max(n) FROM fact")[0][0]
        outer, self.talking = self.talking, seat
        done = False
        try:
            with speaking(seat.old):
                what()
            done = True
        except BadInput:
            pass
        except BadEnvironment as error:
            if error.code != "disk_full" or seat.folder.name not in self.fuse.full:
                raise
        except Crash:
            self.happened["crashes"] += 1
            seat.reopen()
        finally:
            self.talking = outer
        after = seat.ask("SELECT max(n) FROM fact")[0][0]
        if done and expects and after == before:
            broken("saved_is_committed", seat.name, "was told that it is saved")
        self.look(seat)
        return done

    def exchange(self, seat: Seat, fates: Fates = _NONE, meanwhile: Meanwhile = _NO_STEPS) -> Exchanged | None:
        """One exchange of a desk, spoilt as given. None when it did not go through."""
        self.exchanges += 1
        outer = self.talking, self.fates, self.meanwhile, self.asked
        before = self.happened["hub crashes"]
        self.talking, self.fates, self.meanwhile, self.asked = seat, fates, meanwhile, 0
        answer = None
        try:
            with speaking(seat.old):
                answer = exchange(seat.desk)
            if seat.revoked:
                broken("revoked_is_out", seat.name, "exchanged")
        except BadEnvironment as error:
            self._excuse(seat, error, spoilt=bool(fates or meanwhile) or before != self.happened["hub crashes"])
        except Crash:
            self.happened["crashes"] += 1
            seat.reopen()
        finally:
            self.talking, self.fates, self.meanwhile, self.asked = outer
        self.look_hub()
        self.look(seat)
        if self.bugs.seen:
            broken("no_bug", "at the hub:", *self.bugs.seen)
        invariants.after_exchange(self, seat)
        return answer

    def _excuse(self, seat: Seat, error: BadEnvironment, *, spoilt: bool) -> None:
        """Whether the exchange had a reason to fail."""
        full = error.code == "disk_full" and seat.folder.name in self.fuse.full
        revoked = error.code == "hub_revoked" and seat.revoked
        armed = bool(self.fuse.left) or bool(self.fuse.full)
        if not (spoilt or full or revoked or armed or error.code == "exchange_running"):
            broken("exchange_goes_through", seat.name, error.code, dict(error.facts))

    # --- the line --------------------------------------------------------------------------------

    def carry(self, request: httpx.Request) -> httpx.Response:
        """A request of the desk that is talking, and what becomes of it."""
        body = request.read()
        number, self.asked = self.asked, self.asked + 1
        fate = self.fates.get(number, _PASS)
        self.happened[fate.kind] += 1
        if number in self.meanwhile:
            self._do_aside(self.meanwhile[number])
        match fate.kind:
            case "no_request":
                raise httpx.ConnectError("no line")
            case "later":
                self.held.append((request, body))
                raise httpx.ReadTimeout("late")
            case "cut_request":
                self._ask(request, body[: fate.at % max(1, len(body))], whole=False)
                raise httpx.WriteError("cut")
        answer = self._ask(request, body)
        match fate.kind:
            case "no_answer":
                raise httpx.ReadTimeout("no answer")
            case "cut_answer":
                raise httpx.RemoteProtocolError("cut")
            case "status":
                return Answer(fate.at, [], b"<html>").to(request)
            case "garbled":
                return Answer(200, [], answer.body[: fate.at % max(1, len(answer.body))]).to(request)
            case "twice":
                again = self._ask(request, body)
                return (again if fate.at % 2 else answer).to(request)
        return answer.to(request)

    def _do_aside(self, step: Step) -> None:
        """Something else, while a request is on its way."""
        outer = self.talking, self.fates, self.meanwhile, self.asked
        self.talking, self.fates, self.meanwhile, self.asked = None, _NONE, _NO_STEPS, 0
        try:
            self.do(self, step)
        finally:
            self.talking, self.fates, self.meanwhile, self.asked = outer

    def _ask(self, request: httpx.Request, body: bytes, *, whole: bool = True) -> Answer:
        seat, self.talking = self.talking, None
        try:
            return self.hub.answer(request, body, whole=whole)
        except Crash:
            raise httpx.ReadError("the hub is gone") from None
        finally:
            self.talking = seat
            if self.fuse.blown(self.hub.folder.name):
                self.happened["hub crashes"] += 1
                self.hub.restart()

    def deliver(self, number: int) -> None:
        """What was held back on the way reaches the hub now; nobody waits for the answer."""
        if self.held:
            request, body = self.held.pop(number % len(self.held))
            with suppress(httpx.ReadError):
                self._ask(request, body)
            self.look_hub()

    # --- what the test sees ----------------------------------------------------------------------

    def look(self, seat: Seat) -> None:
        """What is new in a desk's file."""
        rows = seat.ask(
            "SELECT f.n, f.id, f.hash, f.content, f.prev, f.seq, s.desk_key, s.incarnation FROM fact f"
            " JOIN stream s ON s.n = f.stream WHERE f.n > ? ORDER BY f.n",
            seat.seen.looked,
        )
        for n, id, hash, content, prev, seq, key, incarnation in rows:
            invariants.link_holds(seat.name, id, hash, content, (prev, key, incarnation, seq))
            new = id not in self.ledger.facts and hash not in self.ledger.odd
            if new and key in (seat.desk_key, self.hub.key):
                parts = seat.ask("SELECT name, data FROM part WHERE fact = ?", n)
                self.ledger.add(id, hash, content, key, frozenset((name, bytes(data)) for name, data in parts))
            invariants.bytes_stay(self, seat.name, id, hash, content)
            seat.seen.looked = n

    def look_hub(self) -> None:
        """What is new in the hub's tables, and which places in the order it gave."""
        rows = self.hub.ask(
            "SELECT f.n, f.id, f.hash, f.content, f.prev, f.seq, s.desk_key, s.incarnation, f.epoch, f.order_n,"
            " f.verdict, f.reason FROM fact f JOIN stream s ON s.n = f.stream WHERE f.n > ? ORDER BY f.n",
            self.hub.looked,
        )
        for n, id, hash, content, prev, seq, key, incarnation, *place in rows:
            invariants.link_holds("hub", id, hash, content, (prev, key, incarnation, seq))
            if hash in self.hub.hashes:
                broken("once_at_the_hub", hash, "stands there twice")
            self.hub.hashes.add(hash)
            if id not in self.ledger.facts and key == self.hub.key:
                self.ledger.add(id, hash, content, key, frozenset())
            invariants.bytes_stay(self, "hub", id, hash, content)
            self.ledger.given.setdefault(hash, set()).add(tuple(place))
            self.hub.looked = n
        self.ledger.erased |= set(self.hub.ask("SELECT subject, part FROM erasure"))
        for seat in self.seats:
            if seat.revoked and self.thorough:
                invariants.revoked_is_out(self, seat)

    def survive(self) -> None:
        """After something is gone for good: what nobody holds any more is beyond anybody's power."""
        have = {bytes(id) for (id,) in self.hub.ask("SELECT id FROM fact")}
        for seat in self.seats:
            if not seat.revoked:
                have.update(bytes(id) for (id,) in seat.ask("SELECT id FROM fact"))
        self.ledger.lost = self.ledger.facts.keys() - have
