"""By what the inbox is narrowed: one place and one category at a time, behind a button that says which."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk.reads.inbox import InboxWays, Narrowed
from ui.models.case_words import bare_word
from ui.theme import Look
from ui.widgets.box import column, scrolled
from ui.widgets.button import Button
from ui.widgets.chip import FilterChip
from ui.widgets.flow import FlowLayout

MOST_HIGH, MOST = 224, 24  # of the chips, which scroll beyond that; so many of either sort
_Key = tuple[str, str]  # place or category, and which


class OfficeWays(QWidget):
    """`chosen` carries what it is narrowed to now."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.narrowed = Narrowed()
        self._words: dict[_Key, str] = {}
        self._chips: dict[_Key, FilterChip] = {}
        self.button = Button(look, look.say("Narrow down"), "smallquiet", icon="chevron-down", click=self._turn)
        self.button.setAutoDefault(True)
        self._holders = {name: QWidget() for name in ("place", "category")}
        for holder in self._holders.values():
            FlowLayout(holder, look.px(6), look.px(6))
        self._area = scrolled(column(look, *self._holders.values(), gap=8))
        column(look, self._area, gap=0, on=self)
        self.hide()

    def show_ways(self, ways: InboxWays) -> None:
        """What there is to choose; a choice that has nothing any more stays until it is taken away."""
        look, chosen = self._look, self._chosen()
        words = {("place", str(id)): f"{name} {count}" for id, name, count in ways.places[:MOST]}
        for code, label, count in ways.categories[:MOST]:
            words["category", code] = f"{bare_word(look, label)} {count}"
        self._words = words | {key: self._words.get(key, key[1]) for key in chosen if key not in words}
        if self.isVisible():
            self._make_chips()
        self._say()

    def set_narrowed(self, narrowed: Narrowed) -> None:
        self.narrowed = narrowed
        for key, chip in self._chips.items():
            chip.setChecked(key in self._chosen())
        self._say()

    def clear(self) -> bool:
        """Esc; False when there was nothing to take away."""
        if self.narrowed == Narrowed():
            return False
        self.set_narrowed(Narrowed())
        self.chosen.emit(self.narrowed)
        return True

    def _chosen(self) -> set[_Key]:
        place, category = self.narrowed.place, self.narrowed.category
        return {*([("place", str(place))] if place else []), *([("category", category)] if category else [])}

    def _say(self) -> None:
        """What is chosen stays in sight as the button's words though the chips are shut."""
        words = [self._words[key] for key in self._words if key in self._chosen()]
        self.button.say("·".join(words) or self._look.say("Narrow down"))

    def _turn(self) -> None:
        if self.isVisible():
            self.hide()
            return
        self._make_chips()
        self.show()
        high = self._area.widget().heightForWidth(self.width() - self._look.px(12))
        self._area.setFixedHeight(min(high + 2, self._look.px(MOST_HIGH)))
        if self._chips:
            next(iter(self._chips.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def _make_chips(self) -> None:
        for chip in self._chips.values():
            chip.hide()
            chip.deleteLater()
        self._chips = {key: self._chip(key, word) for key, word in self._words.items()}

    def _chip(self, key: _Key, word: str) -> FilterChip:
        chip = FilterChip(self._look, word, on=key in self._chosen())
        chip.clicked.connect(lambda on: self._choose(key, on))
        box = self._holders[key[0]].layout()
        if box is not None:
            box.addWidget(chip)
        return chip

    def _choose(self, key: _Key, on: bool) -> None:
        """One of either sort at a time."""
        if key[0] == "place":
            narrowed = Narrowed(UUID(key[1]) if on else None, self.narrowed.category)
        else:
            narrowed = Narrowed(self.narrowed.place, key[1] if on else None)
        self.set_narrowed(narrowed)
        self.chosen.emit(narrowed)
