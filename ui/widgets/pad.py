"""A place to sign: strokes by mouse, finger or pen, kept as lines, never as a picture."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTabletEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Look

FRAME, RATIO = 1000, 3  # points from 0 to 1000 in a frame thrice as wide as high
Stroke = list[list[int]]
_LEAST = 4  # of the frame: points nearer than that to the one before say nothing


class SignaturePad(QWidget):
    """`changed` after each stroke. A finger reaches it as a mouse does, a pen as itself."""

    changed = Signal()

    def __init__(self, look: Look, name: str, width: int = 480) -> None:
        super().__init__()
        self._look = look
        self._strokes: list[Stroke] = []
        self._drawing = False
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFixedSize(look.px(width), look.px(width / RATIO))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def strokes(self) -> list[Stroke]:
        return [stroke for stroke in self._strokes if stroke]

    def clear(self) -> None:
        self._strokes, self._drawing = [], False
        self.update()
        self.changed.emit()

    def sizeHint(self) -> QSize:
        return self.size()

    # -- drawing on it --------------------------------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position())
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        kinds = {
            QTabletEvent.Type.TabletPress: self._begin,
            QTabletEvent.Type.TabletMove: self._go_on,
            QTabletEvent.Type.TabletRelease: self._go_on,
        }
        act = kinds.get(event.type())
        if act is None:
            super().tabletEvent(event)
            return
        act(event.position())
        if event.type() == QTabletEvent.Type.TabletRelease:
            self._end()
        event.accept()

    def _begin(self, at: QPointF) -> None:
        if self.isEnabled():
            self._drawing = True
            self._strokes.append([self._point(at)])
            self.update()

    def _go_on(self, at: QPointF) -> None:
        if not self._drawing:
            return
        point, last = self._point(at), self._strokes[-1][-1]
        if abs(point[0] - last[0]) + abs(point[1] - last[1]) >= _LEAST:
            self._strokes[-1].append(point)
            self.update()

    def _end(self) -> None:
        if self._drawing:
            self._drawing = False
            self.changed.emit()

    def _point(self, at: QPointF) -> list[int]:
        """Outside the frame counts as its edge."""
        x, y = at.x() / max(1, self.width()) * FRAME, at.y() / max(1, self.height()) * FRAME
        return [min(FRAME, max(0, round(x))), min(FRAME, max(0, round(y)))]

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("edge"), 1))
        painter.setBrush(look.color("paper"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(8), look.px(8))
        foot = self.height() * 0.78
        painter.setPen(QPen(look.color("line"), 1))
        painter.drawLine(QPointF(look.px(16), foot), QPointF(self.width() - look.px(16), foot))
        pen = QPen(look.color("ink"), max(2.0, look.px(3)), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self._strokes:
            painter.drawPath(self._path(stroke))

    def _path(self, stroke: Stroke) -> QPainterPath:
        across, down = self.width() / FRAME, self.height() / FRAME
        path = QPainterPath(QPointF(stroke[0][0] * across, stroke[0][1] * down))
        for x, y in stroke[1:] or stroke:
            path.lineTo(QPointF(x * across + (0.1 if len(stroke) == 1 else 0), y * down))
        return path
