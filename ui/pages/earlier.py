"""此人以前: who may be meant and what he came with, looked up while name and telephone are being typed."""

from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from desk.reads.people import KnownPerson
from desk.reads.views import CaseRow
from ui.pages.page import Workplace
from ui.tasks import Job

PAUSE_MS = 350


class EarlierCases(QObject):
    """`found` brings the cases of this person, or None while nobody is named; `known` brings who may be meant."""

    found = Signal(object)
    known = Signal(tuple)

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._who = ("", "")
        self._but: UUID | None = None
        self._job: Job[tuple[tuple[CaseRow, ...], tuple[KnownPerson, ...]]] | None = None
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
            self.known.emit(())
            return

        def work() -> tuple[tuple[CaseRow, ...], tuple[KnownPerson, ...]]:
            from desk.reads.cases import earlier_cases
            from desk.reads.people import known_people

            vault = place.desk.vault
            earlier = tuple(case for case in earlier_cases(vault, place.desk.lens, name, phone) if case.id != but)
            return earlier, known_people(vault, name, phone)

        def done(found: tuple[tuple[CaseRow, ...], tuple[KnownPerson, ...]]) -> None:
            self.found.emit(found[0])
            self.known.emit(found[1])

        self._job = place.lane.run(work, done, owner=self)
