"""The rail: which pages there are, which one is open, what waits there."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desk.text import mark
from ui.theme import Look, draw_icon
from ui.widgets.box import kind, row
from ui.widgets.draw import draw_ground
from ui.widgets.keycap import HEIGHT, count_width, draw_count
from ui.widgets.label import label
from ui.widgets.mark import Mark

NAME = mark("Minsheng")
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class Door:
    """One page in the rail."""

    name: str
    word: str
    icon: str
    key: str = ""
    count: int = 0


class DoorButton(QPushButton):
    """Selected shows in three ways (ground, bar, weight), so colour is never alone."""

    def __init__(self, look: Look, door: Door) -> None:
        super().__init__()
        self._look, self.door = look, door
        self._wide = look.room == "wide"
        self.setProperty("k", "nav" if self._wide else "navtall")
        self.setCheckable(True)
        self.setAutoDefault(True)  # Enter presses it too
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(40 if self._wide else 56))
        self.show_count(door.count)

    def show_count(self, count: int) -> None:
        self.door = replace(self.door, count=count)
        name = f"{self.door.word} {count}" if count else self.door.word
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.door.key)
        self.setToolTip(f"{self.door.word} {self.door.key}" if not self._wide else "")
        self.update()

    def sizeHint(self) -> QSize:
        style = "strong" if self._wide else "substrong"
        words = QFontMetrics(self._look.font(style)).horizontalAdvance(self.door.word)
        around = self._look.px(12 + 20 + 12 + 36) if self._wide else self._look.px(8)
        return QSize(words + around, self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_ground(painter, self)
        if self.isChecked():
            self._draw_bar(painter)
        if self._wide:
            self._draw_wide(painter)
        else:
            self._draw_tall(painter)

    def _draw_bar(self, painter: QPainter) -> None:
        look, high = self._look, self._look.px(22 if self._wide else 26)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent"))
        place = QRectF(0, (self.height() - high) / 2, look.px(4), high)
        painter.drawRoundedRect(place, look.px(2), look.px(2))

    def _draw_wide(self, painter: QPainter) -> None:
        look, on, door = self._look, self.isChecked(), self.door
        colour = "accent_text" if on else "text2"
        draw_icon(painter, look, door.icon, colour, QRectF(look.px(12), 0, look.px(20), self.height()))
        painter.setFont(look.font("strong" if on else "body"))
        painter.setPen(look.color("accent_text" if on else "text"))
        painter.drawText(QRectF(look.px(44), 0, self.width(), self.height()), LEFT, door.word)
        if door.count:
            width, high = count_width(look, str(door.count)), look.px(HEIGHT)
            place = QRectF(self.width() - width - look.px(8), (self.height() - high) / 2, width, high)
            draw_count(painter, look, place, str(door.count), on)
        else:
            painter.setFont(look.font("sub"))
            painter.setPen(look.color("text3"))
            painter.drawText(QRectF(0, 0, self.width() - look.px(12), self.height()), RIGHT, door.key)

    def _draw_tall(self, painter: QPainter) -> None:
        look, on, door = self._look, self.isChecked(), self.door
        top = look.px(4)
        if look.scale < 1.7:
            icon = QRectF(0, look.px(6), self.width(), look.px(18))
            draw_icon(painter, look, door.icon, "accent_text" if on else "text2", icon)
            top = look.px(26)
        painter.setFont(look.font("substrong" if on else "sub"))
        painter.setPen(look.color("accent_text" if on else "text2"))
        words = f"{door.word} {door.count}" if door.count else door.word
        painter.drawText(QRectF(0, top, self.width(), self.height() - top - look.px(4)), CENTRE, words)


class Rail(QWidget):
    """`opened` asks for a page by name."""

    opened = Signal(str)

    def __init__(self, look: Look, doors: tuple[Door, ...]) -> None:
        super().__init__()
        self._look = look
        kind("rail", self)
        wide, zh = look.room == "wide", look.lang == "zh"
        self.setFixedWidth(look.px((152 if zh else 176) if wide else (72 if zh else 96)))
        box = QVBoxLayout(self)
        side = look.px(8 if wide else 4)
        box.setContentsMargins(side, 0 if wide else side, side, side)
        box.setSpacing(look.px(4 if wide else 0))
        if wide:
            box.addWidget(self._head())
            box.addSpacing(look.px(4))
        self._group = QButtonGroup(self)
        self.buttons = {door.name: DoorButton(look, door) for door in doors}
        for name, button in self.buttons.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _on=False, name=name: self.opened.emit(name))
            box.addWidget(button)
        box.addStretch(1)

    def _head(self) -> QWidget:
        look = self._look
        name = label(look.say(NAME), "head" if look.lang == "zh" else "strong")
        head = row(look, Mark(look), name, None, gap=10, pad=(4, 0, 0, 0))
        head.setFixedHeight(look.px(56))
        return head

    def show_open(self, name: str) -> None:
        """A page that is not on the rail leaves the one before it marked: that is where it was come from."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)

    def show_count(self, name: str, count: int) -> None:
        self.buttons[name].show_count(count)
