"""A person who waits to hear, in a few words: who, how they are reached, by when, and what was tried."""

from datetime import date

from desk.domain.codes import Codes
from desk.domain.numbering import show_number
from desk.domain.reaching import BOARD, BY_NUMBER, IN_PERSON
from desk.domain.telling import WRONG_NUMBER
from desk.reads.aloud import short_title
from desk.reads.tell_views import TellRow
from desk.reads.telling import TOLD
from desk.text import mark
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.line_list import NO_SIGN, Line, Sign

SATISFIED = {
    "S1": mark("Satisfied"),
    "S2": mark("Mostly"),
    "S3": mark("Not satisfied"),
    "S9": mark("No view"),
}


def _dot(look: Look) -> str:
    return "·" if look.lang == "zh" else ", "


def line_of(look: Look, row: TellRow, codes: Codes, today: date, which: str) -> Line:
    _ = look.say
    who = row.who or (_("Anonymous") if row.anonymous else _("No name"))
    sign = _told_sign(row, today) if which == TOLD else due_sign(look, row, today)
    facts = told_words(look, row, codes) if which == TOLD else reach_words(look, row, codes)
    return Line(
        row.id,
        _dot(look).join((who, short_title(row.title) or _("No words left"))),
        facts,
        sign,
        show_number(row.number),
        row,
    )


def reach_words(look: Look, row: TellRow, codes: Codes) -> str:
    """电话·尾号 0010, 当面·没有电话, 集中公开·公告栏; what was tried. Of another place its name."""
    _, words = look.say, list[str]()
    if not row.own:
        words.append(row.place or _("another station"))
    elif row.last_try == WRONG_NUMBER and row.how in BY_NUMBER:
        words.append(_("The number was wrong"))
    else:
        words += [codes.label("feedback", row.how).say(look.lang), _how_facts(look, row)]
    if row.tries:
        words.append(_("tried once") if row.tries == 1 else _("tried {n} times").format(n=row.tries))
    if row.merged:
        words.append(_("merged"))
    return _dot(look).join(filter(None, words))


def _how_facts(look: Look, row: TellRow) -> str:
    _ = look.say
    if row.how == BOARD:
        return _("notice board")
    if row.how in BY_NUMBER and row.phone_tail:
        return _("ends in {digits}").format(digits=row.phone_tail)
    return _("no phone left") if row.how == IN_PERSON and not row.phone_tail else ""


def told_words(look: Look, row: TellRow, codes: Codes) -> str:
    how = codes.label("feedback", row.told_how).say(look.lang) if row.told_how else ""
    said = look.say(SATISFIED[row.satisfaction]) if row.satisfaction in SATISFIED else ""
    return _dot(look).join(filter(None, (how, said)))


def due_sign(look: Look, row: TellRow, today: date) -> Sign:
    """过 4 天, 今天, 明天, else the day; whom one tries again later is told by that day."""
    _ = look.say
    if row.next_try is not None and row.next_try > today:
        word = _("again tomorrow") if (row.next_try - today).days == 1 else _("again {day}")
        return Sign(word.format(day=moment.day(row.next_try, look.lang)), "clock", "text2")
    if row.due is None:
        return NO_SIGN
    if row.due_state == "over":
        words = _("1 day over") if row.days == 1 else _("{count} days over").format(count=row.days)
        return Sign(words, "circle-alert", "red")
    away = (row.due - today).days
    if away == 0:
        return Sign(_("today"), "clock-alert", "amber")
    if away == 1:
        return Sign(_("tomorrow"), "clock-alert", "amber")
    tone = "amber" if row.due_state == "soon" else "text2"
    return Sign(moment.day(row.due, look.lang), "clock-alert" if tone == "amber" else "clock", tone)


def _told_sign(row: TellRow, today: date) -> Sign:
    if row.told_on is None:
        return NO_SIGN
    red = row.satisfaction == "S3"
    return Sign(moment.short_day(row.told_on, today), "circle-alert" if red else "check", "red" if red else "text2")
