"""How a desk becomes one of the hub's: a one-time code, or the certificate of a hub that has lost its records.

A code has eight digits, ten minutes and one use; where codes are guessed, nobody is heard for a while, the right code
included. Guesses stand in the tables, because several processes answer.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import ValidationError
from sqlalchemy import Connection, delete, insert, select, update

from desk.domain.sight import LEVELS
from desk.errors import BadInput
from desk.hub import places
from desk.hub.hub import Hub, Member, Refusal
from desk.hub.shapes import Enrolling
from desk.hub.tables import attempt, desk, enrolment, place
from desk.journal import canonical

DIGITS, LIVES = 8, 600  # of a code; seconds
WRONG_OF_ONE, WRONG_OF_ALL, WRONG_SPAN = 5, 100, 600  # guesses from one network, from all; seconds
_DIGEST = b"msd-enrolment-1"
_upper = place.alias("upper")
_NETWORK = 64  # bits of an IPv6 address: the rest is the sender's own choice


@dataclass(frozen=True)
class NewCode:
    """Eight digits to be told to whoever sits at the desk; `expires` in seconds since 1970."""

    code: str
    expires: int


@dataclass(frozen=True)
class _Admitted:
    """Where a desk is let in; `code` and `name` are those of the place."""

    place: UUID
    level: str
    code: str
    name: str


def new_code(hub: Hub, division: str, level: str) -> NewCode:
    """A code for one desk at the place with these twelve digits. Raises BadInput level_unknown, place_unknown."""
    if level not in LEVELS:
        raise BadInput("level_unknown", level=level[:40], known=LEVELS)
    found = places.find_place(hub, division, "village" if level == "point" else level)
    now = int(hub.clock())
    with hub.engine.write() as connection:
        connection.execute(delete(enrolment).where(enrolment.c.expires < now))
        given = set(connection.execute(select(enrolment.c.code)).scalars())
        while (digest := _digest(hub, code := f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}")) in given:
            pass
        row = {"code": digest, "place": found.bytes, "level": level, "expires": now + LIVES, "used": False}
        connection.execute(insert(enrolment).values(**row))
    return NewCode(code, now + LIVES)


def enrol(hub: Hub, key: bytes, body: Any, source: str) -> dict[str, Any]:
    """Takes a desk in, by code or by certificate, and hangs its station under its place. `source` is an address.

    Raises Refusal 400 not_understood, 403 code_wrong, certificate_wrong, revoked, 409 enrolled_elsewhere,
    429 guessing_locked.
    """
    asked = _understand(body)
    with hub.engine.write() as connection:
        known = connection.execute(select(desk).where(desk.c.key == key)).one_or_none()
        if key in hub.apart.revoked() or (known is not None and known.revoked_at is not None):
            raise Refusal(403, "revoked")
        if asked.certificate is not None:
            admitted = _by_certificate(hub, key, asked, body["certificate"])
        else:
            admitted = _by_code(hub, connection, asked, known, _network(source))
        if isinstance(admitted, _Admitted):
            return _take_in(hub, connection, key, asked, known, admitted)
    raise admitted  # the guess is committed


def _understand(body: Any) -> Enrolling:
    try:
        asked = Enrolling.model_validate(body)
    except ValidationError:
        raise Refusal(400, "not_understood") from None
    if (asked.code is None) == (asked.certificate is None):
        raise Refusal(400, "not_understood")
    return asked


def _by_code(hub: Hub, connection: Connection, asked: Enrolling, known: Any, source: str) -> _Admitted | Refusal:
    """A refusal is answered, not raised: the guess has to be written down. A used code is good once more for the desk
    that used it, whose answer may have been lost."""
    now = int(hub.clock())
    locked = _locked(connection, source, now)
    if locked:
        return Refusal(429, "guessing_locked", seconds=locked)
    meant = enrolment.c.code == _digest(hub, asked.code or "")
    row = connection.execute(select(enrolment).where(meant, enrolment.c.expires >= now)).one_or_none()
    there = row is not None and known is not None and _is_there(connection, known, row)
    if row is None or (row.used and not there):
        connection.execute(insert(attempt).values(n=secrets.randbits(62), source=source, at=now))
        return Refusal(403, "code_wrong")
    if known is not None and not there:
        return Refusal(409, "enrolled_elsewhere")
    connection.execute(update(enrolment).where(meant).values(used=True))
    at = UUID(bytes=known.place if there else row.place)
    if row.level == "point" and not there:
        at = places.mint_point(hub, connection, at)
    return _Admitted(at, row.level, *_named(connection, at))


def _by_certificate(hub: Hub, key: bytes, asked: Enrolling, certificate: Mapping[str, Any]) -> _Admitted | Refusal:
    """The place need not be known: its facts come back from the desks."""
    given = asked.certificate
    assert given is not None
    rest = {name: value for name, value in certificate.items() if name != "signature"}
    try:
        signed = canonical.to_bytes(rest)
        Ed25519PublicKey.from_public_bytes(hub.identity.key).verify(bytes.fromhex(given.signature), signed)
    except (InvalidSignature, ValueError):
        return Refusal(403, "certificate_wrong")
    if (given.key, given.station) != (key.hex(), asked.station.id):
        return Refusal(403, "certificate_wrong")
    return _Admitted(UUID(hex=given.place), given.level, given.code, given.name)


def _take_in(
    hub: Hub, connection: Connection, key: bytes, asked: Enrolling, known: Any, admitted: _Admitted
) -> dict[str, Any]:
    now, station = int(hub.clock()), UUID(hex=asked.station.id)
    if known is not None and bytes(known.place) != admitted.place.bytes:
        raise Refusal(409, "enrolled_elsewhere")
    row = {"place": admitted.place.bytes, "station": station.bytes, "level": admitted.level, "rules": asked.rules}
    row |= {"name": admitted.name, "enrolled_at": now if known is None else known.enrolled_at}
    if known is None:
        connection.execute(insert(desk).values(key=key, revoked_at=None, seen_at=now, **row))
    else:
        connection.execute(update(desk).where(desk.c.key == key).values(seen_at=now, **row))
    places.place_station(hub, connection, Member(key, admitted.place, station, admitted.level, asked.rules))
    certificate = {
        "key": key.hex(),
        "place": admitted.place.hex,
        "station": station.hex,
        "level": admitted.level,
        "code": admitted.code,
        "name": admitted.name,
        "at": row["enrolled_at"],
    }
    signature = hub.identity.sign(canonical.to_bytes(certificate)).hex()
    return {
        "certificate": certificate | {"signature": signature},
        "hub": hub.identity.key.hex(),
        "level": admitted.level,
    }


def _locked(connection: Connection, source: str, now: int) -> int:
    """For how many seconds guesses from here are not heard; 0: they are."""
    connection.execute(delete(attempt).where(attempt.c.at <= now - WRONG_SPAN))
    for of, most in ((attempt.c.source == source, WRONG_OF_ONE), (attempt.c.n >= 0, WRONG_OF_ALL)):
        newest = select(attempt.c.at).where(of).order_by(attempt.c.at.desc()).limit(most)
        times: list[int] = list(connection.execute(newest).scalars())
        if len(times) == most:
            return max(1, times[-1] + WRONG_SPAN - now)
    return 0


def _is_there(connection: Connection, known: Any, row: Any) -> bool:
    """Whether a desk already acts where a code would put it."""
    if known.level != row.level:
        return False
    above = select(_upper.c.id).join(place, place.c.parent == _upper.c.n).where(place.c.id == known.place)
    at = connection.execute(above).scalar() if row.level == "point" else known.place
    return at is not None and bytes(at) == bytes(row.place)


def _named(connection: Connection, id: UUID) -> tuple[str, str]:
    """Code and name of a place."""
    row = connection.execute(select(place.c.code, place.c.name).where(place.c.id == id.bytes)).one()
    return row.code, row.name


def _digest(hub: Hub, code: str) -> bytes:
    """By this a code is known again, and whoever reads the tables cannot try codes out."""
    return hmac.digest(hub.identity.mac_key, _DIGEST + code.encode(), "sha256")


def _network(source: str) -> str:
    try:
        address = ip_address(source)
    except ValueError:
        return source[:64]
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((address, _NETWORK), strict=False))
    return str(address)
