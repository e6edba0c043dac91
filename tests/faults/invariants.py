"""What must hold, each by its name (the numbers are those of the design): some after every step, all at the end.

They read the files as they are committed, through connections of the test's own, and compare them with what the test
remembers; none asks the code under test whether it is right.
"""

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

from desk.domain.event import PARTS
from desk.domain.sight import EVERYBODY, PERSON_LEVELS, PUBLISHED
from desk.reads.exchange import read_exchange
from desk.storage.arriving import count_refused
from desk.storage.rebuild import differing_tables
from tests.faults.broken import broken
from tests.faults.seat import Seat
from tests.faults.tables import order_of, tables_agree
from tests.storage.clear_pages import clear_bytes

if TYPE_CHECKING:
    from tests.faults.world import World

_START = bytes(32)
_WORDS = re.compile("[\u4e00-\u9fff]{8}")
_HUB_ORDER = "SELECT hash, epoch, order_n, verdict, reason FROM fact"


# --- after every step -----------------------------------------------------------------------------


def bytes_stay(world: "World", where: str, id: bytes, hash: bytes, content: bytes) -> None:
    """8: under an id stand the bytes that its maker wrote, everywhere and always."""
    if not world.ledger.knows(id, hash, content):
        saved = world.ledger.facts.get(id)
        broken("bytes_stay", where, id, "has other bytes than" if saved else "nobody wrote", content[-60:])


def link_holds(where: str, id: bytes, hash: bytes, content: bytes, link: tuple[bytes, bytes, bytes, int]) -> None:
    """5: a link's hash is that of its content, its stream and its place there."""
    prev, key, incarnation, seq = link
    said = (b"msd-link-1", prev, hashlib.sha256(content).digest(), key, incarnation, seq.to_bytes(8, "big"))
    if hashlib.sha256(b"".join(said)).digest() != hash:
        broken("chains_hold", where, id)


def after_exchange(world: "World", seat: Seat) -> None:
    """What is asked each time a desk has talked with the hub."""
    arrived_is_at_the_hub(world, seat)
    nothing_beyond_ones_place(world, seat)
    if world.thorough:
        settled_stays(world, seat)
        cursor_leaves_nothing_out(world, seat)
        erased_is_gone_at_the_hub(world)


def once_at_the_hub(world: "World") -> None:
    """3: each fact once; a place in the order belongs to one fact, and none is left out (until the hub goes back)."""
    hashes = Counter(hash for (hash,) in world.hub.ask("SELECT hash FROM fact"))
    for hash, times in hashes.items():
        if times > 1:
            broken("once_at_the_hub", hash, "stands there", times, "times")
    epoch, last = world.hub.ask("SELECT epoch, stamp FROM counter")[0]
    numbers = [n for (n,) in world.hub.ask("SELECT order_n FROM fact WHERE epoch = ? ORDER BY order_n", epoch)]
    if not world.rewound and numbers != list(range(1, last + 1)):
        broken("once_at_the_hub", "places in the order with gaps or twice, up to", last)


def settled_stays(world: "World", seat: Seat) -> None:
    """14: order and verdict of what came back change only after the hub went back, and then to an earlier place."""
    rows = seat.ask("SELECT f.hash, s.epoch, s.n, s.verdict, s.reason FROM stamp s JOIN fact f ON f.n = s.fact")
    for hash, *place in rows:
        now, before = tuple(place), seat.seen.settled.get(hash)
        if before is not None and before != now and (not world.rewound or now[:2] > before[:2]):
            broken("settled_stays", seat.name, hash, before, "became", now)
        if now not in world.ledger.given.get(hash, ()):
            broken("settled_stays", seat.name, hash, "has a stamp that the hub never gave", now)
        seat.seen.settled[hash] = now


def arrived_is_at_the_hub(world: "World", seat: Seat) -> None:
    """4: own facts marked arrived are at the hub with identical bytes (until it goes back)."""
    if world.rewound:
        return
    rows = seat.ask(
        "SELECT f.id, f.hash, f.n FROM fact f JOIN stream s ON s.n = f.stream, hub h, identity i"
        " WHERE s.desk_key = i.desk_key AND f.n <= h.arrived AND f.n > ? ORDER BY f.n",
        seat.seen.arrived,
    )
    for id, hash, n in rows:
        if hash not in world.hub.hashes:
            broken("arrived_is_at_the_hub", seat.name, id, "is marked arrived")
        seat.seen.arrived = n


