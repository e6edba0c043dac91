"""The notice of a reception day: one page whatever it holds, read from three metres, nothing personal on it."""

from dataclasses import replace
from datetime import date

import pypdfium2.raw as raw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reception_tools import DAY, JIANG, RARE, deputy, notice, roster
from reply_tools import Line, all_text, pages_of
from slip_tools import opened
from test_bounds import POISON
from test_faces import faults, objects_of, text_in, text_size
from test_reply_pages import inks_of

from desk.paper.notice import make_notice

LANGUAGES = ("zh", "en")
TOWNS = ("山阳镇", "漕泾镇", "金山卫镇")
LONG = "很长的地点和主题" * 30


def sizes_of(pdf: bytes, word: str) -> set[float]:
    """In which sizes a word is set, in points."""
    with opened(pdf) as document:
        page = document[0]
        textpage = page.get_textpage()
        texts = [one for one in objects_of(page) if raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_TEXT]
        return {text_size(one) for one in texts if word in text_in(one, textpage)}


def test_it_says_when_where_who_and_about_what():
    said = all_text(make_notice(notice()).pdf)
    for words in (
        "代表接待选民日",
        "Meetyourpeople'sdeputies.Everyoneiswelcome.",
        "11月17日",
        "星期二上午8:30–11:00",
        "山阳镇人大代表联络站二楼3号接待室（有电梯）",
        "蒋某镇人大代表（山阳代表组）",
        "小区停车与公共安全。别的公共的事也可以谈",
        "人多请推选不超过5位",
        "021-00000113",
        "2026年11月14日公告",
    ):
        assert words in said
    assert "联合接待" not in said
    assert "法定" not in said


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        ("09:00", "12:00", "上午9:00–12:00"),
        ("13:30", "16:00", "下午13:30–16:00"),
        ("18:30", "20:00", "晚上18:30–20:00"),
        ("09:00", "16:00", "星期二9:00–16:00"),
        ("16:00", "19:00", "星期二16:00–19:00"),
    ],
)
def test_the_part_of_the_day_is_said_where_there_is_one(starts: str, ends: str, said: str):
    assert said in all_text(make_notice(notice(starts=starts, ends=ends)).pdf)


def test_it_can_be_read_from_three_metres():
    pdf = make_notice(notice()).pdf
    assert max(sizes_of(pdf, "11")) == 88
    assert sizes_of(pdf, "代表接待选民日") == {56}
    assert sizes_of(pdf, "8:30") == {34}
    assert sizes_of(pdf, "021-0000") == {24}
    assert sizes_of(pdf, "蒋某") == {20}


@pytest.mark.parametrize("count", [1, 4, 5, 8])
def test_more_than_four_deputies_are_set_in_16_points_each_in_a_line(count: int):
    pdf = make_notice(notice(deputies=roster(count))).pdf
    lines = [line.text for line in pages_of(pdf)[0]]
    assert sum("（山阳代表组）" in line for line in lines) == count
    assert sizes_of(pdf, "代表组") == {20 if count <= 4 else 16}


@pytest.mark.parametrize("count", [9, 20])
def test_more_than_eight_deputies_are_only_names_by_level(count: int):
    said = all_text(make_notice(notice(deputies=roster(count))).pdf)
    assert "代表组" not in said
    assert "全国人大代表：代表00、代表04、代表08" in said
    assert said.index("市人大代表：代表01") < said.index("区人大代表：代表02") < said.index("镇人大代表：代表03")
    assert all(one.name in said for one in roster(count))


def test_joint_towns_are_named():
    assert "联合接待山阳镇、漕泾镇、金山卫镇" in all_text(make_notice(notice(towns=TOWNS)).pdf)


