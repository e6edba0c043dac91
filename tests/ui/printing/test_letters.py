"""A reply notice on A4: only printers with such sheets are asked, and every dot of every page comes out."""

import pytest
from conftest import letter_of
from pdf_eyes import opened, rows_of
from raster import read_raster

from desk.actions.printer_port import Handed
from ui.printing.bitmap import Bitmap, render
from ui.printing.cups import CupsPort
from ui.printing.qt import QtPort
from ui.printing.sheet import PAPERS, Margins, Offer, Roll, Sheet, takes

NUMBER = "482917036"
EDGE = Margins(12, 12, 12, 12)
A4 = Sheet("iso_a4_210x297mm", 595.3, 841.9, EDGE)
LETTER_SHEET = Sheet("na_letter_8.5x11in", 612, 792, EDGE)
A5 = Sheet("iso_a5_148x210mm", 420, 595, EDGE)
HEAD = Offer((Sheet("X80Y297", 226, 842, Margins(11, 0, 11, 0)),), Roll((36, 56), (227, 9286), Margins(11, 0, 11, 0)))


def test_a_letter_is_legible_on_a4_and_its_like_only():
    assert takes(Offer((A4,)), "A4")
    assert takes(Offer((LETTER_SHEET,)), "A4")
    assert takes(Offer((A5, A4)), "A4")
    assert not takes(Offer((A5,)), "A4")
    assert not takes(HEAD, "A4")
    assert not takes(Offer(), "A4")


def test_a_slip_of_80_mm_is_for_printers_with_a_narrow_roll():
    assert takes(HEAD, "80mm")
    assert takes(Offer((), Roll((36, 56), (227, 9286), EDGE)), "80mm")
    assert takes(Offer((A4, HEAD.sheets[0]), None, "X80Y297"), "80mm")
    assert not takes(Offer((A4,)), "80mm")
    assert not takes(Offer((A4, A5), Roll((36, 56), (1000, 9286), EDGE), A4.media), "80mm")
    assert not takes(Offer((A4, HEAD.sheets[0]), None, A4.media), "80mm")


def test_of_a_size_that_nobody_knows_nothing_is_claimed():
    assert set(PAPERS) == {"80mm", "A5", "A4"}
    assert not takes(Offer((A4,)), "A3")


@pytest.mark.cups
def test_queues_are_told_apart_by_what_they_can_print(service):
    assert {name for name in service.port.printers() if service.port.takes(name, "A4")} == {"pdf", "office"}
    assert service.port.takes("head72", "80mm")
    assert not service.port.takes("nowhere", "A4")


@pytest.mark.cups
def test_without_a_print_service_no_printer_is_claimed_to_have_a4(tmp_path, monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody"))
    assert not CupsPort().takes("office", "A4")


@pytest.mark.cups
def test_an_office_printer_prints_every_dot_of_every_page(service):
    letter = letter_of(pages=3)
    handed = service.port.send("office", letter, NUMBER)
    assert (handed.outcome, handed.reason) == ("handed", "")
    assert service.follow("office", handed.job) == "printed"
    printed = read_raster(service.heads["office"])
    drawn = render(letter, 300 / 25.4)
    assert len(printed) == len(drawn) == 3
    for rows, own in zip(printed, drawn, strict=True):
        assert inked(rows) == inked(own.rows)
        assert len(rows) / 300 * 25.4 == pytest.approx(297, abs=0.5)


@pytest.mark.cups
def test_the_sheet_of_a_letter_is_a4(service):
    letter = letter_of(pages=1)
    handed = service.port.send("pdf", letter, NUMBER)
    assert service.follow("pdf", handed.job) == "printed"
    with opened(service.server.printed(handed.job)) as page:
        assert page.get_size() == pytest.approx((595.3, 841.9), abs=1)
        (picture,) = page.get_objects()
        assert inked(rows_of(picture)) == inked(render(letter, 300 / 25.4)[0].rows)


@pytest.mark.cups
def test_qt_hands_a_letter_to_a_real_queue(qapp, service):
    assert "office" in service.port.printers()
    port = QtPort()
    assert port.takes("pdf", "A4")
    assert not port.takes("nowhere", "A4")
    assert port.send("pdf", letter_of(pages=1), NUMBER) == Handed(None, "handed", "")


def inked(rows) -> list[bytes]:
    """The rows and columns between the outermost ink."""
    box = Bitmap(len(rows[0]), tuple(rows)).ink()
    return [row[box.left : box.right] for row in rows[box.top : box.bottom]]
