"""The door: who is asking, whether this request is theirs, new, and of now, and whether they may still come in.

Nothing is remembered here: each request asks the tables anew, so that a revocation holds at once and in every process.
"""

from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, delete, select, text, update

from desk.hub.hub import Hub, Member, Refusal
from desk.hub.line import LITTLE, Asked
from desk.hub.tables import desk, nonce
from desk.sync.wire import Signed, read_signed, request_bytes

WINDOW = 300  # seconds a desk's clock may be off; it learns the hub's time from the refusal
_KEEP = 2 * WINDOW + 60  # a nonce is remembered until its request would be too old anyway
_SWEEP = 0x04  # one nonce in 64 begins with a smaller byte: its request clears old ones away
_SEEN = 60  # seconds; a desk that asks more often is not written down each time
_ADD = text("INSERT INTO nonce (desk, nonce, at) VALUES (:desk, :nonce, :at) ON CONFLICT DO NOTHING")


def check_signature(hub: Hub, asked: Asked) -> Signed:
    """What the request says of its sender, proven. Raises Refusal 401 unsigned, signature_wrong, clock_wrong."""
    signed = _read_line(asked.line)
    told = request_bytes(asked.method, asked.target, asked.body, signed.key, signed.time, signed.nonce)
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(signed.key)).verify(signed.signature, told)
    except (InvalidSignature, ValueError):
        raise Refusal(401, "signature_wrong") from None
    now = int(hub.clock())
    if abs(now - signed.time) > WINDOW:
        raise Refusal(401, "clock_wrong", hub_time=now)
    return signed


def refuse_stranger(hub: Hub, line: str, *, expected: bool) -> None:
    """Before much is read of whoever names a key in this authorization. Where strangers are `expected` nobody sends
    much. Raises Refusal 401 unsigned, desk_unknown, 403 revoked, 413 too_large."""
    if expected:
        raise Refusal(413, "too_large", most=LITTLE)
    with hub.engine.read() as connection:
        _row(connection, bytes.fromhex(_read_line(line).key))


def let_in(hub: Hub, signed: Signed) -> Member:
    """The enrolled desk behind a proven signature. Raises Refusal 401 desk_unknown, replayed, 403 revoked."""
    key, now = bytes.fromhex(signed.key), int(hub.clock())
    if key in hub.apart.revoked():  # the records may have gone back while this process was running
        raise Refusal(403, "revoked")
    with hub.engine.note() as connection:
        row = _row(connection, key)
        if not _is_new(connection, key, bytes.fromhex(signed.nonce), now):
            raise Refusal(401, "replayed")
        if row.seen_at is None or abs(now - row.seen_at) >= _SEEN:
            connection.execute(update(desk).where(desk.c.key == key).values(seen_at=now))
    return Member(key, UUID(bytes=row.place), UUID(bytes=row.station), row.level, row.rules)


def _read_line(line: str) -> Signed:
    try:
        return read_signed(line)
    except ValueError:
        raise Refusal(401, "unsigned") from None


def _row(connection: Connection, key: bytes) -> Any:
    row = connection.execute(select(desk).where(desk.c.key == key)).one_or_none()
    if row is None:
        raise Refusal(401, "desk_unknown")
    if row.revoked_at is not None:
        raise Refusal(403, "revoked")
    return row


def _is_new(connection: Connection, key: bytes, number: bytes, now: int) -> bool:
    """Writes the nonce down; a second time it is there already."""
    if number[0] < _SWEEP:
        connection.execute(delete(nonce).where(nonce.c.at < now - _KEEP))
    return connection.execute(_ADD, {"desk": key, "nonce": number, "at": now}).rowcount == 1
