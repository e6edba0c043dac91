"""What a fact says, apart from its bytes: the form in which domain reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

PartName = Literal["person", "words"]
PARTS: tuple[PartName, ...] = ("person", "words")


class Event(NamedTuple):
    """One fact's content. `parts` tells which private parts it was written with, never what they say."""

    id: UUID
    kind: str
    v: int
    place: UUID
    subject: UUID
    act: UUID | None
    recorded_at: datetime
    operator: UUID
    body: Mapping[str, Any]
    parts: frozenset[PartName]

    @property
    def noun(self) -> str:
        """The noun a kind belongs to: `case` of `case.registered`."""
        return self.kind.partition(".")[0]


@dataclass(frozen=True)
class Verdict:
    """What became of a fact at its place in the order; `reason` is a code, empty when ok."""

    name: Literal["ok", "not_applied", "set_aside", "unjudged"]
    reason: str = ""

    @property
    def ok(self) -> bool:
        return self.name == "ok"


OK = Verdict("ok")


def not_applied(reason: str) -> Verdict:
    return Verdict("not_applied", reason)


UNJUDGED = Verdict("unjudged", "unknown_kind")
