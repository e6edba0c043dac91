"""Which sheet a paper goes on, and where: all of its ink is printed, as large as life where the sheet allows."""

from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.printing.bitmap import Bitmap, Box, render
from ui.printing.compose import compose, sensible_dpi
from ui.printing.ipp import Reply
from ui.printing.queue import read_queue
from ui.printing.sheet import TOLERANCE, Margins, Need, Offer, Roll, Sheet, choose_sheet, scale_on

MM = 72 / 25.4
H = MM / 100  # CUPS tells sizes in hundredths of a millimetre
NO_EDGE = Margins()
SLIP = Need(227, 919, 204, 894)
A5 = Need(419.5, 595.3, 351, 550)
A4_SHEET = Sheet("iso_a4_210x297mm", 595.3, 841.9, Margins(12, 12, 12, 12))
A5_SHEET = Sheet("iso_a5_148x210mm", 420, 595, Margins(12, 12, 12, 12))
LEGAL = Sheet("na_legal_8.5x14in", 612, 1008, Margins(12, 12, 12, 12))
ANY_ROLL = Roll((36, 36), (1000, 9000), NO_EDGE)


def chosen(offer: Offer, need: Need) -> str:
    return choose_sheet(offer, need).media


def test_a_sheet_of_the_same_size_comes_first():
    assert chosen(Offer((A4_SHEET, A5_SHEET), ANY_ROLL, A4_SHEET.media), A5) == A5_SHEET.media


def test_a_roll_is_cut_to_the_length_of_the_slip():
    assert chosen(Offer((A4_SHEET,), ANY_ROLL, A4_SHEET.media), SLIP) == "custom_slip_80.09x324.21mm"


def test_a_piece_of_roll_is_never_a_hair_wider_than_the_driver_takes():
    assert chosen(Offer((), Roll((7973 * H, 56), (7973 * H, 9286), NO_EDGE)), SLIP).startswith("custom_slip_79.73x")
    # 8008 hundredths of a millimetre are 226.998 points, and CUPS would drop what is behind the point
    assert chosen(Offer((), Roll((36, 56), (8008 * H, 9286), NO_EDGE)), SLIP).startswith("custom_slip_79.73x")


def test_a_wide_slip_on_a_roll_is_not_turned():
    piece = choose_sheet(Offer((), ANY_ROLL), Need(227, 150, 204, 120))
    assert piece.height >= piece.width


def test_an_office_printer_uses_the_paper_that_is_in_it():
    assert chosen(Offer((LEGAL, A4_SHEET), None, A4_SHEET.media), SLIP) == A4_SHEET.media


def test_a_roll_of_fixed_lengths_does_not_feed_three_metres():
    lengths = (182, 298, 595, 842, 9286)
    sheets = tuple(Sheet(f"custom_{y}", 226, y, NO_EDGE) for y in lengths)
    assert chosen(Offer(sheets, None, "custom_182"), SLIP) == "custom_842"


def test_nothing_on_offer_is_said_so():
    with pytest.raises(ValueError, match="empty"):
        choose_sheet(Offer(), SLIP)


@pytest.mark.parametrize(
    ("told", "used"), [(203, 203), (180, 180), (300, 300), (600, 600), (1200, 600), (2400, 600), (72, 216)]
)
def test_the_resolution_is_the_printers_own_or_a_sensible_part_of_it(told, used):
    assert sensible_dpi(told) == used


sides = st.integers(60, 1200)
margins = st.builds(Margins, *[st.integers(0, 25)] * 4)
sheets = st.builds(Sheet, st.just("iso_any"), sides, sides, margins)


@given(st.lists(sheets, min_size=1, max_size=4), st.integers(100, 700), st.integers(100, 1200), st.data())
def test_all_ink_fits_on_any_sheet(listed, width, height, data):
    need = Need(width, height, data.draw(st.integers(20, width)), data.draw(st.integers(20, height)))
    sheet = choose_sheet(Offer(tuple(listed), None, "iso_any"), need)
    scale = scale_on(sheet, need)
    assert 0 < scale <= 1
    assert need.ink_width * scale <= sheet.width - sheet.margins.left - sheet.margins.right + TOLERANCE + 0.001
    assert need.ink_height * scale <= sheet.height - sheet.margins.top - sheet.margins.bottom + TOLERANCE + 0.001


