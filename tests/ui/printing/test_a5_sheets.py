"""An A5 receipt: on A5 where that is in the printer, else on A4, turned and as large as life, two to a sheet."""

import pytest
from conftest import a_view
from pdf_eyes import opened, rows_of
from raster import read_raster

from desk.paper.slip import make_slip
from ui.printing.bitmap import Bitmap, render
from ui.printing.compose import compose
from ui.printing.sheet import PAPERS, Margins, Offer, Roll, Sheet, halving_sheet, takes

NUMBER = "482917036"
EDGE = Margins(12, 12, 12, 12)
A4 = Sheet("iso_a4_210x297mm", 595.3, 841.9, EDGE)
A5 = Sheet("iso_a5_148x210mm", 419.5, 595.3, EDGE)
HEAD = Offer((Sheet("X80Y297", 226, 842, Margins(11, 0, 11, 0)),), Roll((36, 56), (227, 9286), EDGE), "X80Y297")
CODE = "310116110007 482917036"


@pytest.fixture(scope="module")
def receipt() -> bytes:
    return make_slip(a_view(), "A5").pdf


def halves(bitmap: Bitmap) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    middle = bitmap.height // 2
    return bitmap.rows[:middle], bitmap.rows[middle:]


def test_a5_is_legible_on_a5_and_on_halves_of_a4_and_never_on_a_roll():
    assert takes(Offer((A5,)), "A5")
    assert takes(Offer((A4,)), "A5")
    assert not takes(HEAD, "A5")


def test_the_paper_that_is_in_the_printer_decides():
    need = PAPERS["A5"]
    assert halving_sheet(Offer((A5, A4), None, A4.media), need) == A4
    assert halving_sheet(Offer((A5, A4), None, A5.media), need) is None
    assert halving_sheet(Offer((A5, A4)), need) is None
    assert halving_sheet(Offer((A4,)), need) == A4
    assert halving_sheet(Offer((A5, A4), None, A4.media), PAPERS["A4"]) is None


def test_one_receipt_lies_on_the_upper_half_turned_and_true_to_size(receipt, read_qr):
    composed = compose(receipt, Offer((A4,)), 300)
    (page,) = composed.pages
    upper, lower = halves(page.bitmap)
    assert composed.sheet == A4
    assert read_qr(upper) == [CODE] * 2
    assert not any(b"0" in row for row in lower)
    turned = render(receipt, 300 / 25.4, turned=True)[0]
    assert turned.width == render(receipt, 300 / 25.4)[0].height
    assert Bitmap(turned.width, upper).ink() == turned.ink()


def test_two_copies_share_a_sheet_and_the_queue_is_asked_for_one(receipt, read_qr):
    composed = compose(receipt, Offer((A4,)), 203, copies=3)
    assert (len(composed.pages), composed.copies) == (2, 1)
    first, second = (page.bitmap for page in composed.pages)
    upper, lower = halves(first)
    assert read_qr(upper) == read_qr(lower) == [CODE] * 2
    assert not any(b"0" in row for row in halves(second)[1])


def test_on_its_own_sheet_copies_are_the_queues_business(receipt):
    composed = compose(receipt, Offer((A5,)), 203, copies=3)
    assert (len(composed.pages), composed.copies, composed.sheet) == (1, 3, A5)


def test_other_papers_are_never_halved(slip):
    assert compose(slip, Offer((A4,)), 203, copies=2).copies == 2


@pytest.mark.parametrize("edge", [12, 17])
def test_no_ink_is_lost_at_the_edges(receipt, edge):
    sheet = Sheet(A4.media, A4.width, A4.height, Margins(edge, edge, edge, edge))
    (page,) = compose(receipt, Offer((sheet,)), 203, copies=2).pages
    ink, dot = page.bitmap.ink(), 203 / 72
    assert page.left + ink.left >= edge * dot - 3
    assert page.left + ink.right <= (A4.width - edge) * dot + 3
    assert page.top + ink.bottom <= (A4.height - edge) * dot + 3


@pytest.mark.cups
def test_an_office_printer_prints_two_receipts_on_one_a4_dot_for_dot(service, receipt):
    assert service.port.takes("office", "A5")
    assert not service.port.takes("head72", "A5")
    handed = service.port.send("office", receipt, NUMBER, copies=2)
    assert service.follow("office", handed.job) == "printed"
    (rows,) = read_raster(service.heads["office"])
    assert len(rows) / 300 * 25.4 == pytest.approx(297, abs=0.5)
    own = render(receipt, 300 / 25.4, turned=True)[0]
    middle = len(rows) // 2
    for half in (rows[:middle], rows[middle:]):
        assert inked(half) == inked(own.rows)


@pytest.mark.cups
def test_a_receipt_and_its_appendix_keep_their_order_on_the_halves(service):
    view = a_view()
    long = type(view)(**{**view.__dict__, "said": (("main_cause", "东门路口没有红绿灯。" * 200),)})
    paper = make_slip(long, "A5", appendix=True)
    assert paper.pages == 3
    handed = service.port.send("pdf", paper.pdf, NUMBER)
    assert service.follow("pdf", handed.job) == "printed"
    drawn = render(paper.pdf, 300 / 25.4, turned=True)
    with opened(service.server.printed(handed.job), 0, of=2) as page:
        (picture,) = page.get_objects()
        upper, lower = halves(Bitmap(drawn[0].width, rows_of(picture)))
        assert inked(upper) == inked(drawn[0].rows)
        assert inked(lower) == inked(drawn[1].rows)


def inked(rows) -> list[bytes]:
    """The rows and columns between the outermost ink."""
    box = Bitmap(len(rows[0]), tuple(rows)).ink()
    return [row[box.left : box.right] for row in rows[box.top : box.bottom]]
