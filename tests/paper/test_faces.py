"""Type on paper: fonts travel inside the file, nothing is small, nothing is grey."""

import ctypes
from io import BytesIO
from itertools import chain

import pypdfium2.raw as raw
import pytest
from reportlab.pdfgen.canvas import Canvas
from slip_tools import opened, slip_view

from desk.paper.slip import make_slip


def objects_of(page):
    return [raw.FPDFPage_GetObject(page.raw, n) for n in range(raw.FPDFPage_CountObjects(page.raw))]


def text_size(item) -> float:
    size = ctypes.c_float()
    assert raw.FPDFTextObj_GetFontSize(item, size)
    return size.value


def fill_of(item) -> tuple[int, ...]:
    channels = [ctypes.c_uint() for _ in range(4)]
    assert raw.FPDFPageObj_GetFillColor(item, *channels)
    return tuple(channel.value for channel in channels)


def text_in(item, textpage) -> str:
    length = raw.FPDFTextObj_GetText(item, textpage.raw, None, 0)
    buffer = (ctypes.c_ushort * length)()
    raw.FPDFTextObj_GetText(item, textpage.raw, buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def faults(pdf: bytes) -> set[str]:
    """What a printer would make badly of a paper."""
    found = set()
    with opened(pdf) as document:
        pages = list(document)  # their objects live as long as they do
        for item in chain.from_iterable(map(objects_of, pages)):
            if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT:
                if raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(item)) != 1:
                    found.add("font not in the file")
                if text_size(item) < 8:
                    found.add("too small")
            if fill_of(item) not in {(0, 0, 0, 255), (255, 255, 255, 255)}:
                found.add("neither black nor white")
    return found


@pytest.mark.parametrize("lang", ["zh", "en", "both"])
@pytest.mark.parametrize("case_id", ["S05", "M1", "M3B", "M4", "M6"])
def test_fonts_are_embedded_type_is_large_enough_and_ink_is_black(case_id: str, lang: str):
    view = slip_view(case_id, reprint=1, station={"sample": True}, clerk="长" * 20)
    assert faults(make_slip(view, lang=lang).pdf) == set()


def test_the_check_sees_foreign_fonts_small_type_and_grey():
    file = BytesIO()
    canvas = Canvas(file)
    canvas.setFont("Helvetica", 7)
    canvas.setFillGray(0.6)
    canvas.drawString(100, 100, "grey")
    canvas.save()
    assert faults(file.getvalue()) == {"font not in the file", "too small", "neither black nor white"}


@pytest.mark.parametrize("lang", ["zh", "en", "both"])
def test_the_number_is_at_least_18_points(lang: str):
    with opened(make_slip(slip_view("S05"), lang=lang).pdf) as document:
        page = document[0]
        textpage = page.get_textpage()
        items = [i for i in objects_of(page) if raw.FPDFPageObj_GetType(i) == raw.FPDF_PAGEOBJ_TEXT]
        sizes = [text_size(item) for item in items if text_in(item, textpage) == "482-917-036"]
    assert len(sizes) == 2
    assert min(sizes) >= 18


def test_no_font_but_ours_is_named_in_the_file():
    pdf = make_slip(slip_view("S05")).pdf
    assert b"Helvetica" not in pdf
    assert b"NotoSansSC" in pdf
