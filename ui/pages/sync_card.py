"""The card that says how it is with the hub, and what can be done now; and what other places did last."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout

from desk.reads.exchange import HubView
from desk.reads.exchange_rows import ExchangeRow
from desk.text import explain, mark
from ui.pages.founding_parts import LEVELS
from ui.pages.sync_traffic import Standing
from ui.pages.sync_words import came_words, doing_words, fail_word, is_silent, moment_word
from ui.theme import Look, draw_icon
from ui.widgets.box import column, kind, row
from ui.widgets.button import Button
from ui.widgets.draw import Ink, draw_ground, draw_lines
from ui.widgets.elided import Elided
from ui.widgets.glyph import Glyph
from ui.widgets.label import label

Do = Callable[[], object]
Way = Literal["", "try", "now", "join", "settings"]
SELF = mark("Every minute by itself, and after every save.")
SENT_LATER = mark("It is sent by itself as soon as there is a line.")
_ICONS = {"replied": "mail-check", "forwarded": "send"}
GIVING_BACK = mark("The hub was put back to an older state. This desk gives it back what it lost; nothing is gone.")


class State(NamedTuple):
    """What the card says: icon and its colour, a heading, a sentence, and which button it offers."""

    icon: str
    colour: str
    head: str
    words: str
    way: Way


def card_state(look: Look, standing: Standing, now: datetime, *, sample: bool) -> State:
    _, view, trouble = look.say, standing.view, standing.trouble
    hub = view.hub if view is not None else None
    if hub is None:
        return _alone(look, standing, sample=sample)
    if standing.running:
        giving = standing.doing == "return"
        words = _(GIVING_BACK) if giving else _("You can go on working.")
        return State("refresh-cw", "accent_text", doing_words(look, standing), words, "")
    before = _before(look, hub, now)
    if trouble is None:
        return State("check-check", "accent_text", _("Joined to the hub"), f"{before}{_gap(look)}{_(SELF)}", "now")
    if is_silent(trouble):
        head = _("The hub is busy") if trouble.code == "hub_busy" else _("No network")
        return State("wifi-off", "text2", head, f"{before}{_gap(look)}{_(SENT_LATER)}", "try")
    way: Way = "settings" if trouble.code in ("hub_forgot_us", "hub_untrusted") else "try"
    return State("circle-alert", "red", fail_word(look, trouble), explain(trouble, look.lang), way)


def _alone(look: Look, standing: Standing, *, sample: bool) -> State:
    _ = look.say
    if standing.view is None:
        trouble = standing.trouble
        if trouble is not None:
            return State("circle-alert", "red", _("This cannot be read now"), explain(trouble, look.lang), "try")
        return State("refresh-cw", "text2", _("Reading how it stands"), "", "")
    if sample:
        words = _("The sample station joins no hub: its cases are made up.")
        return State("hard-drive", "text2", _("On this computer only"), words, "")
    words = _("This desk works alone; everything is safe here. With a code of the office it can join.")
    return State("hard-drive", "text2", _("Not joined to a hub"), words, "join")


def _before(look: Look, hub: HubView, now: datetime) -> str:
    _ = look.say
    if hub.last_at is None:
        return _("Nothing exchanged yet.")
    return _("Last exchange {when}.").format(when=moment_word(look, hub.last_at, now))


def _gap(look: Look) -> str:
    return "" if look.lang == "zh" else " "


class LineCard(QFrame):
    """One state at a time; its button asks `wanted`: for an exchange, or for the settings."""

    wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        _ = look.say
        kind("card", self)
        self._icon = Glyph(look, "hard-drive", "text2")
        self._head = label("", "strong", wrap=True)
        self._words = label("", "sub", "text2", wrap=True)
        self._where = Elided(look, "", "sub", "text2")
        self.buttons: dict[Way, Button] = {
            "try": Button(look, _("Try again"), "small", icon="refresh-cw", key="F5", click=self._ask("now")),
            "now": Button(look, _("Exchange now"), "small", icon="refresh-cw", key="F5", click=self._ask("now")),
            "settings": Button(look, _("To the settings"), "small", icon="settings", click=self._ask("settings")),
            "join": Button(look, _("Join a hub"), "primary", icon="settings", click=self._ask("settings")),
        }
        top = [button for way, button in self.buttons.items() if way != "join"]
        foot = self._foot = row(look, None, self.buttons["join"], gap=0)
        if look.room == "narrow":
            words = column(look, self._head, self._words, gap=0)
            row(look, self._icon, (words, 1), *top, foot, gap=12, pad=(16, 8, 16, 8), on=self)
        else:
            head = row(look, self._icon, (self._head, 1), *top, gap=8)
            column(look, head, self._words, self._where, foot, gap=6, pad=(20, 12, 16, 12), on=self)
        for button in self.buttons.values():
            button.hide()

    def _ask(self, what: str) -> Do:
        return lambda: self.wanted.emit(what)

    def show_standing(self, standing: Standing, now: datetime, *, sample: bool) -> None:
        state = card_state(self._look, standing, now, sample=sample)
        hub = standing.view.hub if standing.view is not None else None
        self._icon.show_icon(state.icon, state.colour)
        self._head.setText(state.head)
        self._words.setText(state.words)
        self._words.setVisible(bool(state.words))
        self._where.setText(self._place(hub) if hub is not None else "")
        self._where.setVisible(hub is not None and self._where.parent() is not None)
        self._offer(state.way)
        self.setAccessibleName(f"{state.head} {state.words}".strip())

    def _place(self, hub: HubView) -> str:
        level = self._look.say(LEVELS[hub.level]) if hub.level in LEVELS else hub.level
        return "·".join((hub.name or hub.place, level, hub.url.partition("://")[2]))

    def _offer(self, way: Way) -> None:
        """The button that goes hands the focus on to the one that comes."""
        had = next((button for button in self.buttons.values() if button.hasFocus()), None)
        self._foot.setVisible(way == "join")
        for name, button in self.buttons.items():
            button.setVisible(name == way)
        if had is not None and way and not had.isVisible():
            self.buttons[way].setFocus(Qt.FocusReason.OtherFocusReason)


class CameLine(QPushButton):
    """What another place did; pressing it opens the case."""

    def __init__(self, look: Look, done: str, facts: str, icon: str) -> None:
        super().__init__()
        self._look, self._done, self._facts, self._icon = look, done, facts, icon
        self.setProperty("k", "came")
        self.setAccessibleName(f"{done}, {facts}")
        self.setToolTip(f"{done}\n{facts}")
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(56))

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(200), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        draw_ground(painter, self)
        draw_icon(painter, look, self._icon, "accent_text", QRectF(look.px(8), look.px(8), look.px(16), look.px(20)))
        place = QRect(look.px(32), look.px(4), self.width() - look.px(40), look.px(24))
        draw_lines(painter, look, place, self._done, Ink("body"))
        draw_lines(painter, look, place.translated(0, look.px(25)), self._facts, Ink("sub", "text2"))


class CameCard(QFrame):
    """The newest acts of others: `opened` names the case."""

    opened = Signal(UUID)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        _ = look.say
        kind("card", self)
        self._none = label(_("Nothing yet. What the office forwards and answers appears here."), "sub", wrap=True)
        self._lines: list[CameLine] = []
        self._shown: tuple[ExchangeRow, ...] = ()
        head = label(_("Came in last"), "strong")
        column(look, head, self._none, gap=4, pad=(20, 12, 16, 12), on=self)

    def show_rows(self, rows: Sequence[ExchangeRow], now: datetime) -> None:
        if tuple(rows) == self._shown:
            return
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        for old in self._lines:
            old.hide()
            old.deleteLater()
        self._shown = tuple(rows)
        self._lines = [self._line(one, now) for one in rows]
        for line in self._lines:
            box.addWidget(line)
        self._none.setVisible(not rows)

    def lines(self) -> list[CameLine]:
        return list(self._lines)

    def _line(self, one: ExchangeRow, now: datetime) -> CameLine:
        done, facts = came_words(self._look, one, now)
        line = CameLine(self._look, done, facts, _ICONS.get(one.kind, "history"))
        line.clicked.connect(lambda _on=False: self.opened.emit(one.case) if one.case else None)
        return line
