"""The door to Windows' printers, tried with Qt's own PDF printer: the dots, the sheet, the thread."""

import threading

import pytest
from pdf_eyes import opened, rows_of
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter

from desk.actions.printer_port import Handed
from ui.printing.bitmap import render
from ui.printing.compose import compose
from ui.printing.qt import QtPort, paint
from ui.printing.sheet import Margins, Offer, Roll

ROLL = Offer((), Roll((36, 36), (1000, 9000), Margins()))


@pytest.fixture
def printer(qapp, tmp_path) -> QPrinter:
    """Qt's printer of PDF files, with the dots of a thermal head."""
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "printed.pdf"))
    device.setResolution(203)
    return device


def test_every_dot_is_printed_where_it_was_from_any_thread(printer, slip):
    composed = compose(slip, ROLL, 203)
    taken: list[bool] = []
    thread = threading.Thread(target=lambda: taken.append(paint(printer, composed)))
    thread.start()
    thread.join()
    assert taken == [True]
    with opened(printer.outputFileName()) as page:
        (picture,) = page.get_objects()
        assert page.get_size() == (composed.sheet.width, composed.sheet.height)
        assert rows_of(picture) == render(slip, 8)[0].rows
        left, _, right, top = picture.get_bounds()
        assert (left, page.get_height() - top) == pytest.approx((0, 0), abs=0.1)
        assert right - left == pytest.approx(640 / 203 * 72, abs=0.1)


def test_a_finer_printer_gets_whole_dots_at_the_same_size(printer, slip):
    printer.setResolution(1200)
    composed = compose(slip, ROLL, 600)
    assert paint(printer, composed)
    with opened(printer.outputFileName()) as page:
        (picture,) = page.get_objects()
        left, _, right, _ = picture.get_bounds()
        assert right - left == pytest.approx(80 / 25.4 * 72, abs=0.2)


def test_two_copies_are_two_pages(printer, slip):
    assert paint(printer, compose(slip, ROLL, 203, copies=2))
    for number in (0, 1):
        with opened(printer.outputFileName(), number, of=2) as page:
            assert [rows_of(picture) for picture in page.get_objects()] == [render(slip, 8)[0].rows]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_be_begun_is_said_so(printer, slip, tmp_path):
    printer.setOutputFileName(str(tmp_path / "no such folder" / "printed.pdf"))
    assert not paint(printer, compose(slip, ROLL, 203))


def test_a_printer_that_does_not_exist_refuses(qapp, slip):
    port = QtPort()
    assert port.state("没有这台") == "gone"
    assert port.send("没有这台", slip, "482917036") == Handed(None, "refused", "no_such_printer")


@pytest.mark.cups
def test_it_hands_a_slip_to_a_real_queue(qapp, service, slip):
    assert "pdf" in service.port.printers()  # this thread's libcups, which Qt shares, now knows the service
    port = QtPort()
    assert set(port.printers()) >= {"pdf", "head72", "office"}
    assert port.state("pdf") == "ready"
    assert port.send("pdf", slip, "482917036") == Handed(None, "handed", "")
    assert service.follow("pdf", 1) == "printed"
    with opened(service.server.printed(1)) as page, opened(slip) as own:
        assert page.get_size() == pytest.approx(own.get_size(), abs=1)
        (picture,) = page.get_objects()
        assert rows_of(picture) == render(slip, 600 / 25.4)[0].rows


def test_what_became_of_a_job_is_not_known(qapp):
    assert QtPort().outcome("any", 1) == "unknown"


def test_the_port_brings_qt_to_life_where_nobody_has(qapp):
    QtPort()
    assert QGuiApplication.instance() is qapp
