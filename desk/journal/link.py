"""The chain: each fact of a stream names the one before it."""

import hashlib
from dataclasses import dataclass

_PREFIX = b"msd-link-1"
START = bytes(32)  # what the first link of a desk names as its predecessor


@dataclass(frozen=True)
class Stream:
    """One writer: a desk's Ed25519 public key (32 bytes) and its incarnation (16 random bytes)."""

    desk_key: bytes
    incarnation: bytes


@dataclass(frozen=True)
class Link:
    """A fact's place in its stream. `seq` counts from 1 in each incarnation."""

    stream: Stream
    seq: int
    content_hash: bytes
    prev: bytes

    @property
    def hash(self) -> bytes:
        return link_hash(self.stream, self.seq, self.content_hash, self.prev)


def link_hash(stream: Stream, seq: int, content_hash: bytes, prev: bytes) -> bytes:
    """SHA-256("msd-link-1" || prev || content_hash || desk key || incarnation || seq as u64 big-endian)."""
    said = b"".join((_PREFIX, prev, content_hash, stream.desk_key, stream.incarnation, seq.to_bytes(8, "big")))
    return hashlib.sha256(said).digest()
