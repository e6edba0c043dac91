"""The day sheet: every conversation in its block, nobody's whole name, sums that are those of the rows."""

import re
from datetime import timedelta
from typing import Any

import pypdfium2.raw as raw
import pytest
from reception_tools import (
    HAND,
    JIANG,
    MORNING,
    QIAN,
    RARE,
    day_sheet,
    deputy,
    drawn,
    late,
    morning,
    sums_of,
    talk,
    typed,
)
from reply_tools import MM, all_text, lines_of, pages_of, ticks_of
from slip_tools import opened
from test_faces import faults

from desk.paper.day_sheet import make_day_sheet
from desk.reads.reception_views import PresenceView, Totals

LANGUAGES = ("zh", "en")
COLUMNS = 7
LEFT, WIDTH = 18, 174


def text(*talks: Any, lang: str = "zh", **changes: Any) -> str:
    return all_text(make_day_sheet(day_sheet(talks, **changes), lang).pdf)


def figures_of(pdf: bytes, rows: int = 1) -> list[list[int]]:
    """The seven sums, cell by cell, of every row of them."""
    with opened(pdf) as document:
        page = document[len(document) - 1]
        top = next(line.top for line in lines_of(page) if line.text.startswith("接待批次接待人次"))
        textpage = page.get_textpage()
        height = page.get_height()
        left = LEFT + (22 if rows > 1 else 0)
        step = (LEFT + WIDTH - left) / COLUMNS
        return [
            [
                int(
                    textpage.get_text_bounded(
                        left=(left + at * step) * MM,
                        right=(left + (at + 1) * step) * MM,
                        top=height - (top + 2.5 + 8.8 * row) * MM,
                        bottom=height - (top + 11 + 8.8 * row) * MM,
                    )
                )
                for at in range(COLUMNS)
            ]
            for row in range(rows)
        ]


def test_the_head_says_when_where_who_and_what_about():
    said = text(*morning(), head="周某")
    for words in (
        "代表接待选民登记表",
        "山阳镇人大代表联络站",
        "接待编号JD-310116110007-261117",
        "2026年11月17日（星期二）",
        "8:30–11:05",
        "蒋某（镇人大代表，山阳代表组）；钱某（区人大代表，山阳代表组）",
        "联络站二楼3号接待室",
        "2026年11月14日（提前3日）",
        "小区停车与公共安全；其他不限",
        "志愿者卫某、站务周某",
        "站点负责人周某",
    ):
        assert words in said
    assert "法定" not in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_and_telephones_are_masked_and_never_whole(lang: str):
    said = text(talk(1, name="欧阳某某", phone="13900000103"), talk(2, name="John Smith", phone="57310041"), lang=lang)
    for words in ("欧阳*139****0103", "J*S*****41"):
        assert words in said
    for words in ("欧阳某", "13900000103", "Smith", "57310041"):
        assert words not in said


def test_a_block_says_time_ticket_deputies_number_and_how_many_came():
    said = text(talk(7, people=12, speakers=5, numbers=("482917036",), deputies=(JIANG.id, QIAN.id)))
    assert "第1件9:22–9:29A07蒋某、钱某" in said
    assert said.count("482-917-036") == 2
    assert "12人次，推选5人说" in said
    assert "482-917-036等2件" in text(talk(1, numbers=("482917036", "482917036")))


def test_conversations_stand_in_the_order_of_their_tickets_and_only_those_that_took_place():
    held = [talk(n, words=f"第{n}号说的话。") for n in (3, 1, 2)]
    gone = [talk(4, state="left", words="没谈"), talk(5, state="missed", words="没来"), talk(6, state="waiting")]
    said = text(*held, *gone)
    assert re.findall(r"第(\d)号说的话", said) == ["1", "2", "3"]
    assert "没谈" not in said
    assert "没来" not in said
    assert "另有2批取了号没有谈" in said
    assert re.findall(r"第(\d)件", said) == ["1", "2", "3"]


@pytest.mark.parametrize("count", [0, 1, 3, 40])
def test_the_sums_are_those_of_the_blocks(count: int):
    ways = [("W1",), ("W2", "W3"), ("W4", "W5"), ("W3",), (), ("W1", "W5")]
    held = tuple(
        talk(n, people=1 + n % 4, ways=ways[n % len(ways)], numbers=("482917036",) * (n % 3 == 0))
        for n in range(1, count + 1)
    )
    pdf = make_day_sheet(day_sheet(held)).pdf
    ((groups, people, cases, answered, passed, drafted, guided),) = figures_of(pdf)
    said, ticked = all_text(pdf), [words.partition("□")[0] for words in ticks_of(pdf)]
    assert groups == len(re.findall(r"第\d+件(?!（续）)", said)) == count
    assert people == sum(map(int, re.findall(r"(\d+)人次(?!含)", said)))
    assert cases == said.count("482-917-036") / 2
    assert answered == sum(words.startswith("当场答复") for words in ticked)
    assert drafted == sum(words.startswith("形成代表") for words in ticked)
    assert guided == sum(words.startswith("引导其他") for words in ticked)
    assert passed == sum(bool({"W2", "W3"} & set(one.ways)) for one in held)
    assert ("当日没有接待来访。" in said) == (count == 0)


