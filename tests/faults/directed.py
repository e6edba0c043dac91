"""Schedules too rare for chance, each with what it is about."""

from tests.faults.defects import BACK, DEFECTS, EVERYBODY, P1, T1, T2, V1, V2, V3, D, on, record, talk
from tests.faults.world import Step

OPEN: Step = ("hub_rewind", {"k": 0, "declared": True})
OF_DEFECTS = "where one would see "
COPY: Step = ("hub_backup", {})


def crashes(seat: int, what: str, first: int, last: int, gap: int = 1) -> list[Step]:
    """The process ends at one statement after another of the same thing."""
    return [("crash", {"i": seat, "after": after, "what": [what, {}]}) for after in range(first, last, gap)]


def full(seat: int, what: str) -> Step:
    return ("disk_full", {"i": seat, "what": [what, {}]})


DIRECTED: dict[str, list[Step]] = {
    "the district returns first what only the village has the name of": [
        record(V3), EVERYBODY, BACK, talk(D), EVERYBODY,
    ],
    "an erasure is nowhere any more but beside the records": [
        record(V1), EVERYBODY, on("erase", V1, part="both"), talk(V1), ("die", {"i": V1}), BACK, EVERYBODY,
    ],
    "the same after the hub lost everything but its key": [
        record(V1), EVERYBODY, on("erase", V1, part="both"), talk(V1), ("die", {"i": V1}),
        ("hub_from_nothing", {"placed": False}), EVERYBODY,
    ],
    "a batch that registers and erases comes after the hub has crashed in it": [
        record(V1), on("erase", V1, part="both"), *[("hub_crash", {"after": n, "i": V1}) for n in range(2, 40, 3)],
        EVERYBODY,
    ],
    "the town acts on what only it remembers": [
        record(V1), EVERYBODY, on("forward", T1), ("die", {"i": V1}), OPEN, talk(T1), on("reply", T1, v=1), EVERYBODY,
    ],
    "steps come back before the registration they are about": [
        record(V1), EVERYBODY, on("forward", T1), EVERYBODY, COPY, on("reply", T1, v=2), talk(T1), BACK, BACK,
        talk(T2), talk(D), ("exchange", {"i": V1, "fates": [[0, "no_request", 0]], "meanwhile": []}), talk(T1),
    ],
    "a restored image writes on at the same place of its stream": [
        ("image", {"i": V1}), record(V1), talk(V1), ("restore_desk_image", {"k": 0, "seen": False}), talk(V1),
        record(V1), talk(V1), EVERYBODY,
    ],
    "two clones write on, one after the other": [
        record(V1), ("image", {"i": V1}), ("clone", {"k": 0, "seen": False}), record(V1), ("register", {"i": 7}),
        EVERYBODY, ("register", {"i": 7}), record(V1), EVERYBODY,
    ],
    "an image from before the enrolment's first exchange, after a rewind": [
        ("image", {"i": V1}), record(V1), EVERYBODY, BACK, ("restore_desk_image", {"k": 0, "seen": True}), EVERYBODY,
    ],
    "two offices answer one case, and the village withdraws it": [
        record(P1), EVERYBODY, on("reply", T1, v=0), on("reply", D, v=1), on("withdraw", P1), talk(D), talk(P1),
        talk(T1), EVERYBODY,
    ],
    "the hub goes back between the pages of a feed": [
        record(V1), EVERYBODY, COPY, record(V2), talk(V2),
        ("exchange", {"i": T1, "fates": [], "meanwhile": [1, "hub_rewind", {"k": 0, "declared": False}]}), EVERYBODY,
    ],
    "the hub goes back between a push and its receipt's use": [
        record(V1), ("exchange", {"i": V1, "fates": [], "meanwhile": [2, "hub_rewind", {"k": 0, "declared": False}]}),
        EVERYBODY,
    ],
    "two rewinds to one backup make two epochs": [
        record(V1), EVERYBODY, COPY, record(V2), EVERYBODY, BACK, talk(V1), talk(T1), record(V1), talk(V1),
        ("hub_rewind", {"k": 0, "declared": False}), record(V3), talk(V3), EVERYBODY,
    ],
    "a desk is revoked while it pushes": [
        record(V1), ("exchange", {"i": V1, "fates": [], "meanwhile": [1, "revoke", {"i": V1}]}), EVERYBODY,
    ],
    "an old push arrives after the hub went back": [
        record(V1), talk(V1, [1, "later", 0]), record(V1), talk(V1), BACK, ("deliver", {"k": 0}), EVERYBODY,
    ],
    "an old desk among new ones": [
        record(V1), ("age", {"i": V1}), EVERYBODY, on("forward", T1), EVERYBODY, on("correct", V1, v=0),
        on("reply", T1, v=3), EVERYBODY, ("age", {"i": V1}), EVERYBODY,
    ],
    "an old hub among new desks": [
        record(V1), EVERYBODY, ("hub_age", {}), on("forward", T1), on("withdraw", V1), EVERYBODY, ("hub_age", {}),
        on("reply", T1, v=3), EVERYBODY,
    ],
    "a desk that crashes at every statement of an exchange": [
        record(V1), *crashes(V1, "exchange", 0, 40, 3), record(V2), talk(V2), *crashes(T1, "exchange", 4, 60, 5),
    ],
    "a desk whose disk is full, then is not": [
        record(V1), full(V1, "register"), full(V1, "exchange"), record(V2), talk(V2), full(T1, "exchange"),
        ("hub_disk_full", {"i": V1}), EVERYBODY,
    ],
    "a hub rebuilt from nothing, its tree taken over anew": [
        record(V1), record(T2), EVERYBODY, on("forward", T1), ("hub_from_nothing", {"placed": True}), talk(V3),
        EVERYBODY,
    ],
    "clocks everywhere": [
        *[("clock", {"i": n, "v": n}) for n in range(7)], record(V1), record(V3), ("hub_clock", {"v": 1}), EVERYBODY,
        on("forward", T1), ("hub_clock", {"v": 0}), EVERYBODY, on("reply", D, v=1), EVERYBODY,
    ],
}  # fmt: skip
DIRECTED |= {OF_DEFECTS + defect.name: list(defect.steps) for defect in DEFECTS}
