"""The sign-in sheet: everybody expected has a line, and others find a blank one."""

import re

import pytest
from reception_tools import DAY, MORNING, RARE, sign_in
from reply_tools import all_text, pages_of
from slip_tools import opened
from test_bounds import POISON
from test_faces import faults
from test_reply_pages import inks_of

from desk.paper.sign_in import MOST_ROWS, make_sign_in
from desk.reads.reception_views import SignInRow

LANGUAGES = ("zh", "en")
LEFT, RIGHT, LEAST_LINES = 18, 192, 12


def lines_of_each_page(pdf: bytes) -> list[int]:
    """How many numbered lines a page has."""
    return [
        sum(bool(re.match(r"\d", line.text)) and line.left < LEFT + 12 for line in lines) for lines in pages_of(pdf)
    ]


def test_it_says_activity_day_and_who_is_expected():
    came = SignInRow("蒋某", "村民", "镇人大代表", MORNING, MORNING.replace(hour=11, minute=5))
    said = all_text(make_sign_in(sign_in(0, rows=(came, SignInRow("钱某", "", "")))).pdf)
    for words in (
        "签到表",
        "山阳镇人大代表联络站",
        "活动代表集中进社区",
        "2026年11月17日（星期二）",
        "序号姓名单位/身份代表级别签名到离",
        "1蒋某村民镇人大代表8:3011:05",
        "2钱某3",
        "表F10应到2人",
    ):
        assert words in said
    assert "电话" not in said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 9, 18, 19, 20, 21, 22, 23, 40, 200])
def test_every_page_has_twelve_lines_and_the_last_one_blank_ones(count: int, lang: str):
    pdf = make_sign_in(sign_in(count), lang).pdf
    lines = lines_of_each_page(pdf)
    assert min(lines) >= LEAST_LINES
    assert sum(lines) >= count + 3
    assert all_text(pdf).count("山阳镇某村") == count
    assert all(f"代表{n:03}" in all_text(pdf) for n in range(1, count + 1))


def test_the_heads_of_the_columns_stand_on_every_page():
    pages = pages_of(make_sign_in(sign_in(50)).pdf)
    assert len(pages) == 3
    for number, lines in enumerate(pages, 1):
        assert any("姓名" in line.text and "签名" in line.text for line in lines)
        assert lines[-1].text.endswith(f"第{number}页共3页")


def test_more_than_fit_are_counted():
    said = all_text(make_sign_in(sign_in(MOST_ROWS + 7)).pdf)
    assert "另有7条未印" in said
    assert f"应到{MOST_ROWS + 7}人" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_practice_sheet_says_so_and_rare_names_are_themselves(lang: str):
    paper = make_sign_in(sign_in(30, sample=True, activity=RARE), lang)
    words = "样例：练习用，不是真的记录" if lang == "zh" else "SAMPLE:forpractice,notarealrecord"
    assert [lines[0].text for lines in pages_of(paper.pdf)] == [words] * paper.pages
    assert RARE in all_text(paper.pdf)
    assert faults(paper.pdf) == set()


def test_in_english_the_labels_are_english():
    said = all_text(make_sign_in(sign_in(1), "en").pdf)
    assert "No.NameUnitorpostLevelofdeputySignsCameatLeftat" in said
    assert "签到" not in said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", list(POISON))
def test_poison_in_every_field_keeps_to_the_margins(kind: str, lang: str):
    text = POISON[kind]
    view = sign_in(0, station=text, activity=text, rows=(SignInRow(text, text, text),) * 5)
    paper = make_sign_in(view, lang)
    assert paper.pages <= 2
    for left, top, right, bottom in inks_of(paper.pdf):
        assert left >= LEFT - 0.4
        assert right <= RIGHT + 2.5
        assert top >= 15.5
        assert bottom <= 290


def test_the_same_sheet_makes_the_same_bytes_and_the_file_is_named_by_the_day():
    first = make_sign_in(sign_in())
    make_sign_in(sign_in(40, activity=RARE))
    assert make_sign_in(sign_in()) == first
    assert make_sign_in(sign_in(4)) != first
    with opened(first.pdf) as document:
        assert document.get_metadata_dict()["Title"] == f"sign-in-{DAY:%Y%m%d}"
