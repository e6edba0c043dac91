"""The form of a visit (F3): checked here, once, before it becomes a fact."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from desk.domain.codes import Codes
from desk.domain.field import check_field, is_blank, typed_text
from desk.domain.moment import local_day, parse_moment
from desk.domain.visit import (
    COMMUNITY_KIND,
    MOST_DEPUTIES,
    MOST_MINUTES,
    MOST_OPINIONS,
    MOST_PEOPLE,
    OPINIONS,
    PERSON_FIELDS,
    WORDS_FIELDS,
)
from desk.errors import BadInput

TEXTS = WORDS_FIELDS + PERSON_FIELDS
CODES = ("kind", "day", "minutes", "people", "community", "counted", "survey", "deputies")
KEYS = (*CODES, *TEXTS, OPINIONS)
NEEDED = ("venue", "organiser", "seen")
_NUMBERS = {"minutes": MOST_MINUTES, "people": MOST_PEOPLE}

Find = Callable[[str], UUID]  # a deputy by id or name; raises BadInput


def check_visit(form: Mapping[str, Any], codes: Codes, today: date, find: Find, organiser: str) -> dict[str, Any]:
    """A whole form with everything said; `organiser` is the station, where nobody else is named.

    Raises BadInput visit_kind_missing, visit_deputies_missing, field_missing, and what read_visit raises.
    """
    read = read_visit({"day": today.isoformat(), "organiser": organiser, **form}, codes, today, find)
    if read.get("kind") is None:
        raise BadInput("visit_kind_missing", field="visit_kind")
    if not read.get("deputies"):
        raise BadInput("visit_deputies_missing", field="deputies")
    missing = next((name for name in NEEDED if not read.get(name)), None)
    if missing:
        raise BadInput("field_missing", field=missing)
    unsaid = {"minutes": 0, "people": 0, "community": read["kind"] == COMMUNITY_KIND, "counted": True}
    return {**unsaid, **{name: value for name, value in read.items() if value not in (None, "", ())}}


def read_visit(form: Mapping[str, Any], codes: Codes, today: date, find: Find) -> dict[str, Any]:
    """Only the keys that are there; None where a value is empty.

    Raises BadInput keys_unknown, code_unknown, date_wrong, date_future, count_wrong, not_yes_or_no, not_text,
    text_too_long, opinions_wrong, opinions_too_many, deputies_wrong, and what `find` raises.
    """
    unknown = sorted(str(key)[:40] for key in form if key not in KEYS)
    if unknown:
        raise BadInput("keys_unknown", keys=tuple(unknown))
    read: dict[str, Any] = {name: typed_text(name, form[name]) for name in TEXTS if name in form}
    read = {name: None if is_blank(text) else text for name, text in read.items()}
    for name, listed in (("kind", "visit_kind"), ("survey", "survey_group")):
        if name in form:
            read[name] = _code(form[name], codes, listed)
    if "day" in form:
        read["day"] = _day(form["day"], today)
    for name, most in _NUMBERS.items():
        if name in form:
            read[name] = _number(form[name], name, most)
    for name in ("community", "counted"):
        if name in form:
            read[name] = _yes_or_no(form[name], name)
    if "deputies" in form:
        read["deputies"] = _deputies(form["deputies"], find)
    if OPINIONS in form:
        read[OPINIONS] = _opinions(form[OPINIONS])
    return read


def _code(value: Any, codes: Codes, listed: str) -> str | None:
    if value in (None, ""):
        return None
    code = codes.find(listed, value) if isinstance(value, str) else None
    if code is None:
        raise BadInput("code_unknown", field=listed, list=listed)
    return code


def _day(value: Any, today: date) -> date:
    try:
        if not isinstance(value, str):
            raise ValueError("day")
        day = local_day(parse_moment(value))
    except (ValueError, OverflowError):
        raise BadInput("date_wrong", field="day") from None
    if day > today:
        raise BadInput("date_future", field="day")
    if day.year < 1990:
        raise BadInput("date_too_early", field="day", year=1990)
    return day


def _number(value: Any, name: str, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise BadInput("number_wrong", field=name, least=0, most=most)
    return value


def _yes_or_no(value: Any, name: str) -> bool:
    if not isinstance(value, bool):
        raise BadInput("not_yes_or_no", field=name)
    return value


def _deputies(value: Any, find: Find) -> tuple[UUID, ...]:
    named = [value] if isinstance(value, str) else value
    if not isinstance(named, Sequence) or not all(isinstance(one, str) for one in named):
        raise BadInput("deputies_wrong", field="deputies")
    if len(named) > MOST_DEPUTIES:
        raise BadInput("units_too_many", field="deputies", most=MOST_DEPUTIES)
    return tuple(dict.fromkeys(find(one) for one in named))


def _opinions(value: Any) -> tuple[str, ...]:
    """Blank ones are left out; each is checked as a text of its own."""
    if not isinstance(value, Sequence) or isinstance(value, str) or not all(isinstance(one, str) for one in value):
        raise BadInput("opinions_wrong", field=OPINIONS)
    said = tuple(one for one in value if not is_blank(one))
    if len(said) > MOST_OPINIONS:
        raise BadInput("units_too_many", field=OPINIONS, most=MOST_OPINIONS)
    for one in said:
        finding = check_field("opinion", one)
        if finding:
            raise BadInput(finding.code, field="opinion", **finding.facts)
    return said
