"""A push as it comes in: read, hashed, and its signature checked, before anything is locked."""

from binascii import a2b_hex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from desk.domain.body import Body
from desk.domain.event import PARTS, Event, PartName
from desk.domain.kinds import BODIES, VERSION, read_body
from desk.domain.moment import read_time
from desk.hub.hub import Member, Refusal
from desk.journal.content import content_hash, is_content, read_content
from desk.journal.header import Header, read_header
from desk.journal.link import START, Stream, link_hash
from desk.journal.part import SALT_BYTES, part_digest
from desk.sync.wire import MOST_FACTS, push_bytes, put_digests

ID_BYTES, HASH_BYTES, SIGNATURE_BYTES = 16, 32, 64
LARGEST = 2**63 - 1  # of what either engine holds
MOST_FACT_BYTES = 2**20  # a form holds a quarter of that; a page with such facts must stay within wire.MOST_BYTES
_SPELLED = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_KEYS = 10  # of a content, without the act
_UNREADABLE = (ValueError, TypeError, RecursionError)
_PARTS: Mapping[tuple[bool, bool], frozenset[PartName]] = {
    (person, words): frozenset(name for name, there in zip(PARTS, (person, words), strict=True) if there)
    for person in (False, True)
    for words in (False, True)
}


class Reading(NamedTuple):
    """What a content says. Bytes that do not even end as a content does have no header; what is not `usable` is no
    content, or one of a known kind whose body is none."""

    header: Header | None
    usable: bool
    event: Event | None
    body: Body | None


class Given(NamedTuple):
    """A private part that came with a fact, its salt (16) before its data. `readable`: by every desk
    (journal.part.part_fields)."""

    salted: bytes
    digest: bytes
    readable: bool


Parts = tuple[Given | None, Given | None]  # person, words


class Taken(NamedTuple):
    """A fact as it came. `id` is what its content says, else the beginning of its link's hash."""

    id: bytes
    seq: int
    prev: bytes
    hash: bytes
    content: bytes
    reading: Reading
    parts: Parts

    @property
    def id_by_link(self) -> bytes:
        """What it is called when its id cannot be used."""
        return self.hash[:ID_BYTES]


@dataclass(frozen=True)
class Push:
    """Facts that follow one another behind the link `base` (incarnation, seq, hash; zeros at a desk's very first)."""

    stream: Stream
    base: tuple[bytes, int, bytes]
    facts: list[Taken]
    signature: bytes


def read_push(member: Member, body: Any) -> Push:
    """Raises Refusal 400 not_understood, 413 too_large."""
    with understanding():
        stream = Stream(member.key, of_length(body["incarnation"], ID_BYTES))
        incarnation, at, hash = body["base"]
        base = of_length(incarnation, ID_BYTES), whole(at), of_length(hash, HASH_BYTES)
        if (base[1] == 0) != (base[2] == START):
            raise ValueError("not the beginning")
        seq = base[1] if base[0] == stream.incarnation else 0
        facts: list[Taken] = []
        prev = base[2]
        for row in at_most(body["facts"]):
            seq += 1
            facts.append(_read_row(stream, seq, prev, row))
            prev = facts[-1].hash
        signature = of_length(body["signature"], SIGNATURE_BYTES)
        if facts[-1].hash != of_length(body["last"], HASH_BYTES):
            raise ValueError("not the links that were signed")
        _verify(member.key, signature, prev)
    return Push(stream, base, facts, signature)


def take_fact(
    stream: Stream, seq: int, prev: bytes, content: bytes, parts: Parts, said: dict[str, Any] | None = None
) -> Taken:
    """Parts that are not those that the content names are left where they came from. `said`: what the content was
    spelled from."""
    hash = link_hash(stream, seq, content_hash(content), prev)
    reading = read_fact(content, said)
    header = reading.header
    if header is None:
        return Taken(hash[:ID_BYTES], seq, prev, hash, content, reading, (None, None))
    person, words = parts
    if person is not None and person.digest != header.person:
        person = None
    if words is not None and words.digest != header.words:
        words = None
    if not ((person is None or person.readable) and (words is None or words.readable)):
        reading = Reading(header, False, None, None)
        person = words = None
    return Taken(header.id, seq, prev, hash, content, reading, (person, words))


def read_given(name: PartName, salt: str, said: Any) -> Given | None:
    """From a part's value or its text; None for an empty salt: no such part came. Raises ValueError, TypeError."""
    if not salt:
        return None
    if type(said) is dict:
        data, fields = spell(said), said.get("fields")
    else:
        data = said.encode()
        fields = _fields(data)
    grains = of_length(salt, SALT_BYTES)
    return Given(grains + data, part_digest(name, grains, data), type(fields) is dict)


