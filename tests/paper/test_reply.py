"""The reply notice: a letter to the person, in every language, blank where nothing is known."""

import hashlib
import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from reply_tools import BODY, MM, all_text, pages_of, reply_view, ticks_of
from slip_tools import opened
from test_faces import faults

from desk.errors import BadInput
from desk.paper.reply import make_reply

LANGUAGES = ("zh", "en", "both")
RARE = "欧阳𬭎䶮㙍𡐓㛃𫖯龘"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_letter_says_everything_that_is_known(lang: str):
    text = all_text(make_reply(reply_view(), lang=lang).pdf)
    assert "".join(BODY.split()) in text
    for words in (
        "张市监建复〔2026〕12号",
        "金某某",
        "陶某",
        "统一公示格式并在全镇学校食堂张贴",
        "张堰镇人大办公室，区教育局",
    ):
        assert words in text
    assert text.count("张堰镇市场监督管理所") == 2
    assert text.count("482-917-036") == 2
    assert "关于公开中小学食堂食材来源和检测结果的建议" in text
    assert ("2027年2月28日" in text, "28Feb2027" in text) == (lang != "en", lang != "zh")
    assert ("2026年11月17日" in text, "17Nov2026" in text) == (lang != "en", lang != "zh")
    assert ("签发人：" in text, "Signed:" in text) == (lang != "en", lang != "zh")
    assert ("第1页共1页" in text, "Page1of1" in text) == (lang != "en", lang != "zh")
    assert "法定" not in text
    assert "样例" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("outcome", "chinese", "english"),
    [
        ("1", "解决采纳", "Adopted"),
        ("2", "正在解决", "Beingsolved"),
        ("3", "计划解决", "Planned"),
        ("4", "留作参考", "Forreference"),
        ("5", "不予采纳", "Notadopted"),
    ],
)
def test_exactly_the_box_of_the_outcome_is_ticked(outcome: str, chinese: str, english: str, lang: str):
    (behind,) = ticks_of(make_reply(reply_view(outcome=outcome), lang=lang).pdf)
    said = "".join(behind.split())
    assert said.startswith(english if lang == "en" else chinese)


def test_an_outcome_that_is_none_of_the_five_ticks_nothing():
    assert ticks_of(make_reply(reply_view(outcome="")).pdf) == []


def test_what_is_not_known_is_left_blank_to_be_filled_in_by_hand():
    view = reply_view(document="", promise="", promised=None, contact="", contact_phone="", copy_to=(), name="")
    text = all_text(make_reply(view).pdf)
    for words in ("____________：", "签发人：________", "抄送：____________", "承诺事项时限联系人电话"):
        assert words in text
    assert "None" not in text


def test_somebody_anonymous_is_addressed_as_who_made_the_suggestion():
    text = all_text(make_reply(reply_view(name="", anonymous=True)).pdf)
    assert "建议人：您好！" in text
    assert "____________：" not in text


def test_a_title_inside_a_title_has_single_brackets():
    assert "对《落实〈条例〉的建议》的答复" in all_text(make_reply(reply_view(title="落实《条例》的建议")).pdf)
    assert "Replyto:落实《条例》的建议" in all_text(make_reply(reply_view(title="落实《条例》的建议"), lang="en").pdf)


def test_rare_characters_are_printed_and_read_back_as_themselves():
    paper = make_reply(reply_view(name=RARE, title=RARE, unit=RARE, body=RARE))
    assert paper.missing == ()
    assert all_text(paper.pdf).count(RARE) == 5


