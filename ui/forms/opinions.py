"""What was said on a visit (收集的意见): one field each, and always an empty one for the next."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.domain.field import LIMITS, check_field
from desk.domain.visit import MOST_OPINIONS
from desk.errors import BadInput
from desk.text import explain
from ui.theme import Look
from ui.widgets.area import TextArea
from ui.widgets.note import NotedField


class Opinions(QWidget):
    """Writing in the last field brings the next one; those that became cases are kept as they are."""

    edited = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._fields: list[NotedField] = []
        self._kept: frozenset[int] = frozenset()
        self._sealed = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(8))
        self._grow()
        self.setFocusProxy(self._fields[0])

    def texts(self) -> list[str]:
        """As they stand, blank ones among them: an opinion is known by its place."""
        said = [noted.field.text() for noted in self._fields]
        while said and not said[-1].strip():
            said.pop()
        return said

    def show_texts(self, texts: Sequence[str], kept: Collection[int] = ()) -> None:
        """`kept` are the numbers, from 1, of those that became cases."""
        self._kept = frozenset(kept)
        while len(self._fields) > max(1, len(texts)):
            old = self._fields.pop()
            old.hide()
            self._box.removeWidget(old)
            old.deleteLater()
        for number, text in enumerate([*texts, ""][: max(1, len(texts))]):
            if number == len(self._fields):
                self._grow()
            self._fields[number].field.set_text(text)
        self._more()
        self.seal(self._sealed)

    def seal(self, sealed: bool) -> None:
        self._sealed = sealed
        for number, noted in enumerate(self._fields, 1):
            noted.field.setReadOnly(sealed or number in self._kept)

    def stops(self) -> list[QWidget]:
        return [noted.field for noted in self._fields]

    def say_error(self, error: BadInput) -> NotedField:
        """At the first opinion that cannot be stored, else at the first of all."""
        wrong = next((one for one in self._fields if check_field("opinion", one.field.text())), self._fields[0])
        wrong.say("error", explain(error, self._look.lang))
        return wrong

    def _grow(self) -> None:
        number = len(self._fields) + 1
        name = self._look.say("Opinion {n}").format(n=number)
        noted = NotedField(self._look, TextArea(self._look, name, hint=name, least=40, limit=LIMITS["opinion"]))
        noted.field.textChanged.connect(self._typed)
        self._box.addWidget(noted)
        if self._fields:
            self.setTabOrder(self._fields[-1].field, noted.field)
        self._fields.append(noted)

    def _typed(self) -> None:
        self._more()
        self.edited.emit()

    def _more(self) -> None:
        if self._fields[-1].field.text().strip() and len(self._fields) < MOST_OPINIONS:
            self._grow()
