"""A page of the feed, read and proven before anything of it is stored. No database is needed for that."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from desk.domain.event import PartName
from desk.errors import BadEnvironment
from desk.journal.content import content_hash, read_content
from desk.journal.header import Header, read_header
from desk.journal.link import Stream, link_hash
from desk.journal.part import SALT_BYTES, part_digest
from desk.journal.stamp import MAC_BYTES
from desk.storage.facts import erased_by

VERDICTS = frozenset({"ok", "not_applied", "set_aside", "unjudged"})
ID_BYTES, HASH_BYTES = 16, 32
_LARGEST = 2**63  # of what the database can hold
_TOKEN_LENGTH = 32


class GivenPart(NamedTuple):
    name: PartName
    salt: bytes
    data: bytes


class GivenStamp(NamedTuple):
    epoch: int
    n: int
    verdict: str
    reason: str
    hub_time: int
    mac: bytes


class Given(NamedTuple):
    """One place of a page. `id` and `subject` are those its content names; bytes that are no content are known by
    the beginning of their link's hash, and belong to nothing (noun "")."""

    place: int
    stream: int
    seq: int
    prev: bytes
    hash: bytes
    content: bytes
    id: bytes
    subject: bytes
    kind: str
    stamp: GivenStamp
    parts: tuple[GivenPart, ...]
    erases: tuple[PartName, ...]  # of its subject

    @property
    def unusable(self) -> bool:
        return self.stamp.verdict == "set_aside" and self.stamp.reason == "unusable"

    @property
    def id_by_link(self) -> bytes:
        """What the fact is called when its id cannot be used."""
        return self.hash[:ID_BYTES]

    @property
    def noun(self) -> str:
        return self.kind.partition(".")[0]


class Page(NamedTuple):
    """What stands in the feed after place `after` up to `place`, where `token` stands."""

    after: int
    place: int
    token: str
    streams: tuple[Stream, ...]
    facts: list[Given]


def read_page(page: Mapping[str, Any]) -> Page:
    """Raises BadEnvironment page_garbled where anything in it does not hold."""
    try:
        return _read(page)
    except (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError):
        raise BadEnvironment("page_garbled") from None


def _read(page: Mapping[str, Any]) -> Page:
    streams = tuple(Stream(_hex(key, HASH_BYTES), _hex(incarnation, ID_BYTES)) for key, incarnation in page["streams"])
    after, place, token = _whole(page["after"]), _whole(page["place"]), page["token"]
    _hex(token, _TOKEN_LENGTH // 2)
    at, before = after, dict[int, Given]()
    facts = []
    for row in page["facts"]:
        given = _given(row, streams, before)
        if not at < given.place <= place:
            raise ValueError("places run on")
        at, before[given.stream] = given.place, given
        facts.append(given)
    return Page(after, place, token, streams, facts)


def _given(row: Sequence[Any], streams: Sequence[Stream], before: Mapping[int, Given]) -> Given:
    place, _again, stream, seq, prev, text, epoch, n, verdict, reason, hub_time, mac, *parts = row
    if verdict not in VERDICTS or type(reason) is not str:
        raise ValueError("no verdict")
    stamp = GivenStamp(_whole(epoch), _whole(n), verdict, reason, _whole(hub_time), _hex(mac, MAC_BYTES))
    content = text.encode()
    named = _hex(prev, HASH_BYTES) if prev else _hash_before(before[stream], seq)
    hash = link_hash(streams[_whole(stream)], _whole(seq), content_hash(content), named)
    try:
        header = read_header(content)
    except ValueError:
        alone = hash[:ID_BYTES]
        return Given(_whole(place), stream, seq, named, hash, content, alone, alone, "", stamp, (), ())
    ids = header.id, header.subject, header.kind
    erases = _erased(content) if header.kind.endswith(".erased") and verdict == "ok" else ()
    return Given(_whole(place), stream, seq, named, hash, content, *ids, stamp, _parts(header, *parts), erases)


def _erased(content: bytes) -> tuple[PartName, ...]:
    return erased_by(read_content(content)[0])


def _hash_before(last: Given, seq: int) -> bytes:
    """The link that a row without one follows: that of the row before in its stream."""
    if seq != last.seq + 1:
        raise ValueError("a gap without a link")
    return last.hash


def _parts(header: Header, person_salt: str, person: str, words_salt: str, words: str) -> tuple[GivenPart, ...]:
    given: list[GivenPart] = []
    if person:
        given.append(_part("person", person_salt, person, header.person))
    if words:
        given.append(_part("words", words_salt, words, header.words))
    return tuple(given)


def _part(name: PartName, salt: str, text: str, digest: bytes | None) -> GivenPart:
    part = GivenPart(name, _hex(salt, SALT_BYTES), text.encode())
    if part_digest(name, part.salt, part.data) != digest:
        raise ValueError("not the part that was written")
    return part


def _hex(text: str, length: int) -> bytes:
    read = bytes.fromhex(text)
    if len(read) != length or len(text) != 2 * length:
        raise ValueError("wrong length")
    return read


def _whole(number: Any) -> int:
    if type(number) is not int or not 0 <= number < _LARGEST:
        raise ValueError("not a whole number")
    return number
