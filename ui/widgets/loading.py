"""Something takes time: after 100 ms a line under the title row, after 1 s a number and a way to stop."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desk.text import mark
from ui.theme import Look
from ui.widgets.box import column, kind, row
from ui.widgets.button import Button
from ui.widgets.label import label

STOP = mark("Stop")
READ = mark("Read {count} of {total}")
WORKING = mark("Working …")


class LoadingLine(QWidget):
    """Two px of accent and, when it lasts, words; takes no room while nothing is going on but the two px."""

    stop_requested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._line = kind("loading")
        self._line.setFixedHeight(look.px(2))
        self._words = label(look.say(WORKING), "sub", "text2")
        self._stop = Button(look, look.say(STOP), "smallquiet", click=self.stop_requested.emit)
        self._more = row(look, self._words, self._stop, None, gap=8)
        column(look, self._line, self._more, gap=4, on=self)
        policy = self._line.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._line.setSizePolicy(policy)
        self._soon = QTimer(self, singleShot=True, interval=100, timerType=Qt.TimerType.PreciseTimer)
        self._late = QTimer(self, singleShot=True, interval=1000)
        self._soon.timeout.connect(self._line.show)
        self._late.timeout.connect(self._more.show)
        self._line.hide()
        self._more.hide()

    def begin(self) -> None:
        self._words.setText(self._look.say(WORKING))
        self._soon.start()
        self._late.start()

    def count(self, count: int, total: int) -> None:
        self._words.setText(self._look.say(READ).format(count=f"{count:,}", total=f"{total:,}"))

    def end(self) -> None:
        self._soon.stop()
        self._late.stop()
        self._line.hide()
        self._more.hide()
