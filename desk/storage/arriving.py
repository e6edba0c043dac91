"""The hub this desk is enrolled at: how far its feed was read here, and which own facts it has confirmed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, literal, select, update

from desk.domain.moment import write_time
from desk.errors import BadEnvironment, DeskError
from desk.storage.tables import dismissal, fact, hub, identity, stamp, stream, subject, token

LADDER = 1_000  # tokens kept of the places passed: every one of late, fewer the further back
NOT_DELIVERED = 2**62  # `delivered` of a fact that the hub may have lost and that has not come again yet
_REFUSED = ("not_applied", "set_aside")


class Mark(NamedTuple):
    """A place of the feed and the token that stands there (32 hex digits)."""

    place: int
    token: str


@dataclass(frozen=True)
class Enrolment:
    """What the hub signed: this desk's key acts as a place of this level, code and name."""

    url: str
    ca: str  # PEM; empty: the computer's own authorities
    hub_key: bytes
    certificate: Mapping[str, Any]
    place: UUID
    level: str
    code: str
    name: str


@dataclass(frozen=True)
class Hub:
    """The hub as this desk knows it. `trouble` is that of the last exchange, as {"code": ..., facts}."""

    url: str
    ca: str
    key: bytes
    certificate: Mapping[str, Any]
    level: str
    code: str
    name: str
    epoch: int
    cursor: Mark
    mark: Mark
    arrived: int
    clock_ahead: int  # seconds
    revoked: bool
    last_at: str | None
    trouble: Mapping[str, Any] | None


def find_hub(connection: Connection) -> Hub | None:
    """None: this desk is not enrolled."""
    row = connection.execute(select(hub)).one_or_none()
    if row is None:
        return None
    return Hub(
        url=row.url,
        ca=row.ca,
        key=row.hub_key,
        certificate=json.loads(row.certificate),
        level=row.level,
        code=row.code,
        name=row.name,
        epoch=row.epoch,
        cursor=Mark(row.cursor, row.token),
        mark=Mark(row.mark, row.mark_token),
        arrived=row.arrived,
        clock_ahead=row.clock_ahead,
        revoked=row.revoked,
        last_at=row.last_at,
        trouble=json.loads(row.trouble) if row.trouble else None,
    )


def read_hub(connection: Connection) -> Hub:
    """Raises BadEnvironment not_enrolled."""
    found = find_hub(connection)
    if found is None:
        raise BadEnvironment("not_enrolled", left=count_unsent(connection))
    return found


def read_seed(connection: Connection) -> bytes:
    """The desk's private key: by it requests are signed."""
    seed: bytes = connection.execute(select(identity.c.seed)).scalar_one()
    return seed


def keep_enrolment(connection: Connection, new: Enrolment, start: Mark, ahead: int) -> None:
    """From here on the desk acts as the enrolled place. Of a hub it knows already, what was exchanged stays. `ahead`:
    seconds that the hub's clock is ahead of this computer's."""
    told = {
        "url": new.url,
        "ca": new.ca,
        "hub_key": new.hub_key,
        "certificate": json.dumps(new.certificate, ensure_ascii=False, sort_keys=True),
        "level": new.level,
        "code": new.code,
        "name": new.name,
        "clock_ahead": ahead,
        "revoked": False,
        "trouble": None,
    }
    if find_hub(connection) is None:
        begun = {"cursor": start.place, "token": start.token, "mark": start.place, "mark_token": start.token}
        connection.execute(insert(hub).values(**told, **begun))
    else:
        connection.execute(update(hub).values(**told))
    connection.execute(update(identity).values(place=new.place.bytes))


def keep_level(connection: Connection, level: str) -> None:
    """The hub says at which level this desk acts from now on."""
    connection.execute(update(hub).values(level=level))


def keep_receipt(connection: Connection, arrived: int, mark: Mark) -> None:
    """What a verified receipt proves: own facts up to number `arrived` are at the hub, whose feed goes up to `mark`."""
    connection.execute(update(hub).values(arrived=arrived, mark=mark.place, mark_token=mark.token))


def keep_cursor(connection: Connection, to: Mark) -> None:
    """The feed was read up to there: belongs into the transaction that stores what stood before it."""
    connection.execute(update(hub).values(cursor=to.place, token=to.token))
    connection.execute(delete(token).where(token.c.place == to.place))
    connection.execute(insert(token).values(place=to.place, token=to.token))
    if connection.execute(select(func.count()).select_from(token)).scalar_one() > LADDER:
        _thin(connection)


