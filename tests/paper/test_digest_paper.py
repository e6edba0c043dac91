"""The digest on paper: one page where it can be, the frame where it is found, nobody's name but as agreed."""

from dataclasses import replace
from datetime import date

import pytest
from digest_tools import CAUSE, OPINION, PROPOSAL, SUGGESTER, digest_view
from hypothesis import given, settings
from hypothesis import strategies as st
from reply_tools import Line, all_text, pages_of
from slip_tools import opened
from test_bounds import POISON
from test_reply_pages import inks_of

from desk.domain.codes import Label
from desk.paper.digest import LONG, MOST_LINES, make_digest
from desk.reads.digest_views import DigestPaperView, SuggesterView

LANGUAGES = ("zh", "en")
LEFT, RIGHT, LAST = 26, 210 - 24, 297 - 24  # mm
HEADS = ("一、主要事由", "二、对策建议", "三、研判意见")


def tops(pdf: bytes, *words: str) -> list[tuple[int, float]]:
    """Page (from 1) and height in mm of the lines that begin with each of the words."""
    found = []
    for word in words:
        places = [
            (page, line.top)
            for page, lines in enumerate(pages_of(pdf), 1)
            for line in lines
            if line.text.startswith(word)
        ]
        assert len(places) == 1, (word, places)
        found.append(places[0])
    return found


def test_the_sample_is_one_page_in_the_order_of_the_form():
    paper = make_digest(digest_view())
    assert (paper.pages, paper.missing) == (1, ())
    text = all_text(paper.pdf)
    for words in (
        "2022年第7期",
        "金山区人民建议征集办公室",
        "2022年11月16日",
        "关于建立破坏房屋承重结构“管执联动”机制的建议",
        "近日，我区一位党外人士（姜*，亭林镇）通过人民建议征集信箱提出建议，摘要如下：",
        "报：区委、区政府有关领导",
        "送：区房管局，区城管执法局，区建管委",
        "编辑：戚某",
        "电话：021-00000116",
        "建议编号482-917-036",
        "第1页共1页",
    ):
        assert words in text
    places = tops(paper.pdf, "建议摘报", "近日", *HEADS, "领导批示", "报：", "送：", "签发：")
    assert [page for page, _ in places] == [1] * 9
    assert [top for _, top in places] == sorted(top for _, top in places)
    assert "法定" not in text


def test_in_english_every_fixed_word_is_english():
    text = all_text(make_digest(digest_view(), "en").pdf)
    for words in ("Digestofsuggestions", "No.7of2022", "1.Maincause", "Leader'sinstruction", "Reportedto:", "Page1of1"):
        assert words in text
    for words in ("批示", "主要事由", "签发", "近日"):
        assert words not in text


def frame_of(pdf: bytes) -> tuple[float, float]:
    """Upper and lower edge of the frame in mm: the first line of its words, and the date at its foot."""
    (lines, *_) = pages_of(pdf)
    upper = next(line.top for line in lines if line.text == "领导批示")
    lower = next(line.top for line in lines if line.text == "年月日")
    return upper, lower


def test_the_frame_takes_what_is_left_and_the_tail_stands_at_the_foot():
    short, long = make_digest(digest_view()), make_digest(digest_view({"opinion": OPINION * 2}))
    assert (short.pages, long.pages) == (1, 1)
    (a, b), (c, d) = frame_of(short.pdf), frame_of(long.pdf)
    assert c > a + 10
    assert b == pytest.approx(d, abs=0.2)
    assert tops(short.pdf, "报：")[0][1] == pytest.approx(tops(long.pdf, "报：")[0][1], abs=0.2)


@pytest.mark.parametrize("times", [3, 5, 7, 8])
def test_what_is_too_long_moves_whole_chapters_and_the_frame_stays(times: int):
    paper = make_digest(digest_view({"cause": CAUSE * times, "opinion": OPINION * 5}))
    assert paper.pages == 2
    cause, proposal, opinion = tops(paper.pdf, *HEADS)
    assert (cause[0], opinion[0]) == (1, 2)
    assert tops(paper.pdf, "领导批示")[0][0] == 1
    upper, lower = frame_of(paper.pdf)
    assert lower - upper >= 20
    assert upper > (proposal[1] if proposal[0] == 1 else cause[1])
    assert tops(paper.pdf, "报：")[0][0] == 2
    said = all_text(paper.pdf)
    assert CAUSE * times in said.replace("建议摘报（续）2022年第7期", "")


def test_above_1100_characters_the_frame_stands_under_the_title():
    at_most = {"cause": "汉" * (LONG - 40), "proposal": "字" * 20, "opinion": "词" * 20}
    below, above = (make_digest(digest_view(at_most | {"opinion": "词" * n})) for n in (20, 21))
    (frame,), (head,) = tops(above.pdf, "领导批示"), tops(above.pdf, HEADS[0])
    assert frame[0] == 1
    assert frame < head
    assert tops(below.pdf, "领导批示")[0][0] == 1
    both = make_digest(digest_view({"cause": CAUSE * 9, "proposal": PROPOSAL * 3, "opinion": OPINION * 6}))
    frame, opening, first, second = tops(both.pdf, "领导批示", "近日", *HEADS[:2])
    assert frame < opening < first < second
    assert (first[0], second[0]) == (1, 2)


