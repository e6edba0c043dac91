"""The form of a digest (摘报): checked here, once, before it becomes a fact."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from desk.domain.digest import MOST_CASES, MOST_ISSUE, NEEDED, TEXT_FIELDS
from desk.domain.field import Finding, is_blank, typed_text
from desk.domain.form_field import read_day
from desk.errors import BadInput

CASES = "cases"
KEYS = ("issue", "day", CASES, *TEXT_FIELDS)
_NEXT_ITEM = re.compile(r"[；;]\s*(?=[1-9][0-9]?[.．、])")
_MISSING = {"title": "digest_title_missing", "cause": "digest_cause_missing"}
_ADVISED = {"proposal": "no_digest_proposal", "opinion": "no_digest_opinion"}  # chapters that may be missing


def read_digest(form: Mapping[str, Any]) -> dict[str, Any]:
    """Only the keys that are there: texts exactly as typed, None where one is empty; `issue` a number, `day` a day,
    `cases` the words that name them.

    Raises BadInput keys_unknown, not_text, text_too_long, issue_wrong, date_wrong, digest_cases_wrong, and for the
    telephone phone_wrong.
    """
    unknown = sorted(str(key)[:40] for key in form if key not in KEYS)
    if unknown:
        raise BadInput("keys_unknown", keys=tuple(unknown))
    read: dict[str, Any] = {name: typed_text(name, form[name]) for name in TEXT_FIELDS if name in form}
    read = {name: None if is_blank(text) else text for name, text in read.items()}
    if "issue" in form:
        read["issue"] = _issue(form["issue"])
    if "day" in form:
        read["day"] = read_day(form, "day")
    if CASES in form:
        read[CASES] = _cases(form[CASES])
    return read


def check_needed(texts: Mapping[str, Any]) -> tuple[Finding, ...]:
    """What is said about a whole digest: a chapter that is missing only warns.

    Raises BadInput digest_title_missing, digest_cause_missing.
    """
    for name in NEEDED:
        if not texts.get(name):
            raise BadInput(_MISSING[name], field=name)
    return tuple(Finding("warn", code, name) for name, code in _ADVISED.items() if not texts.get(name))


def _issue(value: Any) -> int | None:
    if value in (None, ""):
        return None
    number = int(value) if isinstance(value, str) and value.isascii() and value.isdecimal() else value
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= MOST_ISSUE:
        raise BadInput("issue_wrong", field="issue", most=MOST_ISSUE)
    return number


def _cases(value: Any) -> tuple[str, ...]:
    named = [value] if isinstance(value, str) else value
    if not isinstance(named, Sequence) or not all(isinstance(one, str) and one.strip() for one in named):
        raise BadInput("digest_cases_wrong", field=CASES)
    words = tuple(dict.fromkeys(one.strip() for one in named))
    if len(words) > MOST_CASES:
        raise BadInput("digest_cases_many", field=CASES, most=MOST_CASES)
    return words


def in_items(text: str) -> str:
    """Measures counted in one line (1. …；2. …) on a line each, as a digest prints them."""
    return _NEXT_ITEM.sub("。\n", text.strip())
