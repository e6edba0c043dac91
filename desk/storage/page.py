"""A page of the feed, read and proven before anything of it is stored. No database is needed for that.

It is read column by column: thousands of rows are checked as fast as a few.
"""

from binascii import a2b_hex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import lt
from typing import Any, NamedTuple

from desk.domain.event import PartName
from desk.errors import BadEnvironment
from desk.journal.content import content_hash, read_content
from desk.journal.header import Header, read_header
from desk.journal.link import Stream, link_hash
from desk.journal.part import SALT_BYTES, part_digest
from desk.journal.stamp import MAC_BYTES
from desk.storage.facts import erased_by
from desk.storage.statement import in_bulk

VERDICTS = frozenset({"ok", "not_applied", "set_aside", "unjudged"})
ID_BYTES, HASH_BYTES, TOKEN_BYTES = 16, 32, 16
_LARGEST = 2**63 - 1  # of what the database can hold
GivenPart = tuple[PartName, bytes, bytes]  # name, salt, data
GivenStamp = tuple[int, int, str, str, int, bytes]  # epoch, n, verdict, reason, hub time, MAC


class Given(NamedTuple):
    """One place of a page. `id` and `subject` are those its content names; bytes that are no content are known by
    the beginning of their link's hash, and belong to nothing (kind "")."""

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
    parts: Sequence[GivenPart]
    erases: tuple[PartName, ...]  # of its subject
    unusable: bool  # so said the hub

    @property
    def id_by_link(self) -> bytes:
        """What the fact is called when its id cannot be used."""
        return self.hash[:ID_BYTES]


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
        with in_bulk():
            return _page(page)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        raise BadEnvironment("page_garbled") from None


def _page(page: Mapping[str, Any]) -> Page:
    after, place, token = page["after"], page["place"], page["token"]
    _check_numbers([after, place])
    _bytes([token], TOKEN_BYTES)
    streams = tuple(_streams(page["streams"]))
    rows = page["facts"]
    facts = list(_read(list(zip(*rows, strict=True)), after, place, streams)) if rows else []
    return Page(after, place, token, streams, facts)


def _streams(pairs: Iterable[Sequence[str]]) -> Iterator[Stream]:
    for key, incarnation in pairs:
        yield Stream(*_bytes([key], HASH_BYTES), *_bytes([incarnation], ID_BYTES))


def _read(columns: list[tuple[Any, ...]], after: int, place: int, streams: Sequence[Stream]) -> Iterator[Given]:
    places, _again, indexes, seqs, prevs, texts, *stamped, person_salts, persons, words_salts, words = columns
    for numbers in (places, indexes, seqs):
        _check_numbers(numbers)
    if not all(map(lt, (after, *places), (*places, place + 1))):
        raise ValueError("places run on")
    contents = [text.encode() for text in texts]
    links = _links(contents, indexes, seqs, prevs, streams)
    people, said = _parts("person", person_salts, persons), _parts("words", words_salts, words)
    rows = zip(places, indexes, seqs, links, contents, _stamps(*stamped), people, said, strict=True)
    for at, index, seq, (prev, hash), content, stamp, person, word in rows:
        unusable = stamp[2:4] == ("set_aside", "unusable")
        try:
            header = read_header(content)
        except ValueError:
            alone = hash[:ID_BYTES]
            yield Given(at, index, seq, prev, hash, content, alone, alone, "", stamp, (), (), unusable)
            continue
        parts = _proven(header, person, word)
        erases = _erased(content) if header.kind.endswith(".erased") and stamp[2] == "ok" else ()
        ids = header.id, header.subject, header.kind
        yield Given(at, index, seq, prev, hash, content, *ids, stamp, parts, erases, unusable)


def _links(
    contents: Sequence[bytes],
    indexes: Sequence[int],
    seqs: Sequence[int],
    prevs: Sequence[str],
    streams: Sequence[Stream],
) -> Iterator[tuple[bytes, bytes]]:
    """The hash each link follows, and its own. A row without one follows the row before in its stream."""
    last: dict[int, tuple[int, bytes]] = {}
    for content, index, seq, named in zip(contents, indexes, seqs, prevs, strict=True):
        if named:
            (prev,) = _bytes([named], HASH_BYTES)
        else:
            before, prev = last[index]
            if seq != before + 1:
                raise ValueError("a gap without a link")
        hash = link_hash(streams[index], seq, content_hash(content), prev)
        last[index] = seq, hash
        yield prev, hash


def _stamps(
    epochs: Sequence[int],
    numbers: Sequence[int],
    verdicts: Sequence[str],
    reasons: Sequence[str],
    times: Sequence[int],
    macs: Sequence[str],
) -> Iterator[GivenStamp]:
    for column in (epochs, numbers, times):
        _check_numbers(column)
    if not VERDICTS.issuperset(verdicts) or set(map(type, reasons)) != {str}:
        raise ValueError("no verdict")
    return zip(epochs, numbers, verdicts, reasons, times, _bytes(macs, MAC_BYTES), strict=True)


def _parts(name: PartName, salts: Sequence[str], texts: Sequence[str]) -> Iterator[GivenPart | None]:
    """None where there is no such part (any more)."""
    given = iter(_bytes([salt for salt, text in zip(salts, texts, strict=True) if text], SALT_BYTES))
    return ((name, next(given), text.encode()) if text else None for text in texts)


def _proven(header: Header, person: GivenPart | None, words: GivenPart | None) -> Sequence[GivenPart]:
    if person is not None and part_digest(*person) != header.person:
        raise ValueError("not the person part that was written")
    if words is not None and part_digest(*words) != header.words:
        raise ValueError("not the words part that was written")
    return [part for part in (person, words) if part is not None]


def _erased(content: bytes) -> tuple[PartName, ...]:
    return erased_by(read_content(content)[0])


def _bytes(digits: Sequence[str], length: int) -> list[bytes]:
    """Values of the same length in hex."""
    joined = a2b_hex("".join(digits))
    if not set(map(len, digits)) <= {2 * length}:
        raise ValueError("wrong length")
    return [joined[at : at + length] for at in range(0, len(joined), length)]


def _check_numbers(column: Sequence[Any]) -> None:
    if set(map(type, column)) != {int} or min(column) < 0 or max(column) > _LARGEST:
        raise ValueError("not whole numbers")
