"""The private parts of a fact (person, words): salted, digested, and erasable one by one."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk.domain.event import PartName
from desk.journal import canonical

SALT_BYTES = 16
_PREFIX = b"msd-part-1"


@dataclass(frozen=True)
class Part:
    """`data` is canonical JSON {"fields": {...}, "format": 1}; the salt keeps a short phone from being guessed
    out of its digest."""

    name: PartName
    salt: bytes
    data: bytes

    @property
    def digest(self) -> bytes:
        return part_digest(self.name, self.salt, self.data)

    @property
    def fields(self) -> dict[str, Any]:
        return part_fields(self.data)


def part_fields(data: bytes) -> dict[str, Any]:
    """Raises ValueError on data that is no part."""
    fields = canonical.from_bytes(data).get("fields")
    if not isinstance(fields, dict):
        raise ValueError("not the fields of a part")
    return fields


def part_digest(name: PartName, salt: bytes, data: bytes) -> bytes:
    """SHA-256("msd-part-1" || salt (16) || name || 0x00 || data)."""
    return hashlib.sha256(b"".join((_PREFIX, salt, name.encode(), b"\0", data))).digest()


def seal_part(name: PartName, fields: Mapping[str, Any], salt: bytes) -> Part:
    """A part from its fields and 16 random bytes."""
    if len(salt) != SALT_BYTES:
        raise ValueError("salt must be 16 bytes")
    return Part(name, salt, canonical.to_bytes({"fields": fields, "format": canonical.FORMAT}))
