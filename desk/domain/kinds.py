"""Every kind of fact this version knows, and the reading of its body."""

from pydantic import ValidationError

from desk.domain import case, erasure, operator, place, sheet
from desk.domain.body import Body
from desk.domain.event import Event

VERSION = 1
BODIES: dict[str, type[Body]] = {**case.BODIES, **place.BODIES, **operator.BODIES, **erasure.BODIES, **sheet.BODIES}


def read_body(event: Event) -> Body | None:
    """The event's body; None for a kind, version or shape this desk does not know (kept, passed on, unjudged)."""
    known = BODIES.get(event.kind)
    if known is None or event.v != VERSION or None in event.body.values():
        return None
    try:
        return known.model_validate(event.body)
    except ValidationError:
        return None
