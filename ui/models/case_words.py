"""A case in a few words: who, until when, and how far it has come (the same words everywhere)."""

from datetime import date
from typing import Literal, NamedTuple

from desk.domain.codes import Label
from desk.domain.numbering import show_number
from desk.reads.views import CaseRow
from desk.text import mark
from ui.theme import Look
from ui.widgets import moment

Tone = Literal["", "accent", "red", "amber"]

_SYNC = {
    "saved": (mark("Saved here"), "hard-drive", ""),
    "arrived": (mark("Arrived"), "check-check", "accent"),
    "refused": (mark("Refused"), "circle-alert", "red"),
}


class Sign(NamedTuple):
    """A word with its icon and tone: never colour alone."""

    word: str
    icon: str
    tone: Tone


def sync_sign(look: Look, case: CaseRow) -> Sign:
    """已存本机, 已送达 or 被退回: there is no fourth."""
    word, icon, tone = _SYNC[case.sync]
    found: dict[str, Tone] = {"": "", "accent": "accent", "red": "red"}
    return Sign(look.say(word), icon, found[tone])


def due_sign(look: Look, case: CaseRow) -> Sign | None:
    """Until when something is due, be it only the next of several; None when nothing is any more. 法定 is said where
    a law says so, and nowhere else."""
    if case.due is None or case.due_state in ("done", "none"):
        return None
    sign = until_sign(look, case.due_state, case.days, case.due)
    words = look.say("{due} (by law)").format(due=sign.word) if case.legal else sign.word
    return sign._replace(word=words)


def until_sign(look: Look, state: str, days: int, last: date) -> Sign:
    """How a deadline stands that runs: calm, near, or over."""
    _ = look.say
    if state == "over":
        words = _("1 day over") if days == 1 else _("{count} days over").format(count=days)
        return Sign(words, "circle-alert", "red")
    if state == "soon":
        return Sign(_days_left(look, days), "clock-alert", "amber")
    return Sign(_("by {day}").format(day=moment.day(last, look.lang)), "clock", "")


def due_line(look: Look, case: CaseRow) -> str:
    """What is due, by when, and whose deadline it is."""
    _, sign = look.say, due_sign(look, case)
    if sign is None:
        return ""
    what = case.due_words.say(look.lang)
    if case.legal:
        return _("{what}: {due}").format(what=what, due=sign.word)
    return _("{what}: {due}, our own promise").format(what=what, due=sign.word)


def due_tip(look: Look, case: CaseRow) -> str:
    """The law and its article, or that it is our own promise."""
    _ = look.say
    ground = case.due_ground.say(look.lang)
    return _("by law: {law}").format(law=ground) if ground else _("our own promise")


def _days_left(look: Look, days: int) -> str:
    _ = look.say
    if days == 0:
        return _("due today")
    return _("1 working day left") if days == 1 else _("{count} working days left").format(count=days)


def bare_word(look: Look, label: Label) -> str:
    """Without what the code list adds in brackets."""
    return label.say(look.lang).split("（")[0].split(" (")[0]


def state_word(look: Look, case: CaseRow) -> str:
    return bare_word(look, case.state_label)


def who_word(look: Look, case: CaseRow) -> str:
    _ = look.say
    return case.who or (_("Anonymous") if case.anonymous else _("no name"))


def title_word(look: Look, case: CaseRow) -> str:
    """An accusation and an erased case have no words of their own."""
    _ = look.say
    return case.title or _("(no words)")


def facts_line(look: Look, case: CaseRow, station: str) -> str:
    """编号·哪里登记的（别的站）·谁·到哪一步·主办. `station` is the name of this one."""
    elsewhere = case.place if case.place != station else ""
    unit = case.unit.say(look.lang) if case.unit else ""
    said = (show_number(case.number), elsewhere, who_word(look, case), state_word(look, case), unit)
    return "·".join(filter(None, said))


def between(look: Look) -> str:
    """What stands between the names of a list."""
    return "、" if look.lang == "zh" else ", "


def comma(look: Look) -> str:
    """What stands between the parts of a sentence."""
    return "，" if look.lang == "zh" else ", "
