"""The steps of a case (办理): one table of who may take which, from which state to which.

Judged by contents alone: `texts` names the sentences that a step's words part holds, and `level` is the one its author
acts at; whether he does is for the hub to check.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from desk.domain.body import Body
from desk.domain.sight import OFFICES
from desk.domain.step_bodies import (
    Accepted,
    Extended,
    Forwarded,
    Paused,
    Replied,
    Resumed,
    Returned,
    Ruled,
    Step,
    Tracked,
)


@dataclass(frozen=True)
class Need:
    """Something a step cannot do without: one of `fields` must be said, as a code or in words."""

    reason: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """One row of the table. `step` is one of the seven, `target` the state that the case is in afterwards, `text` the
    sentence of the words part that tells of it; without a step or a target the case stays where it is. `track`: only
    of such cases; `reaches`: milestones that are behind the case though its state does not say so."""

    name: str
    kind: str
    body: type[Step]
    levels: frozenset[str]
    sources: frozenset[str]
    target: str
    step: str
    needs: tuple[Need, ...]
    text: str
    track: str = ""
    reaches: frozenset[str] = frozenset()


_OPEN = frozenset({"10", "20", "31", "32", "33", "34", "40", "50", "62"})
_REASON = Need("reason_missing", ("reason",))
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
    Rule(
        name="return",
        kind="case.returned",
        body=Returned,
        levels=OFFICES,
        sources=frozenset({"32"}),
        target="34",
        step="2",
        needs=(_REASON,),
        text="reason",
    ),
    Rule(
        name="track",
        kind="case.tracked",
        body=Tracked,
        levels=OFFICES,
        sources=_OPEN | {"11", "60"},  # what was guided elsewhere may become a petition matter after all
        target="20",
        step="1",
        needs=(),
        text="note",
    ),
    Rule(
        name="accept",
        kind="case.accepted",
        body=Accepted,
        levels=OFFICES,
        sources=_OPEN,
        target="",
        step="1",
        needs=(),
        text="note",
        track="petition",
        reaches=frozenset({"forwarded", "accepted"}),
    ),
    Rule(
        name="extend",
        kind="case.extended",
        body=Extended,
        levels=OFFICES,
        sources=_OPEN | {"60"},
        target="",
        step="",
        needs=(_REASON, Need("approver_missing", ("approver",))),
        text="reason",
    ),
    Rule(
        name="pause",
        kind="case.paused",
        body=Paused,
        levels=OFFICES,
        sources=_OPEN | {"60"},
        target="",
        step="",
        needs=(_REASON,),
        text="reason",
    ),
    Rule(
        name="resume",
        kind="case.resumed",
        body=Resumed,
        levels=OFFICES,
        sources=_OPEN | {"60"},
        target="",
        step="",
        needs=(),
        text="note",
    ),
)
BODIES: Mapping[str, type[Body]] = {rule.kind: rule.body for rule in RULES}
ABOUT_CLOCKS = frozenset(rule.name for rule in RULES if issubclass(rule.body, Ruled))
_BY_BODY = {rule.body: rule for rule in RULES}
STATE_WRONG = "state_wrong"


def rule_of(body: Step) -> Rule:
    return _BY_BODY[type(body)]


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
    return bool(getattr(body, name, None)) or (has_words and name in body.texts)
