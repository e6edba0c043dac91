"""What an exchange leaves in a desk's tables, put there by hand: the hub's row, stamps, facts of other places."""

import json
import os
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, func, insert, select, update

from desk.actions.desk import Desk
from desk.domain.moment import local_day, write_time
from desk.domain.place import Placed
from desk.domain.step_bodies import Forwarded, Replied
from desk.journal.fact import Author, Head, NewFact, write_fact
from desk.journal.link import START, Stream
from desk.storage.facts import add_fact
from desk.storage.projection.subject import project
from desk.storage.row import new_key
from desk.storage.save import new_id
from desk.storage.tables import fact, hub, stamp, stream, subject

HUB = "https://hub.example.cn:8443"
TOWN = "山阳镇征集工作站"


def enrolled(desk: Desk, *, level: str = "point", **changes: Any) -> None:
    """The desk knows a hub; nothing went there yet."""
    row = {
        "url": HUB,
        "ca": "",
        "hub_key": b"\1" * 32,
        "certificate": "{}",
        "level": level,
        "code": "310116113000",
        "name": "晨光居民区",
        "token": "0" * 32,
        "mark_token": "0" * 32,
        "last_at": None,
        "trouble": None,
    }
    with desk.vault.write() as connection:
        connection.execute(insert(hub).values(**row | changes))


def arrived(desk: Desk, at: datetime) -> None:
    """A receipt for everything written so far, and the way back of it in the feed."""
    with desk.vault.write() as connection:
        newest = connection.execute(select(func.max(fact.c.n))).scalar()
        connection.execute(update(hub).values(arrived=newest, last_at=write_time(at), trouble=None))
        unstamped = select(fact.c.n).where(fact.c.n.not_in(select(stamp.c.fact)))
        for n in connection.execute(unstamped).scalars().all():
            _stamp(connection, n)
        _compute(connection)


def failed(desk: Desk, code: str, **facts: Any) -> None:
    """The last try did not go through."""
    with desk.vault.write() as connection:
        connection.execute(update(hub).values(trouble=json.dumps({"code": code, **facts}), revoked="revoked" in code))


def refused(desk: Desk, id: UUID, kind: str, verdict: str, reason: str) -> UUID:
    """The hub did not apply the last fact of this kind on a subject; it has come back already. Answers its id."""
    with desk.vault.write() as connection:
        facts = select(fact).join(subject, subject.c.n == fact.c.subject).where(subject.c.id == id.bytes)
        last = [row for row in connection.execute(facts.order_by(fact.c.n)) if f'"{kind}"'.encode() in row.content][-1]
        said = update(stamp).where(stamp.c.fact == last.n).values(verdict=verdict, reason=reason)
        assert connection.execute(said).rowcount == 1
        _compute(connection)
        return UUID(bytes=last.id)


def town(desk: Desk, at: datetime, level: str = "town", name: str = TOWN) -> UUID:
    """Another place this desk has heard of."""
    id = uuid4()
    placed = NewFact("place.placed", id, Placed(code="310116113000", level=level).to_json(), words={"name": name})
    came(desk, placed, at, by=id)
    return id


def forwarded(desk: Desk, case: UUID, at: datetime, by: UUID) -> None:
    body = Forwarded(level="town", day=local_day(at), unit="U01")
    came(desk, NewFact("case.forwarded", case, body.to_json()), at, by)


def replied(desk: Desk, case: UUID, at: datetime, by: UUID, text: str = "已经列入计划。") -> None:
    body = Replied(level="town", day=local_day(at), outcome="1", unit="U01", texts=("reply_text",))
    came(desk, NewFact("case.replied", case, body.to_json(), words={"reply_text": text}), at, by)


def came(desk: Desk, new: NewFact, at: datetime, by: UUID) -> None:
    """A fact of another place, out of the feed."""
    key, incarnation = os.urandom(32), os.urandom(16)
    head = Head(Stream(key, incarnation), 0, START)
    with desk.vault.write() as connection:
        number = new_key(connection.execute(insert(stream).values(desk_key=key, incarnation=incarnation)))
        add_fact(connection, write_fact(new, Author(by, uuid4()), head, at, os.urandom, new_id()), number)
        _stamp(connection, connection.execute(select(func.max(fact.c.n))).scalar_one())
        _compute(connection)


def _stamp(connection: Connection, n: int) -> None:
    shown = {"epoch": 1 << 32, "n": n, "verdict": "ok", "reason": "", "hub_time": 0, "mac": b"\0" * 16}
    connection.execute(insert(stamp).values(fact=n, delivered=n, **shown))


def _compute(connection: Connection) -> None:
    project(connection, [(row.n, row.noun) for row in connection.execute(select(subject))])
