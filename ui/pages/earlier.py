"""此人以前: looked up while name and telephone are being typed."""

from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from ui.pages.page import Workplace
from ui.tasks import Job

PAUSE_MS = 350


class EarlierCases(QObject):
    """`found` brings the cases of this person, or None while nobody is named."""

    found = Signal(object)

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._who = ("", "")
        self._but: UUID | None = None
        self._job: Job[object] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look)

    def look_for(self, name: str, phone: str, *, but: UUID | None = None, at_once: bool = False) -> None:
        """`but` is the case on the page itself."""
        self._who, self._but = (name, phone), but
        self._pause.start(0 if at_once else PAUSE_MS)

    def _look(self) -> None:
        place, (name, phone), but = self._place, self._who, self._but
        if self._job is not None:
            self._job.cancel()
        if not name.strip() and not phone.strip():
            self.found.emit(None)
            return

        def work() -> object:
            from desk.reads.cases import earlier_cases

            return tuple(
                case for case in earlier_cases(place.desk.vault, place.desk.lens, name, phone) if case.id != but
            )

        self._job = place.lane.run(work, self.found.emit, owner=self)
