"""The next reception on the page of the day: when, with whom, whether the notice is up, and the way to begin."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk.domain.session import OPEN
from desk.reads.reception_views import DeputyView, SessionRow
from desk.text import mark
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.box import Item, column, empty_out, hairline, kind, row
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.elided import Elided
from ui.widgets.glyph import Glyph
from ui.widgets.label import label

MOST_DEPUTIES = 4
NEXT = mark("Next reception")
RUNNING = mark("Reception under way")
TODAY, TOMORROW = mark("today"), mark("tomorrow")
UNTIL = mark("until {time}")
POSTED = mark("Notice posted on {day}")
POST = mark("Post the notice by {day}")
MORE = mark("and {n} more")
START, GO_ON, LOOK = mark("Begin the reception"), mark("Go on"), mark("Prepare")


class ReceptionCard(QFrame):
    """`opened` asks for the page of receptions."""

    opened = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        kind("card", self)
        self._holder = QWidget()
        self._box = QVBoxLayout(self._holder)
        self._box.setContentsMargins(0, 0, 0, 0)
        column(look, self._holder, gap=0, pad=(20, 16, 20, 16), on=self)
        self.hide()

    def show_next(self, found: SessionRow | None, today: date, notice_days: int) -> None:
        empty_out(self._box)
        self.setVisible(found is not None)
        if found is not None:
            self._box.addWidget(self._made(found, today, notice_days))

    def _made(self, found: SessionRow, today: date, notice_days: int) -> QWidget:
        look, _ = self._look, self._look.say
        running = found.state == OPEN
        head = row(look, (label(_(RUNNING if running else NEXT), "strong"), 1), self._day(found.day, today))
        time = row(
            look, label(found.starts, "display"), label(_(UNTIL).format(time=found.ends), "body", "text2"), None, gap=10
        )
        about = "·".join(filter(None, (found.theme, found.room)))
        items: list[Item] = [head, time]
        items += [Elided(look, about, "sub", "text2")] if about else []
        items += [hairline(), *map(self._deputy, found.deputies[:MOST_DEPUTIES])] if found.deputies else []
        if len(found.deputies) > MOST_DEPUTIES:
            items.append(label(_(MORE).format(n=len(found.deputies) - MOST_DEPUTIES), "sub", "text2"))
        if not running:
            items += [hairline(), self._notice(found, today, notice_days)]
        word = GO_ON if running else START if found.day <= today else LOOK
        button = Button(look, _(word), icon="messages-square", key="F3", click=self.opened.emit).widen()
        return column(look, *items, 4, button, gap=8)

    def _day(self, day: date, today: date) -> QWidget:
        look, _ = self._look, self._look.say
        if day == today:
            return Chip(look, _(TODAY), "accent")
        return Chip(look, _(TOMORROW) if day == today + timedelta(days=1) else moment.long_day(day, look.lang))

    def _deputy(self, one: DeputyView) -> QWidget:
        look = self._look
        level = Elided(look, one.level.say(look.lang), "sub", "text2")
        return row(look, Glyph(look, "user", "text2", 20), label(one.name, "body"), (level, 1), gap=10)

    def _notice(self, found: SessionRow, today: date, notice_days: int) -> QWidget:
        look, _ = self._look, self._look.say
        if found.announced is not None:
            words = _(POSTED).format(day=moment.day(found.announced, look.lang))
            return row(look, Glyph(look, "circle-check", "accent_text", 16), (label(words, "sub", wrap=True), 1))
        due = found.day - timedelta(days=notice_days)
        tone = "red" if due < today else "amber" if due == today else "text2"
        words = _(POST).format(day=moment.day(due, look.lang))
        colour = tone if tone != "text2" else "text2"
        return row(look, Glyph(look, "calendar-clock", tone, 16), (label(words, "sub", colour, wrap=True), 1))
