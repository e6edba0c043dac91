"""The whole journal as a file of JSON lines: written, proven, and taken in (docs/export.md)."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, func, literal_column, select

from desk.domain.event import PARTS, PartName
from desk.errors import BadInput
from desk.journal.link import START, Stream
from desk.journal.open_line import OpenLine, read_line, write_line
from desk.journal.stamp import Stamp
from desk.storage.erasures import Erasure, erasures_in
from desk.storage.identity import read_identity
from desk.storage.statement import compiled, run
from desk.storage.tables import dismissal, fact, part, stamp, stream

FORMAT, VERSION = "minsheng-journal", 1
LONGEST = 8 * 1024 * 1024  # bytes of a line
LARGEST = 4 * 1024**3  # of a file
_PERSON, _WORDS = part.alias("person"), part.alias("words")
_FACTS = compiled(
    select(fact.c.stream, fact.c.seq, fact.c.prev, fact.c.hash, fact.c.content)
    .add_columns(_PERSON.c.salt, _PERSON.c.data, _WORDS.c.salt, _WORDS.c.data)
    .add_columns(stamp.c.epoch, stamp.c.n, stamp.c.verdict, stamp.c.reason, stamp.c.hub_time, stamp.c.mac)
    .add_columns(dismissal.c.at)
    .select_from(fact)
    .outerjoin(_PERSON, _PERSON.c.n == literal_column("2 * fact.n"))
    .outerjoin(_WORDS, _WORDS.c.n == literal_column("2 * fact.n + 1"))
    .outerjoin(stamp, stamp.c.fact == fact.c.n)
    .outerjoin(dismissal, dismissal.c.fact == fact.c.n)
    .order_by(fact.c.n)
)


@dataclass(frozen=True)
class Heading:
    """What the first line says. `desk` is the key whose streams are here without a gap; `erased`: which parts of which
    subjects are gone for ever; `persons`: whether the parts with names are there where they were held."""

    facts: int
    desk: bytes
    streams: tuple[Stream, ...]
    erased: frozenset[Erasure]
    persons: bool


@dataclass
class _Chain:
    """No link comes twice; those of the desk that wrote the file are numbered without gaps, each naming one before."""

    heading: Heading
    seen: set[bytes] = field(default_factory=lambda: {START})
    last: dict[int, int] = field(default_factory=dict)

    def follow(self, line: OpenLine) -> None:
        """Raises ValueError."""
        if line.hash in self.seen:
            raise ValueError("a link comes twice")
        if self.heading.streams[line.stream].desk_key != self.heading.desk:
            self.seen.add(line.hash)
            return
        before = self.last.get(line.stream, 0)
        if line.prev not in self.seen or not (line.seq == before + 1 or 1 <= line.seq <= before):
            raise ValueError("a link is missing")
        self.last[line.stream] = max(before, line.seq)
        self.seen.add(line.hash)


def write_journal(
    connection: Connection, target: IO[bytes], persons: bool, notice: Callable[[int, int], object]
) -> int:
    """Writes every fact that this desk holds, with its parts, link and stamp; answers how many."""
    digest, heading = hashlib.sha256(), _heading(connection, persons=persons)
    numbers = {number: at for at, number in enumerate(connection.execute(_STREAMS).scalars())}

    def put(line: bytes) -> None:
        digest.update(line)
        target.write(line)

    put(_heading_line(heading))
    done = 0
    for row in run(connection, _FACTS):
        put(write_line(_line(row, numbers, persons=persons)))
        done += 1
        if done % 1_000 == 0:
            notice(done, heading.facts)
    target.write(orjson.dumps({"end": done, "sha256": digest.hexdigest()}) + b"\n")
    return done


_STREAMS = select(stream.c.n).order_by(stream.c.n)


def _heading(connection: Connection, *, persons: bool) -> Heading:
    streams = connection.execute(select(stream.c.desk_key, stream.c.incarnation).order_by(stream.c.n))
    return Heading(
        facts=connection.execute(select(func.count()).select_from(fact)).scalar_one(),
        desk=read_identity(connection).head.stream.desk_key,
        streams=tuple(Stream(bytes(key), bytes(incarnation)) for key, incarnation in streams),
        erased=frozenset(erasures_in(connection)),
        persons=persons,
    )


def _heading_line(heading: Heading) -> bytes:
    value = {
        "format": FORMAT,
        "version": VERSION,
        "facts": heading.facts,
        "persons": heading.persons,
        "desk": heading.desk.hex(),
        "streams": [{"desk": one.desk_key.hex(), "incarnation": one.incarnation.hex()} for one in heading.streams],
        "erased": [{"subject": str(id), "part": name} for id, name in sorted(heading.erased)],
    }
    return orjson.dumps(value) + b"\n"


def _line(row: tuple[Any, ...], streams: dict[int, int], *, persons: bool) -> OpenLine:
    number, seq, prev, hash, content, person_salt, person, words_salt, words, *stamped, seen = row
    parts: dict[PartName, tuple[bytes, bytes]] = {}
    if persons and person is not None:
        parts["person"] = person_salt, person
    if words is not None:
        parts["words"] = words_salt, words
    return OpenLine(
        streams[number], seq, prev, hash, content, parts, Stamp(*stamped) if stamped[0] is not None else None, seen
    )


def read_journal(file: Path) -> Iterator[Heading | OpenLine]:
    """The heading, then every fact, each proven; the last line is the proof of the whole, so nothing may be believed
    before the end was reached.

    Raises BadInput journal_unknown, journal_newer, journal_too_large, journal_cut, journal_line_wrong (its line).
    """
    if file.stat().st_size > LARGEST:
        raise BadInput("journal_too_large", most=LARGEST // 1024**3)
    with file.open("rb") as source:
        digest = hashlib.sha256()
        first = _next(source, 1)
        heading = _read_heading(first)
        yield heading
        digest.update(first)
        chain = _Chain(heading)
        for at in range(2, heading.facts + 2):
            data = _next(source, at)
            try:
                line = read_line(data, heading.streams)
                chain.follow(line)
            except ValueError:
                raise BadInput("journal_line_wrong", line=at) from None
            digest.update(data)
            yield line
        _check_end(source, heading.facts, digest.hexdigest())


def _next(source: IO[bytes], at: int) -> bytes:
    line = source.readline(LONGEST + 1)
    if len(line) > LONGEST:
        raise BadInput("journal_line_wrong", line=at)
    if not line.endswith(b"\n"):
        raise BadInput("journal_cut" if at > 1 else "journal_unknown")
    return line


def _check_end(source: IO[bytes], facts: int, sha256: str) -> None:
    last = _next(source, facts + 2)
    try:
        said = orjson.loads(last)
    except ValueError:
        said = None
    if said != {"end": facts, "sha256": sha256} or source.read(1):
        raise BadInput("journal_line_wrong", line=facts + 2)


def _read_heading(line: bytes) -> Heading:
    try:
        value = orjson.loads(line)
        if value["format"] != FORMAT:
            raise ValueError("another format")
        if value["version"] != VERSION:
            raise BadInput("journal_newer")
        heading = Heading(
            facts=_count(value["facts"]),
            desk=bytes.fromhex(value["desk"]),
            streams=tuple(
                Stream(bytes.fromhex(one["desk"]), bytes.fromhex(one["incarnation"])) for one in value["streams"]
            ),
            erased=frozenset((UUID(one["subject"]), _part(one["part"])) for one in value["erased"]),
            persons=bool(value["persons"]),
        )
    except (ValueError, LookupError, TypeError, AttributeError):
        raise BadInput("journal_unknown") from None
    if any((len(one.desk_key), len(one.incarnation)) != (32, 16) for one in heading.streams):
        raise BadInput("journal_unknown")
    return heading


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("not a count")
    return value


def _part(name: Any) -> PartName:
    if name not in PARTS:
        raise ValueError("not a part")
    return PARTS[PARTS.index(name)]
