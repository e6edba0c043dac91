"""Telling the person (回音): a case counts as answered only when the person was told, or it stands on the board.

What is to be told is every reply, instruction and result of the case, by its fact; a fold knows which were told."""

from collections.abc import Mapping
from typing import Literal
from uuid import UUID

from desk.domain.body import Code, Day, Id, YesNo
from desk.domain.step_bodies import Completed, Instructed, Replied, Step

REPLY, INSTRUCTION, RESULT = "reply", "instruction", "result"
TOLD, POSTED, NO_ANSWER, WRONG_NUMBER = "told", "posted", "no_answer", "wrong_number"
HEARD = frozenset({TOLD, POSTED})  # how a try may end so that the person counts as told
CONTENT, NOT_SATISFIED = ("S1", "S2"), "S3"
AGAIN = "62"  # 不满意重办: it is handled a second time
ANSWERED = "60"
_TOLD_OF, _EXPLAINED, _FOLLOWED = "61", "72", "91"
_KEPT_FOR_REFERENCE = ("4", "5")
Untold = Mapping[str, UUID]  # the fact that holds each thing to tell
TO_TELL = (Replied, Instructed, Completed)  # steps that the person hears of


class Asked(Step):
    """What the person says: satisfied or not (S1 to S9), and whether the case is to be handled again."""

    how: Code | None = None
    satisfaction: Code | None = None
    attitude: Code | None = None
    again: YesNo | None = None


class Told(Asked):
    """告知: whether the person was reached, `about` which facts, and when the next try is due. What the person said and
    why they are not satisfied stand in words. Without anything to tell it is a call about the progress."""

    reached: Literal["told", "no_answer", "wrong_number", "posted"]
    about: tuple[Id, ...] = ()
    next_try: Day | None = None

    @property
    def heard(self) -> bool:
        return self.reached in HEARD


class Surveyed(Asked):
    """征询 (form F8): how the person finds the way it was handled (`attitude`) and what came of it."""


def untold_after(untold: Untold, body: Step, fact: UUID) -> Untold:
    """What is to be told after a step: one of a kind, the last."""
    match body:
        case Replied():
            return {**untold, REPLY: fact}
        case Instructed():
            return {**untold, INSTRUCTION: fact}
        case Completed():
            return {**untold, RESULT: fact}
        case Told(heard=True):
            return {kind: source for kind, source in untold.items() if source not in body.about}
    return untold


def state_after(state: str, body: Asked, untold: Untold, outcome: str | None, promised: bool) -> str:
    """Where a case stands after the person was told or asked. `untold` is what is left to tell; `promised`: something
    was promised with a day that has not been kept yet."""
    if body.again:
        return AGAIN
    if state != ANSWERED or REPLY in untold or not (isinstance(body, Told) and body.heard):
        return state
    if outcome in _KEPT_FOR_REFERENCE:
        return _EXPLAINED
    return _FOLLOWED if promised else _TOLD_OF


def milestones(body: Asked, untold: Untold) -> frozenset[str]:
    """What of the clocks' milestones is behind the case; a call about the progress is one of them."""
    reached = {"surveyed"} if body.satisfaction or isinstance(body, Surveyed) else set[str]()
    if isinstance(body, Told) and body.heard:
        reached |= {"called"} if untold else {"called", "told"} if body.about else {"called"}
    return frozenset(reached)


def why_not_asked(body: Asked, has_words: bool, answered: bool) -> str:
    """The code of why it is not admissible, empty when it is. `answered`: something was said to the person before, or
    is to be told now."""
    if (body.again or NOT_SATISFIED in (body.satisfaction, body.attitude)) and not (
        has_words and "reason" in body.texts
    ):
        return "reason_missing"
    if body.again and not answered:
        return "nothing_answered"
    if isinstance(body, Told) and body.reached == POSTED and not body.about:
        return "nothing_to_tell"
    return ""
