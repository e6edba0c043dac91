"""The verdict: given once, at a fact's place in the order, by contents alone."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from desk.domain.body import Body
from desk.domain.event import UNJUDGED, Event, Verdict
from desk.domain.noun import Noun, noun_of
from desk.hub.hub import Member
from desk.hub.intake import Reading

UNUSABLE = Verdict("set_aside", "unusable")
NOT_YOUR_PLACE = Verdict("set_aside", "not_your_place")
OUT_OF_PLACE = Verdict("set_aside", "out_of_place")
HUB_ONLY = Verdict("set_aside", "hub_only")
NOT_YOUR_LEVEL = Verdict("set_aside", "not_your_level")
PLACED = "place.placed"


class Standing:
    """What a subject has become up to here: the fold of its admitted facts, each folded when somebody asks."""

    def __init__(self, noun: str, events: Iterable[tuple[Event, Body | None]] = ()) -> None:
        self.noun: Noun = noun_of(noun)
        self._state = self.noun.start
        self._waiting = list(events)

    @property
    def state(self) -> Any:
        for event, body in self._waiting:
            self._state = self.noun.apply(self._state, event, body)
        self._waiting.clear()
        return self._state

    def add(self, event: Event, body: Body | None) -> None:
        self._waiting.append((event, body))


def noun_of_kind(kind: str) -> str:
    """`case` of `case.registered`."""
    return kind.partition(".")[0]


def place_of(noun: str, subject: UUID, author: UUID) -> UUID:
    """Where a subject is: at the place of its first fact; a place is where it is itself."""
    return subject if noun == "place" else author


def judge(
    reading: Reading, member: Member, sees: Callable[[UUID, UUID], bool], subject_place: UUID | None, standing: Standing
) -> Verdict:
    """Of a fact that a desk brings, about a subject at `subject_place` (None: nobody's yet)."""
    event, body = reading.event, reading.body
    if event is None or not reading.usable:
        return UNUSABLE
    if event.place not in (member.place, member.station):
        return NOT_YOUR_PLACE
    if subject_place is not None and not sees(member.place, subject_place):
        return OUT_OF_PLACE
    if event.kind == PLACED:
        if event.subject != member.station or event.body.get("parent") is not None:
            return HUB_ONLY
    elif event.body.get("level") not in (None, member.level):
        return NOT_YOUR_LEVEL
    if body is None:
        return UNJUDGED
    return standing.noun.judge(standing.state, event, body)
