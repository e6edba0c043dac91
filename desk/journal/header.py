"""What stands in a content beside its body, read without parsing the whole: for bulk paths.

Canonical bytes have one spelling, so the members after the body can be matched where they stand. Whoever takes bytes
from elsewhere checks them first (content.is_content) or knows their hash.
"""

import re
from binascii import a2b_hex
from typing import NamedTuple

_ID = rb'"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"'
_BEFORE = b',"digests":{'
_AFTER = re.compile(
    rb'(?:"person":"([0-9a-f]{64})"(?:,|(?=\})))?(?:"words":"([0-9a-f]{64})")?\},"format":1,"id":'
    + _ID
    + rb',"kind":"([a-z0-9_.]{3,61})","operator":'
    + _ID
    + rb',"place":'
    + _ID
    + rb',"recorded_at":"([0-9TZ:.-]{24})","subject":'
    + _ID
    + rb',"v":(0|[1-9][0-9]{0,8})\}'
)


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
    person, words, id, kind, operator, place, recorded_at, subject, v = found.groups()
    ids = a2b_hex((id + operator + place + subject).replace(b"-", b""))
    return Header(
        ids[:16],
        kind.decode(),
        ids[16:32],
        ids[32:48],
        recorded_at.decode(),
        ids[48:],
        int(v),
        a2b_hex(person) if person else None,
        a2b_hex(words) if words else None,
    )