def test_a_character_no_font_has_is_named_on_paper_and_to_the_operator():
    paper = make_reply(reply_view(name="王\U0010ffff", body="答复😀\n" + "句子。" * 900 + "尾\ue000"))
    text = all_text(paper.pdf)
    assert paper.pages > 1
    for words in ("王〔U+10FFFF〕", "答复〔U+1F600〕", "尾〔U+E000〕"):
        assert words in text
    assert sorted(paper.missing) == ["U+10FFFF", "U+1F600", "U+E000"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_fonts_are_embedded_type_is_large_enough_and_ink_is_black(lang: str):
    paper = make_reply(reply_view(sample=True, name=RARE, body=BODY * 12), lang=lang)
    assert paper.pages > 1
    assert faults(paper.pdf) == set()
    assert b"Helvetica" not in paper.pdf


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_of_a_practice_letter_says_so(lang: str):
    paper = make_reply(reply_view(sample=True, body=BODY * 12), lang=lang)
    words = "样例：练习用，不是真的答复" if lang != "en" else "SAMPLE:forpractice,notarealletter"
    for lines in pages_of(paper.pdf):
        assert lines[0].top < 20
        assert words in lines[0].text.replace(" ", "")


def test_a_practice_letter_is_set_as_a_real_one():
    real, practice = (make_reply(reply_view(sample=sample)).pdf for sample in (False, True))
    assert pages_of(real)[0] == pages_of(practice)[0][1:]


def test_the_unit_the_rule_and_the_title_stand_where_the_design_has_them():
    (lines,) = pages_of(make_reply(reply_view()).pdf)
    unit, number, title, *_ = lines
    assert unit.text == "张堰镇市场监督管理所"
    assert (unit.left + unit.right) / 2 == pytest.approx(106, abs=0.5)
    assert unit.top == pytest.approx(30, abs=1)
    assert number.text == "张市监建复〔2026〕12号建议编号482-917-036"
    assert number.right == pytest.approx(186, abs=0.5)
    assert title.top == pytest.approx(57, abs=1)
    begun = [line.left for line in lines if line.text.startswith(("您好", "一、", "二、"))]
    assert begun == [pytest.approx(26 + 24 / MM, abs=0.3)] * 3
    foot = lines[-1]
    assert 297 - foot.top == pytest.approx(11, abs=1)
    assert foot.text == "民声台MinshengDesk表F5编号482-917-036第1页共1页"


def test_long_titles_stand_in_even_lines():
    (lines,) = pages_of(make_reply(reply_view(title="关" * 60)).pdf)
    title = lines[2:5]
    assert "".join(line.text for line in title) == "对《" + "关" * 60 + "》的答复"
    widths = [line.right - line.left for line in title]
    assert max(widths) - min(widths) < 20


def test_the_file_says_its_size_and_is_named_by_the_number_alone():
    paper = make_reply(reply_view(body=BODY * 12))
    assert (paper.width_mm, paper.height_mm) == (210, 297)
    with opened(paper.pdf) as document:
        assert len(document) == paper.pages
        assert document.get_metadata_dict()["Title"] == "482-917-036"
        assert document.get_metadata_dict()["Author"] == ""


@pytest.mark.parametrize("size", ["80mm", "A5", "", "a4"])
def test_other_paper_is_not_offered(size: str):
    with pytest.raises(BadInput, match="size_not_offered") as caught:
        make_reply(reply_view(), size=size)
    assert caught.value.facts == {"size": size, "offered": "A4"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_reply_makes_the_same_bytes(lang: str):
    first = make_reply(reply_view(), lang=lang)
    make_reply(reply_view(name=RARE, body=BODY * 9), lang=lang)
    assert make_reply(reply_view(), lang=lang) == first
    assert make_reply(reply_view(day=date(2026, 11, 18)), lang=lang).pdf != first.pdf


def test_another_process_makes_the_same_bytes():
    code = (
        "import hashlib, pickle, sys; from desk.paper.reply import make_reply; "
        "print(hashlib.sha256(make_reply(pickle.load(sys.stdin.buffer)).pdf).hexdigest())"
    )
    root = Path(__file__).resolve().parents[2]
    view = reply_view(name=RARE)
    done = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(view), capture_output=True, check=True, cwd=root
    )
    assert done.stdout.decode().strip() == hashlib.sha256(make_reply(view).pdf).hexdigest()
