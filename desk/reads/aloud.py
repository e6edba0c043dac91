"""照着念: what is read out to a person, on the telephone or across the table. Written for the ear: no case numbers, no
names of others, no more of a long letter than one can listen to."""

import re

from desk.day_words import spoken_day
from desk.domain.case_state import CLOSED
from desk.domain.telling import INSTRUCTION, REPLY
from desk.reads.tell_views import Came, ScriptView
from desk.text import Say, mark, say_in

LISTENED = 300  # code points of an answer that are read out
_TITLE = re.compile(r"^关于(.+?)的?(?:建议|意见|意见建议|建议意见)$")
_GREETING = re.compile(r"^[^，。！？\n]{0,20}(?:您好|你好|同志|先生|女士|师傅)[^，。\n]{0,4}[：:！!，,]?\s*$")
_HELLO = re.compile(r"^(?:您好|你好)[！!，,。]\s*")
_ENDS = "。！？.!?；;"
_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.、．])\s*"
)

_OUTCOMES = {
    "1": mark("What you suggested on {day}, “{title}”, is settled: {answer}"),
    "2": mark("What you suggested on {day}, “{title}”, is being done: {answer}"),
    "3": mark("What you suggested on {day}, “{title}”, is planned: {answer}"),
    "4": mark("What you suggested on {day}, “{title}”, was noted for reference: {answer}"),
    "5": mark("What you suggested on {day}, “{title}”, could not be taken up: {answer}"),
}
_ANSWERED = mark("What you suggested on {day}, “{title}”, was answered: {answer}")
_STATES = {
    "10": mark("it is recorded, and we are looking through it"),
    "11": mark("it is not for us to handle, and we told you where to go with it"),
    "20": mark("it is recorded, and we are looking through it"),
    "31": mark("we are talking it over here, with the neighbours"),
    "32": mark("it is with {unit}, who are working on it"),
    "33": mark("it was reported to the leaders, and we wait for their word"),
    "34": mark("the first office says it is not theirs, and we are finding the right one"),
    "40": mark("people are on site and looking into it"),
    "50": mark("several offices have been brought together to work it out"),
    "60": mark("the office has answered"),
    "62": mark("it is being handled a second time"),
    "70": mark("what was decided is being carried out"),
    "71": mark("it has been carried out"),
    "91": mark("what was promised is not due yet, and we keep an eye on it"),
    "99": mark("you have taken it back"),
}
_UNKNOWN_STATE = mark("it is in hand")
_HEARD_OF = frozenset({"60", "61", "70", "71", "72", "80", "81", "90", "91"})


def read_aloud(view: ScriptView, lang: str, *, posted: bool = False) -> str:
    """One passage, in whole sentences. `posted`: as it stands on the board, where nobody is greeted or asked."""
    _ = say_in(lang)
    sentences = [*([] if posted else [_greeting(view, _)]), *_what_came(view, _, lang, asked=not posted)]
    return _join(sentences, lang)


def short_title(title: str) -> str:
    """关于在埭头设点的建议 -> 在埭头设点: as one says it."""
    found = _TITLE.match(title.strip())
    return found[1] if found else title.strip()


def spoken(text: str, most: int = LISTENED) -> str:
    """A written answer as one says it: without its salutation and its numbering, as many whole sentences as fit."""
    lines = [line.strip() for line in text.splitlines()]
    lines = [_NUMBERED.sub("", line) for line in lines if line]
    while lines and _GREETING.match(lines[0]):
        lines.pop(0)
    lines[:1] = [_HELLO.sub("", line) for line in lines[:1]]
    said = "".join(line if line[-1] in _ENDS else line + "。" if _is_han(line[-1]) else line + ". " for line in lines)
    said = said.strip()
    if len(said) <= most:
        return said
    end = max(said.rfind(mark, 0, most) for mark in _ENDS)
    return said[: end + 1] if end > most // 3 else said[:most].rstrip("，、,; ") + "……"


