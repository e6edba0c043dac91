"""The forms of the steps about tracks and clocks by their JSON keys (列为, 受理, 退回, 延期, 中止, 恢复), checked once,
before they are facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.domain.clock import ClockRule, ClockRules, last_day
from desk.domain.field import is_blank, typed_text
from desk.domain.form_field import read_day
from desk.domain.promise import MOST_DAYS
from desk.domain.running import Clock, Running, open_clock
from desk.domain.step_form import refuse_unknown
from desk.domain.workdays import Holidays
from desk.errors import BadInput

TRACKS = ("deputy", "petition", "none")
_KNOWN = {"代表建议": "deputy", "信访事项": "petition"}


@dataclass(frozen=True)
class Named:
    """Which clock a form is about."""

    rule: ClockRule
    clock: Clock


def check_track(form: Mapping[str, Any], registered: date, today: date) -> tuple[str, date]:
    """The track and the day it was received as such: no day before the case itself was, and none to come."""
    refuse_unknown(form, ("track", "received", "note"))
    given = form.get("track")
    track = _KNOWN.get(given, given) if isinstance(given, str) else None
    if track not in TRACKS:
        raise BadInput("track_unknown", field="track", known=TRACKS)
    day = read_day(form, "received") or max(today, registered)
    if day < registered:
        raise BadInput("before_registration", field="received", day=registered.isoformat())
    if day > max(today, registered):
        raise BadInput("date_future", field="received")
    return track, day


def check_texts(form: Mapping[str, Any], names: tuple[str, ...], other: tuple[str, ...] = ()) -> dict[str, str]:
    """What was written under these keys; `other` keys may stand beside them."""
    refuse_unknown(form, (*names, *other))
    texts = {name: typed_text(name, form.get(name)) for name in names}
    return {name: text for name, text in texts.items() if text is not None and not is_blank(text)}


def name_clock(form: Mapping[str, Any], clocks: Running, rules: ClockRules, can: str) -> Named:
    """The clock a form names by its rule; without one the only one of which `can` (a field of Clock) holds."""
    given = form.get("rule")
    if given in (None, ""):
        able = [clock for clock in clocks if not clock.ended and getattr(clock, can) and clock.rule in rules]
        if len(able) != 1:
            raise BadInput("clock_unnamed", field="rule", known=tuple(clock.rule for clock in able))
        return Named(rules[able[0].rule], able[0])
    if not isinstance(given, str) or given not in rules:
        raise BadInput("rule_unknown", field="rule", known=tuple(rules))
    clock = open_clock(clocks, given)
    if clock is None:
        raise BadInput("clock_over" if any(one.rule == given for one in clocks) else "clock_unknown", field="rule")
    return Named(rules[given], clock)


def extended_day(form: Mapping[str, Any], named: Named, holidays: Holidays) -> date:
    """The new raw last day: said as `day`, or as `by` so many more of the rule's unit. Whether it is too
    late is for the rules to say."""
    day, by = read_day(form, "day"), form.get("by")
    if day is None and by is None:
        raise BadInput("extension_missing", field="by")
    if day is None:
        if type(by) is not int or not 1 <= by <= MOST_DAYS:
            raise BadInput("number_wrong", field="by", least=1, most=MOST_DAYS)
        rule, clock = named.rule, named.clock
        if rule.unit == "month":
            day = last_day(clock.start, rule.length + by, rule.unit, holidays)
        else:
            day = last_day(clock.raw, by, rule.unit, holidays)
    if day <= named.clock.raw and not named.clock.before:
        raise BadInput("extension_too_early", field="day", day=named.clock.raw.isoformat())
    return day
