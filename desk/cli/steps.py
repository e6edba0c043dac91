"""step."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any
from uuid import UUID

import typer

from desk.actions.desk import Change, Desk
from desk.actions.digests import digest_case
from desk.actions.handling import HANDLING
from desk.actions.steps import (
    accept_case,
    extend_case,
    forward_case,
    pause_case,
    reply_case,
    resume_case,
    return_case,
    settle_case,
    track_case,
)
from desk.actions.telling import survey_person
from desk.cli.call import Call, call_of
from desk.cli.cases import File, Number
from desk.cli.due import clock_value
from desk.cli.told import identified, row_line, warned
from desk.command.answer import Answer
from desk.command.files import read_object
from desk.errors import BadInput
from desk.reads.cases import pick_case, read_case
from desk.text import mark

STEPS: Mapping[str, Callable[[Desk, UUID, Mapping[str, Any]], Change]] = {
    "forward": forward_case,
    "reply": reply_case,
    "return": return_case,
    "track": track_case,
    "accept": accept_case,
    "extend": extend_case,
    "pause": pause_case,
    "resume": resume_case,
    "settle": settle_case,
    "digest": digest_case,
    "survey": survey_person,
    **HANDLING,
}
Name = Annotated[str, typer.Argument(metavar="|".join(STEPS), help=mark("which step"))]


def step(context: typer.Context, number: Number, name: Name, file: File) -> Answer:
    call = call_of(context)
    if name not in STEPS:
        raise BadInput("step_unknown", known=tuple(STEPS))
    form = read_object(file)
    if not isinstance(form, dict):
        raise BadInput("not_a_step")
    with call.open() as desk:
        return step_answer(call, desk, STEPS[name](desk, pick_case(desk.vault, number), form))


def step_answer(call: Call, desk: Desk, change: Change) -> Answer:
    """How a case stands after a step, and what is to be said about it."""
    view = read_case(desk.vault, desk.lens, change.subjects[0])
    value: dict[str, Any] = identified(view.row)
    warnings = [warned(call, warning) for warning in change.warnings]
    value |= {
        "verdict": view.steps[0].verdict,
        "clocks": [clock_value(clock) for clock in view.clocks],
        "warnings": warnings,
    }
    return Answer(value, [row_line(call, view.row), *("  " + warning["message"] for warning in warnings)])