def test_every_way_has_its_box_and_only_those_taken_are_ticked():
    pdf = make_day_sheet(day_sheet((talk(1, ways=("W3", "W4")),))).pdf
    assert [words[:4] for words in ticks_of(pdf)] == ["转有关部", "形成代表"]
    said = all_text(pdf)
    for words in ("当场答复", "交村居/镇街", "转有关部门", "形成代表建议", "引导其他途径"):
        assert words in said


def test_where_the_sums_changed_after_signing_both_stand_there():
    now = sums_of(morning())
    pdf = make_day_sheet(day_sheet(morning(), signed=Totals(3, 3, 1, 0, 2, 1, 0), totals=now)).pdf
    assert figures_of(pdf, 2) == [[3, 3, 1, 0, 2, 1, 0], [3, 4, 1, 0, 3, 1, 0]]
    said = all_text(pdf)
    for words in ("收场时", "现在", "收场以后有更正"):
        assert words in said
        assert words not in text(*morning())


def test_a_correction_after_the_closing_stands_in_its_block_and_an_earlier_one_does_not():
    early = late(late=False, reason="当场就改了")
    said = text(talk(1, corrections=(early, late())), talk(2))
    assert "2026年11月18日8:30，周某更正：人次、反映内容。原因：当场少记了一位" in said.replace("08:30", "8:30")
    assert said.index("当场少记了一位") < said.index("第2件")
    assert "当场就改了" not in said
    assert "更正" not in text(talk(1, corrections=(early,)))


def test_of_a_hundred_corrections_the_last_are_printed_and_the_others_counted():
    made = tuple(late(reason=f"原因{n}。") for n in range(100))
    said = text(talk(1, corrections=made))
    assert "更早的80次更正未印" in said
    assert "原因99。" in said
    assert "原因79。" not in said


def strokes_of(pdf: bytes) -> list[tuple[float, ...]]:
    """Left, top, right, bottom in millimetres of every path that is drawn by a line."""
    found = []
    with opened(pdf) as document:
        for page in document:
            for item in (raw.FPDFPage_GetObject(page.raw, n) for n in range(raw.FPDFPage_CountObjects(page.raw))):
                fill, stroke = raw.c_int(), raw.c_int()
                if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_PATH:
                    continue
                assert raw.FPDFPath_GetDrawMode(item, fill, stroke)
                edges = [raw.c_float() for _ in range(4)]
                assert raw.FPDFPageObj_GetBounds(item, *edges)
                left, bottom, right, top = (edge.value for edge in edges)
                if stroke.value:
                    height = page.get_height()
                    found.append((left / MM, (height - top) / MM, right / MM, (height - bottom) / MM))
    return found


def test_a_drawn_signature_stands_as_strokes_in_the_frame_of_its_deputy():
    pdf = make_day_sheet(day_sheet((), signatures=(drawn(JIANG),))).pdf
    ((left, top, right, bottom),) = strokes_of(pdf)
    frame = next(line.top for line in pages_of(pdf)[-1] if "2026-11-17" in line.text)
    assert left >= LEFT + 22
    assert right <= LEFT + WIDTH / 2 - 20
    assert frame - 13 < top < bottom < frame + 5
    assert (right - left) / (bottom - top) == pytest.approx(3 * 920 / 700, rel=0.1)
    assert all_text(pdf).count("签名：") == 3  # the other deputy, the staff, the head


def test_strokes_that_leave_their_frame_are_held_in_it():
    wild = drawn(JIANG).__class__(JIANG, MORNING, strokes=(((-9000, 5), (9000, 99_999)), ((5, 5),), ()))
    ((left, top, right, bottom),) = strokes_of(make_day_sheet(day_sheet((), signatures=(wild,))).pdf)
    assert right - left < 40.5
    assert bottom - top < 14.5
    assert len(HAND) == 3


def test_a_typed_name_stands_with_its_time_and_an_unsigned_frame_is_empty():
    said = text(*morning(), signatures=(typed(QIAN),))
    assert "钱某本机键入姓名确认2026年11月17日11:22" in said
    assert said.count("签名：") == 3
    assert strokes_of(make_day_sheet(day_sheet((), signatures=(typed(QIAN),))).pdf) == []
    assert text(*morning()).count("签名：") == 4


