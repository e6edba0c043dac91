"""What happens in the world, step by step: what people do, what lines and disks and clocks do, what enemies do.

A step is a name and plain arguments, so that a schedule can be printed, shrunk and pasted as a directed one. Arguments
are numbers to choose by: what they choose from depends on the world, so any part of a schedule is a schedule.
"""

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from desk.actions.cases import correct_case, erase_case, record_case, withdraw_case
from desk.actions.exchange import dismiss
from desk.actions.keeping import backup_desk, restore_desk
from desk.actions.station import set_station
from desk.actions.steps import forward_case, reply_case
from desk.domain.sight import OFFICES
from tests.faults import hostile
from tests.faults.proxy import Fate
from tests.faults.seat import PASSWORD, Seat
from tests.faults.world import Step, World

Draw = Callable[[random.Random], dict[str, Any]]
MOST_SEATS = 10
MOST_IMAGES = 4
MOST_REVOKED = 2  # desks that are out and try all the same
RECENT = 9  # cases among which a person chooses: two desks meet on one case
CLOCKS = (timedelta(days=-20_000), timedelta(days=3_650), timedelta(hours=-5), timedelta())
_LATER = ("register", "two", "exchange", "hub_rewind", "hub_crash", "erase", "revoke")


@dataclass(frozen=True)
class Act:
    """`weight` of one act among all; `draw` makes its arguments."""

    do: Callable[..., None]
    weight: int
    draw: Draw


ACTS: dict[str, Act] = {}


