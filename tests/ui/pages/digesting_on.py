"""Types into a digest of two cases without a pause until it is killed; prints how many characters there are."""

import sys
from dataclasses import replace
from pathlib import Path

from fit import fixed_now
from hand import Paper
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desk.reads.cases import find_cases
from desk.reads.station import read_station
from desk.settings import Wishes
from ui.pages.digest_wish import DigestWish
from ui.pages.digests import DigestsPage
from ui.pages.gate import Gate
from ui.pages.page import Workplace
from ui.tasks import Lane
from ui.theme import Look, dress


def main() -> None:
    app = QApplication([])
    look = Look()
    dress(app, look)
    desk = replace(Gate(Path(sys.argv[1]), fixed_now).open("", sys.argv[2]), clock=fixed_now)
    place = Workplace(desk, read_station(desk.vault), look, Lane(), Lane(), Paper(), Wishes, fixed_now)
    page = DigestsPage(place)
    page.resize(1000, 700)
    page.show()
    for row in find_cases(desk.vault, desk.lens).rows:
        page.arrive(DigestWish(row.id))
    count = 0

    def go_on() -> None:
        nonlocal count
        if len(page.editor.cases.ids()) < 2:
            return
        page.editor.form.noted["cause"].field.insertPlainText("车")  # type: ignore[union-attr]
        count += 1
        print(count, flush=True)

    timer = QTimer(interval=120)
    timer.timeout.connect(go_on)
    timer.start()
    app.exec()


main()
