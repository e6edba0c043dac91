"""What comes out of a real queue is the slip itself: nothing scaled, shifted, cut off or smeared."""

import pytest
from pdf_eyes import opened, rows_of
from raster import read_raster

from ui.printing.bitmap import Bitmap, Box, render

pytestmark = pytest.mark.cups
QR = ["310116110007 482917036"] * 2


def print_on(service, printer, pdf, copies=1):
    handed = service.port.send(printer, pdf, "482917036", copies)
    assert (handed.outcome, handed.reason) == ("handed", "")
    assert service.follow(printer, handed.job) == "printed"
    return handed.job


def inked(rows) -> list[bytes]:
    """The rows and columns between the outermost ink."""
    box = Bitmap(len(rows[0]), tuple(rows)).ink()
    return cut(rows, box)


def cut(rows, box: Box) -> list[bytes]:
    return [row[box.left : box.right] for row in rows[box.top : box.bottom]]


def test_the_page_is_as_large_as_the_slip(service, slip):
    with opened(service.server.printed(print_on(service, "pdf", slip))) as page, opened(slip) as own:
        assert page.get_size() == pytest.approx(own.get_size(), abs=1)  # CUPS knows whole points only: 0.35 mm


def test_the_pdf_printer_prints_every_dot_where_it_was(service, slip, read_qr):
    job = print_on(service, "pdf", slip)
    (own,) = render(slip, 300 / 25.4)
    with opened(service.server.printed(job)) as page:
        (picture,) = page.get_objects()
        assert rows_of(picture) == own.rows
        left, bottom, right, top = picture.get_bounds()
        dot = 72 / 300
        assert (right - left, top - bottom) == pytest.approx((own.width * dot, own.height * dot), abs=0.01)
        assert (left, page.get_height() - top) == pytest.approx((0, 0), abs=dot)
    assert read_qr(own.rows) == QR


def test_a_head_of_72_mm_prints_every_dot_but_the_rim_of_the_frames(service, slip, read_qr):
    print_on(service, "head72", slip)
    (rows,) = read_raster(service.heads["head72"])
    (own,) = render(slip, 8)
    ink = own.ink()
    lost = ink.width - len(rows[0])
    assert 0 <= lost <= 4  # of frames that are four dots thick, left and right
    assert any(
        inked(rows) == cut(own.rows, Box(ink.left + left, ink.top, ink.left + left + len(rows[0]), ink.bottom))
        for left in range(lost + 1)
    )
    assert read_qr(rows) == QR


@pytest.mark.parametrize("printer", ["head70", "narrow", "office"])
def test_a_smaller_or_larger_sheet_still_gets_the_whole_slip(service, slip, read_qr, printer):
    print_on(service, printer, slip)
    (rows,) = read_raster(service.heads[printer])
    ink, (own,) = Bitmap(len(rows[0]), tuple(rows)).ink(), render(slip, 8)
    assert ink.width / ink.height == pytest.approx(own.ink().width / own.ink().height, rel=0.01)
    assert read_qr(rows) == QR


def test_on_a_head_of_70_mm_the_slip_shrinks_by_three_in_a_hundred(service, slip):
    print_on(service, "head70", slip)
    (rows,) = read_raster(service.heads["head70"])
    (own,) = render(slip, 8)
    assert Bitmap(len(rows[0]), tuple(rows)).ink().height / own.ink().height == pytest.approx(0.975, abs=0.005)


def test_a_driver_whose_page_is_the_head_gets_the_slip_as_large_as_life(service, slip):
    print_on(service, "narrow", slip)
    (rows,) = read_raster(service.heads["narrow"])
    (own,) = render(slip, 180 / 25.4)
    assert inked(rows) == inked(own.rows)


def test_an_office_printer_prints_on_the_sheet_that_is_in_it(service, slip):
    print_on(service, "office", slip)
    (rows,) = read_raster(service.heads["office"])
    assert len(rows) == pytest.approx(297 / 25.4 * 300, abs=3)  # A4, not the A3 on which it would fit


def test_two_copies_are_two_pages(service, slip):
    print_on(service, "head72", slip, copies=2)
    first, second = read_raster(service.heads["head72"])
    assert first == second
