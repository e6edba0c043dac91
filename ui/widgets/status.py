"""The status bar: the exchange, the printer, the time, scale, language, light or dark."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.text import mark
from ui.theme import Look
from ui.widgets.box import kind, row
from ui.widgets.button import Button
from ui.widgets.label import label
from ui.widgets.moment import long_moment

LIGHT = mark("Light")
DARK = mark("Dark")
BIGGER = mark("Size of words, {percent} %")
LANGUAGE = mark("Language")
GROUND = mark("Light or dark")


class StatusBar(QWidget):
    """What fails turns red with its own sentence and stays a button that leads to the remedy."""

    sync_requested = Signal()
    printer_requested = Signal()
    scale_requested = Signal()
    language_requested = Signal()
    mode_requested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        say = look.say
        kind("status", self)
        self.setFixedHeight(look.px(36))
        self.sync = Button(look, "", "status", icon="hard-drive", click=self.sync_requested.emit)
        self.printer = Button(look, "", "status", icon="printer", click=self.printer_requested.emit)
        self.clock = label("", "sub", "text2")
        percent = round(look.scale * 100)
        self.scale = Button(look, f"{percent} %", "status", icon="zoom-in", click=self.scale_requested.emit)
        self.scale.setAccessibleName(say(BIGGER).format(percent=percent))
        self.scale.setAccessibleDescription("Ctrl+= Ctrl+-")
        self.scale.setToolTip("Ctrl+= Ctrl+-")
        self.language = Button(
            look,
            "中文" if look.lang == "zh" else "English",
            "status",
            icon="languages",
            click=self.language_requested.emit,
        )
        self.language.setAccessibleDescription(say(LANGUAGE))
        light = look.mode == "light"
        self.mode = Button(
            look,
            say(LIGHT if light else DARK),
            "status",
            icon="sun" if light else "moon",
            click=self.mode_requested.emit,
        )
        self.mode.setAccessibleDescription(say(GROUND))
        row(
            look,
            self.sync,
            self.printer,
            None,
            self.clock,
            8,
            self.scale,
            self.language,
            self.mode,
            gap=4,
            pad=(8, 0, 8, 0),
            on=self,
        )
        self.sync.hide()
        self.printer.hide()
        self.clock.setVisible(look.room == "wide")

    def show_sync(self, sentence: str, icon: str, colour: str) -> None:
        self.sync.say(sentence, icon=icon, colour=colour)
        self.sync.setVisible(bool(sentence))

    def show_printer(self, sentence: str, *, fails: bool = False) -> None:
        self.printer.say(sentence, icon="circle-alert" if fails else "printer", colour="red" if fails else "text2")
        self.printer.setVisible(bool(sentence))

    def show_time(self, now: datetime) -> None:
        """`now` in the station's time zone."""
        self.clock.setText(long_moment(now, self._look.lang))
