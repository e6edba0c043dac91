"""The deadlines of a case (期限): what is due, until when, on whose ground, and how it stands."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from desk.reads.views import ClockView
from desk.text import mark
from ui.models.case_words import Sign, until_sign
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.box import column, hairline, row
from ui.widgets.elided import Elided
from ui.widgets.label import label

_ENDED = {
    "in_time": mark("done in time, {day}"),
    "late": mark("done late, {day}"),
    "returned": mark("ended by the return, {day}"),
    "dropped": mark("not counted any more"),
    "passed": mark("the time for it has passed"),
    "paused": mark("rests since {day}"),
}
_COLOURS = {"red": "red", "amber": "amber"}


def deadlines(look: Look, clocks: Sequence[ClockView]) -> Iterator[QWidget]:
    """Those that run, and of those that ended what a law asked for and what came late."""
    shown = [clock for clock in clocks if _matters(clock)]
    if not shown:
        return
    yield hairline()
    yield column(look, label(look.say("Deadlines"), "sub", "text2"), *(_line(look, clock) for clock in shown), gap=4)


def _line(look: Look, clock: ClockView) -> QWidget:
    """What the article or the station says is told to whoever asks by pointing at it."""
    sign = sign_of(look, clock)
    line = row(
        look,
        (Elided(look, clock.words.say(look.lang), "sub"), 4),
        (Elided(look, sign.word, "sub", _COLOURS.get(sign.tone, "text2")), 3),
        (Elided(look, ground(look, clock), "sub", "text2"), 7),
        gap=12,
    )
    law = clock.law.say(look.lang) + ("" if look.lang == "zh" else " ") + clock.article.say(look.lang)
    line.setToolTip("\n".join(filter(None, (law.strip(), clock.text.say(look.lang)))))
    return line


def sign_of(look: Look, clock: ClockView) -> Sign:
    """With how it ended, or until when it runs; a longer one says from when."""
    _ = look.say
    if clock.state in _ENDED:
        day = clock.ended_on or clock.paused
        words = _(_ENDED[clock.state]).format(day=moment.day(day, look.lang) if day else "")
        return Sign(words, "clock", "red" if clock.state == "late" else "")
    sign = until_sign(look, clock.state, clock.days, clock.last)
    if clock.before is not None:
        return sign._replace(word=_("{due}, extended").format(due=sign.word))
    return sign


def ground(look: Look, clock: ClockView) -> str:
    """法定 with law and article in short, or our own promise."""
    _ = look.say
    if not clock.legal:
        return _("our own promise")
    return _("by law: {law}").format(law=clock.ground.say(look.lang))


def _matters(clock: ClockView) -> bool:
    if clock.ended_on is None:
        return clock.state != "passed"
    return clock.state == "late" or (clock.legal and clock.state in ("in_time", "returned"))