def read_fact(content: bytes, said: dict[str, Any] | None = None) -> Reading:
    """The same as journal.content.is_content and kinds.read_body say, in a fraction of their time for known kinds."""
    try:
        header = read_header(content)
    except ValueError:
        return Reading(None, False, None, None)
    try:
        event = _read_event(header, content, said)
        body = read_body(event)
        if body is None:
            refuse_floats(event.body)  # bodies that are known have none
    except _UNREADABLE:
        return Reading(header, False, None, None)
    return Reading(header, body is not None or not (header.kind in BODIES and header.v == VERSION), event, body)


def spell(value: dict[str, Any]) -> bytes:
    """What canonical.to_bytes writes, floats aside. Raises TypeError on what it would not write."""
    return orjson.dumps(value, option=_SPELLED)


def read_spelled(data: bytes) -> dict[str, Any]:
    """The value of bytes that are what `spell` writes. Raises ValueError, TypeError or RecursionError for all
    others."""
    value = orjson.loads(data)
    if type(value) is not dict or spell(value) != data:
        raise ValueError("not canonical")
    return value


def refuse_floats(value: Any) -> None:
    for item in value.values() if type(value) is dict else value:
        kind = type(item)
        if kind is float:
            raise ValueError("a float")
        if kind is dict or kind is list:
            refuse_floats(item)


@contextmanager
def understanding() -> Iterator[None]:
    """Raises Refusal 400 not_understood for whatever does not look as the wire says."""
    try:
        yield
    except (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError):
        raise Refusal(400, "not_understood") from None


def at_most(rows: Sequence[Any]) -> Sequence[Any]:
    """Raises Refusal 413 too_large."""
    if len(rows) > MOST_FACTS:
        raise Refusal(413, "too_large", most=MOST_FACTS)
    return rows


def of_length(text: str, length: int) -> bytes:
    """Raises ValueError or TypeError on what is not so many bytes in hex digits."""
    read = a2b_hex(text)
    if len(read) != length:
        raise ValueError("wrong length")
    return read


def whole(number: Any) -> int:
    """Raises ValueError."""
    if type(number) is not int or not 0 <= number <= LARGEST:
        raise ValueError("not a whole number")
    return number


def _read_row(stream: Stream, seq: int, prev: bytes, row: Sequence[Any]) -> Taken:
    """A content is an object that is spelled here, which leaves it one spelling, or, where its bytes are no such
    thing, their text."""
    told, person_salt, person_said, words_salt, words_said = row
    person = read_given("person", person_salt, person_said)
    words = read_given("words", words_salt, words_said)
    said = told if type(told) is dict else None
    if said is None:
        content = told.encode()
    else:
        put_digests(said, person and person.digest, words and words.digest)
        content = spell(said)
    size = len(content) + (len(person.salted) if person else 0) + (len(words.salted) if words else 0)
    if size > MOST_FACT_BYTES:
        raise Refusal(413, "too_large", most=MOST_FACT_BYTES)
    return take_fact(stream, seq, prev, content, (person, words), said)


def _read_event(header: Header, content: bytes, said: dict[str, Any] | None) -> Event:
    if header.kind not in BODIES:
        if not is_content(content):
            raise ValueError("not a content")
        return read_content(content)[0]
    value = read_spelled(content) if said is None else said
    body, act = value.get("body"), value.get("act")
    if type(body) is not dict or len(value) != _KEYS + ("act" in value):
        raise ValueError("not a content")
    if "act" in value and (type(act) is not str or str(UUID(act)) != act):
        raise ValueError("not an act")
    return Event(
        UUID(bytes=header.id),
        header.kind,
        header.v,
        _often(header.place),
        UUID(bytes=header.subject),
        UUID(act) if act else None,
        read_time(header.recorded_at),
        _often(header.operator),
        body,
        _PARTS[header.person is not None, header.words is not None],
    )


@lru_cache(maxsize=4096)
def _often(id: bytes) -> UUID:
    """Of places and operators, which say many things."""
    return UUID(bytes=id)


def _fields(data: bytes) -> Any:
    try:
        value = orjson.loads(data)
    except ValueError:
        return None
    return value.get("fields") if type(value) is dict else None


def _verify(key: bytes, signature: bytes, last: bytes) -> None:
    """Raises ValueError."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, push_bytes(last))
    except InvalidSignature:
        raise ValueError("not signed by its desk") from None
