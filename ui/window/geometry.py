"""Where the window stood, and where it first stands."""

from PySide6.QtCore import QByteArray, QRect, Qt
from PySide6.QtWidgets import QWidget

LEAST = (640, 480)
FIRST = (1366, 768)


def place_window(window: QWidget, remembered: str) -> None:
    """As it stood; the first time as large as the drawings, or the whole screen when that is not larger."""
    window.setMinimumSize(*LEAST)
    if remembered and window.restoreGeometry(QByteArray.fromHex(remembered.encode("ascii", "ignore"))):
        return
    free = window.screen().availableGeometry()
    wide, high = min(FIRST[0], free.width()), min(FIRST[1], free.height())
    place = QRect(0, 0, wide, high)
    place.moveCenter(free.center())
    window.setGeometry(place)
    if free.width() <= FIRST[0]:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def remember(window: QWidget) -> str:
    """Its place as text for the wishes."""
    return bytes(window.saveGeometry().toHex().data()).decode("ascii")
