"""The volunteer's card: one page whatever the station is called, in the desk's language, with keys that there are."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest
from reply_tools import all_text, pages_of
from slip_tools import STATION, opened
from test_bounds import POISON
from test_faces import faults
from test_reply_pages import inks_of

from desk.paper.card import KEYS, make_card

LANGUAGES = ("zh", "en")
UI = Path(__file__).parents[2] / "ui"


def test_it_says_what_to_press_what_to_say_what_to_do_and_what_is_private():
    said = all_text(make_card(STATION).pdf)
    for words in (
        "值班一页纸",
        STATION.name,
        "021-00000113",
        "Ctrl+Enter保存，打回执。",
        "F6叫号。没有人来按F7",
        "名字可以不留",
        "打印机这一件已存本机",
        "停电拿出编号纸表",
        "断网照常记",
        "不问身份证",
        "恢复码放在",
    ):
        assert words in said
    english = all_text(make_card(STATION, "en").pdf)
    assert "Onepageforthecounter" in english
    assert re.search("[\u3400-\u9fff]", english.replace(STATION.name, "").replace("民声台", "")) is None


def test_the_keys_on_it_are_keys_of_the_window():
    texts = [
        node.value
        for path in UI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    known = {key for text in texts for key in re.findall(r"F\d+|Ctrl\+(?:Enter|[A-Z])|Esc", text)}
    printed = {entry.name for column in KEYS for entry in column}
    assert len(printed) > 10
    assert printed - known == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_one_page_large_enough_to_read(lang: str):
    paper = make_card(STATION, lang)
    assert (paper.pages, paper.width_mm, paper.height_mm, paper.missing) == (1, 210, 297, ())
    assert faults(paper.pdf) == set()
    ((left, top, right, bottom),) = inks_of(paper.pdf)
    assert (left >= 17.6, top >= 15.5, right <= 194.5, bottom <= 290) == (True,) * 4
    lines = pages_of(paper.pdf)[0]
    assert lines[-2].top < 297 - 24


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", list(POISON))
def test_poison_for_a_station_is_one_page_inside_its_margins(kind: str, lang: str):
    paper = make_card(replace(STATION, name=POISON[kind], phone=POISON[kind], sample=True), lang)
    assert paper.pages == 1
    ((left, _, right, bottom),) = inks_of(paper.pdf)
    assert (left >= 17.6, right <= 194.5, bottom <= 290) == (True,) * 3


def test_a_practice_station_s_says_so():
    assert pages_of(make_card(replace(STATION, sample=True)).pdf)[0][0].text == "样例：练习用，不是真的记录"


def test_the_same_station_makes_the_same_bytes_and_the_file_names_nobody():
    first = make_card(STATION)
    make_card(STATION, "en")
    assert make_card(STATION) == first
    with opened(first.pdf) as document:
        assert document.get_metadata_dict()["Title"] == "card"
