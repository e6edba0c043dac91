"""Whatever a field holds, a slip comes out, on bounded paper, inside its margins."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from slip_tools import CASES, copies_of, dots_of, ink_of, opened, qr_of, slip_view, text_of

from desk.errors import BadInput
from desk.paper.slip import make_slip

LONGEST_MM = 600
POISON = {
    "200,000 characters": "小区1200多户只有420个车位，晚上八点后（主干道两侧）停满。" * 7000,
    "10 MB": "汉" * 3_500_000,
    "one word of 5,000 letters": "A" * 5000,
    "only commas": "，" * 20_000,
    "only opening brackets": "（" * 20_000,
    "markup": "</para><img src=x> & <b>粗</b>" * 300,
    "NUL and controls": "前\x00后\x07\x1b[31m\x9f" * 300,
    "lone surrogates": "\ud842尾\udfb7" * 300,
    "bidi": "\u202e顺序\u2066乱\u2069\u200f" * 300,
    "past every font": "\U0010ffff\ue000🀀😀" * 300,
    "zero width": "\u200b\u200d\ufe0f\u2060" * 20_000,
    "combining marks": "e" + "\u0301\u0306" * 5000,
    "line breaks": "\r\n\n\r\u2028\u2029\x85\x0b\x0c" * 5000,
    "blanks": " \u3000\t\u00a0" * 20_000,
    "formats": "{handler} {0} %s \\n ${x}" * 300,
    "nothing": "",
}
LANGUAGES = ("zh", "en", "both")


def poisoned(text: str):
    """A slip every field of which holds the text."""
    station = dict.fromkeys(("name", "phone", "hours", "handler", "keep", "code"), text)
    fields = dict.fromkeys(("name", "phone", "title", "body", "whole_text", "clerk"), text)
    return slip_view("S05", station=station, **fields)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", list(POISON))
def test_poison_in_every_field_makes_a_slip_of_bounded_length(kind: str, lang: str):
    paper = make_slip(poisoned(POISON[kind]), lang=lang)
    assert paper.height_mm <= LONGEST_MM
    dots = dots_of(paper.pdf)
    left, _, right, bottom = ink_of(dots)
    assert left >= 32
    assert right <= 608
    assert bottom == dots.height - 48


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=400))
def test_any_text_in_every_field_makes_a_slip(text: str):
    paper = make_slip(poisoned(text))
    assert paper.pages == 1
    assert paper.height_mm <= LONGEST_MM


def test_markup_is_printed_as_it_was_typed():
    text = "</para><img src=x> & <b>粗</b>"
    view = slip_view("S05", title=text, body=text)
    assert text_of(make_slip(view).pdf).count("".join(text.split())) == 3


def test_what_cannot_be_seen_is_left_out():
    view = slip_view("S05", title="前\x00后\u202e左\u200b右\ufeff", body="正文")
    assert "前后左右" in text_of(make_slip(view).pdf)


def test_a_character_no_font_has_is_named_on_the_paper_and_to_the_operator():
    view = slip_view("S05", name="王\U0010ffff", title="标题😀😀", body="\ud842")
    paper = make_slip(view)
    text = text_of(paper.pdf)
    assert "王〔U+10FFFF〕" in text
    assert "标题〔U+1F600〕〔U+1F600〕" in text
    assert "〔U+D842〕" in text
    assert sorted(paper.missing) == ["U+10FFFF", "U+1F600", "U+D842"]


def test_an_accent_is_joined_to_its_letter_or_named():
    paper = make_slip(slip_view("S05", title="Jose\u0301 汉\u0301", body="正文"))
    assert "José汉〔U+0301〕" in text_of(paper.pdf)
    assert paper.missing == ("U+0301",)


def test_nothing_is_missing_of_an_ordinary_slip():
    assert all(make_slip(slip_view(case_id)).missing == () for case_id in CASES)


def test_the_letter_of_80_items_is_cut_and_says_how_long_it_is():
    view = slip_view("M4")
    paper = make_slip(view)
    text = text_of(paper.pdf)
    assert paper.pages == 1
    assert paper.height_mm < 360
    assert f"原文共{len(view.whole_text)}字，已全文登记。" in text
    assert "亭卫公路（样例路段）" in text
    assert "原文共" not in text_of(make_slip(slip_view("S05")).pdf)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_widest_ordinary_slip_fits(lang: str):
    view = slip_view(
        "S05",
        station={"name": "站" * 30, "phone": None, "hours": None, "handler": "某" * 30},
        title="宽" * 60,
        clerk="长" * 20,
        anonymous=True,
        name="",
        phone="",
        person_times=999,
        promised=date(2031, 9, 27),
        reprint=12,
    )
    paper = make_slip(view, lang=lang)
    dots = dots_of(paper.pdf)
    person, stub = copies_of(paper.pdf)
    assert ink_of(dots)[0] == 32
    assert ink_of(dots)[2] == 608
    assert qr_of(dots) == ["310116110007 482917036"] * 2
    assert paper.height_mm < 520
    for whole in ("宽" * 60, "长" * 20, "站" * 30):
        assert whole in person
    assert "长" * 20 in stub
    assert "999" in stub
    assert ("（共60字）" if lang != "en" else "(60characters)") in stub


def test_a_year_without_holidays_prints_the_day_it_is_given():
    """2031-09-27 is a Saturday: the raw day, for nobody knows that year's working days."""
    text = text_of(make_slip(slip_view("S05", promised=date(2031, 9, 27))).pdf)
    assert "2031年9月27日星期六以前" in text


