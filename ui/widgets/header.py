"""The header: which station, the session that is open, who is on duty, lock."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.text import mark
from ui.theme import Look
from ui.widgets.box import Item, kind, row
from ui.widgets.button import Button
from ui.widgets.chip import Chip, ChipButton
from ui.widgets.elided import Elided

LOCK = mark("Lock")
ON_DUTY = mark("On duty: {name}")
SAMPLE = mark("Sample, not a real station")


class Header(QWidget):
    """56 px high when there is room; no page title here."""

    lock_requested = Signal()
    session_requested = Signal()

    def __init__(self, look: Look, station: str, duty: str, *, sample: bool = False) -> None:
        super().__init__()
        say = look.say
        kind("header", self)
        self.setFixedHeight(look.px(look.by(56, 48, 44)))
        self.station = Elided(look, station, "strong")
        self.duty = Chip(look, say(ON_DUTY).format(name=duty), "bare", "user", height=32)
        self.lock = Button(look, say(LOCK), "smallquiet", icon="lock", key=None, click=self.lock_requested.emit)
        self.lock.setAccessibleDescription("Ctrl+L")
        self.lock.setToolTip("Ctrl+L")
        self.session = ChipButton(look, "messages-square")
        self.session.clicked.connect(lambda _on=False: self.session_requested.emit())
        told: list[Item] = [Chip(look, say(SAMPLE), "amber", "info", height=32)] if sample else []
        row(look, (self.station, 1), *told, self.session, self.duty, self.lock, gap=12, pad=(24, 0, 16, 0), on=self)

    def show_station(self, name: str) -> None:
        self.station.setText(name)

    def show_session(self, words: str) -> None:
        """The open session with its sums; empty: none is open."""
        self.session.say(words)
