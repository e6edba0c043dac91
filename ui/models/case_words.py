"""A case in a few words: who, until when, and how far it has come (the same words everywhere)."""

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
    """By when the person is told more; None when nothing is promised any more."""
    _ = look.say
    if case.due is None or case.due_state in ("done", "none"):
        return None
    if case.due_state == "over":
        words = _("1 day over") if case.days == 1 else _("{count} days over").format(count=case.days)
        return Sign(words, "circle-alert", "red")
    if case.due_state == "soon":
        return Sign(_days_left(look, case.days), "clock-alert", "amber")
    return Sign(_("by {day}").format(day=moment.day(case.due, look.lang)), "clock", "")


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
