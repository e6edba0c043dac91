"""Every kind of fact this version knows, and the reading of its body."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from desk.domain import (
    calendar,
    case,
    conversation,
    deputy,
    digest,
    duty,
    erasure,
    operator,
    place,
    plan,
    session,
    sheet,
    unit,
    visit,
)
from desk.domain.body import Body
from desk.domain.event import Event

VERSION = 1
BODIES: dict[str, type[Body]] = {
    **case.BODIES,
    **place.BODIES,
    **operator.BODIES,
    **erasure.BODIES,
    **sheet.BODIES,
    **session.BODIES,
    **conversation.BODIES,
    **plan.BODIES,
    **deputy.BODIES,
    **visit.BODIES,
    **duty.BODIES,
    **calendar.BODIES,
    **digest.BODIES,
    **unit.BODIES,
}
_READ: Mapping[str, Callable[[Any], Body]] = {
    kind: TypeAdapter(body).validator.validate_python for kind, body in BODIES.items()
}


def read_body(event: Event) -> Body | None:
    """The event's body; None for a kind, version or shape this desk does not know (kept, passed on, unjudged)."""
    read = _READ.get(event.kind)
    if read is None or event.v != VERSION or None in event.body.values():
        return None
    try:
        return read(event.body)
    except ValidationError:
        return None
