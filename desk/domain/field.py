"""The fields of forms F1, F3, F4 and F5 that hold typed text: how long they may be, and what cannot be stored at all.

Lengths are code points, not UTF-16 units and not bytes. Text is kept exactly as given or refused.
"""

import re
from dataclasses import dataclass
from dataclasses import field as made
from typing import Literal

from desk.errors import BadInput, Fact

LIMITS = {
    "name": 50,
    "phone": 20,
    "address": 100,
    "identity_text": 50,
    "recorder": 20,
    "title": 60,
    "main_cause": 20_000,
    "proposal": 20_000,
    "original_text": 20_000,
    "first_opinion": 500,
    "source_id": 100,
    "reason": 500,
    "unit": 60,
    "english": 120,  # the same in more letters
    "note": 500,
    "approver": 60,
    "actor": 60,
    "evidence": 200,
    "text": 2_000,
    "record": 4_000,
    "measures": 1_000,
    "number": 40,
    "said": 1_000,
    "reply_text": 8_000,
    "promise": 500,
    "contact": 50,
    "contact_phone": 40,
    "document": 40,
    "door_name": 60,
    "door_phone": 20,
    "door_detail": 100,
    "bring": 200,
    "post": 60,
    "room": 60,
    "theme": 60,
    "staff": 60,
    "about": 60,
    "constituency": 30,
    "words": 20_000,
    "reply": 1_000,
    "venue": 100,
    "organiser": 60,
    "visited": 100,
    "seen": 4_000,
    "topic": 60,
    "handed_to": 60,
    "feedback": 1_000,
    "opinion": 2_000,
    "cause": 20_000,
    "office": 60,
    "report_to": 200,
    "send_to": 200,
    "signer": 50,
    "editor": 50,
}
NOTE_LIMIT = 20_000  # words of a quoted step, an official reply among them

_DIGITS = re.compile(r"[\s\-()（）+.·*]+")
_MOBILE_LENGTH = 11


@dataclass(frozen=True)
class Finding:
    """What is to be said about a field: `warn` never blocks, `error` cannot be stored."""

    level: Literal["warn", "error"]
    code: str
    field: str
    facts: dict[str, Fact] = made(default_factory=dict)


def is_blank(text: str | None) -> bool:
    return text is None or not text.strip()


def check_field(name: str, value: str) -> Finding | None:
    """What is to be said about one field when the volunteer leaves it; None when nothing."""
    return _unstorable(name, value) or (_odd_phone(value) if name == "phone" else None)


def typed_text(name: str, value: object) -> str | None:
    """A typed text exactly as given; None when there is none. Raises BadInput with the field."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise BadInput("not_text", field=name)
    finding = check_field(name, value)
    if finding and finding.level == "error":
        raise BadInput(finding.code, field=name, **finding.facts)
    return value


def _unstorable(name: str, value: str) -> Finding | None:
    most = LIMITS.get(name, NOTE_LIMIT)
    if len(value) > most:
        return Finding("error", "text_too_long", name, {"length": len(value), "most": most})
    if "\0" in value:
        return Finding("error", "text_has_nul", name)
    if any("\ud800" <= char <= "\udfff" for char in value):
        return Finding("error", "text_is_broken", name)
    return None


def _odd_phone(value: str) -> Finding | None:
    """A mobile with a digit too few or too many reaches nobody; other spellings only warn."""
    bare = _DIGITS.sub("", value)
    if not bare:
        return None
    if not bare.isdecimal():
        return Finding("warn", "phone_odd", "phone")
    mobile = bare.removeprefix("86") if len(bare) > _MOBILE_LENGTH else bare
    if "*" not in value and mobile[0] == "1" and mobile[1:2] in tuple("3456789") and len(mobile) != _MOBILE_LENGTH:
        return Finding("error", "phone_wrong", "phone", {"digits": len(mobile), "needed": _MOBILE_LENGTH})
    return Finding("warn", "phone_odd", "phone") if len(bare) < 5 else None
