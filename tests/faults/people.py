"""What people do at the desks of the world."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from desk.actions.cases import correct_case, erase_case, record_case, withdraw_case
from desk.actions.deputies import add_deputy, change_deputy
from desk.actions.exchange import dismiss
from desk.actions.handling import handle_case
from desk.actions.holidays import publish_holidays
from desk.actions.station import set_station
from desk.actions.steps import (
    extend_case,
    forward_case,
    pause_case,
    reply_case,
    resume_case,
    return_case,
    settle_case,
    track_case,
)
from desk.actions.telling import tell_person
from desk.domain.sight import OFFICES
from desk.journal.fact import NewFact
from desk.storage.save import save
from tests.faults.act import act, desk, seat_of, some
from tests.faults.seat import Seat
from tests.faults.world import World

DEADLINE = ("track", "extend", "pause", "resume", "return")
LOOP = (
    *("review", "discuss", "research", "supervise", "mediate", "mediated"),
    *("settle", "tell", "tell", "carry", "complete", "file"),
)
OF_OFFICES = ("sign", "instruct", "adopt", "recommend", "award", "link")
HANDLED = tuple(name for name in (*LOOP, *OF_OFFICES) if name not in ("settle", "tell"))
TELLING: tuple[dict[str, Any], ...] = (
    {"how": "FM2", "satisfaction": "S1"},
    {"reached": "no_answer", "how": "FM2"},
    {"how": "FM5"},
    {"how": "FM2", "satisfaction": "S3"},
    {"reached": "posted"},
)
RECENT = 9  # cases among which a person chooses: two desks meet on one case


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


@act(6, i=desk, k=some, v=some)
def deadline(world: World, i: int, k: int, v: int) -> None:
    """An office puts a case on record, gives it back, or does something about a clock."""
    on_case(world, office(world, i), k, DEADLINE[v % len(DEADLINE)], v)


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


@act(5, i=desk, j=desk, k=some, v=some)
def two_offices(world: World, i: int, j: int, k: int, v: int) -> None:
    """One answers, forwards or gives back what another extends, rests or puts on record, or both do the same."""
    pair = seat_of(world, office(world, i)), seat_of(world, office(world, j))
    shown = [{id for (id,) in seat.ask("SELECT id FROM cases")} for seat in pair]
    case = newest(world, shown[0] & shown[1], k)
    if case is not None:
        for seat, shift in zip(pair, (0, 2), strict=True):
            names = ("extend", "reply", "return", "track") if shift else ("extend", "pause", "forward", "track")
            take(world, seat, case, names[(v >> shift) % 4], v)


@act(8, i=desk, k=some, v=some, w=some)
def loop(world: World, i: int, k: int, v: int, w: int) -> None:
    """A station or an office looks through, discusses, settles, tells, carries out, files; an office instructs too."""
    names = LOOP + OF_OFFICES if seat_of(world, i).level in OFFICES else LOOP
    on_case(world, i, k, names[(v * 7 + w) % len(names)], v)


@act(6, i=desk, j=desk, k=some, v=some, w=some)
def two_in_the_loop(world: World, i: int, j: int, k: int, v: int, w: int) -> None:
    """A station settles or tells what an office forwards, answers or withdraws, neither knowing of the other."""
    pair = seat_of(world, i), seat_of(world, office(world, j))
    shown = [{id for (id,) in seat.ask("SELECT id FROM cases")} for seat in pair]
    case = newest(world, shown[0] & shown[1], k)
    if case is not None:
        take(world, pair[0], case, ("settle", "tell", "discuss", "complete", "withdraw")[v % 5], v)
        take(world, pair[1], case, ("forward", "reply", "tell", "research", "instruct", "file")[w % 6], w)


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


@act(2, i=desk, v=some)
def publish(world: World, i: int, v: int) -> None:
    """A roster grows, or the holidays of a year are published."""
    seat, form = seat_of(world, i), {"name": world.word(), "level": "NCDTX"[v % 5], "phone": "13900000001"}
    days = {date(2027 + v % 2, 1, 1 + v % 28): "off"}
    if v % 3:
        world.act(seat, lambda: add_deputy(seat.desk, form))
    else:
        world.act(seat, lambda: publish_holidays(seat.desk, 2027 + v % 2, days), expects=False)


@act(2, i=desk, k=some, v=some)
def change_entry(world: World, i: int, k: int, v: int) -> None:
    """An entry of the roster is changed; a desk that does not know what it may do writes on one of another place."""
    seat = seat_of(world, i)
    entries = [id for (id,) in seat.ask("SELECT id FROM deputy ORDER BY id")]
    if not entries:
        return
    id, said = UUID(bytes=entries[k % len(entries)]), world.word()
    if v % 2:
        world.act(seat, lambda: change_deputy(seat.desk, id, {"post": said}), expects=False)
    else:
        left = NewFact("deputy.left", id, {"day": f"2026-01-{1 + v % 28:02}"})
        world.act(seat, lambda: save(seat.desk.vault, seat.desk.operator, seat.desk.clock(), [left]))


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
        "return": lambda: return_case(seat.desk, case, {"reason": said}),
        "track": lambda: track_case(seat.desk, case, {"track": ("deputy", "petition", "none")[v % 3]}),
        "extend": lambda: extend_case(seat.desk, case, {"rule": "ST05", "by": 1 + v, "approver": said, "reason": said}),
        "pause": lambda: pause_case(seat.desk, case, {"rule": "ST05", "reason": said}),
        "resume": lambda: resume_case(seat.desk, case, {"rule": "ST05"}),
        "settle": lambda: settle_case(seat.desk, case, {"outcome": str(1 + v % 5), "reply_text": said}),
        "tell": lambda: tell_person(
            seat.desk, case, TELLING[v % len(TELLING)] | ({"reason": said} if v % 4 == 3 else {})
        ),
        **{step: (lambda step=step: handle_case(seat.desk, case, said_of(step, said, v), step)) for step in HANDLED},
    }
    world.act(seat, forms[name])


def said_of(step: str, said: str, v: int) -> dict[str, Any]:
    """A form of that step."""
    more: dict[str, dict[str, Any]] = {
        "review": {"loop": ("SMALL", "BIG")[v % 2]},
        "discuss": {"record": said, "people": 1 + v},
        "instruct": {"text": said, "actor": said[:9]},
        "mediate": {"unit": said[:9]},
        "adopt": {"adoption": "FPRN"[v % 4]},
        "link": {"link": "deputy", "number": said[:9]},
    }
    noted = {} if step in ("discuss", "instruct", "link") else {"note": said}
    return noted | more.get(step, {})


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
