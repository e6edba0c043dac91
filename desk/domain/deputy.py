"""The deputy (代表) on the roster of a place: public office, published from above or entered at a station until it is
matched with the published entry. Event bodies, judge and apply.

A name is public and goes wherever the roster goes, so it stands in the words part; the telephone in the person part.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from desk.domain.body import Body, Code, Day, Id
from desk.domain.event import OK, UNJUDGED, Event, Verdict, not_applied

WORDS_FIELDS, PERSON_FIELDS = ("name", "post"), ("phone",)
TEXT_FIELDS = WORDS_FIELDS + PERSON_FIELDS


class Listed(Body):
    """列入名册; said again its codes and days take the place of what was said. `congress` is a code of `deputy_level`,
    `group` of `deputy_group` (代表组, apart from the place: 上海石化 has no division code). `texts` have a new text,
    `cleared` are empty from now on."""

    congress: Code
    group: Code | None = None
    since: Day | None = None
    until: Day | None = None
    texts: tuple[Code, ...] = ()
    cleared: tuple[Code, ...] = ()


class Matched(Body):
    """对应: this entry turned out to be the same person as the entry `other`; without one it is a person of its own
    again."""

    other: Id | None = None


class LeftOffice(Body):
    """离任: that was the last day in office."""

    day: Day


BODIES: Mapping[str, type[Body]] = {
    "deputy.listed": Listed,
    "deputy.matched": Matched,
    "deputy.left": LeftOffice,
}


class DeputyState(NamedTuple):
    """What an entry is now. `texts` names the fact with each text's last version."""

    place: UUID | None = None
    listed: Listed | None = None
    until: str = ""
    other: UUID | None = None
    texts: Mapping[str, UUID] = MappingProxyType({})


def judge(state: DeputyState, event: Event, body: Body | None) -> Verdict:
    if body is None:
        return UNJUDGED
    if state.listed is None:
        named = isinstance(body, Listed) and "name" in body.texts and "words" in event.parts
        return OK if named else not_applied("deputy_unnamed" if isinstance(body, Listed) else "deputy_unknown")
    if isinstance(body, Listed) and "name" in body.cleared:
        return not_applied("deputy_unnamed")
    if isinstance(body, Matched) and body.other == event.subject:
        return not_applied("deputy_itself")
    return OK


def apply(state: DeputyState, event: Event, body: Body | None) -> DeputyState:
    """The state after an `ok` fact; total."""
    match body:
        case Listed():
            texts = {**state.texts, **dict.fromkeys(body.texts, event.id)}
            return state._replace(
                place=state.place or event.place,
                listed=body,
                until=body.until.isoformat() if body.until else "",
                texts={name: fact for name, fact in texts.items() if name not in body.cleared},
            )
        case Matched():
            return state._replace(other=body.other)
        case LeftOffice():
            return state._replace(until=body.day.isoformat())
    return state
