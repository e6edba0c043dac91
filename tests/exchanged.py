"""What an exchange leaves in a desk's tables, written there by hand: the hub's row, stamps, acts of others."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, update

from desk.actions.desk import Desk
from desk.domain.moment import write_time
from desk.storage.tables import case, fact, hub, place, stamp, step, stream, subject

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
    """A receipt for everything written so far, and the way back of it."""
    with desk.vault.write() as connection:
        newest = connection.execute(select(func.max(fact.c.n))).scalar()
        connection.execute(update(hub).values(arrived=newest, last_at=at.isoformat(), trouble=None))
        stamped = select(stamp.c.fact)
        for n in connection.execute(select(fact.c.n).where(fact.c.n.not_in(stamped))).scalars().all():
            connection.execute(insert(stamp).values(**_stamp(n)))
        connection.execute(update(step).where(step.c.verdict == "provisional").values(verdict="ok"))
        connection.execute(update(case).values(last_own=0))


def failed(desk: Desk, code: str, **facts: Any) -> None:
    """The last try did not go through."""
    with desk.vault.write() as connection:
        connection.execute(update(hub).values(trouble=json.dumps({"code": code, **facts})))


def refused(desk: Desk, id: UUID, kind: str, verdict: str, reason: str) -> UUID:
    """The hub did not apply the last fact of this kind on a case."""
    with desk.vault.write() as connection:
        number = connection.execute(select(case.c.n).where(case.c.id == id.bytes)).scalar_one()
        of_case = select(fact.c.n).where(fact.c.subject == number)
        last = select(func.max(step.c.n)).where(step.c.n.in_(of_case), step.c.kind == kind)
        n = connection.execute(last).scalar_one()
        connection.execute(update(step).where(step.c.n == n).values(verdict=verdict, reason=reason))
        connection.execute(update(case).where(case.c.n == number).values(refused=case.c.refused + 1))
        return UUID(bytes=connection.execute(select(step.c.fact).where(step.c.n == n)).scalar_one())


def town(desk: Desk, level: str = "town", name: str = TOWN) -> UUID:
    """Another place this desk has heard of."""
    id = uuid4()
    with desk.vault.write() as connection:
        added = connection.execute(insert(subject).values(id=id.bytes, noun="place")).inserted_primary_key
        assert added is not None
        connection.execute(
            insert(place).values(
                n=added[0], id=id.bytes, code="310116113000", level=level, sample=False, promise_days=60, name=name
            )
        )
    return id


def came(desk: Desk, id: UUID, by: UUID, at: datetime, kind: str = "replied", text: str = "已经列入计划。") -> None:
    """An act of another place on a case, with its words."""
    with desk.vault.write() as connection:
        number = connection.execute(select(case.c.n).where(case.c.id == id.bytes)).scalar_one()
        own = connection.execute(select(fact).where(fact.c.subject == number).limit(1)).one()
        foreign = connection.execute(insert(stream).values(desk_key=uuid4().bytes * 2, incarnation=uuid4().bytes))
        assert foreign.inserted_primary_key is not None
        content = bytes(own.content).replace(_recorded(own.content), write_time(at).encode())
        row = {**own._mapping, "n": None, "id": uuid4().bytes, "stream": foreign.inserted_primary_key[0]}
        added = connection.execute(insert(fact).values(**row | {"content": content})).inserted_primary_key
        assert added is not None
        connection.execute(insert(stamp).values(**_stamp(added[0])))
        shown = {"own": False, "verdict": "ok", "reason": "", "step": None, "outcome": None, "fields": ""}
        said = {"kind": kind, "text": text, "who": None, "detail": "{}", "operator": uuid4().bytes}
        where = {"n": added[0], "fact": row["id"], "place": by.bytes, "at": write_time(at)}
        connection.execute(insert(step).values(**shown | said | where))


def _recorded(content: bytes) -> bytes:
    start = content.rindex(b'"recorded_at":"') + len(b'"recorded_at":"')
    return content[start : start + 24]


def _stamp(n: int) -> dict[str, Any]:
    return {
        "fact": n,
        "epoch": 1 << 32,
        "n": n,
        "verdict": "ok",
        "reason": "",
        "hub_time": 0,
        "mac": b"\0" * 16,
        "delivered": n,
    }
