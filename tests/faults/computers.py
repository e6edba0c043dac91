"""What lines, disks and clocks do to the desks of the world; how they crash, are put back, copied and lost."""

import random
import shutil
from datetime import timedelta
from typing import Any

from desk.actions.keeping import backup_desk, restore_desk
from tests.faults.act import ACTS, act, desk, seat_of, some, yes
from tests.faults.people import register
from tests.faults.proxy import Fate
from tests.faults.seat import PASSWORD, Seat
from tests.faults.world import World

MOST_SEATS = 10
MOST_IMAGES = 4
CLOCKS = (timedelta(days=-20_000), timedelta(days=3_650), timedelta(hours=-5), timedelta())
_LATER = ("register", "two", "exchange", "hub_rewind", "hub_crash", "erase", "revoke")
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
        register(world, world.seats.index(seat))


@act(1, i=desk)
def restore_desk_backup(world: World, i: int) -> None:
    """The product's own way back."""
    seat = seat_of(world, i)
    file = backup_desk(seat.desk, world.folder / f"backup-{seat.name}").path
    register(world, i)
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
