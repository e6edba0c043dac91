"""One coded field of a form, read as a fact will have it: a day, a code of a list, yes or no."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desk.domain.codes import Codes
from desk.domain.moment import FIRST_YEAR, LAST_YEAR, local_day, parse_moment
from desk.errors import BadInput


def read_day(form: Mapping[str, Any], key: str) -> date | None:
    """In Shanghai; None when nothing is said. Raises BadInput date_wrong."""
    given = form.get(key)
    if given in (None, ""):
        return None
    try:
        day = local_day(parse_moment(given))
    except (ValueError, AttributeError, TypeError, OverflowError):
        raise BadInput("date_wrong", field=key) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadInput("date_wrong", field=key)
    return day


def read_day_to_come(form: Mapping[str, Any], key: str, today: date) -> date | None:
    """Today or later. Raises BadInput date_wrong, date_past."""
    day = read_day(form, key)
    if day is not None and day < today:
        raise BadInput("date_past", field=key)
    return day


def read_code(form: Mapping[str, Any], key: str, codes: Codes, of: str) -> str | None:
    """By code or by its words in the list `of`. Raises BadInput code_unknown."""
    given = form.get(key)
    if given in (None, ""):
        return None
    code = codes.find(of, given) if isinstance(given, str) else None
    if code is None:
        raise BadInput("code_unknown", field=key, list=of)
    return code


def read_yes(form: Mapping[str, Any], key: str) -> bool | None:
    given = form.get(key)
    if given is None or isinstance(given, bool):
        return given
    raise BadInput("not_yes_or_no", field=key)
