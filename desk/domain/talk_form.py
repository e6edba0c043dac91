"""The forms of a ticket and of a conversation (form F2) by their JSON keys, checked once, before they are facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desk.domain.case_state import ACCUSATION, GUIDED
from desk.domain.codes import Codes
from desk.domain.conversation import GUIDED_WAY, MOST_PEOPLE, MOST_SPEAKERS, PERSON_FIELDS, WORDS_FIELDS
from desk.domain.field import Finding, check_field, is_blank, typed_text
from desk.domain.session_form import Resolve, check_deputies, refuse_unknown
from desk.errors import BadInput

TICKET_KEYS = ("people", "speakers", "first", "name", "phone", "about")
TALK_KEYS = ("people", "ways", "nature", "deputies", *PERSON_FIELDS, *WORDS_FIELDS)
Texts = dict[str, str]


@dataclass(frozen=True)
class Ticket:
    """What is known when a number is taken."""

    people: int
    speakers: int | None
    first: bool
    person: Texts
    words: Texts
    warnings: tuple[Finding, ...]


@dataclass(frozen=True)
class TalkForm:
    """What is said of a conversation: coded fields as in conversation.Talk, texts by part (None: cleared)."""

    codes: dict[str, Any]
    person: Texts
    words: Texts
    cleared: tuple[str, ...]
    warnings: tuple[Finding, ...]


def check_ticket(form: Mapping[str, Any]) -> Ticket:
    """More than five of one group are asked for at most five speakers: it warns (信访工作条例 20). Raises BadInput."""
    refuse_unknown(form, TICKET_KEYS)
    people = _number(form, "people", MOST_PEOPLE) or 1
    speakers = _number(form, "speakers", MOST_SPEAKERS)
    person, words = _texts(form, ("name", "phone")), _texts(form, ("about",))
    first = form.get("first") or False
    if not isinstance(first, bool):
        raise BadInput("not_yes_or_no", field="first")
    warnings = tuple(_crowd(people)) if speakers is None else ()
    return Ticket(people, speakers, first, person, words, (*warnings, *_odd_phone(person)))


def check_talk(form: Mapping[str, Any], codes: Codes, resolve: Resolve) -> TalkForm:
    """Only the keys that are there. A guided matter goes the guided way, too. Raises BadInput."""
    refuse_unknown(form, TALK_KEYS)
    coded: dict[str, Any] = {}
    people = _number(form, "people", MOST_PEOPLE)
    if people is not None:
        coded["people"] = people
    nature = form.get("nature")
    if nature:
        coded["nature"] = _code(codes, "nature", nature)
    if "ways" in form:
        coded["ways"] = tuple(dict.fromkeys(_code(codes, "way", one) for one in _listed(form["ways"])))
    if coded.get("nature") in GUIDED and GUIDED_WAY not in coded.get("ways", ()):
        coded["ways"] = (*coded.get("ways", ()), GUIDED_WAY)
    if "deputies" in form:
        coded["deputies"] = check_deputies(form, resolve)
    person, words = _texts(form, PERSON_FIELDS), _texts(form, WORDS_FIELDS)
    if coded.get("nature") == ACCUSATION and words:
        raise BadInput("accusation_has_text", field=next(iter(words)))
    texts = (*PERSON_FIELDS, *WORDS_FIELDS)
    cleared = tuple(name for name in texts if name in form and name not in person and name not in words)
    return TalkForm(coded, person, words, cleared, (*_odd_phone(person), *_crowd(coded.get("people", 1))))


def _texts(form: Mapping[str, Any], names: Iterable[str]) -> Texts:
    given = ((name, typed_text(name, form.get(name))) for name in names)
    return {name: text for name, text in given if text is not None and not is_blank(text)}


def _number(form: Mapping[str, Any], key: str, most: int) -> int | None:
    given = form.get(key)
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int) or not 1 <= given <= most:
        raise BadInput("people_wrong", field=key, most=most)
    return given


def _code(codes: Codes, name: str, given: Any) -> str:
    code = codes.find(name, given) if isinstance(given, str) else None
    if code is None:
        raise BadInput("code_unknown", field=name, list=name)
    return code


def _listed(given: Any) -> list[Any]:
    return list(given) if isinstance(given, list | tuple) else [given] if given else []


def _crowd(people: int) -> Iterable[Finding]:
    if people > MOST_SPEAKERS:
        yield Finding("warn", "group_over_five", "people", {"most": MOST_SPEAKERS})


def _odd_phone(person: Mapping[str, str]) -> Iterable[Finding]:
    odd = check_field("phone", person.get("phone", ""))
    if odd:
        yield odd
