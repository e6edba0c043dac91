"""The verdict: given once, at a fact's place in the order, by contents alone."""

from collections.abc import Callable, Iterable
from uuid import UUID

from desk.domain.body import Body
from desk.domain.event import UNJUDGED, Event, Verdict
from desk.domain.noun import noun_of
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

    __slots__ = ("_noun", "_state", "_waiting")

    def __init__(self, noun: str, events: Iterable[tuple[Event, Body | None]] = ()) -> None:
        self._noun = noun_of(noun)
        self._state = self._noun.start
        self._waiting = list(events)

    def judge(self, event: Event, body: Body | None) -> Verdict:
        for before in self._waiting:
            self._state = self._noun.apply(self._state, *before)
        self._waiting.clear()
        verdict = self._noun.judge(self._state, event, body)
        if verdict.ok:
            self._waiting.append((event, body))
        return verdict


def noun_of_kind(kind: str) -> str:
    """`case` of `case.registered`."""
    return kind.partition(".")[0]


def place_of(noun: str, subject: bytes, author: bytes) -> bytes:
    """Where a subject is, by ids: at the place of its first fact; a place is where it is itself."""
    return subject if noun == "place" else author


class Judge:
    """What a desk may say. `sees(own, other)` is the tree's."""

    def __init__(self, member: Member, sees: Callable[[UUID, UUID], bool]) -> None:
        self._at, self._station, self._level = member.place, member.station.bytes, member.level
        self._places = member.place.bytes, member.station.bytes
        self._sees = sees

    def judge(self, reading: Reading, subject_place: UUID | None, standing: Standing) -> Verdict:
        """Of a fact about a subject at `subject_place` (None: nobody's yet)."""
        header, usable, event, body = reading
        if header is None or event is None or not usable:
            return UNUSABLE
        if header.place not in self._places:
            return NOT_YOUR_PLACE
        if subject_place is not None and not self._sees(self._at, subject_place):
            return OUT_OF_PLACE
        if header.kind == PLACED:
            if header.subject != self._station or "parent" in event.body:
                return HUB_ONLY
        elif event.body.get("level", self._level) != self._level:
            return NOT_YOUR_LEVEL
        return UNJUDGED if body is None else standing.judge(event, body)
