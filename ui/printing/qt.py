"""Printers of Windows, through Qt. Qt does not tell the number of a job: what became of it stays unknown."""

import logging

import pypdfium2
from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QColorConstants, QGuiApplication, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desk.actions.printer_port import Handed
from ui.printing.bitmap import Bitmap
from ui.printing.compose import Composed, compose, sensible_dpi
from ui.printing.sheet import Margins, Offer, Roll, Sheet, takes

log = logging.getLogger(__name__)
_POINT = QPageSize.Unit.Point


class QtPort:
    """The desk's PrinterPort on QPrinter. Safe on any thread once made; made on the main thread."""

    def __init__(self) -> None:
        self._app = QGuiApplication.instance() or QGuiApplication(["minsheng-desk"])

    def printers(self) -> tuple[str, ...]:
        return tuple(QPrinterInfo.availablePrinterNames())

    def default(self) -> str | None:
        """The computer's default, or the only printer there is."""
        names = self.printers()
        chosen = QPrinterInfo.defaultPrinterName()
        if chosen in names:
            return chosen
        return names[0] if len(names) == 1 else None

    def state(self, printer: str) -> str:
        info = QPrinterInfo.printerInfo(printer)
        if info.isNull():
            return "gone"
        waiting = (QPrinter.PrinterState.Idle, QPrinter.PrinterState.Active)
        return "ready" if info.state() in waiting else "disabled"

    def waiting(self, printer: str) -> int:  # noqa: ARG002 (Qt does not tell)
        return 0

    def takes(self, printer: str, size: str) -> bool:
        info = QPrinterInfo.printerInfo(printer)
        return not info.isNull() and takes(read_offer(info, QPrinter(info)), size)

    def send(self, printer: str, pdf: bytes, title: str, copies: int = 1) -> Handed:
        info = QPrinterInfo.printerInfo(printer)
        if info.isNull():
            return Handed(None, "refused", "no_such_printer")
        device = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        device.setDocName(title)
        try:
            composed = compose(pdf, read_offer(info, device), sensible_dpi(device.resolution()), copies)
        except (pypdfium2.PdfiumError, ValueError):
            log.exception("the paper cannot be laid on a sheet")
            return Handed(None, "refused", "printing_failed")
        if not paint(device, composed):
            return Handed(None, "refused", "printing_failed")
        return Handed(None, "handed", "" if self.state(printer) == "ready" else "queue_disabled")

    def outcome(self, printer: str, job: int) -> str:  # noqa: ARG002 - the port's words; nothing here knows them
        return "unknown"


def read_offer(info: QPrinterInfo, device: QPrinter) -> Offer:
    """The sheets of a printer, all with the margins of the one that is in it."""
    edge = device.pageLayout().minimumMargins()
    margins = Margins(edge.left(), edge.top(), edge.right(), edge.bottom())
    sheets = tuple(_sheet(size, margins) for size in info.supportedPageSizes())
    roll = None
    if info.supportsCustomPageSizes():
        ends = (info.minimumPhysicalPageSize().size(_POINT), info.maximumPhysicalPageSize().size(_POINT))
        least, most = ((end.width(), end.height()) for end in ends)
        roll = Roll(least, most, margins)
    return Offer(sheets, roll, info.defaultPageSize().key())


def paint(device: QPrinter, composed: Composed) -> bool:
    """Prints pages on their sheet, dot for dot. False: the printer did not take them."""
    size = QPageSize(
        QSizeF(composed.sheet.width, composed.sheet.height), _POINT, "", QPageSize.SizeMatchPolicy.FuzzyMatch
    )
    device.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    device.setFullPage(True)
    painter = QPainter()
    if not painter.begin(device):
        return False
    fits = device.resolution() / composed.dpi
    taken = True
    for number, page in enumerate(composed.pages * composed.copies):
        taken = taken and (number == 0 or device.newPage())
        place = QRectF(page.left, page.top, page.bitmap.width, page.bitmap.height)
        painter.drawImage(QRectF(place.topLeft() * fits, place.size() * fits), _image(page.bitmap))
    return painter.end() and taken


def _sheet(size: QPageSize, margins: Margins) -> Sheet:
    points = size.size(_POINT)
    return Sheet(size.key(), points.width(), points.height(), margins)


def _image(bitmap: Bitmap) -> QImage:
    dots = bitmap.packed()
    image = QImage(dots, bitmap.width, bitmap.height, -(-bitmap.width // 8), QImage.Format.Format_Mono)
    image.setColorTable([QColorConstants.Black.rgb(), QColorConstants.White.rgb()])
    return image.copy()  # its own dots: these bytes are gone when the function returns