def _thin(connection: Connection) -> None:
    """Every other one of the older half goes: the steps of the ladder get wider the further back they are."""
    places = connection.execute(select(token.c.place).order_by(token.c.place)).scalars().all()
    gone = places[1 : len(places) // 2 : 2]
    connection.execute(delete(token).where(token.c.place.in_(gone)))


def passed(connection: Connection) -> list[Mark]:
    """The places whose tokens are still known, in order."""
    return [Mark(*row) for row in connection.execute(select(token.c.place, token.c.token).order_by(token.c.place))]


def resume_from(connection: Connection, common: Mark, epoch: int) -> None:
    """After the hub went back and got again what it had lost: the feed is read from the last common place, and own
    facts that never came back in it count as not arrived."""
    connection.execute(delete(token).where(token.c.place > common.place))
    connection.execute(update(stamp).where(stamp.c.delivered > common.place).values(delivered=NOT_DELIVERED))
    at = {"cursor": common.place, "token": common.token, "mark": common.place, "mark_token": common.token}
    connection.execute(update(hub).values(epoch=epoch, arrived=_before_unstamped(connection), **at))


def keep_arrived(connection: Connection, number: int) -> None:
    """What the hub said of its own accord: it holds no own fact behind that one."""
    connection.execute(update(hub).values(arrived=number))


def _own() -> Any:
    """Facts of this desk's key, under all its incarnations."""
    return fact.c.stream.in_(
        select(stream.c.n).where(stream.c.desk_key == select(identity.c.desk_key).scalar_subquery())
    )


def _unstamped() -> Any:
    return ~select(literal(1)).where(stamp.c.fact == fact.c.n).exists()


def _before_unstamped(connection: Connection) -> int:
    """The number of the last own fact before the first one without a stamp; 0: there is none."""
    first = connection.execute(select(func.min(fact.c.n)).where(_own(), _unstamped())).scalar()
    before = select(func.max(fact.c.n)).where(_own())
    return connection.execute(before if first is None else before.where(fact.c.n < first)).scalar() or 0


def all_arrived(connection: Connection) -> bool:
    """Whether the last fact this desk wrote is the one that arrived last: told from two rows."""
    head = select(identity.c.head).scalar_subquery()
    known = select(literal(1)).where(fact.c.n == select(hub.c.arrived).scalar_subquery(), fact.c.hash == head)
    return connection.execute(known).scalar() is not None


def count_unsent(connection: Connection) -> int:
    """Own facts that the hub has not confirmed."""
    if all_arrived(connection):
        return 0
    unsent = select(func.count()).select_from(fact)
    arrived = func.coalesce(select(hub.c.arrived).scalar_subquery(), 0)
    unsent = unsent.where(fact.c.n > arrived, _own(), _unstamped())
    return int(connection.execute(unsent).scalar_one())


def count_refused(connection: Connection) -> int:
    """Own facts that the hub did not apply or set aside, and whose reason nobody has dismissed yet."""
    seen = select(literal(1)).where(dismissal.c.fact == fact.c.n).exists()
    refused = select(func.count()).select_from(stamp).join(fact, fact.c.n == stamp.c.fact)
    refused = refused.where(stamp.c.verdict.in_(_REFUSED), _own(), ~seen)
    return int(connection.execute(refused).scalar_one())


def find_refused(connection: Connection, id: UUID) -> Any:
    """Number, subject (number, id and noun) of an own fact that the hub did not apply or set aside; None of others."""
    of = fact.join(subject, subject.c.n == fact.c.subject).join(stamp, stamp.c.fact == fact.c.n)
    columns = fact.c.n, fact.c.subject, subject.c.id, subject.c.noun
    found = select(*columns).select_from(of).where(fact.c.id == id.bytes, stamp.c.verdict.in_(_REFUSED), _own())
    return connection.execute(found).one_or_none()


def note_exchange(connection: Connection, at: datetime, ahead: int, trouble: DeskError | None) -> None:
    """How the last exchange went; `last_at` stays that of the last one that worked."""
    said: dict[str, Any] = {"clock_ahead": ahead}
    if trouble is None:
        said |= {"last_at": write_time(at), "trouble": None, "revoked": False}
    else:
        said["trouble"] = json.dumps({**trouble.facts, "code": trouble.code}, ensure_ascii=False)
        if trouble.code == "hub_revoked":
            said["revoked"] = True
    connection.execute(update(hub).values(**said))
