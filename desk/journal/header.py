"""What stands in a content beside its body, read without parsing the whole: for bulk paths.

Canonical bytes have one spelling, so the members after the body can be matched where they stand. Whoever takes bytes
from elsewhere checks them first (content.is_content) or knows their hash.
"""

import re
from binascii import a2b_hex
from typing import NamedTuple

_ID = rb'"(.{36})"'
_BEFORE = b',"digests":{'
_AFTER = re.compile(
    rb'(?s)(?:"person":"(.{64})"(?:,|(?=\})))?(?:"words":"(.{64})")?\},"format":1,"id":'
    + _ID
    + rb',"kind":"([a-z0-9_.]{3,61})","operator":'
    + _ID
    + rb',"place":'
    + _ID
    + rb',"recorded_at":"([0-9TZ:.-]{24})","subject":'
    + _ID
    + rb',"v":(0|[1-9][0-9]{0,8})\}'
)
_TO_ZERO = bytes.maketrans(b"123456789abcdef", b"0" * 15)
_IDS = b"00000000-0000-0000-0000-000000000000" * 4
_SPELLED = frozenset(_IDS + digests for digests in (b"", b"0" * 64, b"0" * 128))  # all hex digits read as 0


class Header(NamedTuple):
    """Ids are bytes (16), digests bytes (32) or None where a fact was written without that part."""

    id: bytes
    kind: str
    operator: bytes
    place: bytes
    recorded_at: str
    subject: bytes
    v: int
    person: bytes | None
    words: bytes | None


def read_header(content: bytes) -> Header:
    """Raises ValueError on bytes that do not end as a content does."""
    cut = content.rfind(_BEFORE)
    found = _AFTER.fullmatch(content, cut + len(_BEFORE)) if cut >= 0 else None
    if found is None:
        raise ValueError("not the end of a content")
    person, words, id, kind, operator, place, recorded_at, subject, v = found.groups(b"")
    spelled = b"".join((id, operator, place, subject, person, words))
    if spelled.translate(_TO_ZERO) not in _SPELLED:
        raise ValueError("not ids and digests")
    known = a2b_hex(spelled.replace(b"-", b""))
    return Header(
        known[:16],
        kind.decode(),
        known[16:32],
        known[32:48],
        recorded_at.decode(),
        known[48:64],
        int(v),
        known[64:96] if person else None,
        known[-32:] if words else None,
    )