def cursor_leaves_nothing_out(world: "World", seat: Seat) -> None:
    """6: what the desk may see, up to where it has read, it holds with its stamp."""
    (cursor, token), *_ = seat.ask("SELECT cursor, token FROM hub") or [(0, "")]
    if cursor <= seat.seen.covered or not world.hub.stands(cursor, token):
        return
    held = {hash for (hash,) in seat.ask("SELECT f.hash FROM fact f JOIN stamp s ON s.fact = f.n")}
    for hash, verdict in world.hub.seen_by(seat, seat.seen.covered, cursor):
        if hash not in held:
            broken("cursor_leaves_nothing_out", seat.name, "has read up to", cursor, "and lacks", verdict, hash)
    seat.seen.covered = cursor


def nothing_beyond_ones_place(world: "World", seat: Seat) -> None:
    """10: no fact of a subject that lies elsewhere, no person's name above the town or from beside."""
    if world.rewound and not world.quiet:
        return
    below, above = world.hub.below(seat.place), world.hub.above(seat.place)
    rows = seat.ask(
        "SELECT f.n, f.id, u.id, u.noun, p.name FROM fact f JOIN subject u ON u.n = f.subject"
        " JOIN stream s ON s.n = f.stream LEFT JOIN part p ON p.n = 2 * f.n, identity i"
        " WHERE f.n > ? AND s.desk_key != i.desk_key ORDER BY f.n",
        seat.seen.inspected,
    )
    for n, id, subject, noun, person in rows:
        place, saved = world.hub.place_of(subject), world.ledger.facts.get(id)
        seat.seen.inspected = n
        if place is None or saved is None:
            continue
        published = noun in PUBLISHED and place in above
        if place not in below and not published and saved.kind not in EVERYBODY:
            broken("nothing_beyond_ones_place", seat.name, "holds", saved.kind, id)
        if person is not None and (place not in below or seat.level not in PERSON_LEVELS):
            broken("nothing_beyond_ones_place", seat.name, "holds the person of", saved.kind, id)


def erased_is_gone_at_the_hub(world: "World") -> None:
    """11: no part of a subject that is erased, once the hub knew it, whatever it has forgotten since."""
    if not world.ledger.erased:
        return
    rows = world.hub.ask(
        "SELECT u.id, p.person, p.words FROM part p JOIN fact f ON f.n = p.fact JOIN subject u ON u.n = f.subject"
    )
    for subject, *held in rows:
        for name, part in zip(PARTS, held, strict=True):
            if part is not None and (subject, name) in world.ledger.erased:
                broken("erased_is_gone", "the hub holds", name, "of", subject)


def revoked_is_out(world: "World", seat: Seat) -> None:
    """10: nothing of a revoked desk comes in that was not in before; others give back what was."""
    if world.hub.made_by(seat.desk_key) - seat.seen.given:
        broken("revoked_is_out", "the hub has taken what", seat.name, "wrote since")


# --- at the end, when faults have stopped --------------------------------------------------------------


def at_the_end(world: "World") -> None:
    once_at_the_hub(world)
    chains_hold(world)
    nothing_is_lost(world)
    order = order_of(world)
    for seat in world.talkers():
        seat.forget_looking(keep=seat.seen.settled)
        world.look(seat)
        everything_is_stamped(seat)
        after_exchange(world, seat)
        stamps_agree(world, seat)
        refusals_are_shown(world, seat)
        tables_agree(world, seat, order)
        tables_are_the_journal(seat)
    erased_is_gone(world)


def chains_hold(world: "World") -> None:
    """5: every link at the hub follows one that is there, or one that is nowhere any more."""
    rows = world.hub.ask("SELECT id, prev, hash, seq FROM fact")
    there = {hash for _, _, hash, _ in rows} | {_START}
    apart = {seat.desk_key for seat in world.seats if seat.revoked}
    lost = {saved.hash for id, saved in world.ledger.facts.items() if id in world.ledger.lost or saved.maker in apart}
    for id, prev, _, seq in rows:
        if prev not in there and prev not in lost:
            broken("chains_hold", "the hub has", id, "at", seq, "without what it follows")


