"""What the test itself remembers: every fact that was ever saved anywhere, and what must not happen to it since."""

from dataclasses import dataclass, field
from typing import Any

from desk.journal.header import Header, read_header


@dataclass(frozen=True)
class Saved:
    """A fact as it was first seen in its maker's file. `born` counts facts; `maker` is the desk's key."""

    id: bytes
    born: int
    hash: bytes
    content: bytes
    maker: bytes
    header: Header
    parts: frozenset[tuple[str, bytes]]  # name and data

    @property
    def subject(self) -> bytes:
        return self.header.subject

    @property
    def kind(self) -> str:
        return self.header.kind


@dataclass
class Ledger:
    """`given`: every stamp that the hub gave a fact, by its link's hash."""

    facts: dict[bytes, Saved] = field(default_factory=dict)
    subjects: dict[bytes, int] = field(default_factory=dict)  # in the order of their first facts
    given: dict[bytes, set[tuple[Any, ...]]] = field(default_factory=dict)  # epoch, n, verdict, reason
    lost: set[bytes] = field(default_factory=set)  # were nowhere at some moment: beyond anybody's power
    erased: set[tuple[bytes, str]] = field(default_factory=set)  # subjects and parts, as the hub once knew
    odd: dict[bytes, bytes] = field(default_factory=dict)  # contents an enemy wrote, by their links' hashes

    def add(self, id: bytes, hash: bytes, content: bytes, maker: bytes, parts: frozenset[tuple[str, bytes]]) -> Saved:
        header = read_header(content)
        saved = Saved(id, len(self.facts), hash, content, maker, header, parts)
        self.facts[id] = saved
        self.subjects.setdefault(header.subject, len(self.subjects))
        return saved

    def note(self, content: bytes, hash: bytes) -> None:
        """Something an enemy wrote: it is kept under the id it names or under one made of its link."""
        self.odd[hash] = content

    def knows(self, id: bytes, hash: bytes, content: bytes) -> bool:
        """Whether somebody wrote just this, and under this id."""
        saved = self.facts.get(id)
        if saved is not None and (saved.hash, saved.content) == (hash, content):
            return True
        return self.odd.get(hash) == content and (id == hash[:16] or (saved is None and _names(content) == id))

    def cases(self) -> list[bytes]:
        """In the order in which they were first heard of."""
        return list(self.subjects)


def _names(content: bytes) -> bytes | None:
    try:
        return read_header(content).id
    except ValueError:
        return None