@pytest.mark.parametrize(("lang", "column"), [("zh", 148), ("en", 216)])
def test_labels_keep_to_their_column(lang: str, column: int):
    """Between a label and its value some dots stay white in every row."""
    view = slip_view("S05", feedback=("FM1", "FM4", "FM6"), reprint=3, whole_name=True)
    dots = dots_of(make_slip(view, lang=lang).pdf)
    assert crossed(dots, column) == []
    longer = dots.copy()
    longer.paste(0, (60, dots.height - 300, column, dots.height - 298))
    assert crossed(longer, column) == [dots.height - 300, dots.height - 299]


def crossed(dots: Image.Image, column: int) -> list[int]:
    """The rows of dots in which something reaches over the end of the labels' column."""
    strip = dots.crop((column - 6, 0, column - 1, dots.height))
    return [y for y in rows_between(dots) if strip.crop((0, y, 5, y + 1)).getextrema()[0] == 0]


def rows_between(dots: Image.Image) -> range:
    """The rows of dots of the stub's labels: from the rule under its number to the signature's frame."""
    row = b"\0" * 560
    data = dots.tobytes()
    ruled = [y for y in range(dots.height) if row in data[y * 640 : (y + 1) * 640]]
    frame_top = next(y for y in ruled if y > dots.height - 48 - 17 * 8 - 4)
    under_number = [y for y in ruled if y < frame_top - 20][-1]
    return range(under_number + 1, frame_top)


@pytest.mark.parametrize("size", ["A4", "", "80MM", "a5"])
def test_other_paper_is_not_offered(size: str):
    with pytest.raises(BadInput, match="size_not_offered") as caught:
        make_slip(slip_view("S05"), size=size)
    assert caught.value.facts == {"size": size, "offered": "80mm, A5"}


def test_the_file_is_one_page_and_says_its_size():
    paper = make_slip(slip_view("S05"))
    with opened(paper.pdf) as document:
        width, height = document[0].get_size()
        assert len(document) == paper.pages == 1
    assert width / 72 * 25.4 == pytest.approx(paper.width_mm, abs=0.01)
    assert height / 72 * 25.4 == pytest.approx(paper.height_mm, abs=0.01)
    assert 320 < paper.height_mm < 328
