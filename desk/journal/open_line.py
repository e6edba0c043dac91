"""A fact as a line of readable JSON, and back to the very bytes that were hashed (docs/export.md).

A content and a part are written as the JSON they are; where their bytes are not the canonical ones (they came from
elsewhere, and the hub could not use them) they are written in base64.
"""

from base64 import b64decode, b64encode
from binascii import a2b_hex
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import orjson

from desk.domain.event import PARTS, PartName
from desk.journal import canonical
from desk.journal.content import content_hash
from desk.journal.header import read_header
from desk.journal.link import Stream, link_hash
from desk.journal.part import SALT_BYTES, part_digest
from desk.journal.stamp import MAC_BYTES, Stamp

_HASH_BYTES, _LARGEST = 32, 2**63 - 1
_VERDICTS = frozenset({"ok", "not_applied", "set_aside", "unjudged"})
_KEYS = frozenset({"stream", "seq", "prev", "hash", "content", *PARTS, "stamp", "dismissed"})
GivenPart = tuple[bytes, bytes]  # salt, data


class OpenLine(NamedTuple):
    """`stream` counts in the header's list; `dismissed` is when its maker saw that the fact was not applied."""

    stream: int
    seq: int
    prev: bytes
    hash: bytes
    content: bytes
    parts: Mapping[PartName, GivenPart]
    stamp: Stamp | None = None
    dismissed: str | None = None


def write_line(line: OpenLine) -> bytes:
    """One line, with its end."""
    value: dict[str, Any] = {
        "stream": line.stream,
        "seq": line.seq,
        "prev": line.prev.hex(),
        "hash": line.hash.hex(),
        "content": _open(line.content),
    }
    for name, (salt, data) in line.parts.items():
        value[name] = {"salt": salt.hex(), "data": _open(data)}
    if line.stamp is not None:
        epoch, n, verdict, reason, hub_time, mac = _said(line.stamp)
        value["stamp"] = {
            "epoch": epoch,
            "n": n,
            "verdict": verdict,
            "reason": reason,
            "hub_time": hub_time,
            "mac": mac,
        }
    if line.dismissed is not None:
        value["dismissed"] = line.dismissed
    return orjson.dumps(value) + b"\n"


def read_line(data: bytes, streams: Sequence[Stream]) -> OpenLine:
    """Raises ValueError where anything in it does not hold: its link's hash, or a part's digest."""
    try:
        value = orjson.loads(data)
        if not _KEYS.issuperset(value):
            raise ValueError("unknown keys")
        return _proven(value, streams)
    except (AttributeError, IndexError, KeyError, TypeError, RecursionError):
        raise ValueError("not a fact") from None


def _proven(value: Mapping[str, Any], streams: Sequence[Stream]) -> OpenLine:
    number, seq, prev = _number(value["stream"]), _number(value["seq"]), _hex(value["prev"], _HASH_BYTES)
    content = _closed(value["content"])
    hash = link_hash(streams[number], seq, content_hash(content), prev)
    if hash != _hex(value["hash"], _HASH_BYTES):
        raise ValueError("not the link that was written")
    parts = {
        name: (_hex(value[name]["salt"], SALT_BYTES), _closed(value[name]["data"])) for name in PARTS if name in value
    }
    if parts:
        header = read_header(content)
        digests = {"person": header.person, "words": header.words}
        if any(part_digest(name, *given) != digests[name] for name, given in parts.items()):
            raise ValueError("not the part that was written")
    stamp = _stamp(value["stamp"]) if "stamp" in value else None
    return OpenLine(number, seq, prev, hash, content, parts, stamp, _text(value.get("dismissed")))


def _open(data: bytes) -> Any:
    try:
        value = canonical.from_bytes(data)
        if canonical.to_bytes(value) == data:
            return value
    except (ValueError, RecursionError):
        pass
    return b64encode(data).decode()


def _closed(value: Any) -> bytes:
    return b64decode(value, validate=True) if isinstance(value, str) else canonical.to_bytes(value)


def _said(stamp: Stamp) -> tuple[int, int, str, str, int, str]:
    return stamp.epoch, stamp.n, stamp.verdict, stamp.reason, stamp.hub_time, stamp.mac.hex()


def _stamp(value: Mapping[str, Any]) -> Stamp:
    verdict, reason = value["verdict"], value["reason"]
    if verdict not in _VERDICTS or not isinstance(reason, str) or (verdict == "ok") != (reason == ""):
        raise ValueError("no verdict")
    numbers = (_number(value[name]) for name in ("epoch", "n", "hub_time"))
    epoch, n, hub_time = numbers
    return Stamp(epoch, n, verdict, reason, hub_time, _hex(value["mac"], MAC_BYTES))


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _LARGEST:
        raise ValueError("not a whole number")
    return value


def _hex(value: str, length: int) -> bytes:
    data = a2b_hex(value)
    if len(data) != length:
        raise ValueError("wrong length")
    return data


def _text(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError("not text")
    return value
