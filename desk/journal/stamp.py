"""The stamp: a fact's place in the order and what the hub judged of it there, given once, proven by a MAC.

Fold key is (epoch, n, id). An epoch is one number: its counter in the upper bits, a random name in the lower 32, so
that two restores of one backup begin two epochs.
"""

import hashlib
import hmac
import secrets
import struct
from dataclasses import dataclass

MAC_BYTES = 16
TOKEN_BYTES = 16
_PREFIX = b"msd-stamp-1"
_NAME_BITS = 32
_ORDER = struct.Struct(">QQQ")


@dataclass(frozen=True, slots=True)
class Stamp:
    """`verdict` is ok, not_applied, set_aside or unjudged; `reason` a code, empty when ok; `hub_time` in whole
    seconds since 1970 by the hub's clock."""

    epoch: int
    n: int
    verdict: str
    reason: str
    hub_time: int
    mac: bytes


def next_epoch(seen: int) -> int:
    """An epoch after every one with the counter of `seen` or a smaller one."""
    return ((seen >> _NAME_BITS) + 1) << _NAME_BITS | secrets.randbits(_NAME_BITS)


def counter_of(epoch: int) -> int:
    return epoch >> _NAME_BITS


def stamp_mac(key: bytes, id: bytes, link_hash: bytes, order: tuple[int, int, int], verdict: str, reason: str) -> bytes:
    """The first 16 bytes of HMAC-SHA256(key, "msd-stamp-1" || id (16) || link hash (32) || order || verdict || 0x00 ||
    reason); `order` is epoch, n and hub time (u64 big-endian each)."""
    said = b"".join((_PREFIX, id, link_hash, _ORDER.pack(*order), verdict.encode(), b"\0", reason.encode()))
    return hmac.digest(key, said, "sha256")[:MAC_BYTES]


def holds(key: bytes, id: bytes, link_hash: bytes, stamp: Stamp) -> bool:
    """Whether the hub with this key gave that stamp to that fact."""
    order = stamp.epoch, stamp.n, stamp.hub_time
    return hmac.compare_digest(stamp_mac(key, id, link_hash, order, stamp.verdict, stamp.reason), stamp.mac)


def next_token(before: bytes, id: bytes, mac: bytes, epoch: int) -> bytes:
    """What stands at the next place of a feed, where this fact is told: the first 16 bytes of SHA-256(the token before
    || id (16) || its stamp's MAC (16) || the hub's epoch now as u64 big-endian)."""
    said = b"".join((before, id, mac, epoch.to_bytes(8, "big")))
    return hashlib.sha256(said).digest()[:TOKEN_BYTES]