def nothing_is_lost(world: "World") -> None:
    """2 and 4: every fact ever saved is at the hub, unless it was physically gone or only a revoked desk has it."""
    there = {id for (id,) in world.hub.ask("SELECT id FROM fact")}
    held = {id for seat in world.talkers() for (id,) in seat.ask("SELECT id FROM fact")}
    apart = {seat.desk_key for seat in world.seats if seat.revoked}
    for id, saved in world.ledger.facts.items():
        if id not in held and saved.maker in apart:
            continue
        if id not in there and id not in world.ledger.lost:
            broken("stamped_comes_back" if saved.hash in world.ledger.given else "nothing_is_lost", saved.kind, id)


def everything_is_stamped(seat: Seat) -> None:
    """15: no own fact without a stamp."""
    rows = seat.ask(
        "SELECT f.id FROM fact f JOIN stream t ON t.n = f.stream LEFT JOIN stamp s ON s.fact = f.n WHERE s.fact IS NULL"
    )
    if rows:
        broken("everything_is_stamped", seat.name, len(rows), "facts, the first", rows[0][0])


def stamps_agree(world: "World", seat: Seat) -> None:
    """7: the order is the same everywhere."""
    at_the_hub = {hash: tuple(place) for hash, *place in world.hub.ask(_HUB_ORDER)}
    for hash, *place in seat.ask(
        "SELECT f.hash, s.epoch, s.n, s.verdict, s.reason FROM stamp s JOIN fact f ON f.n = s.fact"
    ):
        if at_the_hub.get(hash) != tuple(place):
            broken("tables_agree", seat.name, "has the order", place, "of", hash, "and the hub", at_the_hub.get(hash))


def refusals_are_shown(world: "World", seat: Seat) -> None:
    """13: what was not applied stands before its maker, with the words he wrote."""
    rows = seat.ask(
        "SELECT f.id, u.noun FROM fact f JOIN stamp s ON s.fact = f.n JOIN subject u ON u.n = f.subject"
        " JOIN stream t ON t.n = f.stream LEFT JOIN dismissal d ON d.fact = f.n, identity i"
        " WHERE t.desk_key = i.desk_key AND s.verdict IN ('not_applied', 'set_aside') AND d.fact IS NULL"
    )
    with seat.desk.vault.read() as connection:
        counted = count_refused(connection)
    if counted != len(rows):
        broken("refusals_are_shown", seat.name, "counts", counted, "of", len(rows))
    view = read_exchange(seat.desk.vault, seat.desk.lens, 10_000)
    shown = {row.fact.bytes for row in view.rows if row.state == "refused"}
    shown |= {other.bytes for row in view.rows for other in row.with_it}
    shown_cases = {id for (id,) in seat.ask("SELECT id FROM cases")}
    for id, noun in rows:
        saved = world.ledger.facts.get(id)
        if noun == "case" and saved is not None and saved.subject in shown_cases and id not in shown:
            broken("refusals_are_shown", seat.name, "does not show", saved.kind, id)


def tables_are_the_journal(seat: Seat) -> None:
    """7: computed rows are what computing them anew gives."""
    wrong = differing_tables(seat.desk.vault, seat.key)
    if wrong:
        broken("tables_are_the_journal", seat.name, wrong)


def erased_is_gone(world: "World") -> None:
    """11: what was erased stands in no part anywhere, nor in any byte of a desk's database, index or log."""
    erased = world.ledger.erased
    gone = [
        data for saved in world.ledger.facts.values() for name, data in saved.parts if (saved.subject, name) in erased
    ]
    for seat in world.talkers():
        held = seat.ask(
            "SELECT u.id, p.name, f.id FROM part p JOIN fact f ON f.n = p.fact JOIN subject u ON u.n = f.subject"
        )
        for subject, name, id in held:
            if (subject, name) in erased:
                broken("erased_is_gone", seat.name, "holds", name, id)
        clear = clear_bytes(seat.desk) if gone else b""
        for text in texts_in(gone):
            if text.encode() in clear:
                broken("erased_is_gone", seat.name, "has in its file", text)
    erased_is_gone_at_the_hub(world)


def texts_in(parts: list[bytes]) -> set[str]:
    """The rare words of parts: those of eight characters beyond ASCII."""
    return {word for data in parts for word in _WORDS.findall(data.decode())}
