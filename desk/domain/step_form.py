"""The forms of the steps by their JSON keys: forwarding (F4) and replying (F5), checked once, before they are facts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.domain.codes import Codes
from desk.domain.field import is_blank, typed_text
from desk.domain.form_field import read_day_to_come
from desk.errors import BadInput

FORWARD_KEYS = ("lead_unit", "unit", "co_units", "note", "on")
REPLY_KEYS = (
    "outcome",
    "reply_text",
    "lead_unit",
    "unit",
    "promise",
    "promise_date",
    "contact",
    "contact_phone",
    "document",
    "copy_to",
    "on",
)
MOST_UNITS = 20
_CODE = re.compile(r"U\d+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # as units of the lists have them
_OUTCOMES = ("1", "2", "3", "4", "5")
Texts = dict[str, str | list[str]]


@dataclass(frozen=True)
class StepForm:
    """What was filled in: the coded fields of the step's body, and the sentences of its words part."""

    codes: dict[str, Any]
    words: Texts


def check_forward(form: Mapping[str, Any], codes: Codes) -> StepForm:
    """A unit of the list by its code or its name; one that is not in the list goes into words. Raises BadInput,
    unit_retired and unit_unknown among others."""
    refuse_unknown(form, FORWARD_KEYS)
    unit, words = _unit(form, codes)
    lead = next((key for key in ("lead_unit", "unit") if form.get(key)), "unit")
    _check_units(codes, lead, str(words.get("unit", "")))
    _check_units(codes, "co_units", *_units(form, "co_units"))
    listed = [(name, codes.find("unit", name)) for name in _units(form, "co_units")]
    elsewhere = [name for name, code in listed if code is None]
    coded = {"unit": unit, "co_units": tuple(dict.fromkeys(code for _, code in listed if code))}
    return StepForm(coded, words | ({"co_units": elsewhere} if elsewhere else {}) | _texts(form, "note"))


def check_reply(form: Mapping[str, Any], codes: Codes, today: date) -> StepForm:
    """The unit that replies also stands in words, as it is called now. Raises BadInput."""
    refuse_unknown(form, REPLY_KEYS)
    unit, words = _unit(form, codes)
    if unit is not None:
        words = {"unit": codes.label("unit", unit).zh}
    coded = {"outcome": _outcome(form, codes), "unit": unit, "promised": read_day_to_come(form, "promise_date", today)}
    copies = _units(form, "copy_to")
    texts = _texts(form, "reply_text", "promise", "contact", "contact_phone", "document")
    return StepForm(coded, words | texts | ({"copy_to": copies} if copies else {}))


def refuse_unknown(form: Mapping[str, Any], known: tuple[str, ...]) -> None:
    unknown = tuple(str(key) for key in form if key not in known)
    if unknown:
        raise BadInput("keys_unknown", keys=unknown)


def _unit(form: Mapping[str, Any], codes: Codes) -> tuple[str | None, Texts]:
    """The code of the unit named under either key, or its name as words. A unit that is retired may still reply."""
    named = next((name for key in ("lead_unit", "unit") if (name := _name(key, form.get(key)))), None)
    code = codes.find("unit", named) if named else None
    return code, {} if code or not named else {"unit": codes.label("unit", named).zh}


def _check_units(codes: Codes, key: str, *names: str) -> None:
    """Nothing goes to a unit that is retired, or to a code that is none. Raises BadInput unit_retired, unit_unknown."""
    for name in filter(None, names):
        former = codes.find_former("unit", name)
        if codes.find("unit", name) is None and former is not None:
            raise BadInput("unit_retired", field=key, unit=codes.label("unit", former).zh)
        if _CODE.fullmatch(name) and not codes.has("unit", name):
            raise BadInput("unit_unknown", field=key, unit=name)


def _units(form: Mapping[str, Any], key: str) -> list[str]:
    """Each once, in the order given."""
    given = form.get(key)
    named = given if isinstance(given, list | tuple) else [given]
    names = list(dict.fromkeys(name for one in named if (name := _name(key, one))))
    if len(names) > MOST_UNITS:
        raise BadInput("units_too_many", field=key, most=MOST_UNITS)
    return names


def _name(key: str, value: Any) -> str | None:
    """A unit's name without blanks around it. The limit is that of a unit, the complaint names the key."""
    try:
        text = typed_text("unit", value)
    except BadInput as error:
        raise BadInput(error.code, **{**error.facts, "field": key}) from None
    return None if text is None else text.strip() or None


def _texts(form: Mapping[str, Any], *names: str) -> Texts:
    texts: Texts = {}
    for name in names:
        text = typed_text(name, form.get(name))
        if text is not None and not is_blank(text):
            texts[name] = text
    return texts


def _outcome(form: Mapping[str, Any], codes: Codes) -> str | None:
    given = form.get("outcome")
    if given in (None, ""):
        return None
    code = codes.find("outcome", given) if isinstance(given, str) else None
    if code not in _OUTCOMES:
        raise BadInput("code_unknown", field="outcome", list="outcome")
    return code
