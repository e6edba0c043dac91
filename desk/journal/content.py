"""The content of a fact: what was said, by whom, where and when, and the digests of its private parts."""

import hashlib
import re
from binascii import a2b_hex
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from desk.domain.event import PARTS, Event, PartName
from desk.domain.moment import read_time, write_time
from desk.journal import canonical

_MEMBERS = 10  # and an eleventh, `act`
_KIND = re.compile(r"[a-z][a-z0-9_]{0,29}\.[a-z][a-z0-9_]{0,29}")
_PARTS, _DIGEST_BYTES = frozenset(PARTS), {32}
_met_before = lru_cache(maxsize=4096)(UUID)  # places and operators: a few ids in very many facts
_is_kind = lru_cache(maxsize=1024)(_KIND.fullmatch)


def write_content(event: Event, digests: Mapping[PartName, bytes]) -> bytes:
    """Canonical bytes of a content; `act` stands there only when the fact is one of several of an act."""
    value: dict[str, Any] = {
        "body": event.body,
        "digests": {name: digest.hex() for name, digest in digests.items()},
        "format": canonical.FORMAT,
        "id": str(event.id),
        "kind": event.kind,
        "operator": str(event.operator),
        "place": str(event.place),
        "recorded_at": write_time(event.recorded_at),
        "subject": str(event.subject),
        "v": event.v,
    }
    if event.act is not None:
        value["act"] = str(event.act)
    return canonical.to_bytes(value)


def read_content(data: bytes) -> tuple[Event, dict[PartName, bytes]]:
    """The event and its parts' digests. Raises ValueError on bytes that are no content of format 1."""
    value = canonical.from_bytes(data)
    try:
        return _read(value)
    except (AttributeError, KeyError, TypeError):
        raise ValueError("not a content of format 1") from None


def is_content(data: bytes) -> bool:
    """Whether these are exactly the bytes that write_content would write: one content, one spelling."""
    try:
        return write_content(*read_content(data)) == data
    except (ValueError, RecursionError):
        return False


def content_hash(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _read(value: dict[str, Any]) -> tuple[Event, dict[PartName, bytes]]:
    """Every member is asked for: where one lacks or is too many, their number is wrong or KeyError tells."""
    if value["format"] != canonical.FORMAT or len(value) != _MEMBERS + ("act" in value):
        raise ValueError("not a content of format 1")
    if not (_is_kind(value["kind"]) and type(value["v"]) is int and isinstance(value["body"], dict)):
        raise ValueError("not a content of format 1")
    digests: dict[PartName, bytes] = {name: a2b_hex(text) for name, text in value["digests"].items()}
    parts = frozenset(digests)
    if not (parts <= _PARTS and _DIGEST_BYTES.issuperset(map(len, digests.values()))):
        raise ValueError("not the digests of parts")
    event = Event(
        id=UUID(value["id"]),
        kind=value["kind"],
        v=value["v"],
        place=_met_before(value["place"]),
        subject=UUID(value["subject"]),
        act=UUID(value["act"]) if "act" in value else None,
        recorded_at=read_time(value["recorded_at"]),
        operator=_met_before(value["operator"]),
        body=value["body"],
        parts=parts,
    )
    return event, digests
