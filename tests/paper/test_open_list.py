"""The open list: one page, and what does not fit is told in numbers."""

import re
from datetime import date

import pytest
from reception_tools import RARE, open_case, open_list
from reply_tools import all_text, pages_of
from slip_tools import opened
from test_bounds import POISON
from test_faces import faults
from test_reply_pages import inks_of

from desk.domain.codes import Label
from desk.paper.open_list import make_open_list

LANGUAGES = ("zh", "en")
LEFT, RIGHT = 18, 192


def test_it_says_number_subject_state_unit_and_day_of_each():
    said = all_text(make_open_list(open_list(1, promised=("周五前回话",))).pdf)
    for words in (
        "在办清单",
        "2026年11月17日（星期二）接待前看。本站在办1件。",
        "482-917-036",
        "解决小区停车难的第1个建议",
        "2026-09-02",
        "办理中",
        "镇城建中心",
        "2026-11-30",
        "上次现场答应过、还没有告诉本人的1.周五前回话",
        "内部使用，不张贴",
    ):
        assert words in said
    assert "另有" not in said
    assert "上次现场答应过" not in all_text(make_open_list(open_list(1)).pdf)
    assert "本站没有在办的件。" in all_text(make_open_list(open_list(0)).pdf)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("promised", [0, 3, 30])
@pytest.mark.parametrize("count", [0, 5, 13, 20, 25, 60, 400])
def test_it_is_one_page_and_the_lines_and_the_rest_make_the_whole(count: int, promised: int, lang: str):
    view = open_list(min(count, 60), total=count, promised=("答应过的事" * 20,) * promised)
    paper = make_open_list(view, lang)
    said = all_text(paper.pdf)
    assert paper.pages == 1
    (lines,) = pages_of(paper.pdf)
    told = filter(None, (re.match(r"另有(\d+)件|(\d+)moreareopen", line.text) for line in lines))
    more = sum(int(found.group(1) or found.group(2)) for found in told)
    assert said.count("482-917-036") + more == count
    ((_, _, _, bottom),) = inks_of(paper.pdf)
    assert bottom <= 290
    assert lines[-2].top < 297 - 13 - 3
    assert (f"另有{promised - 8}条未印" in said) == (promised == 30 and lang == "zh")


def test_only_what_was_due_before_the_session_is_marked():
    days = (date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18), None)
    view = open_list(0, total=4, lines=tuple(open_case(n, due=day) for n, day in enumerate(days)))
    said = all_text(make_open_list(view).pdf)
    assert said.count("已过") == 1
    assert "2026-11-16已过" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_practice_list_says_so_and_rare_characters_are_themselves(lang: str):
    paper = make_open_list(open_list(0, total=1, lines=(open_case(1, title=RARE),), sample=True), lang)
    words = "样例：练习用，不是真的记录" if lang == "zh" else "SAMPLE:forpractice,notarealrecord"
    assert pages_of(paper.pdf)[0][0].text == words
    assert RARE in all_text(paper.pdf)
    assert faults(paper.pdf) == set()


def test_in_english_the_labels_are_english():
    said = all_text(make_open_list(open_list(60, total=70), "en").pdf)
    for words in ("Opencases", "Openhere:70.", "Inhand", "moreareopen"):
        assert words in said
    for words in ("在办", "另有", "办理中"):
        assert words not in said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", list(POISON))
def test_poison_in_every_field_is_one_page_inside_its_margins(kind: str, lang: str):
    text = POISON[kind]
    line = open_case(1, number=text, title=text, state=Label(text, text), unit=text)
    paper = make_open_list(open_list(0, station=text, lines=(line,) * 40, total=40, promised=(text,) * 20), lang)
    assert paper.pages == 1
    ((left, top, right, bottom),) = inks_of(paper.pdf)
    assert left >= LEFT - 0.4
    assert right <= RIGHT + 2.5
    assert top >= 15.5
    assert bottom <= 290


def test_the_same_list_makes_the_same_bytes_and_the_file_is_named_by_the_day():
    first = make_open_list(open_list())
    make_open_list(open_list(40), "en")
    assert make_open_list(open_list()) == first
    assert make_open_list(open_list(6)) != first
    with opened(first.pdf) as document:
        assert document.get_metadata_dict()["Title"] == "open-20261117"
