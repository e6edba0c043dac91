"""The forms of the steps between the first look and the thanks (梳理研判, 议事, 调研, 督办, 批示, 落实, 采纳, 归档),
checked once, before they are facts. Each may say `actor` (who), `on` (the day, when not today) and `evidence`."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from desk.domain.clock_form import check_texts
from desk.domain.codes import Codes
from desk.domain.form_field import read_code, read_day, read_day_to_come
from desk.domain.step_form import StepForm, Texts
from desk.errors import BadInput

_EVERY = ("actor", "evidence")
_LINKS = {"代表建议": "deputy", "提案": "proposal", "政协提案": "proposal"}
MOST_PEOPLE = 999
TEXTS: Mapping[str, tuple[str, ...]] = {  # the sentences of each form
    "review": ("note",),
    "sign": ("note",),
    "instruct": ("text",),
    "discuss": ("venue", "record", "measures"),
    "research": ("note",),
    "supervise": ("note",),
    "mediate": ("unit", "note"),
    "mediated": ("note",),
    "carry": ("note",),
    "complete": ("note",),
    "adopt": ("note",),
    "recommend": ("note",),
    "award": ("note",),
    "file": ("note",),
    "link": ("number", "title"),
    "unlink": ("number", "note"),
}


def check_loop(name: str, form: Mapping[str, Any], codes: Codes, registered: date, today: date) -> StepForm:
    """The form of the step of that name; `codes` of the answer hold `day`, too. Raises BadInput."""
    coded, to_come = _CODED.get(name, {}), _TO_COME.get(name, ())
    texts = check_texts(form, (*TEXTS[name], *_EVERY), (*coded, *to_come, "on"))
    said = {key: read(form, key, codes) for key, read in coded.items()}
    said |= {key: read_day_to_come(form, key, today) for key in to_come}
    words: Texts = dict(texts)
    return StepForm(_named(said) | {"day": happened_on(form, registered, today)}, words)


def happened_on(form: Mapping[str, Any], registered: date, today: date) -> date:
    """The day a step was taken: `on`, or today. No day before the case was received, and none to come."""
    day = read_day(form, "on") or max(today, registered)
    if day < registered:
        raise BadInput("before_registration", field="on", day=registered.isoformat())
    if day > max(today, registered):
        raise BadInput("date_future", field="on")
    return day


def _code_of(of: str) -> Callable[[Mapping[str, Any], str, Codes], Any]:
    return lambda form, key, codes: read_code(form, key, codes, of)


def _topic(form: Mapping[str, Any], key: str, codes: Codes) -> str | None:
    given = form.get(key)
    if given in (None, ""):
        return None
    code = codes.find_topic(given) if isinstance(given, str) else None
    if code is None:
        raise BadInput("code_unknown", field=key, list="topic")
    return code


def _people(form: Mapping[str, Any], key: str, _codes: Codes) -> int | None:
    given = form.get(key)
    if given is None:
        return None
    if type(given) is not int or not 1 <= given <= MOST_PEOPLE:
        raise BadInput("people_wrong", field=key, most=MOST_PEOPLE)
    return given


def _link(form: Mapping[str, Any], key: str, _codes: Codes) -> str | None:
    given = form.get(key)
    link = _LINKS.get(given, given) if isinstance(given, str) else None
    if given not in (None, "") and link not in _LINKS.values():
        raise BadInput("link_unknown", field=key, known=tuple(dict.fromkeys(_LINKS.values())))
    return link or None


_CODED: Mapping[str, Mapping[str, Callable[[Mapping[str, Any], str, Codes], Any]]] = {
    "review": {"loop": _code_of("loop"), "category": _code_of("category"), "topic_path": _topic},
    "discuss": {"people": _people},
    "adopt": {"adoption": _code_of("adoption")},
    "link": {"link": _link},
}
_TO_COME = {"carry": ("promise_date",)}  # days that lie ahead
_BODY_NAMES = {"topic_path": "topic", "promise_date": "promised"}


def _named(said: Mapping[str, Any]) -> dict[str, Any]:
    """By the names of the body."""
    return {_BODY_NAMES.get(key, key): value for key, value in said.items()}
