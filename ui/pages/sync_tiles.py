"""The four states as tiles: how much is in each; a tile opens its list."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from desk.reads.exchange import ExchangeView
from desk.text import mark
from ui.pages.sync_words import STATES
from ui.theme import Look, draw_icon
from ui.widgets.draw import draw_ground

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
BELOW = {
    "draft": mark("Not finished, only here"),
    "saved": mark("Written, not sent yet"),
    "arrived": mark("Signed for by the office"),
    "refused": mark("See why, then mend it"),
}
_COLOURS = {"draft": "text", "saved": "text", "arrived": "accent_text", "refused": "red"}
_ICONS = {"refused": "undo-2"}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def two_by_two(look: Look) -> bool:
    return look.scale > 1.6 and look.room == "narrow"


class Tile(QPushButton):
    """Icon and word, the number, and what it means; narrow rooms leave the last to the tooltip, and where words are
    largest all stands in one line."""

    def __init__(self, look: Look, state: str) -> None:
        super().__init__()
        self._look, self.state = look, state
        word, icon, _colour = STATES[state]
        self._word, self._icon = look.say(word), _ICONS.get(state, icon)
        self._below = look.say(BELOW[state])
        self._low, self._flat = look.room == "narrow", two_by_two(look)
        self.setProperty("k", "tile")
        self.setCheckable(True)
        self.setAutoDefault(True)
        self.setAccessibleDescription(self._below)
        if self._low:
            self.setToolTip(self._below)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(44 if self._flat else look.by(136, 128, 76)))
        self.show_count(0)

    def show_count(self, count: int) -> None:
        self.count = count
        self.setAccessibleName(f"{self._word} {count:,}")
        self.update()

    def sizeHint(self) -> QSize:
        look = self._look
        words = QFontMetrics(look.font("strong")).horizontalAdvance(self._word) + look.px(28)
        number = QFontMetrics(look.font("number" if self._low else "display")).horizontalAdvance(f"{self.count:,}")
        wide = words + number + look.px(8) if self._flat else max(words, number)
        return QSize(wide + look.px(2 * self._side()), self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _side(self) -> int:
        return 12 if self._low else 20

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from tile to tile, Enter opens as Space does."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            tiles = self.window().findChildren(Tile)
            goal = tiles.index(self) + _STEPS[key]
            if 0 <= goal < len(tiles):
                tiles[goal].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        draw_ground(painter, self)
        side, top = look.px(self._side()), look.px(10 if self._flat else look.by(14, 12, 6))
        colour = _COLOURS[self.state] if self.count else "text"
        draw_icon(painter, look, self._icon, colour, QRectF(side, top, look.px(20), look.px(24)))
        self._say(painter, self._word, "strong", colour, QPoint(side + look.px(28), top), 24)
        if self._flat:
            wide = QFontMetrics(look.font("number")).horizontalAdvance(f"{self.count:,}")
            at = QPoint(self.width() - side - wide, look.px(2))
            self._say(painter, f"{self.count:,}", "number", colour, at, 40)
            return
        number = ("number", 40) if self._low else ("display", 58)
        self._say(painter, f"{self.count:,}", number[0], colour, QPoint(side, top + look.px(24)), number[1])
        if not self._low:
            self._say(painter, self._below, "sub", "text2", QPoint(side, top + look.px(24 + 58)), 22)

    def _say(self, painter: QPainter, words: str, style: str, colour: str, at: QPoint, high: int) -> None:
        font = self._look.font(style)
        painter.setFont(font)
        painter.setPen(self._look.color(colour))
        room = self.width() - at.x() - self._look.px(4)
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(at.x(), at.y(), room, self._look.px(high)), LEFT, shown)


class Tiles(QWidget):
    """`chosen` asks for the list of a state; none: what is still on this computer, refused and unsent together."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(look.by(16, 12, 8)))
        self.tiles = {state: Tile(look, state) for state in BELOW}
        most = 2 if two_by_two(look) else 4
        rows, high = 4 // most, next(iter(self.tiles.values())).height()
        # here, for the least height that the sheet gives a button wins over a tile's own
        self.setFixedHeight(rows * high + (rows - 1) * grid.spacing())
        for number, tile in enumerate(self.tiles.values()):
            grid.addWidget(tile, number // most, number % most)
            tile.clicked.connect(lambda on, tile=tile: self._choose(tile.state if on else ""))

    def show_view(self, view: ExchangeView) -> None:
        for state, count in zip(BELOW, (view.drafts, view.saved, view.arrived, view.refused), strict=True):
            self.tiles[state].show_count(count)

    def show_chosen(self, state: str) -> None:
        for tile in self.tiles.values():
            tile.setChecked(tile.state == state)

    def _choose(self, state: str) -> None:
        self.show_chosen(state)
        self.chosen.emit(state)
