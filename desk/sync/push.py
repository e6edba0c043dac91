"""Own facts go to the hub in batches, in the order of their chain; only its verified receipt makes them arrived."""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import orjson

from desk.domain.kinds import VERSION
from desk.storage.arriving import Hub, all_arrived, keep_arrived, keep_receipt, read_hub
from desk.storage.identity import mint_incarnation, read_identity, write_marker
from desk.storage.leaving import Leaving, last_known, link_before, own_facts, own_incarnations
from desk.storage.save import MARKER
from desk.storage.vault import Vault
from desk.sync import wire
from desk.sync.client import Answered, Lost, Signer
from desk.sync.receipt import Receipt, read_receipt
from desk.sync.trip import Rewound, Trip

_FRAME = 150  # bytes of JSON beside a fact's own: two salts and what holds them
_NO_PART = orjson.Fragment(b'""')
_PATIENCE = 3  # how often in one exchange the hub may miss links


@dataclass(frozen=True)
class Batch:
    """Facts that follow one another in one incarnation, as they travel. `links` names the number of each fact by its
    seq and hash."""

    incarnation: bytes
    links: Mapping[tuple[int, str], int]
    subjects: frozenset[int]
    last: int
    packed: bytes


def push(trip: Trip) -> None:
    """Sends what has not arrived; the next batch is made ready while one is on its way.

    Raises Stopped; Rewound when the hub is not where it was when the desk met it; Lost, Answered.
    """
    with trip.vault.read() as connection:
        known, done = read_hub(connection), all_arrived(connection)
    if not done:
        with ThreadPoolExecutor(1) as side:
            _Pushing(trip, known, side).run()


class _Pushing:
    """`arrived` is the number of the last own fact known to be there; `stamped`: facts the hub had once go as well."""

    def __init__(self, trip: Trip, hub: Hub, side: ThreadPoolExecutor) -> None:
        self.trip, self.hub, self.side = trip, hub, side
        self.pace = trip.pace(wire.MOST_FACTS)
        self.arrived, self.stamped = hub.arrived, False

    def run(self) -> None:
        ready = self._prepare(self.arrived)
        while (batch := ready.result()) is not None:
            self.trip.go_on()
            ready = self._prepare(batch.last)
            self._deliver(batch)
            if self.arrived != batch.last:
                ready = self._prepare(self.arrived)

    def _prepare(self, after: int) -> Future[Batch | None]:
        signer = self.trip.line.signer
        return self.side.submit(make_batch, self.trip.vault, signer, after, self.pace.size, stamped=self.stamped)

    def _deliver(self, batch: Batch) -> None:
        """Leaves `arrived` where it was when the batch has to go once more."""
        try:
            answer = self.trip.line.send("/push", batch.packed)
            key = bytes.fromhex(self.trip.line.signer.key)
            receipt = read_receipt(answer, self.hub.key, key, batch.incarnation, batch.links)
        except Lost as lost:
            self.trip.recover(self.pace, lost, len(batch.links))
        except Answered as no:
            if no.answer != "links_missing":
                raise
            self._resume(no)
        else:
            self._keep(batch, receipt)

    def _keep(self, batch: Batch, receipt: Receipt) -> None:
        if receipt.epoch != self.hub.epoch:
            raise Rewound
        keep(self.trip.vault, batch, receipt)
        self.arrived = receipt.number
        self.trip.tally.sent += sum(n <= receipt.number for n in batch.links.values())
        self.trip.tally.subjects |= batch.subjects
        self.pace.worked()
        self.trip.tell("push", self.trip.tally.sent)

    def _resume(self, no: Answered) -> None:
        """The hub lacks links before the batch. It may have gone back since it was met; if it has not, on from the last
        link it has, or from the first."""
        self.trip.tally.missed += 1
        if self.trip.tally.missed == 1:
            raise Rewound
        if self.trip.tally.missed > _PATIENCE:
            raise no
        heads = _heads(no.said.get("heads"))
        with self.trip.vault.write() as connection:
            self.arrived = min(self.arrived, last_known(connection, heads))
            keep_arrived(connection, self.arrived)
        self.stamped = True


def make_batch(vault: Vault, signer: Signer, after: int, most: int, *, stamped: bool = False) -> Batch | None:
    """At most `most` own facts behind number `after`, closed before wire.PUSH_BYTES; None when there is none."""
    with vault.read() as connection:
        facts = own_facts(connection, after, most, stamped=stamped)
        if not facts:
            return None
        incarnation = own_incarnations(connection)[facts[0].stream]
        base = link_before(connection, facts[0], incarnation)
    facts = _of_one_batch(facts)
    last = facts[-1]
    body = {
        "rules": VERSION,
        "incarnation": incarnation.hex(),
        "base": [base[0].hex(), base[1], base[2].hex()],
        "facts": [_row(one) for one in facts],
        "last": last.hash.hex(),
        "signature": signer.private.sign(wire.push_bytes(last.hash)).hex(),
    }
    links = {(one.seq, one.hash.hex()): one.n for one in facts}
    return Batch(incarnation, links, frozenset(one.subject for one in facts), last.n, wire.pack(body))


def _of_one_batch(facts: list[Leaving]) -> list[Leaving]:
    """Up to the first that does not follow the one before it in the same stream, or would make it too much."""
    before, size = facts[0], 0
    for index, one in enumerate(facts):
        follows = one.prev == before.hash and one.stream == before.stream
        size += _length(one)
        if index and not (follows and size <= wire.PUSH_BYTES):
            return facts[:index]
        before = one
    return facts


def _length(one: Leaving) -> int:
    """About how many bytes of JSON."""
    return _FRAME + len(one.content) + len(one.person or b"") + len(one.words or b"")


def _row(one: Leaving) -> tuple[Any, ...]:
    """Content and parts are JSON already."""
    _, _, _, _, _, _, content, person_salt, person, words_salt, words = one
    held = []
    salt1 = salt2 = ""
    data1 = data2 = _NO_PART
    if person_salt is not None and person is not None:
        held.append("person")
        salt1, data1 = person_salt.hex(), orjson.Fragment(person)
    if words_salt is not None and words is not None:
        held.append("words")
        salt2, data2 = words_salt.hex(), orjson.Fragment(words)
    return orjson.Fragment(wire.without_digests(content, held)), salt1, data1, salt2, data2


def keep(vault: Vault, batch: Batch, receipt: Receipt) -> None:
    """What a receipt proves. Where the hub holds another fact at the same place of the stream (a copy of this desk
    has written on), what is saved from now on goes into a stream of its own."""
    with vault.write() as connection:
        keep_receipt(connection, receipt.number, receipt.mark)
        known = read_identity(connection)
        minted = receipt.branched and known.head.stream.incarnation == batch.incarnation
        if minted:
            mint_incarnation(connection)
            known = read_identity(connection)
    if minted and vault.instance_known:
        with suppress(OSError):  # a marker left behind costs one more incarnation
            write_marker(vault.path.with_name(MARKER), known)


def _heads(said: Any) -> set[tuple[bytes, int, bytes]]:
    """Links by incarnation, seq and hash; what cannot be read names none."""
    heads = set()
    for one in said if isinstance(said, list) else []:
        with suppress(ValueError, TypeError):
            incarnation, seq, hash = one
            heads.add((bytes.fromhex(incarnation), int(seq), bytes.fromhex(hash)))
    return heads
