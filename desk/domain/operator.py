"""The operator (经手人): who sits at the desk. Facts name operators by an opaque id; the name is a private part."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from desk.domain.body import Body, Code
from desk.domain.event import OK, UNJUDGED, Event, Verdict

HEAD, VOLUNTEER = "head", "volunteer"


class Added(Body):
    """A person may sit at this desk from now on; the name stands in the person part."""

    role: Code


BODIES: Mapping[str, type[Body]] = {"operator.added": Added}


@dataclass(frozen=True)
class OperatorState:
    """What the desk knows of an operator; `name_in` is the fact whose person part holds the name."""

    role: str = ""
    name_in: UUID | None = None


def judge(_state: OperatorState, _event: Event, body: Body | None) -> Verdict:
    return UNJUDGED if body is None else OK


def apply(state: OperatorState, event: Event, body: Body | None) -> OperatorState:
    if isinstance(body, Added):
        return replace(state, role=body.role, name_in=event.id)
    return state