def _greeting(view: ScriptView, _: Say) -> str:
    if view.board or not view.call:
        return _("Good day, this is {station}.").format(station=view.station)
    words = _("Good day, {name}, this is {station}.") if view.person else _("Good day to {name}, this is {station}.")
    return words.format(name=view.call, station=view.station)


def _what_came(view: ScriptView, _: Say, lang: str, *, asked: bool) -> list[str]:
    """What was not told yet; where everything was, how it stands and what was said then."""
    known = list(view.came) if view.state in _HEARD_OF else []
    told = [one for one in view.came if not one.told] if view.waits else known
    if not told:
        return [_standing(view, _, lang), *_until(view, _)]
    sentences = [] if any(one.kind == REPLY for one in told) else [_standing(view, _, lang)]
    for one in told:
        sentences += _said(view, one, _, lang)
    if view.waits and any(one.kind != INSTRUCTION for one in told):
        return [*sentences, *([_("How do you find it?")] if asked else [])]
    if view.told_on:
        day = spoken_day(_, view.told_on, view.today)
        sentences.append(_("We told you so on {day}.").format(day=day))
    return [*sentences, *_until(view, _)]


def _said(view: ScriptView, one: Came, _: Say, lang: str) -> list[str]:
    text, by = spoken(one.text), one.by.say(lang)
    if one.kind == INSTRUCTION:
        words = _("{leader} has given an instruction: {text}") if by else _("A leader has given an instruction: {text}")
        return [words.format(leader=by, text=text)]
    if one.kind != REPLY:
        return [_("And it was done: {text}").format(text=text)]
    words = _(_OUTCOMES.get(one.outcome, _ANSWERED))
    day = spoken_day(_, view.received, view.today)
    answer = text or _("the details can be asked at the station.")
    sentences = [words.format(day=day, title=_about(view, _), answer=answer)]
    if len(one.text) > len(text) + LISTENED // 3:
        sentences.append(_("There is more in the letter; we can read it to you or send it."))
    return [*sentences, *_promise(view, one, _, lang)]


def _about(view: ScriptView, _: Say) -> str:
    """Its topic; a case whose words were erased has none."""
    return short_title(view.title) or _("the matter you came with")


def _promise(view: ScriptView, one: Came, _: Say, lang: str) -> list[str]:
    """What is promised, by whom and by when."""
    who = one.by.say(lang) or _("the office")
    what = spoken(one.promise).rstrip(_ENDS)
    if one.promised and what:
        words = _("{unit} promised: {promise}, by {day}.")
    elif one.promised:
        words = _("{unit} promised to have it done by {day}.")
    elif what:
        words = _("{unit} promised: {promise}.")
    else:
        return []
    day = spoken_day(_, one.promised, view.today) if one.promised else ""
    return [words.format(unit=who, promise=what, day=day)]


def _standing(view: ScriptView, _: Say, lang: str) -> str:
    """Where it stands: at whose."""
    unit = view.unit.say(lang) if view.unit else _("the office in charge")
    state = _(_STATES.get(view.state, _UNKNOWN_STATE)).format(unit=unit)
    words = _("What you suggested on {day}, “{title}”: {state}.")
    if view.merged:
        words = _("What you suggested on {day}, “{title}”, others suggested too; it is handled together: {state}.")
    return words.format(day=spoken_day(_, view.received, view.today), title=_about(view, _), state=state)


def _until(view: ScriptView, _: Say) -> list[str]:
    if view.due is None or view.due < view.today or view.state in CLOSED:
        return []
    words = _("It will be on the board by {day}.") if view.board else _("You will hear from us by {day}.")
    return [words.format(day=spoken_day(_, view.due, view.today))]


def _join(sentences: list[str], lang: str) -> str:
    return ("" if lang == "zh" else " ").join(sentence.strip() for sentence in sentences if sentence.strip())


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character in "”）》"
