"""认得的人: who was here before and fits what is typed; taking one fills the form."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.reads.people import KnownPerson
from ui.theme import Look
from ui.widgets.button import Button
from ui.widgets.chip import suggestion
from ui.widgets.flow import FlowLayout


class Known(QWidget):
    """A pill for each, masked: whoever sits across sees this screen. Hidden while there is nobody to offer."""

    taken = Signal(KnownPerson)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._box = FlowLayout(self, look.px(8), look.px(8))
        self._people: tuple[KnownPerson, ...] = ()
        self._pills: list[Button] = []
        self.hide()

    def show_people(self, people: Sequence[KnownPerson]) -> None:
        if tuple(people) == self._people:
            return
        self._people = tuple(people)
        for pill in self._pills:
            self._box.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self._pills = [self._pill(one) for one in people]
        for pill in self._pills:
            self._box.addWidget(pill)
        self.setVisible(bool(people))

    def take_first(self) -> bool:
        """Whether there was one to take."""
        if self._people and self.isVisible():
            self.taken.emit(self._people[0])
            return True
        return False

    def _pill(self, one: KnownPerson) -> Button:
        _ = self._look.say
        words = _("{who}, {count} earlier").format(who=one.masked, count=one.cases)
        return suggestion(self._look, words, lambda: self.taken.emit(one))
