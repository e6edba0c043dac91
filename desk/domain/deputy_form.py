"""The form of a deputy: checked here, once, before it becomes a fact."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from desk.domain.codes import Codes
from desk.domain.deputy import TEXT_FIELDS
from desk.domain.field import is_blank, typed_text
from desk.domain.moment import local_day, parse_moment
from desk.errors import BadInput

LEVEL, GROUP = "deputy_level", "deputy_group"
KEYS = ("name", "level", "group", "post", "phone", "since", "until")
_ENDINGS = ("人大代表组", "代表组", "代表团", "人大代表", "代表", "级", "组", "镇")


class DeputyForm(NamedTuple):
    """What a form says of a deputy; texts that are empty are not there."""

    congress: str
    group: str | None
    since: date | None
    until: date | None
    texts: dict[str, str]


def check_deputy(form: Mapping[str, Any], codes: Codes) -> DeputyForm:
    """A whole form: {name, level, group, post, phone, since, until}; level and group by code or words, short ones
    (区, 山阳代表组) among them.

    Raises BadInput keys_unknown, deputy_unnamed, code_unknown, date_wrong, days_turned, not_text, text_too_long,
    phone_wrong.
    """
    unknown = sorted(str(key)[:40] for key in form if key not in KEYS)
    if unknown:
        raise BadInput("keys_unknown", keys=tuple(unknown))
    texts = {name: text for name in TEXT_FIELDS if not is_blank(text := typed_text(name, form.get(name))) and text}
    if "name" not in texts:
        raise BadInput("deputy_unnamed", field="name")
    since, until = (_day(form.get(name), name) for name in ("since", "until"))
    if since and until and until < since:
        raise BadInput("days_turned", field="until")
    level = find_word(codes, LEVEL, form.get("level"))
    if level is None:
        raise BadInput("code_unknown", field="deputy_level", list=LEVEL)
    group = find_word(codes, GROUP, form.get("group"))
    if group is None and form.get("group") not in (None, ""):
        raise BadInput("code_unknown", field="group", list=GROUP)
    return DeputyForm(level, group, since, until, {name: " ".join(text.split()) for name, text in texts.items()})


def find_word(codes: Codes, name: str, word: object) -> str | None:
    """The code that a word of a roster means: in full, its beginning (区 of 区人大代表), or with an ending that the
    list leaves out (山阳代表组)."""
    if not isinstance(word, str) or is_blank(word):
        return None
    word = word.strip()
    bare = next((word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending) and word != ending), word)
    found = codes.find(name, word) or codes.find(name, bare)
    if found is not None:
        return found
    begun = [code for code, label in codes.lists[name].items() if label.zh.startswith((word, bare))]
    return begun[0] if len(begun) == 1 else None


def read_office_day(text: str) -> date:
    """The last day in office as it is typed. Raises BadInput date_wrong."""
    day = _day(text.strip(), "until")
    if day is None:
        raise BadInput("date_wrong", field="until")
    return day


def _day(value: object, name: str) -> date | None:
    if value is None or value == "":
        return None
    try:
        if not isinstance(value, str):
            raise ValueError(name)
        return local_day(parse_moment(value))
    except (ValueError, OverflowError):
        raise BadInput("date_wrong", field=name) from None
