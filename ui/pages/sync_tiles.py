"""The four states as tiles: how much is in each; a tile opens its list."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desk.reads.exchange import ExchangeView
from desk.text import mark
from ui.pages.sync_words import STATES
from ui.theme import Look
from ui.widgets.tile import Tile

BELOW = {
    "draft": mark("Not finished, only here"),
    "saved": mark("Written, not sent yet"),
    "arrived": mark("Signed for by the office"),
    "refused": mark("See why, then mend it"),
}
_COLOURS = {"draft": "text", "saved": "text", "arrived": "accent_text", "refused": "red"}
_ICONS = {"refused": "undo-2"}


def two_by_two(look: Look) -> bool:
    return look.scale > 1.6 and look.room == "narrow"


class Tiles(QWidget):
    """`chosen` asks for the list of a state; none: what is still on this computer, refused and unsent together."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(look.by(16, 12, 8)))
        self.tiles = {state: self._tile(look, state) for state in BELOW}
        most = 2 if two_by_two(look) else 4
        rows, high = 4 // most, next(iter(self.tiles.values())).height()
        # here, for the least height that the sheet gives a button wins over a tile's own
        self.setFixedHeight(rows * high + (rows - 1) * grid.spacing())
        for number, tile in enumerate(self.tiles.values()):
            grid.addWidget(tile, number // most, number % most)
            tile.clicked.connect(lambda on, tile=tile: self._choose(tile.code if on else ""))

    def _tile(self, look: Look, state: str) -> Tile:
        """Narrow rooms leave what it means to the tooltip; where words are largest all stands in one line."""
        word, icon, _colour = STATES[state]
        return Tile(
            look,
            state,
            look.say(word),
            _ICONS.get(state, icon),
            below=look.say(BELOW[state]),
            colour=_COLOURS[state],
            shape="flat" if two_by_two(look) else "low" if look.room == "narrow" else "",
        )

    def show_view(self, view: ExchangeView) -> None:
        for state, count in zip(BELOW, (view.drafts, view.saved, view.arrived, view.refused), strict=True):
            self.tiles[state].show_count(count)

    def show_chosen(self, state: str) -> None:
        for tile in self.tiles.values():
            tile.setChecked(tile.code == state)

    def _choose(self, state: str) -> None:
        self.show_chosen(state)
        self.chosen.emit(state)
