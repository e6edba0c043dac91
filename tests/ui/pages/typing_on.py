"""Types into Record without a pause until it is killed; prints how many characters stand in the own words."""

import sys
from pathlib import Path

from fit import fixed_now
from hand import Paper
from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from desk.reads.station import read_station
from desk.settings import Wishes
from ui.pages.gate import Gate
from ui.pages.page import Workplace
from ui.pages.record import RecordPage
from ui.tasks import Lane
from ui.theme import Look, dress


def main() -> None:
    app = QApplication([])
    look = Look()
    dress(app, look)
    desk = Gate(Path(sys.argv[1]), fixed_now).open("", sys.argv[2])
    place = Workplace(desk, read_station(desk.vault), look, Lane(), Lane(), Paper(), Wishes, fixed_now)
    page = RecordPage(place)
    page.resize(1000, 700)
    page.show()
    page.activateWindow()
    page.arrive()
    count = 0

    def go_on() -> None:
        nonlocal count
        event = QInputMethodEvent()
        event.setCommitString("车")
        QApplication.sendEvent(page.focusWidget(), event)
        count += 1
        print(count, flush=True)

    timer = QTimer(interval=120)
    timer.timeout.connect(go_on)
    timer.start()
    app.exec()


main()
