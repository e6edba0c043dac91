"""The receipt on A5: everything keeps its size and its place, only the summary yields to the tear line."""

import re
from dataclasses import replace

import pytest
from slip_tools import CASES, copies_of, dots_of, ink_of, opened, qr_of, slip_view, text_of
from test_bounds import POISON, poisoned
from test_faces import faults

from desk.errors import BadInput
from desk.paper.slip import make_slip
from desk.paper.summary import summarise

TEAR = 156 * 8  # dots
LANGUAGES = ("zh", "en")


def a5(view, lang: str = "zh", **how):
    return make_slip(view, "A5", lang, **how)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case_id", list(CASES))
def test_every_case_fits_one_sheet_with_two_copies_and_two_codes(case_id: str, lang: str):
    paper = a5(slip_view(case_id), lang)
    dots = dots_of(paper.pdf)
    assert (paper.pages, paper.width_mm, paper.height_mm) == (1, 148, 210)
    assert qr_of(dots) == ["310116110007 482917036"] * 2
    left, top, right, bottom = ink_of(dots)
    assert left == 6 * 8
    assert 140 * 8 < right <= 142 * 8  # the tear line's dashes
    assert top >= 8 * 8
    assert bottom <= 204 * 8
    assert between_copies(dots) == []


def between_copies(dots) -> list[int]:
    """Rows of dots with ink in the 2.5 mm above the words of the tear line."""
    strip = dots.crop((0, TEAR - 20, dots.width, TEAR - 13))
    return [y for y in range(strip.height) if strip.crop((0, y, strip.width, y + 1)).getextrema()[0] == 0]


def test_a_short_summary_is_printed_whole_and_a_long_one_yields():
    short = slip_view("S10")
    assert "".join(summarise(short.body).text.split()) in text_of(a5(short).pdf)
    lines = {}
    for title in ("宽" * 10, "宽" * 60):
        view = replace(slip_view("M4"), title=title)
        person, _ = copies_of(a5(view).pdf)
        assert f"原文共{len(view.whole_text)}字，已全文登记" in person
        assert title in person
        lines[title] = len(person.split("摘要")[1].split("……")[0])
    assert lines["宽" * 10] > lines["宽" * 60] > 20


