"""The draft of form F1 (人民建议登记表): everything is checked here, once, before it becomes a fact.

Missing elements only warn (上海市人民建议征集若干规定 10: 一般具备).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from desk.domain.case import PERSON_FIELDS, WORDS_FIELDS
from desk.domain.case_state import ACCUSATION
from desk.domain.codes import Codes
from desk.domain.field import Finding, check_field, is_blank, typed_text
from desk.domain.moment import parse_moment, write_time
from desk.errors import BadInput

SUGGESTER_KEYS = frozenset(
    {"name", "phone", "address", "identity", "anonymous", "public_ok", "pi_notice_given", "lang"}
)
CODED_KEYS = frozenset(
    {"nature", "category", "topic_path", "channel", "person_times", "received_at", "division_code", "feedback_mode"}
)
FORM_KEYS = frozenset({"suggester", "loop", "recorder", "sheet", *WORDS_FIELDS}) | CODED_KEYS
SAID = ("original_text", "main_cause", "title")  # at least one of them must be there
MOST_PEOPLE = 999
SPEAKERS = 5  # more than five choose their speakers (信访工作条例 20)
_EARLIEST = parse_moment("1990-01-01")
_LONGEST_PATH = 200
_CLEARABLE = {  # key of the form -> coded field that may be without an answer
    "category": "category",
    "topic_path": "topic",
    "loop": "loop",
    "division_code": "division_code",
    "feedback_mode": "feedback",
}
_CLOCKS_DIFFER = timedelta(minutes=10)


@dataclass(frozen=True)
class Checked:
    """A draft that can be stored: coded fields as in case.CaseCodes, texts by part, and what to warn of."""

    codes: dict[str, Any]
    person: dict[str, str]
    words: dict[str, str]
    warnings: tuple[Finding, ...]


def check_form(form: Mapping[str, Any], codes: Codes, now: datetime) -> Checked:
    """Checks a whole form given by F1's JSON keys; unknown keys are ignored.

    Raises BadInput with the field and what is wrong with it.
    """
    texts = read_texts(form, codes)
    coded: dict[str, Any] = {"nature": "JY", "channel": "CH01", "person_times": 1}
    coded["received_at"] = write_time(now.replace(microsecond=0))
    coded |= read_codes(form, codes, now)
    _refuse_accusation(coded["nature"], texts)
    if coded["nature"] != ACCUSATION and all(is_blank(texts.get(name)) for name in SAID):
        raise BadInput("nothing_said")
    suggester = _suggester(form)
    for name, missing in (("anonymous", False), ("public_ok", False), ("pi_notice_given", False)):
        coded[name] = _boolean(suggester, name, missing)
    if coded["anonymous"] and not (is_blank(texts.get("name")) and is_blank(texts.get("phone"))):
        raise BadInput("anonymous_with_name", field="name")
    if coded["nature"] == ACCUSATION:
        texts = {}
    return Checked(coded, *split_texts(texts), tuple(_warnings(texts, coded)))


def unknown_keys(form: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys that form F1 does not have: misspelt ones among them, so they are to be named."""
    suggester = form.get("suggester")
    inner = suggester if isinstance(suggester, Mapping) else {}
    within = (f"suggester.{key}" for key in inner if key not in SUGGESTER_KEYS)
    return (*(key for key in form if key not in FORM_KEYS), *within)


def check_correction(
    form: Mapping[str, Any], codes: Codes, now: datetime
) -> tuple[dict[str, Any], dict[str, str | None]]:
    """Only the keys that are there: coded fields, and texts (None: cleared)."""
    suggester = _suggester(form)
    coded: dict[str, Any] = dict.fromkeys(name for key, name in _CLEARABLE.items() if key in form)
    coded |= {"identity": None} if "identity" in suggester else {}
    coded |= read_codes(form, codes, now)
    for name in ("anonymous", "public_ok", "pi_notice_given"):
        if name in suggester:
            coded[name] = _boolean(suggester, name, False)
    texts: dict[str, str | None] = {}
    texts |= read_texts(form, codes)
    texts |= dict.fromkeys(name for name, value in _given_texts(form, codes) if value is None or value == "")
    return coded, texts


def read_texts(form: Mapping[str, Any], codes: Codes) -> dict[str, str]:
    """The typed texts of a form, exactly as given. Raises BadInput."""
    given = ((name, typed_text(name, value)) for name, value in _given_texts(form, codes))
    return {name: text for name, text in given if text is not None}