def test_a_long_place_or_theme_is_set_smaller_and_only_then_cut():
    pdf = make_notice(notice(room="二楼3号接待室" * 6)).pdf
    assert sizes_of(pdf, "号接待室") == {16}
    assert "……" not in all_text(pdf)
    pdf = make_notice(notice(room=LONG, theme="")).pdf
    assert all_text(pdf).count("……") == 1
    assert "主题" not in all_text(pdf).replace("地点和主题", "")


def test_nothing_personal_stands_on_it():
    said = all_text(make_notice(notice(deputies=(replace(JIANG, phone="13900000103", post="某公司"),))).pdf)
    assert "1390000" not in said
    assert "某公司" not in said


def test_without_a_telephone_there_is_a_line_to_write_it_on():
    assert "问询电话________________" in all_text(make_notice(notice(phone="")).pdf)


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_day_fits_its_line_in_every_month(month: int, lang: str):
    for left, _top, right, _bottom in inks_of(make_notice(notice(day=date(2026, month, 28)), lang).pdf):
        assert (left, right) == (pytest.approx(12, abs=0.4), pytest.approx(198, abs=0.4))


def test_a_practice_notice_says_so_and_is_set_as_a_real_one():
    (real,), (practice,) = (pages_of(make_notice(notice(sample=one)).pdf) for one in (False, True))
    assert practice[0].text == "样例：练习用，不是真的公告"
    assert practice[1:] == real


@pytest.mark.parametrize("lang", LANGUAGES)
def test_type_is_embedded_black_or_white_and_rare_characters_are_themselves(lang: str):
    paper = make_notice(notice(theme=RARE, deputies=(deputy(7, RARE),), sample=True), lang)
    assert faults(paper.pdf) == set()
    assert paper.missing == ()
    assert all_text(paper.pdf).count(RARE) == 2
    assert make_notice(notice(theme="\ue000"), lang).missing == ("U+E000",)


def test_in_english_there_is_one_chinese_line_besides_the_names():
    said = all_text(make_notice(notice(), "en").pdf)
    for words in ("Deputiesmeetvoters", "17November", "Tuesday", "inthemorning,8:30–11:00", "Notsettledhere"):
        assert words in said
    assert "代表接待选民，欢迎您来。" in said
    for words in ("星期", "地点", "怎么来"):
        assert words not in said


def foot_top(lines: list[Line]) -> float:
    return next(line.top for line in lines if line.text.startswith(("问询电话", "Toask")))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("count", [0, 4, 8, 9, 40])
def test_the_fullest_notice_is_one_page_and_nothing_runs_into_its_foot(count: int, lang: str):
    paper = make_notice(notice(deputies=roster(count), towns=TOWNS * 6, room=LONG, theme=LONG, station=LONG), lang)
    (lines,) = pages_of(paper.pdf)
    assert paper.pages == 1
    above = [line for line in lines if "110" in line.text or "receipt" in line.text or "回执" in line.text]
    assert max(line.top for line in above) < foot_top(lines) - 10


def poisoned(text: str):
    texts = dict.fromkeys(("station", "starts", "ends", "room", "theme", "phone"), text)
    return notice(**texts, deputies=(deputy(1, text),) * 9, towns=(text,) * 20)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", list(POISON))
def test_poison_in_every_field_is_one_page_inside_its_margins(kind: str, lang: str):
    paper = make_notice(poisoned(POISON[kind]), lang)
    assert paper.pages == 1
    ((left, top, right, bottom),) = inks_of(paper.pdf)
    assert left >= 11.6
    assert top >= 11.6
    assert right <= 198.4
    assert bottom <= 287


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_any_text_in_every_field_is_one_page(text: str):
    assert make_notice(poisoned(text)).pages == 1


def test_the_same_notice_makes_the_same_bytes_and_the_file_is_named_by_the_day():
    first = make_notice(notice())
    make_notice(notice(theme=RARE), "en")
    assert make_notice(notice()) == first
    assert make_notice(notice(posted=DAY)) != first
    with opened(first.pdf) as document:
        assert document.get_metadata_dict()["Title"] == "notice-20261117"
