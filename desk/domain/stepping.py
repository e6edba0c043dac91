"""What a step is to its case: whether it may be taken now, and what the case is afterwards."""

from typing import Any
from uuid import UUID

from desk.domain.case_state import CaseState
from desk.domain.extension import take, track_after, why_not_clock
from desk.domain.step import rule_of, why_not
from desk.domain.step_bodies import (
    Carried,
    Completed,
    Filed,
    Linked,
    Mediated,
    Mediating,
    Replied,
    Reviewed,
    Step,
    Unlinked,
)
from desk.domain.telling import Asked, Told, state_after, untold_after, why_not_asked

_HEARD_OF = frozenset({"60", "61", "70", "71", "72", "80", "81", "90", "91"})  # an answer was given by then


def why_not_taken(state: CaseState, body: Step, has_words: bool) -> str:
    """The code of why a step of the case is not admissible, empty when it is. An accusation is handed on sealed and
    takes no step here (信访工作条例 30)."""
    if state.accusation:
        return "accusation"
    if body.through is not None and body.through != state.main:
        return "not_merged"
    return (
        why_not(state.state, body, has_words, state.track)
        or why_not_clock(state.clocks, state.track, body, state.codes.get("received_at"))
        or _why_not_now(state, body, has_words)
    )


def _why_not_now(state: CaseState, body: Step, has_words: bool) -> str:
    match body:
        case Asked():
            return why_not_asked(body, has_words, _was_answered(state, body))
        case Replied() if state.state in rule_of(body).keeps and state.outcome:
            return "answered"
        case Filed() if state.untold:
            return "untold"
        case Mediating() if state.mediating:
            return "mediating"
        case Mediated() if not state.mediating:
            return "not_mediating"
        case Unlinked() if body.linked not in state.links:
            return "not_linked"
    return ""


def _was_answered(state: CaseState, body: Asked) -> bool:
    return state.state in _HEARD_OF or (isinstance(body, Told) and bool(set(body.about) & set(state.untold.values())))


def is_own(state: CaseState, body: Step, has_words: bool) -> bool:
    """Whether a step taken of a merged case holds for it alone, too: it did not come through the main case, speaks of
    nothing that did, and is one that the case could take by itself."""
    foreign = isinstance(body, Told) and body.about and not set(body.about) & set(state.untold.values())
    return body.through is None and not foreign and not why_not_taken(state, body, has_words)


def step_after(state: CaseState, body: Step, fact: UUID) -> CaseState:
    rule = rule_of(body)
    untold = untold_after(state.untold, body, fact)
    now = state.state if state.state in rule.keeps else rule.target or state.state
    if isinstance(body, Asked):
        now = state_after(state.state, body, untold, state.outcome, state.promised is not None)
    return state._replace(
        state=now,
        steps=(*state.steps, rule.step) if rule.step else state.steps,
        own_step=True,
        taken={**state.taken, rule.name: fact},
        clocks=take(state.clocks, state.track, body, fact, untold),
        track=track_after(state.track, body),
        untold=untold,
        **_else(state, body, fact),
    )


def _else(state: CaseState, body: Step, fact: UUID) -> dict[str, Any]:
    """What only some steps say of a case."""
    match body:
        case Reviewed():
            new = {name: code for name in ("loop", "category", "topic") if (code := getattr(body, name))}
            return {"codes": {**state.codes, **new}}
        case Replied():  # what the community settled, too
            outcome = body.outcome or state.outcome
            return {"promised": body.promised, "reopened": False, "outcome": outcome}
        case Carried():
            return {"promised": body.promised or state.promised}
        case Completed():
            return {"promised": None}
        case Asked():
            said = body.satisfaction or state.satisfaction
            return {"satisfaction": said, "reopened": state.reopened or bool(body.again)}
        case Mediating() | Mediated():
            return {"mediating": isinstance(body, Mediating)}
        case Linked():
            return {"links": state.links | {fact}}
        case Unlinked():
            return {"links": state.links - {body.linked}}
    return {}