def split_texts(texts: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The texts of the person part and of the words part."""
    person = {name: texts[name] for name in PERSON_FIELDS if name in texts}
    return person, {name: texts[name] for name in WORDS_FIELDS if name in texts}


def read_codes(form: Mapping[str, Any], codes: Codes, now: datetime) -> dict[str, Any]:
    """The coded fields that a form gives. Raises BadInput on a code that is in no list."""
    found: dict[str, Any] = {}
    suggester = _suggester(form)
    for name, listed in (("nature", "nature"), ("category", "category"), ("channel", "channel"), ("loop", "loop")):
        if not _missing(form, name):
            found[name] = _one(form[name], codes, listed, name)
    if not _missing(form, "topic_path"):
        found["topic"] = _topic(form["topic_path"], codes)
    if not _missing(form, "feedback_mode"):
        found["feedback"] = [_one(item, codes, "feedback", "feedback_mode") for item in _many(form["feedback_mode"])]
    if not _missing(suggester, "identity"):
        listed_as = [codes.find("identity", item) for item in _identities(suggester)]
        found |= {"identity": known} if (known := [code for code in listed_as if code]) else {}
    if not _missing(suggester, "lang"):
        found["lang"] = _language(suggester["lang"])
    if not _missing(form, "person_times"):
        found["person_times"] = _people(form["person_times"])
    if not _missing(form, "division_code"):
        found["division_code"] = _division(form["division_code"])
    if not _missing(form, "received_at"):
        found["received_at"] = write_time(_received(form["received_at"], now))
    return found


def _given_texts(form: Mapping[str, Any], codes: Codes) -> Iterable[tuple[str, Any]]:
    suggester = _suggester(form)
    for name in ("name", "phone", "address"):
        if name in suggester:
            yield name, suggester[name]
    for name in ("recorder", *WORDS_FIELDS):
        if name in form:
            yield name, form[name]
    if "identity" in suggester:
        yield "identity_text", "、".join(one for one in _identities(suggester) if codes.find("identity", one) is None)


def _suggester(form: Mapping[str, Any]) -> Mapping[str, Any]:
    suggester = form.get("suggester")
    if suggester is not None and not isinstance(suggester, Mapping):
        raise BadInput("not_an_object", field="suggester")
    return suggester or {}


def _missing(form: Mapping[str, Any], name: str) -> bool:
    return form.get(name) in (None, "", [], ())


def _one(value: Any, codes: Codes, listed: str, name: str) -> str:
    code = codes.find(listed, value) if isinstance(value, str) else None
    if code is None:
        raise BadInput("code_unknown", field=name, list=listed)
    return code


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _identities(suggester: Mapping[str, Any]) -> list[str]:
    """What a person says they are: codes, their words, or words that no code says."""
    given = [item for item in _many(suggester.get("identity")) if item is not None and item != ""]
    if not all(isinstance(item, str) for item in given):
        raise BadInput("not_text", field="identity")
    return given


def _language(value: Any) -> str:
    if value not in ("zh", "en"):
        raise BadInput("code_unknown", field="lang", list="lang")
    return str(value)


def _topic(value: Any, codes: Codes) -> str:
    path = "/".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    code = codes.find_topic(path) if len(path) <= _LONGEST_PATH else None
    if code is None:
        raise BadInput("code_unknown", field="topic_path", list="topic")
    return code


def _boolean(form: Mapping[str, Any], name: str, missing: bool) -> bool:
    value = form.get(name)
    if value is None:
        return missing
    if not isinstance(value, bool):
        raise BadInput("not_yes_or_no", field=name)
    return value


def _people(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_PEOPLE:
        raise BadInput("people_wrong", field="person_times", most=MOST_PEOPLE)
    return value


def _division(value: Any) -> str:
    if not (isinstance(value, str) and len(value) == 12 and value.isascii() and value.isdigit()):
        raise BadInput("division_wrong", field="division_code")
    return value


def _received(value: Any, now: datetime) -> datetime:
    """To the second, so that a form shows all of it."""
    try:
        at = parse_moment(value if isinstance(value, str) else value.isoformat()).replace(microsecond=0)
    except (ValueError, AttributeError, TypeError):
        raise BadInput("date_wrong", field="received_at") from None
    if at > now + _CLOCKS_DIFFER:
        raise BadInput("date_future", field="received_at")
    if at < _EARLIEST:
        raise BadInput("date_too_early", field="received_at", year=_EARLIEST.year)
    return at


def _refuse_accusation(nature: str, texts: Mapping[str, str]) -> None:
    """检举控告 is handed on sealed: what it says is never written down here (信访工作条例 30)."""
    if nature == ACCUSATION:
        held = next((name for name in texts if name not in ("recorder", "source_id")), None)
        if held:
            raise BadInput("accusation_has_text", field=held)


def _warnings(texts: Mapping[str, str], coded: Mapping[str, Any]) -> Iterable[Finding]:
    if coded["person_times"] > SPEAKERS:
        yield Finding("warn", "group_over_five", "person_times", {"most": SPEAKERS})
    if coded["nature"] == ACCUSATION:
        return
    for name, code in (("title", "no_title"), ("main_cause", "no_main_cause"), ("proposal", "no_proposal")):
        if is_blank(texts.get(name)):
            yield Finding("warn", code, name)
    if not coded["anonymous"]:
        if is_blank(texts.get("name")):
            yield Finding("warn", "no_name", "name")
        if is_blank(texts.get("phone")) and is_blank(texts.get("address")):
            yield Finding("warn", "no_contact", "phone")
    odd = check_field("phone", texts.get("phone", ""))
    if odd:
        yield odd
    if not coded.get("pi_notice_given"):
        yield Finding("warn", "notice_not_given", "pi_notice_given")