def act(weight: int, **draws: Callable[[random.Random], Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    def add(do: Callable[..., None]) -> Callable[..., None]:
        ACTS[do.__name__] = Act(do, weight, lambda chance: {name: draw(chance) for name, draw in draws.items()})
        return do

    return add


def do(world: World, step: Step) -> None:
    name, given = step
    world.ticks += 1
    ACTS[name].do(world, **given)


def desk(chance: random.Random) -> int:
    return chance.randrange(7)


def some(chance: random.Random) -> int:
    return chance.randrange(31)


def yes(chance: random.Random) -> bool:
    return chance.random() < 0.5


def seat_of(world: World, i: int) -> Seat:
    return world.seats[i % len(world.seats)]


def office(world: World, i: int) -> int:
    """A desk that may forward and answer."""
    offices = [n for n, seat in enumerate(world.seats) if seat.level in OFFICES]
    return offices[i % len(offices)] if offices and seat_of(world, i).level not in OFFICES else i


def case_of(world: World, seat: Seat, k: int) -> UUID | None:
    """One of the newest cases this desk shows."""
    return newest(world, {id for (id,) in seat.ask("SELECT id FROM cases")}, k)


def newest(world: World, shown: set[bytes], k: int) -> UUID | None:
    recent = [id for id in world.ledger.cases() if id in shown][-RECENT:]
    return UUID(bytes=recent[k % len(recent)]) if recent else None


# --- people -----------------------------------------------------------------------------------------


@act(10, i=desk)
def register(world: World, i: int) -> None:
    seat = seat_of(world, i)
    form = {
        "title": world.word(),
        "original_text": world.word(),
        "category": "07",
        "suggester": {"name": world.word(), "phone": f"139{world.chance.randrange(10**8):08d}"},
    }
    world.act(seat, lambda: record_case(seat.desk, form))


@act(3, i=desk, k=some, v=some)
def correct(world: World, i: int, k: int, v: int) -> None:
    on_case(world, i, k, "correct", v)


@act(2, i=desk, k=some)
def withdraw(world: World, i: int, k: int) -> None:
    on_case(world, i, k, "withdraw")


@act(6, i=desk, k=some)
def forward(world: World, i: int, k: int) -> None:
    on_case(world, office(world, i), k, "forward")


@act(6, i=desk, k=some, v=some)
def reply(world: World, i: int, k: int, v: int) -> None:
    on_case(world, office(world, i), k, "reply", v)


@act(14, i=desk, j=desk, k=some, v=some)
def two(world: World, i: int, j: int, k: int, v: int) -> None:
    """Two desks act on one case that both show, neither knowing of the other."""
    pair = seat_of(world, i), seat_of(world, office(world, j))
    shown = [{id for (id,) in seat.ask("SELECT id FROM cases")} for seat in pair]
    case = newest(world, shown[0] & shown[1], k)
    if case is None:
        register(world, i)
        return
    for seat, shift in zip(pair, (0, 2), strict=True):
        name = ("forward", "reply", "withdraw", "correct")[(v >> shift) % 4]
        take(world, seat, case, name if seat.level in OFFICES or name in ("withdraw", "correct") else "correct", v)


@act(2, i=desk, k=some, part=lambda chance: chance.choice(("person", "words", "both")))
def erase(world: World, i: int, k: int, part: str) -> None:
    seat = seat_of(world, i)
    case = case_of(world, seat, k)
    if case is not None:
        world.act(seat, lambda: erase_case(seat.desk, case, part, world.word()))


@act(1, i=desk, v=some)
def describe(world: World, i: int, v: int) -> None:
    seat = seat_of(world, i)
    key, value = (("phone", world.word()), ("promise_days", str(30 + v)))[v % 2]
    world.act(seat, lambda: set_station(seat.desk, key, value))


@act(1, i=desk)
def dismiss_all(world: World, i: int) -> None:
    """The maker has read why."""
    seat = seat_of(world, i)
    refused = seat.ask(
        "SELECT f.id FROM fact f JOIN stamp s ON s.fact = f.n JOIN stream t ON t.n = f.stream, identity i"
        " WHERE s.verdict IN ('not_applied', 'set_aside') AND t.desk_key = i.desk_key ORDER BY f.n"
    )
    for (id,) in refused:
        world.act(seat, lambda id=id: dismiss(seat.desk, UUID(bytes=id)), expects=False)


def on_case(world: World, i: int, k: int, name: str, v: int = 0) -> None:
    seat = seat_of(world, i)
    case = case_of(world, seat, k)
    if case is not None:
        take(world, seat, case, name, v)


def take(world: World, seat: Seat, case: UUID, name: str, v: int) -> None:
    """One act on one case; the texts are drawn whether it is admitted or not."""
    changes = ({"title": world.word()}, {"category": f"0{1 + v % 6}"}, {"suggester": {"name": world.word()}})
    said = world.word()
    forms: dict[str, Callable[[], Any]] = {
        "correct": lambda: correct_case(seat.desk, case, changes[v % 3], said),
        "withdraw": lambda: withdraw_case(seat.desk, case, said),
        "forward": lambda: forward_case(seat.desk, case, {"unit": said, "note": world.word()}),
        "reply": lambda: reply_case(seat.desk, case, {"outcome": str(1 + v % 5), "reply_text": said}),
    }
    world.act(seat, forms[name])


# --- the line ---------------------------------------------------------------------------------------

FATES = ("no_request", "no_answer", "twice", "later", "cut_request", "cut_answer", "status", "garbled")


def draw_fates(chance: random.Random) -> list[list[Any]]:
    """Mostly none; else the number of a request, what becomes of it, a byte or status."""
    spoilt = chance.choice((0, 0, 0, 1, 1, 2))
    made = []
    for _ in range(spoilt):
        kind = chance.choice(FATES)
        at = chance.choice((500, 502, 503, 504)) if kind == "status" else chance.randrange(2_000)
        made.append([chance.randrange(6), kind, at])
    return made


def draw_meanwhile(chance: random.Random) -> list[Any]:
    """Mostly nothing; else the number of a request, and what else happens before it reaches the hub."""
    if chance.random() < 0.85:
        return []
    name = chance.choice(_LATER)
    return [chance.randrange(5), name, ACTS[name].draw(chance)]


@act(16, i=desk, fates=draw_fates, meanwhile=draw_meanwhile)
def exchange(world: World, i: int, fates: Any = (), meanwhile: Any = ()) -> None:
    named = {at: Fate(kind, byte) for at, kind, byte in fates}
    aside = {meanwhile[0]: (meanwhile[1], meanwhile[2])} if meanwhile else {}
    world.exchange(seat_of(world, i), named, aside)


@act(6)
def all_exchange(world: World) -> None:
    for seat in list(world.seats):
        world.exchange(seat)


@act(3, k=some)
def deliver(world: World, k: int) -> None:
    """A request that was on its way for a long time arrives after all."""
    world.deliver(k)


# --- computers --------------------------------------------------------------------------------------


def draw_inner(chance: random.Random) -> list[Any]:
    name = chance.choice(("register", "two", "erase", "exchange", "exchange", "exchange"))
    given = ACTS[name].draw(chance)
    return [name, given | {"fates": [], "meanwhile": []} if name == "exchange" else given]


@act(6, i=desk, after=lambda chance: int(chance.expovariate(1 / 25)), what=draw_inner)
def crash(world: World, i: int, after: int, what: list[Any]) -> None:
    """The desk's process ends at some statement of what it does, and is started again."""
    seat = seat_of(world, i)
    world.fuse.left[seat.folder.name] = after
    ACTS[what[0]].do(world, **what[1] | {"i": i})
    world.fuse.mend(seat.folder.name)


@act(4, after=lambda chance: int(chance.expovariate(1 / 12)), i=desk)
def hub_crash(world: World, after: int, i: int) -> None:
    world.fuse.left[world.hub.folder.name] = after
    world.exchange(seat_of(world, i))
    world.fuse.mend(world.hub.folder.name)


@act(2, i=desk, what=draw_inner)
def disk_full(world: World, i: int, what: list[Any]) -> None:
    """There is no room for another page; then there is."""
    seat = seat_of(world, i)
    world.fuse.full.add(seat.folder.name)
    ACTS[what[0]].do(world, **what[1] | {"i": i})
    world.fuse.full.clear()


@act(2, i=desk)
def hub_disk_full(world: World, i: int) -> None:
    world.fuse.full.add(world.hub.folder.name)
    world.exchange(seat_of(world, i))
    world.fuse.full.clear()


@act(2, i=desk, v=some)
def clock(world: World, i: int, v: int) -> None:
    """A desk's clock jumps to 1970, ten years on, hours back, or to where it should be."""
    seat_of(world, i).time.ahead = CLOCKS[v % len(CLOCKS)] * world.skew


@act(1, v=some)
def hub_clock(world: World, v: int) -> None:
    world.hub_ahead = CLOCKS[v % len(CLOCKS)].total_seconds() * world.skew


@act(3, i=desk)
def image(world: World, i: int) -> None:
    seat = seat_of(world, i)
    world.homes += 1
    world.images.append((seat, seat.image(world.folder / f"image-{world.homes}")))
    if len(world.images) > MOST_IMAGES:
        shutil.rmtree(world.images.pop(0)[1])


@act(2, k=some, seen=yes)
def restore_desk_image(world: World, k: int, seen: bool) -> None:
    """A disk as it was some time ago, and somebody goes on writing there."""
    known = [(seat, path) for seat, path in world.images if seat in world.seats]
    if known:
        seat, path = known[k % len(known)]
        world.happened["restored"] += 1
        seat.put_back(path, seen=seen)
        world.look(seat)
        world.survive()
        ACTS["register"].do(world, world.seats.index(seat))


@act(1, i=desk)
def restore_desk_backup(world: World, i: int) -> None:
    """The product's own way back."""
    seat = seat_of(world, i)
    file = backup_desk(seat.desk, world.folder / f"backup-{seat.name}").path
    ACTS["register"].do(world, i)
    seat.close()
    restore_desk(file, seat.folder, seat.time, password=PASSWORD)
    seat.forget_looking()
    seat.open()
    world.look(seat)
    world.survive()


@act(1, k=some, seen=yes)
def clone(world: World, k: int, seen: bool) -> None:
    """The same disk in a second computer."""
    known = [(seat, path) for seat, path in world.images if not seat.revoked]
    if known and len(world.seats) < MOST_SEATS:
        seat, path = known[k % len(known)]
        world.seats.append(seat.second(world.folder / f"clone-{len(world.seats)}-{world.homes}", path, seen=seen))
        world.look(world.seats[-1])


@act(1, i=desk)
def die(world: World, i: int) -> None:
    """A desk is gone for ever; another is founded and enrolled in its place."""
    seat = seat_of(world, i)
    bury(world, seat)
    world.found(seat)


def bury(world: World, seat: Seat) -> None:
    world.seats.remove(seat)
    seat.close()
    shutil.rmtree(seat.folder)
    world.survive()


@act(1, i=desk)
def age(world: World, i: int) -> None:
    """A desk runs the program of before forwarding and replying, or is brought up to date."""
    seat = seat_of(world, i)
    if seat.old:
        seat.upgrade()
    else:
        seat.old = True


# --- the hub ----------------------------------------------------------------------------------------


@act(2)
def hub_backup(world: World) -> None:
    world.hub_images.append(world.hub.backup())
    if len(world.hub_images) > MOST_IMAGES:
        world.hub.drop(world.hub_images.pop(0))


@act(2, k=some, declared=yes)
def hub_rewind(world: World, k: int, declared: bool) -> None:
    """The records of some time ago are put back, by a keeper who says so or by a replica that nobody noticed."""
    if world.hub_images:
        world.hub.put_back(world.hub_images[-1 - k % len(world.hub_images)], declared=declared)
        world.went_back()


@act(1, placed=yes)
def hub_from_nothing(world: World, placed: bool) -> None:
    """Its records are gone, its key is not; the keeper takes the tree of places over once more, or leaves it to what
    comes back."""
    world.hub.forget_everything()
    if placed:
        world.hub.place_everybody()
    world.went_back()


@act(1, i=desk)
def revoke(world: World, i: int) -> None:
    """A desk is stolen; another is founded in its place, and whoever has the old one goes on trying for a while."""
    seat = seat_of(world, i)
    if seat.revoked:
        return
    world.revoke(seat)
    world.found(seat)
    out = [other for other in world.seats if other.revoked]
    for old in out[:-MOST_REVOKED]:
        bury(world, old)


@act(1)
def hub_age(world: World) -> None:
    """The hub runs the program of before forwarding and replying, or the one of now."""
    world.hub.old = not world.hub.old


# --- enemies ----------------------------------------------------------------------------------------


@act(1, i=desk, k=some)
def forge(world: World, i: int, k: int) -> None:
    hostile.forge(world, seat_of(world, i), k)


@act(1, i=desk, k=some, v=some)
def hostile_push(world: World, i: int, k: int, v: int) -> None:
    hostile.push(world, seat_of(world, i), k, v)


def schedule(seed: object, steps: int, leave_out: frozenset[str] = frozenset()) -> list[Step]:
    """Steps drawn by their weights: the same for the same seed."""
    chance = random.Random(f"{seed}")
    names = [name for name in ACTS if name not in leave_out]
    drawn = chance.choices(names, [ACTS[name].weight for name in names], k=steps)
    return [(name, ACTS[name].draw(chance)) for name in drawn]


def told(steps: list[Step]) -> str:
    return "\n".join(f"    ({name!r}, {dict(given)!r})," for name, given in steps)
