"""The open session in the header: which one, and its sums, true after every change."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.pages.page import Workplace
from ui.theme import Look
from ui.widgets.header import Header

if TYPE_CHECKING:
    from desk.reads.reception_day import SessionNow

NOON, EVENING = "12:00", "17:30"


class SessionWatch(QObject):
    """Asks when the window is built and whenever something changed."""

    def __init__(self, place: Workplace, header: Header) -> None:
        super().__init__(header)
        self._place, self._header = place, header
        self.ask()

    def ask(self) -> None:
        place = self._place

        def work() -> "SessionNow | None":
            from desk.reads.reception_day import read_session_now

            return read_session_now(place.desk.vault)

        place.lane.run(work, self._show, owner=self)

    def _show(self, now: "SessionNow | None") -> None:
        self._header.show_session(session_words(self._place.look, now) if now is not None else "")


def session_words(look: Look, now: "SessionNow") -> str:
    """接待中·上午场·23 人次·6 件; in narrow rooms without the half of the day."""
    _ = look.say
    people, cases = now.totals.people, now.totals.cases
    if look.room == "narrow":
        return _("Receiving, {people} visitors, {cases} cases").format(people=people, cases=cases)
    part = _("morning") if now.starts < NOON else _("afternoon") if now.starts < EVENING else _("evening")
    words = _("Receiving, {part}, {people} visitors, {cases} cases")
    return words.format(part=part, people=people, cases=cases)
