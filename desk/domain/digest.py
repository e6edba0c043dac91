"""The digest (建议摘报): suggestions of value, reported to those who decide. Event bodies, judge and apply.

It may be about several cases; that it is stands on each of them, too (the step `digest` of the same act). What it says
is the office's own text: it goes wherever the digest goes, and no suggester is named in it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, NamedTuple
from uuid import UUID

from pydantic import Field

from desk.domain.body import Body, Code, Day, Id, Number
from desk.domain.event import OK, UNJUDGED, Event, Verdict, not_applied

MADE, WITHDRAWN = "made", "withdrawn"
TEXT_FIELDS = ("office", "title", "cause", "proposal", "opinion", "report_to", "send_to", "signer", "editor", "phone")
CHAPTERS = ("cause", "proposal", "opinion")  # 主要事由, 对策建议, 研判意见
NEEDED = ("title", "cause")
MOST_CASES, MOST_ISSUE = 50, 9_999

Cases = Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_CASES)]
Issue = Annotated[Number, Field(ge=1, le=MOST_ISSUE)]


class Made(Body):
    """编发: the `issue` (期) of the year of its day. `texts` stand in the words part."""

    issue: Issue
    day: Day
    cases: Cases
    texts: tuple[Code, ...] = ()


class Changed(Body):
    """更正: only what changes. `added` are about it as well; nobody leaves it, for each case says that it was reported.
    `texts` have a new text, `cleared` are empty from now on."""

    issue: Issue | None = None
    day: Day | None = None
    added: Cases | None = None
    texts: tuple[Code, ...] = ()
    cleared: tuple[Code, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        codes = self.to_json().keys() - {"texts", "cleared"}
        return (*self.texts, *self.cleared, *sorted(codes))


class Withdrawn(Body):
    """作废, with the reason in the words part."""


BODIES: Mapping[str, type[Body]] = {
    "digest.made": Made,
    "digest.changed": Changed,
    "digest.withdrawn": Withdrawn,
}


class DigestState(NamedTuple):
    """What a digest is now. `texts` names the fact with each text's last version."""

    state: str = ""
    place: UUID | None = None
    issue: int = 0
    day: str = ""
    cases: tuple[UUID, ...] = ()
    texts: Mapping[str, UUID] = MappingProxyType({})


def judge(state: DigestState, event: Event, body: Body | None) -> Verdict:
    if body is None:
        return UNJUDGED
    reason = _why_not(state, event, body)
    return not_applied(reason) if reason else OK


def _why_not(state: DigestState, event: Event, body: Body) -> str:
    worded = "words" in event.parts
    if isinstance(body, Made):
        lacking = not worded or any(name not in body.texts for name in NEEDED)
        return "digest_made" if state.state else "digest_empty" if lacking else ""
    if not state.state:
        return "digest_unknown"
    if state.state == WITHDRAWN:
        return "digest_withdrawn"
    match body:
        case Withdrawn():
            return "" if worded else "reason_missing"
        case Changed(texts=texts) if texts and not worded:
            return "digest_empty"
        case Changed(cleared=cleared) if any(name in cleared for name in NEEDED):
            return "digest_empty"
        case Changed(added=added) if len(_together(state.cases, added)) > MOST_CASES:
            return "too_many"
    return ""


def apply(state: DigestState, event: Event, body: Body | None) -> DigestState:
    """The state after an `ok` fact; total."""
    match body:
        case Made():
            return DigestState(
                MADE,
                event.place,
                body.issue,
                body.day.isoformat(),
                _together((), body.cases),
                dict.fromkeys(body.texts, event.id),
            )
        case Changed():
            texts = {**state.texts, **dict.fromkeys(body.texts, event.id)}
            return state._replace(
                issue=body.issue or state.issue,
                day=body.day.isoformat() if body.day else state.day,
                cases=_together(state.cases, body.added),
                texts={name: fact for name, fact in texts.items() if name not in body.cleared},
            )
        case Withdrawn():
            return state._replace(state=WITHDRAWN)
    return state


def _together(cases: tuple[UUID, ...], added: tuple[UUID, ...] | None) -> tuple[UUID, ...]:
    """Each once, in their order."""
    return tuple(dict.fromkeys((*cases, *(added or ()))))
