"""Taking a journal of JSON lines into a desk that is empty yet: all of it or nothing, and its tables computed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, func, select

from desk.errors import BadInput
from desk.journal.content import read_content
from desk.journal.header import read_header
from desk.journal.open_line import OpenLine
from desk.journal.stamp import Stamp
from desk.storage.arriving import NOT_DELIVERED, find_hub
from desk.storage.erasures import FILE as ERASED
from desk.storage.erasures import Erasure, keep_erasures, read_erasures
from desk.storage.facts import erase_parts, erased_by, part_key
from desk.storage.identity import stream_numbers
from desk.storage.journal_file import Heading, read_journal
from desk.storage.page import ID_BYTES
from desk.storage.projection.subject import recompute
from desk.storage.statement import in_bulk, last_number, put_rows
from desk.storage.tables import dismissal, fact, part, stamp, subject
from desk.storage.vault import Vault

_TOGETHER = 1_000
_FIRST = ("place", "operator")  # nouns of a founding's facts


def check_empty(connection: Connection) -> None:
    """Raises BadInput journal_not_empty where anything was recorded, or this desk belongs to a hub."""
    recorded = select(func.count()).select_from(subject).where(subject.c.noun.not_in(_FIRST))
    if connection.execute(recorded).scalar_one() or find_hub(connection) is not None:
        raise BadInput("journal_not_empty")


def check_journal(file: Path) -> int:
    """How many facts a file holds; the whole of it is read, nothing is stored. Raises what read_journal raises."""
    heading, lines = _opened(file)
    for _ in lines:
        pass
    return heading.facts


def take_journal(vault: Vault, file: Path, notice: Callable[[int, int], object], stop: Callable[[], bool]) -> int:
    """Stores the facts of a file as what they are, those of another desk; answers how many. One transaction: a file
    that does not hold to its last line changes nothing.

    Raises BadInput journal_not_empty, journal_stopped and what read_journal raises.
    """
    known = read_erasures(vault.path.with_name(ERASED))
    with in_bulk(), vault.write() as connection:
        check_empty(connection)
        heading, lines = _opened(file)
        taking = _Taking(connection, heading)
        done = 0
        while piece := list(islice(lines, _TOGETHER)):
            if stop():
                raise BadInput("journal_stopped")
            notice(done, heading.facts)
            taking.add(piece)
            done += len(piece)
        taking.erase(known)
        recompute(connection)
    with suppress(OSError):  # the next start writes it down
        keep_erasures(vault)
    return heading.facts


def _opened(file: Path) -> tuple[Heading, Iterator[OpenLine]]:
    lines = read_journal(file)
    heading = next(lines)
    assert isinstance(heading, Heading)
    return heading, (line for line in lines if isinstance(line, OpenLine))


class _Taking:
    """Rows on their way into the journal's tables, counted on from what is there."""

    def __init__(self, connection: Connection, heading: Heading) -> None:
        self.connection = connection
        self.streams = stream_numbers(connection, heading.streams)
        self.subjects = {bytes(id): int(n) for id, n in connection.execute(select(subject.c.id, subject.c.n))}
        self.ids = {bytes(id) for id in connection.execute(select(fact.c.id)).scalars()}
        self.fact, self.subject = last_number(connection, fact), last_number(connection, subject)
        self.erased = set(heading.erased)

    def add(self, lines: Sequence[OpenLine]) -> None:
        """Raises BadInput journal_line_wrong where two facts have one id."""
        rows: dict[Table, list[tuple[Any, ...]]] = {table: [] for table in (subject, fact, part, stamp, dismissal)}
        for line in lines:
            id, of, noun = _names(line)
            if id in self.ids:
                raise BadInput("journal_line_wrong", line=self.fact)
            self.ids.add(id)
            if of not in self.subjects:
                self.subject += 1
                self.subjects[of] = self.subject
                rows[subject].append((self.subject, of, noun))
            self.fact += 1
            link = self.streams[line.stream], line.seq, line.prev, line.hash
            rows[fact].append((self.fact, id, self.subjects[of], *link, line.content))
            rows[part] += [(part_key(self.fact, name), self.fact, name, *given) for name, given in line.parts.items()]
            if line.stamp is not None:
                rows[stamp].append((self.fact, *_columns(line.stamp), NOT_DELIVERED))
            if line.dismissed is not None:
                rows[dismissal].append((self.fact, line.dismissed))
            self._note(line, of)
        for table, new in rows.items():
            put_rows(self.connection, table, new)

    def _note(self, line: OpenLine, of: bytes) -> None:
        """What a fact erases."""
        if b'.erased"' in line.content and (line.stamp is None or line.stamp.verdict == "ok"):
            self.erased.update((UUID(bytes=of), name) for name in erased_by(read_content(line.content)[0]))

    def erase(self, known: set[Erasure]) -> None:
        for id, name in sorted(self.erased | known):
            number = self.subjects.get(id.bytes)
            if number is not None:
                erase_parts(self.connection, number, [name])


def _columns(one: Stamp) -> tuple[int, int, str, str, int, bytes]:
    return one.epoch, one.n, one.verdict, one.reason, one.hub_time, one.mac


def _names(line: OpenLine) -> tuple[bytes, bytes, str]:
    """Id, subject and noun. What the hub could not use may be no content at all, and is called by its link."""
    by_link = line.hash[:ID_BYTES]
    unusable = line.stamp is not None and (line.stamp.verdict, line.stamp.reason) == ("set_aside", "unusable")
    try:
        header = read_header(line.content)
    except ValueError:
        return by_link, by_link, ""
    return by_link if unusable else header.id, header.subject, header.kind.partition(".")[0]
