"""What does not fit: words wider or taller than their place, windows that grew, buttons squeezed together."""

from collections.abc import Iterator
from datetime import UTC, datetime

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QLineEdit, QWidget

from ui.widgets.chip import LongChip
from ui.widgets.elided import Elided
from ui.widgets.steps import Steps

SIZES = ((1366, 768), (1280, 800))
SCALES = (1.0, 1.25, 1.5, 1.75)


def fixed_now() -> datetime:
    return datetime(2026, 11, 24, 2, 42, tzinfo=UTC)


def settle(rounds: int = 6) -> None:
    """Lets layouts and paints happen."""
    for _ in range(rounds):
        QApplication.processEvents()


def misfits(window: QWidget, width: int, height: int) -> list[str]:
    """Everything in a shown window that is clipped, or the window itself when it outgrew its size."""
    settle()
    found = []
    if (window.width(), window.height()) != (width, height):
        found.append(f"the window grew to {window.width()} x {window.height()}")
    return found + [fault for widget in window.findChildren(QWidget) for fault in _faults(widget, window)]


def _faults(widget: QWidget, window: QWidget) -> Iterator[str]:
    if not widget.isVisible():
        return
    name = widget.accessibleName() or getattr(widget, "text", lambda: "")() or type(widget).__name__
    need = _need(widget)
    if need is not None and (need[0] > widget.width() + 1 or need[1] > widget.height() + 1):
        yield f"clipped: {name[:40]!r} needs {need}, has {widget.width()} x {widget.height()}"
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit) and not _seen_across(widget, window):
        yield f"runs out of its room: {name[:40]!r}"


def _need(widget: QWidget) -> tuple[int, int] | None:
    """The least width and height a widget's words ask for; None for what elides or has no words."""
    if isinstance(widget, Elided | LongChip | Steps):
        return 0, widget.sizeHint().height()
    if isinstance(widget, QLabel):
        if not widget.text():
            return None
        if widget.wordWrap():
            return 0, widget.heightForWidth(widget.width())
        return widget.sizeHint().width(), widget.sizeHint().height()
    if isinstance(widget, QAbstractButton):
        return widget.sizeHint().width(), widget.sizeHint().height()
    return None


def _seen_across(widget: QWidget, window: QWidget) -> bool:
    """Left and right edges lie inside every ancestor: bodies scroll up and down only."""
    place, parent = QRect(QPoint(0, 0), widget.size()), widget
    while parent is not window:
        place.translate(parent.pos())
        parent = parent.parentWidget()
        if isinstance(parent, QAbstractScrollArea):
            continue
        if place.left() < -1 or place.right() > parent.width() + 1:
            return False
    return True


def nameless(window: QWidget) -> list[str]:
    """Controls that a screen reader could not name."""
    controls = (QAbstractButton, QLineEdit)
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in window.findChildren(QWidget)
        if isinstance(widget, controls) and widget.isVisible() and not widget.accessibleName()
    ]
