"""The steps of a case (办理): one table of who may take which, from which state to which.

Judged by contents alone: `texts` names the sentences that a step's words part holds, and `level` is the one its author
acts at; whether he does is for the hub to check.
"""

from collections.abc import Mapping

from desk.domain.body import Body
from desk.domain.step_bodies import Ruled, Step
from desk.domain.step_rule import Rule
from desk.domain.step_table import RULES

BODIES: Mapping[str, type[Body]] = {rule.kind: rule.body for rule in RULES}
ABOUT_CLOCKS = frozenset(rule.name for rule in RULES if issubclass(rule.body, Ruled))
_BY_BODY = {rule.body: rule for rule in RULES}
_BY_NAME = {rule.name: rule for rule in RULES}
STATE_WRONG = "state_wrong"


def rule_of(body: Step) -> Rule:
    return _BY_BODY[type(body)]


def rule_named(name: str) -> Rule:
    return _BY_NAME[name]


def offered(state: str, level: str, track: str = "") -> tuple[str, ...]:
    """The names of the steps that may be taken by a desk of that level of a case in that state."""
    return tuple(
        rule.name for rule in RULES if level in rule.levels and state in rule.sources and rule.track in ("", track)
    )


def why_not(state: str, body: Step, has_words: bool, track: str = "") -> str:
    """The code of why a step is not admissible, empty when it is; a wrong state follows its code after a point."""
    rule = rule_of(body)
    if body.level not in rule.levels:
        return "not_an_office"
    if state not in rule.sources:
        return f"{STATE_WRONG}.{state}"
    if rule.track not in ("", track):
        return f"not_{rule.track}"
    lacking = (need.reason for need in rule.needs if not any(_says(body, name, has_words) for name in need.fields))
    return next(lacking, "")


def _says(body: Step, name: str, has_words: bool) -> bool:
    return (has_words and name in body.texts) or bool(getattr(body, name, None))