def test_in_a_block_only_who_has_signed_is_said_to_have_signed():
    said = text(talk(1, deputies=(JIANG.id, QIAN.id)), signatures=(typed(QIAN),))
    assert "代表签名钱某（见末页签名）" in said
    assert "见末页签名" not in text(talk(1))


def test_who_did_not_come_or_left_early_is_told_and_does_not_sign():
    came = (PresenceView(QIAN, MORNING, MORNING + timedelta(hours=1)),)
    said = text(talk(1, deputies=(QIAN.id,)), present=came)
    assert "钱某（区人大代表，山阳代表组），9:30离开；未到：蒋某" in said
    assert said.count("签名：") == 3


def test_forty_deputies_are_named_by_level_and_each_has_a_frame():
    many = tuple(deputy(n, f"代{n:02}", "NCDT"[n % 4]) for n in range(40))
    pdf = make_day_sheet(day_sheet(morning(), deputies=many)).pdf
    said = all_text(pdf)
    assert "镇人大代表：代03、代07" in said
    assert said.index("全国人大代表：") < said.index("市人大代表：") < said.index("区人大代表：")
    assert said.count("签名：") == 42
    assert any("当日合计" in line.text for line in pages_of(pdf)[-2])


def test_a_session_closed_on_a_later_day_ended_with_its_last_conversation():
    assert "8:30–8:49" in text(talk(1), talk(2), closed_at=MORNING + timedelta(days=1))
    assert "8:30–11:00" in text(closed_at=None, opened_at=None)
    assert "本场接待还没有收场" in text(closed_at=None)


def test_what_was_erased_and_what_an_accusation_said_is_not_printed():
    said = text(talk(1, nature="JK", words="某人收了钱", about="举报", reply="去纪委"))
    assert "检举控告（内容不记录）" in said
    for words in ("某人收了钱", "举报", "去纪委"):
        assert words not in said
    assert text(talk(1, erased=("person", "words"), name="", phone="", words="", reply="")).count("已按要求删去") == 3


def test_joint_towns_and_the_place_of_another_station_are_named():
    said = text(towns=("山阳镇", "漕泾镇"), place="漕泾镇人大代表联络站")
    assert "联合街镇山阳镇、漕泾镇" in said
    assert "漕泾镇人大代表联络站" in said
    assert "山阳镇人大代表联络站" not in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_practice_sheet_says_so_on_every_page_and_is_set_as_a_real_one(lang: str):
    real, practice = (pages_of(make_day_sheet(day_sheet(morning(), sample=one), lang).pdf) for one in (False, True))
    words = "样例：练习用，不是真的记录" if lang == "zh" else "SAMPLE:forpractice,notarealrecord"
    assert [lines[0].text for lines in practice] == [words] * len(real)
    assert [lines[1:] for lines in practice] == real


@pytest.mark.parametrize("lang", LANGUAGES)
def test_type_is_large_enough_ink_is_black_and_rare_characters_are_themselves(lang: str):
    paper = make_day_sheet(
        day_sheet((talk(1, words=RARE, constituency=RARE, corrections=(late(),)),), signatures=(drawn(JIANG),)), lang
    )
    assert faults(paper.pdf) == set()
    assert paper.missing == ()
    assert all_text(paper.pdf).count(RARE) == 2
    assert make_day_sheet(day_sheet((talk(1, words="\U0010ffff"),)), lang).missing == ("U+10FFFF",)


def test_in_english_the_labels_are_english_and_the_words_stay():
    said = text(*morning(), lang="en")
    for words in ("Registerofadeputies'reception", "Groupsreceived", "Sumsoftheday", "(continuedoverleaf)", "2people"):
        assert words in said
    for words in ("反映内容", "当日合计", "接待编号", "签名："):
        assert words not in said
    assert "小区晚上没地方停车" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_day_makes_the_same_bytes(lang: str):
    view = day_sheet(morning(), signatures=(drawn(JIANG), typed(QIAN)))
    first = make_day_sheet(view, lang)
    make_day_sheet(day_sheet((talk(9, words=RARE),)), lang)
    assert make_day_sheet(view, lang) == first
    assert make_day_sheet(day_sheet(morning(), signatures=(drawn(JIANG),)), lang) != first


def test_a_sheet_of_300_conversations_has_three_to_a_page():
    paper = make_day_sheet(day_sheet(tuple(talk(n) for n in range(1, 301))))
    assert paper.pages <= 110