def test_the_stub_is_masked_and_holds_no_summary():
    view = slip_view("M1", whole_name=True, name="欧阳𬭎䶮", body="路灯坏了三盏，晚上看不见。")
    person, stub = copies_of(a5(view).pdf)
    assert "欧阳𬭎䶮" in person
    assert "路灯坏了三盏" in person
    assert "欧阳*" in stub
    assert "欧阳𬭎䶮" not in stub
    assert "路灯坏了三盏" not in stub
    assert "签名" in stub


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case_id", list(CASES))
def test_no_phone_is_whole_and_no_deadline_is_legal(case_id: str, lang: str):
    view = slip_view(case_id)
    text = text_of(a5(view, lang).pdf)
    digits = re.sub(r"\D", "", CASES[case_id]["suggester"]["phone"] or "")
    assert not digits or digits not in text.replace("-", "")
    assert all(word not in text.lower() for word in ("法定", "statutory", "legaldeadline"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", list(POISON))
def test_poison_in_every_field_stays_on_its_half_of_the_sheet(kind: str, lang: str):
    paper = a5(poisoned(POISON[kind]), lang)
    dots = dots_of(paper.pdf)
    left, _, right, bottom = ink_of(dots)
    assert paper.pages == 1
    assert left == 6 * 8
    assert right <= 142 * 8
    assert bottom <= 204 * 8
    assert between_copies(dots) == []


@pytest.mark.parametrize("lang", ["zh", "en", "both"])
@pytest.mark.parametrize("case_id", ["S05", "M1", "M3B", "M4", "M6"])
def test_fonts_are_embedded_type_is_large_enough_and_ink_is_black(case_id: str, lang: str):
    view = slip_view(case_id, reprint=1, station={"sample": True}, clerk="长" * 20)
    assert faults(a5(view, lang, appendix=True).pdf) == set()


def test_the_widest_ordinary_receipt_keeps_its_words():
    wide = {"name": "站" * 30, "phone": None, "hours": None, "handler": "某" * 30}
    view = slip_view("S05", station=wide, title="宽" * 60, clerk="长" * 20, anonymous=True, reprint=12)
    person, stub = copies_of(a5(view).pdf)
    for whole in ("宽" * 60, "长" * 20, "站" * 30, "某" * 30, "补打第12次", "匿名"):
        assert whole in person
    assert "长" * 20 in stub
    assert "站" * 30 in stub


def test_both_languages_are_two_sheets_the_english_one_for_the_person():
    paper = a5(slip_view("M6"), "both")
    assert paper.pages == 2
    person, stub = copies_of(paper.pdf)
    assert "建议人联" in person
    assert "存根联" in stub
    english = text_of(paper.pdf, 1)
    assert "People'sSuggestionReceipt" in english
    assert "Wedonotaskforyourpassport." in english
    assert "Tearhere" not in english
    assert qr_of(dots_of(paper.pdf, 1)) == ["310116110007 482917036"]


def test_an_accusation_has_no_content_and_no_appendix():
    view = slip_view("M2", nature="JK", title="秘密", body="秘密", whole_text="秘密", said=(("main_cause", "秘密"),))
    paper = a5(view, appendix=True)
    assert paper.pages == 1
    assert "秘密" not in text_of(paper.pdf)
    assert "检举控告（内容不记录）" in text_of(paper.pdf)
    assert "本站服务承诺" not in text_of(paper.pdf)


def test_the_letter_of_80_items_has_five_further_pages():
    view = slip_view("M4")
    paper = a5(view, appendix=True)
    assert paper.pages == 6
    first = text_of(paper.pdf)
    assert "第1页共6页" in first
    assert f"……（原文共{len(view.whole_text)}字，全文见附页）" in first
    further = [text_of(paper.pdf, number) for number in range(1, 6)]
    for number, text in enumerate(further, 2):
        assert text.startswith("附页：建议原文482-917-036")
        assert f"第{number}页共6页" in text
        assert "存根联" not in text
    told = "".join(re.sub(r"^附页：建议原文482-917-036|第\d页共6页", "", text) for text in further)
    said = "".join(f"【{title}】" + "".join(CASES["M4"][name].split()) for name, title in SAID)
    assert told == said


SAID = (("main_cause", "主要事由"), ("proposal", "对策建议"))


def test_what_six_pages_do_not_hold_is_counted():
    text = "这一句话有十二个字正好。\n" * 1600
    view = replace(slip_view("S05"), said=(("original_text", text),), whole_text=text)
    paper = a5(view, appendix=True)
    assert paper.pages == 7
    pages = "".join(text_of(paper.pdf, number) for number in range(1, 7))
    left = int(re.search(r"（以下(\d+)字未印，站内可看全文）", pages)[1])
    assert pages.count("这一句话有十二个字正好。") * 12 + left == 1600 * 12


@pytest.mark.parametrize("kind", list(POISON))
def test_poison_ends_after_six_pages(kind: str):
    text = POISON[kind]
    view = replace(poisoned(text), said=(("original_text", text), ("main_cause", text), ("proposal", text)))
    paper = a5(view, appendix=True)
    assert paper.pages <= 7
    for number in range(1, paper.pages):
        left, _, right, bottom = ink_of(dots_of(paper.pdf, number))
        assert left >= 12 * 8 - 1
        assert right <= 136 * 8 + 1
        assert bottom <= 204 * 8


def test_the_appendix_needs_a5():
    with pytest.raises(BadInput, match="appendix_not_offered"):
        make_slip(slip_view("S05"), appendix=True)


def test_a_receipt_without_words_has_no_appendix():
    assert a5(replace(slip_view("S05"), said=()), appendix=True).pages == 1


def test_the_same_view_makes_the_same_bytes_and_names_nobody():
    view = slip_view("M1", whole_name=True)
    paper = a5(view, appendix=True)
    assert a5(view, appendix=True) == paper
    with opened(paper.pdf) as document:
        assert document.get_metadata_dict()["Title"] == "482-917-036"


def test_a_reprint_differs_in_its_line_alone():
    view = slip_view("S10")
    first, again = text_of(a5(view).pdf), text_of(a5(replace(view, reprint=2)).pdf)
    assert again.replace("补打第2次，2026年11月12日09:02", "") == first
