"""Exchanging with the hub: joining it, sending what was written here, taking in what others wrote, putting aside what
it refused."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy.dialects.sqlite import insert

from desk.actions.desk import Change, Desk
from desk.domain.moment import write_time
from desk.errors import BadEnvironment, BadInput, DeskError
from desk.reads.station import station_in
from desk.storage.arriving import (
    Hub,
    Mark,
    count_refused,
    count_unsent,
    find_hub,
    find_refused,
    keep_enrolment,
    note_exchange,
    read_hub,
    read_seed,
)
from desk.storage.leaving import subject_ids
from desk.storage.lock import alone
from desk.storage.projection.subject import project
from desk.storage.receiving import compute_waiting
from desk.storage.tables import dismissal
from desk.sync.back import meet
from desk.sync.backoff import next_wait
from desk.sync.client import Line, Lost, Signer, check_authority, check_url
from desk.sync.enrol import enrol as ask_for_place
from desk.sync.enrol import enrol_again
from desk.sync.feed import pull
from desk.sync.push import push
from desk.sync.trip import Rewound, Stopped, Tell, Trip
from desk.sync.wire import NO_TOKEN

__all__ = ["Enrolled", "Exchanged", "dismiss", "enrol", "exchange", "next_wait"]
_ROUNDS = 4  # how often in one exchange the hub may turn out to be elsewhere than it was met
_LARGEST_AUTHORITY = 2**20  # bytes of a PEM file
_START = Mark(0, NO_TOKEN)


@dataclass(frozen=True)
class Enrolled:
    """The hub (its address) and the place this desk acts as from now on."""

    hub: str
    place: UUID
    level: str
    code: str
    name: str


@dataclass(frozen=True)
class Exchanged:
    """`sent` own facts were confirmed, `received` were new here; `refused` own ones wait for their maker to see why;
    `left` are not confirmed yet. `subjects`: what may look different now."""

    sent: int
    received: int
    refused: int
    left: int
    subjects: tuple[UUID, ...]


def enrol(desk: Desk, url: str, code: str, authority: Path | None = None) -> Enrolled:
    """Joins a hub by a one-time code; nothing is exchanged yet. `authority`: a PEM file to trust instead of the
    computer's own authorities.

    Raises BadInput hub_url_wrong, hub_not_tls, authority_wrong, code_wrong, enrolled_elsewhere; BadEnvironment.
    """
    url, ca = check_url(url), _read_authority(authority)
    with _alone(desk), _line(desk, url, ca, 0) as line:
        new = Trip(desk.vault, line).insist(lambda: ask_for_place(line, url, ca, code, _station(desk)))
        with desk.vault.write() as connection:
            known = find_hub(connection)
            if known is not None and known.key != new.hub_key:
                raise BadInput("enrolled_elsewhere", hub=known.url)
            keep_enrolment(connection, new, _START, line.signer.ahead)
    return Enrolled(url, new.place, new.level, new.code, new.name)


def exchange(desk: Desk, stop: Callable[[], bool] = lambda: False, progress: Tell | None = None) -> Exchanged:
    """One full exchange: meet the hub, send, take in, compute. `stop` is asked between two steps; `progress` is told
    what is under way (return, push, feed) and how many facts are done.

    Raises BadEnvironment not_enrolled, exchange_running, hub_unreachable, hub_revoked, hub_version ... with `left`,
    how many own facts are not confirmed; what was done until then stays done.
    """
    with _alone(desk):
        with desk.vault.read() as connection:
            known = read_hub(connection)
        with _line(desk, known.url, known.ca, known.clock_ahead) as line:
            line.unknown = lambda: _enrol_again(desk, line, known)
            trip = Trip(desk.vault, line, stop=stop, tell=progress or (lambda _what, _done: None))
            return _finish(desk, trip, _talk(trip))


def dismiss(desk: Desk, id: UUID) -> Change:
    """The maker of a fact that was not applied has seen why. Raises BadInput nothing_to_dismiss."""
    with desk.vault.write() as connection:
        row = find_refused(connection, id)
        if row is None:
            raise BadInput("nothing_to_dismiss")
        connection.execute(insert(dismissal).values(fact=row.n, at=write_time(desk.clock())).on_conflict_do_nothing())
        project(connection, [(row.subject, row.noun)])
    return Change((UUID(bytes=row.id),))


def _talk(trip: Trip) -> DeskError | None:
    """What ended it before its end; nothing when it went through or was stopped."""
    try:
        for _ in range(_ROUNDS):
            with suppress(Rewound):
                meet(trip)
                push(trip)
                pull(trip)
                trip.tally.whole = True
                return None
        raise Lost("rewound")
    except Stopped:
        return None
    except DeskError as error:
        return error


def _finish(desk: Desk, trip: Trip, trouble: DeskError | None) -> Exchanged:
    """What came in is shown, whatever ended the talk; how it went is written down."""
    subjects: tuple[UUID, ...] = ()
    try:
        subjects = compute_waiting(desk.vault, stop=trip.stop)
    except DeskError as error:
        trouble = trouble or error
    with desk.vault.write() as connection:
        if trouble or trip.tally.whole:
            note_exchange(connection, desk.clock(), trip.line.signer.ahead, trouble)
        left, refused = count_unsent(connection), count_refused(connection)
        pushed = subject_ids(connection, trip.tally.subjects)
    if trouble is not None:
        trouble.facts["left"] = left
        raise trouble
    changed = tuple(dict.fromkeys((*subjects, *pushed)))
    return Exchanged(trip.tally.sent, trip.tally.received, refused, left, changed)


def _enrol_again(desk: Desk, line: Line, known: Hub) -> None:
    new = enrol_again(line, known, _station(desk))
    with desk.vault.write() as connection:
        keep_enrolment(connection, new, _START, line.signer.ahead)


def _station(desk: Desk) -> dict[str, str]:
    with desk.vault.read() as connection:
        station = station_in(connection)
    return {"id": station.place.hex, "code": station.code, "level": station.level}


@contextmanager
def _alone(desk: Desk) -> Iterator[None]:
    """The window and a command must not exchange at the same time."""
    with alone(desk.home.exchange) as free:
        if not free:
            with desk.vault.read() as connection:
                raise BadEnvironment("exchange_running", left=count_unsent(connection))
        yield


@contextmanager
def _line(desk: Desk, url: str, ca: str, ahead: int) -> Iterator[Line]:
    with desk.vault.read() as connection:
        seed = read_seed(connection)
    line = Line(url, ca, Signer(seed, lambda: int(desk.clock().timestamp()), ahead))
    try:
        yield line
    finally:
        line.close()


def _read_authority(file: Path | None) -> str:
    if file is None:
        return ""
    try:
        with file.open("rb") as opened:
            pem = opened.read(_LARGEST_AUTHORITY).decode("ascii")
    except FileNotFoundError:
        raise BadInput("file_missing") from None
    except OSError:
        raise BadInput("file_unreadable") from None
    except UnicodeDecodeError:
        raise BadInput("authority_wrong") from None
    check_authority(pem)
    return pem
