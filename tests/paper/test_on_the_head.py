"""The slip as a 203 dpi head prints it, in black or white dots."""

from itertools import groupby

import pytest
from PIL import Image
from slip_tools import dots_of, ink_of, qr_of, slip_view

from desk.paper import pen
from desk.paper.slip import make_slip

LANGUAGES = ("zh", "en", "both")
VIEWS = {
    "S05": slip_view("S05"),
    "M4": slip_view("M4"),
    "M3B": slip_view("M3B", reprint=2),
    "sample": slip_view("S05", station={"sample": True}),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", list(VIEWS))
def test_both_qr_codes_hold_division_code_blank_and_number_and_nothing_else(name: str, lang: str):
    dots = dots_of(make_slip(VIEWS[name], lang=lang).pdf)
    assert qr_of(dots) == ["310116110007 482917036"] * 2


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", list(VIEWS))
def test_a_page_is_640_whole_dots_wide_and_nothing_stands_in_its_margins(name: str, lang: str):
    paper = make_slip(VIEWS[name], lang=lang)
    dots = dots_of(paper.pdf)
    left, top, right, bottom = ink_of(dots)
    assert dots.size == (640, round(paper.height_mm * 8))
    assert (left, right) == (32, 608)
    assert top >= 24
    assert bottom == dots.height - 48


def bars(dots: Image.Image, least: int) -> list[int]:
    """Thickness in dots of every bar at least `least` dots long, lying in the picture's rows."""
    row = b"\0" * least
    width = dots.width
    data = dots.tobytes()
    solid = [row in data[start : start + width] for start in range(0, len(data), width)]
    return [len(list(run)) for black, run in groupby(solid) if black]


def upright(dots: Image.Image, least: int) -> list[int]:
    return bars(dots.transpose(Image.Transpose.ROTATE_90), least)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_and_frame_is_whole_dots_thick(lang: str):
    dots = dots_of(make_slip(VIEWS["S05"], lang=lang).pdf)
    across, down = bars(dots, 500), upright(dots, 120)
    assert set(across) == {3, 4, 5}
    assert across.count(5) == 2  # the heads of both copies
    assert sorted(set(down)) == [4]  # promise and signature share the column's edges: the thicker one counts
    assert len(down) == 2


def test_a_check_box_is_four_clean_bars():
    dots = dots_of(make_slip(VIEWS["S05"]).pdf)
    first_of_each_row = dots.crop((146, dots.height - 480, 176, dots.height - 190))
    assert upright(first_of_each_row, 26) == [3, 3]


def test_a_rule_of_one_dot_is_noticed(monkeypatch):
    monkeypatch.setattr(pen.Pen, "rule", lambda self, thick=1: self.fill(self.left, self.y, self.inner, pen.DOT))
    assert 1 in bars(dots_of(make_slip(VIEWS["S05"]).pdf), 500)


def test_a_crooked_number_is_no_qr():
    paper = make_slip(slip_view("S05", number="482917037"))
    assert qr_of(dots_of(paper.pdf)) == ["310116110007 482917037"] * 2


def test_the_quiet_zone_round_the_qr_is_white():
    """25 modules of 6 dots, 4 modules of white: left to the number, right the paper's margin, above, below."""
    dots = dots_of(make_slip(VIEWS["S05"]).pdf)
    head = dots.crop((608 - 150 - 24, 142, 640, 336))
    assert ink_of(head) == (24, 21, 174, 171)
