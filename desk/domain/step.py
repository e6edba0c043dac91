"""The steps of a case (办理): their event bodies, and one table of who may take which, from which state to which.

Judged by contents alone: `texts` names the sentences that a step's words part holds, and `level` is the one its author
acts at; whether he does is for the hub to check.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from desk.domain.body import Body, Code, Day
from desk.domain.sight import OFFICES


class Step(Body):
    """What every step says: at which level and on which day (Shanghai's calendar) it was taken."""

    level: Code
    day: Day
    texts: tuple[Code, ...] = ()


class Forwarded(Step):
    """转办 (form F4): to a lead unit (主办) of the list or in words, and to units that help (会办)."""

    unit: Code | None = None
    co_units: tuple[Code, ...] = ()


class Replied(Step):
    """答复 (form F5): one of Shanghai's four outcomes or 不予采纳; `promised` is the day something will be done by."""

    outcome: Literal["1", "2", "3", "4", "5"] | None = None
    unit: Code | None = None
    promised: Day | None = None


@dataclass(frozen=True)
class Need:
    """Something a step cannot do without: one of `fields` must be said, as a code or in words."""

    reason: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """One row of the table. `step` is one of the seven, `target` the state that the case is in afterwards, `text` the
    sentence of the words part that tells of it."""

    name: str
    kind: str
    body: type[Step]
    levels: frozenset[str]
    sources: frozenset[str]
    target: str
    step: str
    needs: tuple[Need, ...]
    text: str


_UNIT = Need("unit_missing", ("unit",))
RULES = (
    Rule(
        name="forward",
        kind="case.forwarded",
        body=Forwarded,
        levels=OFFICES,
        sources=frozenset({"10", "20", "31", "32", "33", "34", "40", "50", "62"}),
        target="32",
        step="2",
        needs=(_UNIT,),
        text="note",
    ),
    Rule(
        name="reply",
        kind="case.replied",
        body=Replied,
        levels=OFFICES,
        sources=frozenset({"10", "20", "31", "32", "33", "40", "50", "62"}),  # what was returned is forwarded first
        target="60",
        step="5",
        needs=(Need("outcome_missing", ("outcome",)), Need("reply_missing", ("reply_text",)), _UNIT),
        text="reply_text",
    ),
)
BODIES: Mapping[str, type[Body]] = {rule.kind: rule.body for rule in RULES}
_BY_BODY = {rule.body: rule for rule in RULES}
STATE_WRONG = "state_wrong"


def rule_of(body: Step) -> Rule:
    return _BY_BODY[type(body)]


def offered(state: str, level: str) -> tuple[str, ...]:
    """The names of the steps that may be taken by a desk of that level of a case in that state."""
    return tuple(rule.name for rule in RULES if level in rule.levels and state in rule.sources)


def why_not(state: str, body: Step, has_words: bool) -> str:
    """The code of why a step is not admissible, empty when it is; a wrong state follows its code after a point."""
    rule = rule_of(body)
    if body.level not in rule.levels:
        return "not_an_office"
    if state not in rule.sources:
        return f"{STATE_WRONG}.{state}"
    lacking = (need.reason for need in rule.needs if not any(_says(body, name, has_words) for name in need.fields))
    return next(lacking, "")


def _says(body: Step, name: str, has_words: bool) -> bool:
    return bool(getattr(body, name, None)) or (has_words and name in body.texts)
