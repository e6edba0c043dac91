"""Icons (Lucide) in the colour of a colour, one stroke at every size, rendered once."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desk import resources
from ui.theme.look import Look

STROKE = 1.75


@lru_cache
def _drawing(name: str) -> str:
    text = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace('stroke-width="2"', f'stroke-width="{STROKE}"')


@lru_cache(maxsize=1024)
def _rendered(name: str, hue: str, side: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.setDevicePixelRatio(ratio)
    painter = QPainter(pixmap)
    drawing = _drawing(name).replace("currentColor", hue)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def pixmap(look: Look, name: str, colour: str = "text2", size: int = 20, ratio: float = 1.0) -> QPixmap:
    """The icon at `size` px of the drawings, for a screen of that device pixel ratio."""
    return _rendered(name, look.hex(colour), look.px(size), ratio)


def icon(look: Look, name: str, colour: str = "text2", size: int = 20) -> QIcon:
    """For menus and window frames, sharp up to three device pixels a point."""
    made = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        made.addPixmap(pixmap(look, name, colour, size, ratio))
    return made


def draw_icon(painter: QPainter, look: Look, name: str, colour: str, place: QRectF) -> None:
    """Draws the icon centred in `place`, as large as its shorter side."""
    side = round(min(place.width(), place.height()))
    image = _rendered(name, look.hex(colour), side, painter.device().devicePixelRatioF())
    x = place.x() + (place.width() - side) / 2
    y = place.y() + (place.height() - side) / 2
    painter.drawPixmap(round(x), round(y), image)
