"""Lines break where Chinese lines may (避头尾), fit their column and lose nothing, whatever the text."""

import random
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from slip_tools import CASES

from desk.paper import breaking
from desk.paper.breaking import Line, break_lines
from desk.paper.cleaning import clean, printable
from desk.paper.paragraph import set_lines
from desk.paper.units import NO_END, NO_START, may_part, measure, units_of

OWN_TEXTS = (
    "他说：“这条路（从山阳大道到卫零路——全长3.5公里）晚上没有灯！”我问过居委会……他们说：《2026年计划》里有。",
    "电话 021-0000 0113，手机139 0000 0005；时间8:30–16:30，费用约1200元/月（含税）。",
    "Bus stops (near the City Beach) have Chinese-only timetables, visitors can't tell the last bus time...",
    "小区3号楼、5号楼、12号楼，共1200多户，只有420个车位，占35%；12月1日起实行“一小区一方案”。",
    "Ёлки и ñandú：混合文字“a”“b”“c”、【重要】『引号』〔1〕〈2〉……——完。",
)
SAMPLES = [text for case in CASES.values() for text in (case["main_cause"], case["proposal"], case["title"]) if text]
TEXTS = [*SAMPLES, *OWN_TEXTS]


def faults(text: str, room: float) -> list[str]:
    """What is wrong with the lines of one paragraph in a column of `room` em."""
    text = printable(text, "R", [])
    lines = [line for row in text.split("\n") for line in break_lines(units_of(row, "R"), room)]
    found = [f"too wide: {line.text}" for line in lines if line.width > room + 0.001]
    if "".join(line.text for line in lines).replace(" ", "") != text.replace("\n", "").replace(" ", ""):
        found.append("text lost")
    found += [f"starts: {line.text}" for above, line in pairs(lines) if line.text[0] in NO_START and above]
    found += [f"ends: {line.text}" for line, _ in pairs(lines) if line.text[-1] in NO_END]
    return found


def pairs(lines: list[Line]) -> list[tuple[Line, Line]]:
    """Each line and the one it runs on into."""
    return [(above, below) for above, below in pairwise(lines) if not above.last and above.text and below.text]


def random_cuts(count: int) -> list[tuple[str, float]]:
    dice = random.Random(20261112)
    cuts = []
    while len(cuts) < count:
        text = clean(dice.choice(TEXTS))
        start = dice.randrange(len(text))
        piece = text[start : start + dice.randrange(20, 300)].strip()
        if piece:
            cuts.append((piece, dice.uniform(60, 400) / dice.choice((8, 8.5, 9, 10, 13))))
    return cuts


CUTS = random_cuts(3000)


def test_no_line_of_3000_starts_or_ends_wrong_overruns_or_loses_a_character():
    assert {text: found for text, room in CUTS if (found := faults(text, room))} == {}


def test_the_check_sees_lines_that_start_and_end_wrong(monkeypatch):
    monkeypatch.setattr(breaking, "may_part", lambda left, right: True)
    found = [fault.split(":")[0] for text, room in CUTS[:500] for fault in faults(text, room)]
    assert {"starts", "ends"} <= set(found)


def test_the_check_sees_lost_text_and_lines_too_wide(monkeypatch):
    text, room = OWN_TEXTS[0], 8.0
    monkeypatch.setattr(breaking, "_SLACK", 3.0)
    assert any(fault.startswith("too wide") for fault in faults(text, room))
    monkeypatch.setattr(breaking, "_part", lambda row, room: (row[:-1], []))
    assert "text lost" in faults(text, room)


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        st.sampled_from("汉字民建 aZ9.,:%-–’”“（）《》，。、；：！？…—·～号月年日元3 ") | st.characters(), max_size=200
    ),
    st.floats(4, 40),
)
@example("，" * 200, 5.0)
@example("（" * 200, 5.0)
@example("“" * 50 + "民" + "”" * 50, 6.0)
@example("A" * 500, 7.0)
@example("民 ，", 4.0)
def test_any_text_fits_its_column_and_loses_nothing(text: str, room: float):
    wrong = [fault for fault in faults(text, room) if fault.startswith(("too wide", "text lost"))]
    assert wrong == []


def lines_of(text: str, room: float) -> list[str]:
    return [line.text for line in set_lines([(clean(text), "R")], room)[0]]


def test_a_short_number_keeps_its_measure_word():
    assert lines_of("一二三四五六七12月", 8.5) == ["一二三四五六七", "12月"]
    assert lines_of("一二三四五六七12好人", 8.5) == ["一二三四五六七12", "好人"]


def test_a_telephone_number_and_a_time_never_break():
    assert lines_of("请您到时候打021-0000 0113，好吗", 10.0) == ["请您到时候打", "021-0000\u00a00113，好吗"]
    assert "8:30–16:30" in lines_of("一二三四五六8:30–16:30", 8.0)


def test_a_last_character_does_not_stand_alone():
    assert lines_of("一二三四五六七八九十一二三。", 12.0) == ["一二三四五六七八九十一", "二三。"]


def test_a_dash_and_an_ellipsis_stay_whole():
    assert lines_of("一二三四五——六", 6.0) == ["一二三四五", "——六"]
    assert lines_of("一二三四五……六", 6.0) == ["一二三四", "五……六"]


def test_marks_that_meet_are_squeezed_and_a_closing_one_may_hang():
    two = list(units_of("。（", "R"))
    assert measure(two) == pytest.approx(1.5)
    assert lines_of("一二三四，五", 4.5) == ["一二三四，", "五"]


def test_a_word_wider_than_the_column_is_cut():
    lines = lines_of("https://example.org/" + "a" * 60, 10.0)
    assert len(lines) > 3
    assert "".join(lines) == "https://example.org/" + "a" * 60


def test_a_blank_before_a_mark_is_no_place_to_break():
    assert lines_of("一二三四五 ）六七八九", 5.3) == ["一二三四", "五 ）六七八", "九"]


def test_an_english_word_keeps_its_comma():
    for room in (7.0, 9.0, 11.0, 13.0):
        assert not any(line.startswith((",", ".")) for line in lines_of(OWN_TEXTS[2], room))


def test_a_cut_paragraph_ends_with_what_was_left_out():
    lines, cut = set_lines([("宽" * 60, "R")], 16.0, 3, "……（共60字）")
    assert cut
    assert len(lines) == 3
    assert lines[-1].text.endswith("宽……（共60字）")
    assert lines[-1].width <= 16.0
    assert set_lines([("宽" * 48, "R")], 16.0, 3) == (lines_in(16, 3), False)


def lines_in(width: int, count: int) -> list[Line]:
    rows = [list(units_of("宽" * width, "R")) for _ in range(count)]
    return [Line(row, last=number == count - 1) for number, row in enumerate(rows)]


def test_who_needs_three_lines_pays_for_three():
    """The units of a text are made only as far as they are printed."""
    made = 0

    def counted():
        nonlocal made
        for unit in units_of("汉字" * 100_000, "R"):
            made += 1
            yield unit

    lines = break_lines(counted(), 16.0)
    assert [next(lines).text for _ in range(3)] == ["汉字" * 8] * 3
    assert made < 100


def test_may_part_knows_the_rules():
    def part(left: str, right: str) -> bool:
        return may_part(next(units_of(left, "R")), next(units_of(right, "R")))

    assert part("民", "建")
    assert not part("民", "，")
    assert not part("（", "民")
    assert not part("12", "月")
    assert part("2026年", "12")