@pytest.mark.parametrize("dpi", [180, 203, 300])
@pytest.mark.parametrize("size", [(160, 400), (205, 900), (226, 842), (595, 842), (900, 300)])
@pytest.mark.parametrize("edge", [Margins(), Margins(14, 0, 14, 0), Margins(5, 25, 20, 10)])
def test_no_ink_is_laid_outside_what_the_printer_reaches(slip, dpi, size, edge):
    sheet = Sheet("iso_any", *size, edge)
    laid = compose(slip, Offer((sheet,)), dpi).pages[0]
    ink, dot = laid.bitmap.ink(), dpi / 72
    lost = TOLERANCE * dot / 2 + 2  # dots drawn anew for a smaller sheet may come out one thicker
    assert laid.left + ink.left >= edge.left * dot - lost
    assert laid.top + ink.top >= edge.top * dot - lost
    assert laid.left + ink.right <= (sheet.width - edge.right) * dot + lost
    assert laid.top + ink.bottom <= (sheet.height - edge.bottom) * dot + lost


def test_a_head_of_203_dpi_has_eight_dots_a_millimetre(slip):
    page = compose(slip, Offer((), ANY_ROLL), 203).pages[0]
    assert page.bitmap == render(slip, 8)[0]
    assert page.bitmap.width == 640


def test_the_composed_pdf_says_its_sheet_and_nothing_else(slip):
    composed = compose(slip, Offer((), ANY_ROLL), 203)
    document = pypdfium2.PdfDocument(composed.pdf())
    try:
        assert document[0].get_size() == (composed.sheet.width, composed.sheet.height)
        assert document.get_metadata_dict(skip_empty=True) == {}
    finally:
        document.close()


def test_every_page_lies_at_the_same_place(slip):
    document = pypdfium2.PdfDocument.new()
    own = pypdfium2.PdfDocument(slip)
    document.import_pages(own)
    document.import_pages(own)
    file = BytesIO()
    document.save(file)
    first, second = compose(file.getvalue(), Offer((A4_SHEET,)), 203).pages
    assert first == second


def test_ink_is_found_to_the_dot():
    page = Bitmap(5, (b"11111", b"11011", b"10111", b"11111"))
    assert page.ink() == Box(1, 1, 3, 3)
    assert page.packed() == bytes([0b11111111, 0b11011111, 0b10111111, 0b11111111])


def test_a_blank_page_counts_as_a_whole_page():
    assert Bitmap(2, (b"11", b"11")).ink() == Box(0, 0, 2, 2)


def test_a_queue_without_a_driver_offers_nothing():
    queue = read_queue(Reply(0, ({"printer-state": (3,), "printer-is-accepting-jobs": (True,)},)))
    assert queue.offer == Offer((), None, "")
    assert queue.accepting
    assert not queue.stopped


def test_margins_are_those_of_the_sheet_and_the_narrowest_of_two():
    def row(edge):
        size = {"x-dimension": (21000,), "y-dimension": (29700,)}
        return {
            "media-size": (size,),
            **{f"media-{side}-margin": (edge,) for side in ("left", "top", "right", "bottom")},
        }

    told = {"media-supported": ("iso_a4_210x297mm",), "media-col-database": (row(0), row(423))}
    (sheet,) = read_queue(Reply(0, (told,))).offer.sheets
    assert sheet.margins == NO_EDGE
    assert sheet.width == pytest.approx(210 * MM)


def test_a_resolution_in_dots_a_centimetre_is_understood():
    assert read_queue(Reply(0, ({"printer-resolution-default": ((80, 80, 4),)},))).dpi == pytest.approx(203.2)
