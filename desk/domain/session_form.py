"""The forms of a plan and of a session by their JSON keys, checked once, before they are facts."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from desk.domain.field import is_blank, typed_text
from desk.domain.moment import FIRST_YEAR, LAST_YEAR, local_day, parse_moment
from desk.domain.plan import PlanSet
from desk.domain.recurrence import EVEN, ODD, Rule
from desk.domain.session import MOST_DEPUTIES, MOST_TOWNS, Planned
from desk.errors import BadInput

SESSION_KEYS = ("day", "starts", "ends", "deputies", "towns", "room", "theme", "staff")
PLAN_KEYS = ("rule", "starts", "ends", "deputies", "room", "theme")
RULE_KEYS = ("how", "since", "until", "day", "nth", "weekday", "months", "moved")
STARTS, ENDS = "08:30", "11:00"
MOST_POINTS, MOST_STROKES, FRAME = 5_000, 200, 1_000
_HOUR = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_MONTHS = {"odd": ODD, "even": EVEN, "all": ()}
Resolve = Callable[[str], UUID]  # a deputy's name or id -> id; raises BadInput
Words = dict[str, str]


def check_session(form: Mapping[str, Any], resolve: Resolve, plan: UUID | None = None) -> tuple[Planned, Words]:
    """What is planned, and the sentences of its words part. Raises BadInput with the field."""
    refuse_unknown(form, SESSION_KEYS)
    words = _words(form, ("room", "theme", "staff"))
    starts, ends = _hours(form)
    towns = tuple(str(code) for code in _many(form, "towns", MOST_TOWNS))
    if not all(len(code) == 12 and code.isascii() and code.isdigit() for code in towns):
        raise BadInput("division_wrong", field="towns")
    day = read_day("day", form.get("day"))
    deputies = check_deputies(form, resolve)
    return (
        Planned(day=day, starts=starts, ends=ends, deputies=deputies, towns=towns, plan=plan, texts=tuple(words)),
        words,
    )


def check_plan(form: Mapping[str, Any], resolve: Resolve, today: date) -> tuple[PlanSet, Words]:
    """What is set, and the sentences of its words part; without `since` from today on. Raises BadInput."""
    refuse_unknown(form, PLAN_KEYS)
    words = _words(form, ("room", "theme"))
    starts, ends = _hours(form)
    rule = check_rule(form.get("rule"), today)
    return PlanSet(
        rule=rule, starts=starts, ends=ends, deputies=check_deputies(form, resolve), texts=tuple(words)
    ), words


def check_rule(given: Any, today: date) -> Rule:
    """Months as `odd`, `even`, `all` or a list. Raises BadInput rule_wrong, keys_unknown, date_wrong."""
    if not isinstance(given, Mapping):
        raise BadInput("rule_wrong", field="rule")
    refuse_unknown(given, RULE_KEYS)
    said = {key: value for key, value in given.items() if value is not None and value != ""}
    months = said.get("months", ())
    said["months"] = _MONTHS.get(months, ()) if isinstance(months, str) else months
    if isinstance(months, str) and months not in _MONTHS:
        raise BadInput("rule_wrong", field="rule")
    said["since"] = read_day("since", said.get("since", today))
    if "until" in said:
        said["until"] = read_day("until", said["until"])
        if said["until"] < said["since"]:
            raise BadInput("rule_ends_before", field="until")
    try:
        return Rule(**said)
    except (ValidationError, TypeError):
        raise BadInput("rule_wrong", field="rule") from None


def check_deputies(form: Mapping[str, Any], resolve: Resolve, key: str = "deputies") -> tuple[UUID, ...]:
    """Each once, in the order given. Raises BadInput too_many, and what `resolve` raises."""
    return tuple(dict.fromkeys(resolve(str(one)) for one in _many(form, key, MOST_DEPUTIES)))


def read_day(field: str, given: Any) -> date:
    """A day in any of the usual spellings. Raises BadInput date_wrong."""
    if isinstance(given, date):
        return given
    try:
        day = local_day(parse_moment(given))
    except (ValueError, AttributeError, TypeError, OverflowError):
        raise BadInput("date_wrong", field=field) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadInput("date_wrong", field=field)
    return day


def read_hour(field: str, given: Any) -> str:
    """`8:30` -> `08:30`. Raises BadInput hour_wrong."""
    match = _HOUR.fullmatch(given.strip().replace("：", ":")) if isinstance(given, str) else None
    if match is None:
        raise BadInput("hour_wrong", field=field)
    return f"{int(match[1]):02}:{match[2]}"


def check_strokes(given: Any) -> list[list[list[int]]]:
    """A signature as strokes of points from 0 to 1000, thinned where there are too many. Raises BadInput
    signature_missing, signature_wrong."""
    if not isinstance(given, Sequence) or not all(isinstance(stroke, Sequence) for stroke in given):
        raise BadInput("signature_wrong", field="strokes")
    strokes = [list(map(_point, stroke)) for stroke in given if stroke]
    if sum(map(len, strokes)) < 2:
        raise BadInput("signature_missing", field="strokes")
    if len(strokes) > MOST_STROKES or sum(map(len, strokes)) > MOST_POINTS:
        raise BadInput("signature_wrong", field="strokes")
    return strokes


def _point(given: Any) -> list[int]:
    if not isinstance(given, Sequence) or len(given) != 2:
        raise BadInput("signature_wrong", field="strokes")
    if not all(type(at) is int and 0 <= at <= FRAME for at in given):
        raise BadInput("signature_wrong", field="strokes")
    return list(given)


def refuse_unknown(form: Mapping[str, Any], known: Iterable[str]) -> None:
    unknown = sorted(str(key)[:40] for key in form if key not in known)
    if unknown:
        raise BadInput("keys_unknown", keys=", ".join(unknown))


def _hours(form: Mapping[str, Any]) -> tuple[str, str]:
    starts, ends = read_hour("starts", form.get("starts") or STARTS), read_hour("ends", form.get("ends") or ENDS)
    if ends <= starts:
        raise BadInput("ends_before_start", field="ends")
    return starts, ends


def _words(form: Mapping[str, Any], names: Iterable[str]) -> Words:
    given = ((name, typed_text(name, form.get(name))) for name in names)
    return {name: text.strip() for name, text in given if text is not None and not is_blank(text)}


def _many(form: Mapping[str, Any], key: str, most: int) -> list[Any]:
    given = form.get(key)
    found = list(given) if isinstance(given, list | tuple) else [] if given in (None, "") else [given]
    if len(found) > most:
        raise BadInput("too_many", field=key, most=most)
    return found
