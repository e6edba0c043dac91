"""What becomes of the hub of the world, by its keepers and by enemies."""

from tests.faults import hostile
from tests.faults.act import act, desk, seat_of, some, yes
from tests.faults.computers import MOST_IMAGES, bury
from tests.faults.world import World

MOST_REVOKED = 2  # desks that are out and try all the same


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


@act(1, i=desk, k=some)
def forge(world: World, i: int, k: int) -> None:
    hostile.forge(world, seat_of(world, i), k)


@act(1, i=desk, k=some, v=some)
def hostile_push(world: World, i: int, k: int, v: int) -> None:
    hostile.push(world, seat_of(world, i), k, v)
