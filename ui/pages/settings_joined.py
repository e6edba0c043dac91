"""What this desk is joined to: the hub, the place and level it was given, the last exchange, the first one with its
number."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desk.reads.exchange import HubView
from desk.text import explain
from ui.pages.founding_parts import LEVELS
from ui.pages.sync_traffic import Standing
from ui.pages.sync_words import doing_words, fail_word, is_silent, moment_word
from ui.theme import Look
from ui.widgets.box import column, hairline, kind, row
from ui.widgets.button import Button
from ui.widgets.elided import Elided
from ui.widgets.glyph import Glyph
from ui.widgets.label import label


class JoinedCard(QFrame):
    """`wanted` asks for an exchange now, for the page Sync, or for joining again."""

    wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._ = look, look.say
        _ = look.say
        kind("card", self)
        self._icon, self._head = Glyph(look, "check-check", "accent_text"), label("", "head", wrap=True)
        self._facts = {name: Elided(look, "") for name in ("place", "level", "hub", "last")}
        self._how = label("", "sub", "text2", wrap=True)
        self._now = Button(look, _("Exchange now"), icon="refresh-cw", key="F5", click=lambda: self.wanted.emit("now"))
        self._see = Button(look, _("See what was sent"), "quiet", click=lambda: self.wanted.emit("sync"))
        self._again = Button(look, _("Join with another code"), "quiet", click=lambda: self.wanted.emit("again"))
        for button in (self._now, self._see, self._again):
            button.setAutoDefault(True)
        acts = (
            column(look, row(look, self._now, self._see, None), row(look, self._again, None), gap=8)
            if look.room == "narrow"
            else row(look, self._now, self._see, None, self._again, gap=8)
        )
        head = row(look, self._icon, (self._head, 1), gap=10)
        column(look, head, self._how, hairline(), self._grid(), hairline(), acts, gap=10, pad=(20, 16, 20, 16), on=self)

    def _grid(self) -> QWidget:
        _ = self._
        names = {"place": _("Acts as"), "level": _("Level"), "hub": _("Hub"), "last": _("Last exchange")}
        widget = QWidget()
        grid = QGridLayout(widget)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._look.px(16))
        grid.setVerticalSpacing(self._look.px(8))
        grid.setColumnStretch(1, 1)
        for number, (name, words) in enumerate(names.items()):
            grid.addWidget(label(words, "sub", "text2"), number, 0)
            grid.addWidget(self._facts[name], number, 1)
        return widget

    def take_focus(self) -> None:
        self._now.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_hub(self, hub: HubView, standing: Standing, now: datetime) -> None:
        _, trouble = self._, standing.trouble
        if standing.running:
            self._say("refresh-cw", "accent_text", doing_words(self._look, standing), _("You can go on working."))
        elif trouble is None:
            self._say("check-check", "accent_text", _("Joined to the hub"), "")
        elif is_silent(trouble):
            self._say("wifi-off", "text2", _("Joined; no line just now"), explain(trouble, self._look.lang))
        else:
            self._say("circle-alert", "red", fail_word(self._look, trouble), explain(trouble, self._look.lang))
        self._now.setEnabled(not standing.running)
        self._facts["place"].setText(f"{hub.name or hub.place} {hub.code}".strip())
        self._facts["level"].setText(_(LEVELS[hub.level]) if hub.level in LEVELS else hub.level)
        self._facts["hub"].setText(hub.url)
        last = moment_word(self._look, hub.last_at, now) if hub.last_at is not None else _("none yet")
        self._facts["last"].setText(last)

    def _say(self, icon: str, colour: str, head: str, how: str) -> None:
        self._icon.show_icon(icon, colour)
        self._head.setText(head)
        self._how.setText(how)
        self._how.setVisible(bool(how))
