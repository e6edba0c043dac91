"""Nothing typed is ever lost: a draft is saved at every pause, and every one and a half seconds of steady typing."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from desk.domain.moment import local
from ui.pages.page import Workplace

PAUSE_MS = 500
LONGEST_MS = 1500  # so that even a power cut costs less than two seconds

Form = Mapping[str, Any]


class DraftKeeper(QObject):
    """Keeps one draft at a time; `kept` tells of that one only.

    `gather` answers the form as it stands, or None while there is nothing in it.
    """

    kept = Signal(datetime)
    failed = Signal(Exception)

    def __init__(self, place: Workplace, gather: Callable[[], Form | None], parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._gather = place, gather
        self.id = uuid4()
        self.stored = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        for timer in (self._pause, self._longest):
            timer.timeout.connect(self.keep)

    def begin(self, id: UUID | None = None) -> None:
        """Another draft: a new one, or one that is stored already. The one before must be kept by now."""
        self.rest()
        self.id, self.stored = id or uuid4(), id is not None

    def touch(self) -> None:
        """Something was typed."""
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def keep(self, **marks: object) -> None:
        """Saves now what there is; a form that was emptied again leaves no draft behind."""
        self.rest()
        form, id, place = self._gather(), self.id, self._place
        if form is None:
            self.drop()
            return
        whole = {**form, **marks}
        self.stored = True

        def work() -> datetime:
            from desk.actions.drafts import save_draft

            save_draft(place.desk, id, whole)
            return local(place.desk.clock())

        def done(at: datetime) -> None:
            if id == self.id:
                self.kept.emit(at)

        place.lane.run(work, done, self.failed.emit, owner=self, keep=True)

    def pending(self) -> bool:
        """Whether something was typed that is not on its way to the disk."""
        return self._pause.isActive() or self._longest.isActive()

    def drop(self) -> None:
        """Forgets the draft, if it was ever stored."""
        self.rest()
        if self.stored:
            drop_draft(self._place, self.id)
        self.stored = False

    def wipe(self, left: Form) -> None:
        """检举控告: whatever was stored goes, from the file and its log, before anything else happens."""
        self.rest()
        place, id, whole = self._place, self.id, dict(left)
        self.stored = True

        def work() -> None:
            from desk.actions.drafts import wipe_draft

            wipe_draft(place.desk, id, whole)

        place.lane.run(work, None, self.failed.emit, owner=self, keep=True)

    def hand_over(self) -> UUID | None:
        """The draft is about to become a case, which drops it: nothing more is saved meanwhile."""
        self.rest()
        return self.id if self.stored else None

    def rest(self) -> None:
        """Saves nothing more until something is typed."""
        self._pause.stop()
        self._longest.stop()


def drop_draft(place: Workplace, id: UUID) -> None:
    def work() -> None:
        from desk.actions.drafts import drop_draft

        drop_draft(place.desk, id)

    place.lane.run(work, keep=True)