def test_a_chapter_without_words_has_no_head_and_blanks_wait_for_a_pen():
    text = all_text(make_digest(digest_view({"proposal": " \n", "opinion": "", "report_to": "", "signer": ""})).pdf)
    assert HEADS[0] in text
    assert HEADS[1] not in text
    assert HEADS[2] not in text
    assert "报：____" in text
    assert "签发：____" in text


def suggester(**changes: object) -> SuggesterView:
    return replace(SUGGESTER, **changes)


@pytest.mark.parametrize(
    ("view", "opening"),
    [
        (digest_view(suggesters=(suggester(name="姜某某"),)), "一位党外人士（姜某某，亭林镇）"),
        (digest_view(suggesters=(suggester(anonymous=True, name=""),)), "一位党外人士（匿名，亭林镇）"),
        (digest_view(suggesters=(suggester(identity=None, name="", town=""),)), "近日，我区一位群众通过"),
        (
            digest_view(suggesters=(suggester(identity=Label("企业", "Company"), organisation=True),)),
            "一家企业（姜*，亭林镇）",
        ),
        (digest_view(suggesters=(suggester(channel=None),)), "（姜*，亭林镇）提出建议"),
        (
            digest_view(suggesters=(SUGGESTER, suggester(town="漕泾镇", channel=Label("电话", "Phone")))),
            "一位党外人士（姜*，亭林镇）、一位党外人士（姜*，漕泾镇）提出建议",
        ),
        (digest_view(suggesters=(SUGGESTER,) * 8, level="town"), "近日，我镇"),
        (digest_view(suggesters=(SUGGESTER,) * 8), "亭林镇）等8人通过人民建议征集信箱"),
        (digest_view(day=date(2023, 1, 5)), "2022年11月以来，我区"),
        (digest_view(suggesters=(), numbers=()), "摘要如下："),
    ],
)
def test_who_suggested_it_is_said_by_identity_masked_name_and_town(view: DigestPaperView, opening: str):
    assert opening in all_text(make_digest(view).pdf)


def test_what_is_not_printed_is_counted():
    lines = "\n".join(f"第{n}行" for n in range(MOST_LINES + 12))
    paper = make_digest(digest_view({"cause": lines}))
    left_out = sum(len(f"第{n}行") for n in range(MOST_LINES, MOST_LINES + 12))
    assert f"（以下{left_out}字未印，可在编发单位查看全文）" in all_text(paper.pdf)


def poisoned(text: str) -> DigestPaperView:
    texts = dict.fromkeys(("office", "title", "cause", "proposal", "opinion", "report_to", "send_to"), text)
    texts |= dict.fromkeys(("signer", "editor", "phone"), text)
    label = Label(text, text)
    who = SuggesterView(label, text, False, text, label, date(2022, 11, 9))
    return digest_view(texts, suggesters=(who,) * 5, numbers=(text,) * 5, sample=True)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", list(POISON))
def test_poison_in_every_field_keeps_to_the_margins(kind: str, lang: str):
    paper = make_digest(poisoned(POISON[kind]), lang)
    assert paper.pages <= 20
    for left, top, right, bottom in inks_of(paper.pdf):
        assert left >= LEFT - 0.4
        assert right <= RIGHT + 3
        assert top >= 11.5
        assert bottom <= 290
    assert below_the_text(paper.pdf) == []


def below_the_text(pdf: bytes) -> list[Line]:
    """Lines between the text's last possible one and the foot."""
    return [line for lines in pages_of(pdf) for line in lines if LAST + 1 < line.top < 297 - 16]


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=400))
def test_any_text_in_every_field_makes_a_digest(text: str):
    assert make_digest(poisoned(text)).pages <= 20


@pytest.mark.parametrize("size", range(0, 1400, 60))
def test_no_length_pushes_anything_out_of_its_place(size: int):
    paper = make_digest(digest_view({"cause": "汉" * (size + 1), "proposal": PROPOSAL, "opinion": OPINION}))
    assert paper.pages <= 3
    assert below_the_text(paper.pdf) == []
    upper, lower = frame_of(paper.pdf)
    assert lower - upper >= 20


def test_the_same_digest_makes_the_same_bytes_and_the_file_names_nobody():
    first = make_digest(digest_view())
    make_digest(digest_view({"cause": CAUSE * 20}), "en")
    assert make_digest(digest_view()) == first
    with opened(first.pdf) as document:
        assert document.get_metadata_dict()["Title"] == "digest-2022-7"
