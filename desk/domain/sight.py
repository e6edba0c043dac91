"""Who sees what: the tree of places, and which facts and parts go where.

A desk sees a subject whose place is its own or below it, and of what is published (rosters, holidays, units) also what
comes from above. Words go wherever the subject goes; person parts stop at the town, and do not come down. Places and
erasures are told to everybody (they hold no word of anybody's).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

LEVELS = ("point", "village", "town", "district", "city")
OFFICES = frozenset({"town", "district", "city"})  # levels that forward and answer
PERSON_LEVELS = frozenset({"point", "village", "town"})
EVERYBODY = frozenset({"place.placed", "case.erased", "conversation.erased", "visit.erased"})
PUBLISHED = frozenset({"deputy", "calendar", "unit"})  # nouns that are seen at, above and below their place


@dataclass(frozen=True)
class Tree:
    """Places by id and the place each one hangs under."""

    parents: Mapping[UUID, UUID | None] = field(default_factory=dict)

    def sees(self, own: UUID, place: UUID) -> bool:
        """Whether `place` is `own` or stands below it. A ring (only possible after a rewind) ends."""
        at: UUID | None = place
        passed: set[UUID] = set()
        while at is not None and at not in passed:
            if at == own:
                return True
            passed.add(at)
            at = self.parents.get(at)
        return False

    def below(self, own: UUID) -> frozenset[UUID]:
        """`own` and every place under it."""
        children: dict[UUID, list[UUID]] = {}
        for place, parent in self.parents.items():
            if parent is not None:
                children.setdefault(parent, []).append(place)
        found, waiting = {own}, [own]
        while waiting:
            fresh = [place for place in children.get(waiting.pop(), ()) if place not in found]
            found.update(fresh)
            waiting += fresh
        return frozenset(found)
