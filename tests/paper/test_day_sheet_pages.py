"""The day sheet over pages: where they end, what stays together, what is left out and that nothing runs out."""

import random
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reception_tools import MORNING, RARE, day_sheet, deputy, late, morning, talk
from reply_tools import all_text, pages_of
from test_bounds import POISON
from test_reply_pages import inks_of

from desk.paper.day_sheet import make_day_sheet
from desk.reads.reception_views import SignatureView, TalkView

LANGUAGES = ("zh", "en")
LEFT, RIGHT, BOTTOM = 18, 192, 273
HAN = [chr(code) for code in range(0x4E00, 0x9FA6)]


def long_talks(seed: int) -> tuple[TalkView, ...]:
    """Every conversation's words are one character of its own, the answer another."""
    chance = random.Random(seed)
    return tuple(
        talk(
            n,
            words=HAN[100 + n] * chance.choice([5, 60, 200, 700, 1150]),
            reply=HAN[5000 + n] * chance.choice([0, 30, 90, 400]),
            corrections=(late(reason=HAN[9000 + n] * 90),) * chance.choice([0, 0, 3]),
        )
        for n in range(1, chance.randrange(2, 25))
    )


@pytest.mark.parametrize("seed", range(12))
def test_a_text_that_is_broken_leaves_two_lines_on_either_side_and_loses_nothing(seed: int):
    held = long_talks(seed)
    pdf = make_day_sheet(day_sheet(held)).pdf
    said, pages = Counter(all_text(pdf)), pages_of(pdf)
    for one in held:
        for text in filter(None, (one.words, one.reply)):
            assert said[text[0]] == len(text)
            pieces = [sum(text[0] in line.text for line in lines) for lines in pages]
            pieces = [piece for piece in pieces if piece]
            assert len(pieces) == 1 or min(pieces) >= 2


@pytest.mark.parametrize("seed", range(12))
def test_a_block_begins_only_with_58_mm_left_and_says_on_the_next_page_what_goes_on(seed: int):
    pages = pages_of(make_day_sheet(day_sheet(long_talks(seed))).pdf)
    for before, lines in zip([None, *pages], pages, strict=False):
        for line in lines:
            if re.match(r"第\d+件\d", line.text):
                assert line.top - 5 + 58 <= BOTTOM
        if before is None:
            continue
        assert lines[0].text.startswith("代表接待选民登记表（续）接待编号JD-")
        blocks = [found for line in before for found in re.findall(r"第(\d+)件", line.text)]
        again = re.match(r"第(\d+)件（续）", lines[1].text)
        if again:
            assert again.group(1) == blocks[-1]
    assert ["（接下页）" in "".join(line.text for line in lines) for lines in pages] == [True] * (len(pages) - 1) + [
        False
    ]
    assert [lines[-1].text[-10:].endswith(f"第{n}页共{len(pages)}页") for n, lines in enumerate(pages, 1)]


@pytest.mark.parametrize("count", range(0, 26))
def test_the_signatures_never_stand_without_their_sums(count: int):
    pages = pages_of(make_day_sheet(day_sheet(tuple(talk(n, words="话" * 20 * n) for n in range(1, count + 1)))).pdf)
    texts = ["".join(line.text for line in lines) for lines in pages]
    held = ("当日合计", "引导告知", "签名：", "站点负责人", "以上内容当面核对无误")
    assert all(words in texts[-1] for words in held)
    assert not any(words in text for text in texts[:-1] for words in ("当日合计", "站点负责人", "签名："))


def test_a_short_block_is_not_broken():
    for lines in pages_of(make_day_sheet(day_sheet(tuple(talk(n) for n in range(1, 41)))).pdf):
        assert not any("件（续）" in line.text for line in lines)


def test_the_long_one_of_the_design_goes_on_overleaf():
    first, second = pages_of(make_day_sheet(day_sheet(morning())).pdf)
    assert any(line.text == "（接下页）" for line in first)
    assert second[1].text == "第3件（续）"
    assert any(line.text == "反映内容" for line in second)
    assert any("（续）" in line.text and line.left < LEFT + 22 for line in second[2:])


@pytest.mark.parametrize("length", [1, 1200, 1201, 5846, 20_000, 200_000])
def test_a_text_longer_than_1200_characters_is_cut_and_says_what_is_left_out_and_where_it_is(length: int):
    said = all_text(make_day_sheet(day_sheet((talk(1, words="汉" * length, reply=""),))).pdf)
    assert said.count("汉") == min(length, 1200)
    note = f"（原文共{length}字，以下{length - 1200}字未印；全文在本站当日A01号的登记里）"
    assert (note in said) == (length > 1200)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_three_hundred_conversations_keep_to_their_margins(lang: str):
    paper = make_day_sheet(day_sheet(tuple(talk(n) for n in range(1, 301))), lang)
    for left, top, right, bottom in inks_of(paper.pdf)[:: paper.pages // 8]:
        assert left == pytest.approx(LEFT, abs=0.3)
        assert right == pytest.approx(RIGHT, abs=0.8)
        assert top >= 15.5
        assert bottom <= 297 - 7


def poisoned(text: str, talks: int):
    held = tuple(
        talk(
            n,
            name=text,
            phone=text,
            constituency=text,
            about=text,
            words=text,
            reply=text,
            numbers=(text[:5000],) * 30,
            ways=("W1", text[:40]),
            corrections=(late(who=text, reason=text, fields=("words", text[:40])),),
        )
        for n in range(1, talks + 1)
    )
    who = deputy(1, text)
    signed = (SignatureView(who, MORNING, name=text),)
    texts = dict.fromkeys(("number", "room", "theme", "staff", "place", "starts", "ends", "series"), text)
    return day_sheet(held, head=text, deputies=(who,) * 3, signatures=signed, towns=(text,) * 20, sample=True, **texts)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", list(POISON))
def test_poison_in_every_field_makes_a_sheet_of_bounded_length_inside_its_margins(kind: str, lang: str):
    paper = make_day_sheet(poisoned(POISON[kind], 2), lang)
    assert paper.pages <= 14
    for left, top, right, bottom in inks_of(paper.pdf):
        assert left >= LEFT - 0.4
        assert right <= RIGHT + 2.5  # closing marks hang half an em over the edge
        assert top >= 6.8
        assert bottom <= 290


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_any_text_in_every_field_makes_a_sheet(text: str):
    assert make_day_sheet(poisoned(text, 1)).pages <= 8


def test_a_rare_name_is_masked_by_its_own_first_character():
    assert "𬭎*" in all_text(make_day_sheet(day_sheet((talk(1, name="𬭎" + RARE),))).pdf)
