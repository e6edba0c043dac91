"""The slip beside the form: what it will say while somebody types, what it says once there is a number."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from desk.domain.case_state import GUIDED
from desk.domain.moment import local
from desk.domain.promise import make_promise
from desk.reads.views import CaseView, SlipView, StationView
from desk.settings import PAPERS
from ui.pages.page import Workplace
from ui.pages.slip_words import slip_words, view_of_form
from ui.widgets.slip import SlipWords

PAUSE_MS = 150
SLIP = "slip"  # the kind of fact that tells of a paper
NOT_OUT = ("refused", "failed", "not_out")


class RecordSlip(QObject):
    """`drawn` brings new words for the preview."""

    drawn = Signal(SlipWords)

    def __init__(self, place: Workplace, gather: Callable[[], Mapping[str, Any]], parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._gather = place, gather
        self._station = place.station
        self._stored: SlipView | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.draw)
        self._troubled: set[UUID] = set()
        self._stamp = ""
        self.words = self._words()
        self.reload_station()

    def touch(self) -> None:
        self._pause.start()

    def draw(self) -> None:
        self.words = self._words()
        self.drawn.emit(self.words)

    def show_form(self) -> None:
        """No number yet: what stands in the form."""
        self._stored, self._stamp = None, ""
        self.draw()

    def show_stored(self, slip: SlipView, case: CaseView) -> None:
        _ = self._place.look.say
        last = next((step.outcome for step in case.steps if step.kind == SLIP), None)
        unprinted = last in NOT_OUT or case.row.id in self._troubled
        self._stored, self._stamp = slip, _("Not printed") if unprinted else ""
        self.draw()

    def tell(self, case: UUID, *, trouble: bool) -> None:
        """What was learnt about the print of a case; counts from the next `show_stored` on."""
        (self._troubled.add if trouble else self._troubled.discard)(case)

    def reload_station(self) -> None:
        place = self._place

        def work() -> StationView:
            from desk.reads.station import read_station

            return read_station(place.desk.vault)

        def done(station: StationView) -> None:
            self._station = station
            self.draw()

        place.lane.run(work, done, owner=self)

    def _words(self) -> SlipWords:
        place = self._place
        if self._stored is not None:
            return slip_words(place.look, self._stored, self._stamp, self._paper())
        now, form = local(place.clock()), self._gather()
        promise = make_promise(now, self._station.promise_days, place.desk.holidays).printed
        view = view_of_form(
            form,
            self._station,
            place.desk.lists.codes,
            promised=None if form["nature"] in GUIDED else promise,
            clerk=place.desk.operator_name,
            now=now,
        )
        return slip_words(place.look, view, paper=self._paper())

    def _paper(self) -> str:
        """Said where it is not the usual roll."""
        wished = self._place.wishes().paper
        return wished if wished != PAPERS[0] else ""
