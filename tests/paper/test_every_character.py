"""All 8,105 characters of 通用规范汉字表 (2013) print, in both weights: a glyph of their own, never an empty box."""

import ctypes
from io import BytesIO
from pathlib import Path

import pypdfium2.raw as raw
import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfgen.canvas import Canvas
from slip_tools import opened

from desk.paper.fonts import face, font_for
from desk.paper.paragraph import draw_line
from desk.paper.units import units_of

TABLE = (Path(__file__).parent / "data/tgh8105.txt").read_text(encoding="utf-8").strip()
COLUMNS = 92
CELL = 16  # points; two dots each when rendered
NOTHING = "\U0010ffff"


def grid(characters: str, weight: str, spoilt: dict[str, str]) -> bytes:
    """A page of cells drawn as slips are; `spoilt` cells hold what no font has, or nothing; the last is .notdef."""
    face(weight)
    rows = len(characters) // COLUMNS + 1
    file = BytesIO()
    canvas = Canvas(file, pagesize=(COLUMNS * CELL, rows * CELL), initialFontName=weight, invariant=1)
    for at, char in enumerate(characters + NOTHING):
        x, y = at % COLUMNS * CELL, at // COLUMNS * CELL
        if char in spoilt or char == NOTHING:
            canvas.setFont(weight, 12)
            canvas.drawString(x + 2, y + 3, spoilt.get(char, NOTHING))
        else:
            draw_line(canvas, x + 2, y + 3, list(units_of(char, weight)), 12)
    canvas.save()
    return file.getvalue()


def unlike_a_character(characters: str, weight: str, spoilt: dict[str, str]) -> set[str]:
    """The characters whose cell is blank or looks like .notdef."""
    with opened(grid(characters, weight, spoilt)) as document:
        page = document[0].render(scale=2, grayscale=True).to_pil()
    side = 2 * CELL

    def cell(at: int) -> bytes:
        x, y = at % COLUMNS * side, page.height - (at // COLUMNS + 1) * side
        return page.crop((x, y, x + side, y + side)).tobytes()

    box, blank = cell(len(characters)), b"\xff" * side * side
    assert box != blank
    return {char for at, char in enumerate(characters) if cell(at) in (box, blank)}


@pytest.mark.parametrize("weight", ["R", "B"])
def test_every_character_of_the_standard_looks_like_itself(weight: str):
    assert len(TABLE) == len(set(TABLE)) == 8105
    assert unlike_a_character(TABLE, weight, {}) == set()


def test_an_empty_box_and_an_empty_cell_are_noticed():
    spoilt = {"㙍": NOTHING, "𬭎": " "}
    assert unlike_a_character(TABLE, "R", spoilt) == set(spoilt)


@pytest.mark.parametrize("weight", ["R", "B"])
def test_every_character_is_read_back_and_its_glyph_is_in_the_file(weight: str):
    with opened(grid(TABLE, weight, {})) as document:
        page = document[0]
        textpage = page.get_textpage()
        assert set(TABLE) - set(textpage.get_text_range()) == set()
        files = {bytes(data) for data in embedded(page)}
    glyphs = 0
    for file in files:
        subset = TTFont(BytesIO(file))["glyf"]
        shapes = [subset[name] for name in subset.glyphOrder]
        drawn = [shape for shape in shapes[1:] if shape.numberOfContours != 0 and shape != shapes[0]]
        glyphs += len(drawn)
    assert glyphs >= len(TABLE)


def embedded(page) -> list[ctypes.Array]:
    """The font file of every text on a page."""
    found = {}
    for n in range(raw.FPDFPage_CountObjects(page.raw)):
        item = raw.FPDFPage_GetObject(page.raw, n)
        font = raw.FPDFTextObj_GetFont(item)
        address = ctypes.addressof(font.contents)
        if address not in found:
            length = ctypes.c_size_t()
            raw.FPDFFont_GetFontData(font, None, 0, length)
            found[address] = (ctypes.c_uint8 * length.value)()
            raw.FPDFFont_GetFontData(font, found[address], length.value, length)
    return list(found.values())


@pytest.mark.parametrize("weight", ["R", "B"])
def test_every_character_comes_from_our_own_font(weight: str):
    assert {char for char in TABLE if font_for(char, weight) != weight} == set()
