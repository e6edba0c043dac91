"""What the rows of a case and of its timeline hold of the steps taken (转办, 答复)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from desk.domain.case import RECEIPT, SlipTold
from desk.domain.case_state import CaseState
from desk.domain.merging import Merging
from desk.domain.step import rule_of
from desk.domain.step_bodies import Adopted, Digested, Forwarded, Replied, Step
from desk.domain.telling import Told
from desk.storage.projection.fold import Entry

_EVERY_STEP = ("level", "day", "texts", "clocks", "through")  # said by all of them; the row has its own columns
Words = Mapping[str, Any]


def case_columns(state: CaseState, entries: Sequence[Entry]) -> dict[str, Any]:
    """What is known of a case by its steps in force: the unit in charge (a code of the list, or its name), the day of
    the reply, what the person was not told yet and how the last try ended, promises, adoption, links."""
    row: dict[str, Any] = {**_NO_STEPS, "untold": ",".join(state.untold), "mediating": state.mediating}
    row |= {"promised": state.promised.isoformat() if state.promised else None, "satisfaction": state.satisfaction}
    if state.taken:
        in_force = set(state.taken.values())
        for entry in entries:
            if entry.event.id in in_force:
                row |= _said_of_case(entry)
        row |= _tries(entry for entry in entries if entry.event.id not in state.lapsed)
    if state.links:
        linked = (entry.parts.get("words", {}) for entry in entries if entry.event.id in state.links)
        row["links"] = json.dumps([_text(words.get("number")) or "" for words in linked], ensure_ascii=False)
    return row


_NO_STEPS: Words = {
    "unit": None,
    "replied_at": None,
    "digest": None,
    "adoption": None,
    "links": "[]",
    "told_on": None,
    "told_how": None,
    "tries": 0,
    "last_try": None,
    "next_try": None,
}


def _said_of_case(entry: Entry) -> dict[str, Any]:
    match entry.body:
        case Forwarded(unit=unit):
            return {"unit": unit or _text(entry.parts.get("words", {}).get("unit"))}
        case Replied(day=day):  # the last one: entries come in the order of the fold
            return {"replied_at": day.isoformat()}
        case Digested(digest=digest):
            return {"digest": digest.bytes}
        case Adopted(adoption=adoption):
            return {"adoption": adoption}
    return {}


def _tries(entries: Iterable[Entry]) -> dict[str, Any]:
    """When and how the person was told last; how often one tried in vain since then, and when to try again."""
    row: dict[str, Any] = {}
    for entry in entries:
        body = entry.body
        if not isinstance(body, Told) or not entry.verdict.ok:
            continue
        if body.heard:
            row = {"told_on": body.day.isoformat(), "told_how": body.how}
        else:
            again = body.next_try.isoformat() if body.next_try else None
            row |= {"tries": row.get("tries", 0) + 1, "last_try": body.reached, "next_try": again}
    return row


def step_columns(entry: Entry, state: CaseState, words: Words) -> dict[str, Any]:
    """What the timeline's row of a step, or of a paper that is no receipt, says beside what every row says.

    `detail` is {"codes": of the body, "words": its other sentences, "holds": whether it is in force, "lapsed": whether
    it held only while the case was merged}.
    """
    body = entry.body
    if isinstance(body, SlipTold) and body.paper != RECEIPT:
        return {"detail": json.dumps({"paper": body.paper})}
    if isinstance(body, Merging):
        return {"detail": json.dumps({"other": next(iter(entry.event.body.values()))})}
    if not isinstance(body, Step):
        return {}
    rule = rule_of(body)
    detail = {
        "codes": {name: value for name, value in entry.event.body.items() if name not in _EVERY_STEP},
        "words": {name: kept for name in words if name != rule.text and (kept := _kept(words[name]))},
        "holds": state.taken.get(rule.name) == entry.event.id,
        **({"lapsed": True} if entry.event.id in state.lapsed else {}),
    }
    return {
        "step": rule.step or None,
        "outcome": body.outcome if isinstance(body, Replied) else None,
        "text": _text(words.get(rule.text)),
        "detail": orjson.dumps(detail, option=orjson.OPT_SORT_KEYS).decode(),
    }


def _kept(value: object) -> str | list[str] | None:
    """A text or a list of texts: a part may have been written elsewhere."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else _text(value)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
