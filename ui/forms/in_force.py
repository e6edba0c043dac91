"""The code lists as they are now: units come and go while the window is open."""

from PySide6.QtCore import QObject, Signal

from desk.domain.codes import Codes


class InForce(QObject):
    """What forms choose from; whoever reads the lists tells it, and fields hear of it."""

    changed = Signal()

    def __init__(self, codes: Codes) -> None:
        super().__init__()
        self.codes = codes

    def tell(self, codes: Codes) -> None:
        if codes is not self.codes:
            self.codes = codes
            self.changed.emit()
