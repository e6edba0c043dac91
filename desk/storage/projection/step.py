"""What the rows of a case and of its timeline hold of the steps taken (转办, 答复)."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from desk.domain.case import RECEIPT, CaseState, SlipTold
from desk.domain.merging import Merging
from desk.domain.step import rule_of
from desk.domain.step_bodies import Forwarded, Replied, Step
from desk.storage.projection.fold import Entry

_EVERY_STEP = ("level", "day", "texts", "clocks")  # said by all of them; the row has its own columns
Words = Mapping[str, Any]


def case_columns(state: CaseState, entries: Iterable[Entry]) -> dict[str, str | None]:
    """The unit in charge (a code of the list, or its name) and the day of the reply in force."""
    unit = replied_at = None
    if state.taken:
        in_force = set(state.taken.values())
        for entry in entries:
            if entry.event.id in in_force and isinstance(entry.body, Forwarded):
                unit = entry.body.unit or _text(entry.parts.get("words", {}).get("unit"))
            elif entry.event.id in in_force and isinstance(entry.body, Replied):
                replied_at = entry.body.day.isoformat()
    return {"unit": unit, "replied_at": replied_at}


def step_columns(entry: Entry, state: CaseState, words: Words) -> dict[str, Any]:
    """What the timeline's row of a step, or of a paper that is no receipt, says beside what every row says.

    `detail` is {"codes": of the body, "words": its other sentences, "holds": whether it is in force}.
    """
    body = entry.body
    if isinstance(body, SlipTold) and body.paper != RECEIPT:
        return {"detail": json.dumps({"paper": body.paper})}
    if isinstance(body, Merging):
        return {"detail": json.dumps({"other": next(iter(body.to_json().values()))})}
    if not isinstance(body, Step):
        return {}
    rule = rule_of(body)
    detail = {
        "codes": {name: value for name, value in body.to_json().items() if name not in _EVERY_STEP},
        "words": {name: kept for name in words if name != rule.text and (kept := _kept(words[name]))},
        "holds": state.taken.get(rule.name) == entry.event.id,
    }
    return {
        "step": rule.step or None,
        "outcome": getattr(body, "outcome", None),
        "text": _text(words.get(rule.text)),
        "detail": json.dumps(detail, sort_keys=True),
    }


def _kept(value: object) -> str | list[str] | None:
    """A text or a list of texts: a part may have been written elsewhere."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else _text(value)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
