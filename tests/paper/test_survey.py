"""The survey sheet (form F8) and the board list: numbers and answers, nobody's name, inside their margins."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from reply_tools import all_text
from slip_tools import dots_of, opened, qr_of
from test_bounds import POISON
from test_faces import faults
from test_reply_pages import inks_of

from desk.domain.codes import Label
from desk.errors import BadInput
from desk.paper.board import make_board
from desk.paper.survey import make_survey
from desk.reads.tell_views import BoardLine, BoardView, SurveyView

LANGUAGES = ("zh", "en")
DAY = date(2026, 11, 17)


def survey(**changes: Any) -> SurveyView:
    known: dict[str, Any] = {
        "station": "晨光居民区征集点",
        "code": "310116110007",
        "sample": False,
        "phone": "021-0000 0103",
        "number": "482917036",
        "topic": "关于公开中小学食堂食材来源和检测结果的建议",
        "unit": "张堰镇市场监督管理所",
        "day": DAY,
    }
    return SurveyView(**known | changes)


def line(**changes: Any) -> BoardLine:
    known: dict[str, Any] = {
        "id": UUID(int=1),
        "number": "482917036",
        "topic": "重新规划停车位",
        "outcome": Label("解决采纳", "Adopted and solved"),
        "answer": "划了六十个车位。",
        "unit": "镇城运中心",
        "received": DAY,
        "day": DAY,
        "waits": True,
    }
    return BoardLine(**known | changes)


def board(*lines: BoardLine, **changes: Any) -> BoardView:
    known: dict[str, Any] = {"station": "晨光居民区征集点", "sample": False, "phone": "021-0000 0103", "hours": ""}
    return BoardView(**known | {"since": DAY, "made": DAY, "lines": lines} | changes)


def test_the_sheet_asks_the_five_questions_and_names_nobody():
    paper = make_survey(survey())
    said = all_text(paper.pdf)
    for words in (
        "办理情况征询表",
        "482-917-036",
        "关于公开中小学食堂食材来源和检测结果的建议",
        "张堰镇市场监督管理所",
        "1.工作人员的态度，您满意吗？",
        "2.办理的结果，您满意吗？",
        "3.不满意，是因为什么？",
        "4.要不要再办一次？",
        "5.这件建议和结果，可以公开吗？",
        "021-00000103",
        "您怎么评，都不影响今后提建议。",
        "以下由工作人员填写",
    ):
        assert words in said
    assert (paper.pages, paper.missing) == (1, ())
    assert faults(paper.pdf) == set()
    assert "也可以打" not in all_text(make_survey(survey(phone="")).pdf)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_code_holds_division_and_number_and_the_sheet_is_a5(lang: str):
    paper = make_survey(survey(), lang=lang)
    assert qr_of(dots_of(paper.pdf)) == ["310116110007 482917036"]
    with opened(paper.pdf) as document:
        assert [round(side / 72 * 25.4) for side in document[0].get_size()] == [148, 210]
        assert document.get_metadata_dict()["Title"] == "482-917-036"


def test_both_languages_are_two_sheets_and_no_other_size_is_offered():
    assert make_survey(survey(), lang="both").pages == 2
    with pytest.raises(BadInput, match="size_not_offered"):
        make_survey(survey(), "80mm")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_long_words_leave_the_foot_on_the_sheet(lang: str):
    paper = make_survey(survey(topic="很长的主题" * 30, unit="很长的单位" * 12), lang=lang)
    ((_, _, _, bottom),) = inks_of(paper.pdf)
    assert bottom <= 205


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", list(POISON))
def test_poison_in_every_field_is_one_sheet_inside_its_margins(kind: str, lang: str):
    text = POISON[kind]
    paper = make_survey(
        survey(station=text, code=text, phone=text, number=text, topic=text, unit=text, sample=True), lang=lang
    )
    assert paper.pages == 1
    ((left, top, right, bottom),) = inks_of(paper.pdf)
    assert left >= 11.5
    assert right <= 148 - 9.5
    assert top >= 2.5
    assert bottom <= 206


def test_the_board_says_number_topic_and_answer():
    said = all_text(make_board(board(line(), line(number="310116007", topic="东门路灯"))).pdf)
    for words in ("人民建议答复公告", "482-917-036", "重新规划停车位", "划了六十个车位。", "镇城运中心", "解决采纳"):
        assert words in said
    assert "现在没有要公布的答复。" in all_text(make_board(board()).pdf)
    assert faults(make_board(board(line())).pdf) == set()


def test_a_long_answer_is_cut_and_says_so():
    said = all_text(make_board(board(line(answer="还有很多话要说。" * 200))).pdf)
    assert "还有1000字" in said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", list(POISON))
def test_poison_on_the_board_keeps_to_its_margins(kind: str, lang: str):
    text = POISON[kind]
    one = line(number=text, topic=text, answer=text, unit=text, outcome=Label(text, text))
    paper = make_board(board(*(one,) * 9, station=text, phone=text, sample=True), lang)
    assert paper.pages <= 9
    for left, _top, right, bottom in inks_of(paper.pdf):
        assert left >= 17.6
        assert right <= 194.5
        assert bottom <= 290


def test_the_same_view_makes_the_same_bytes():
    assert make_board(board(line())) == make_board(board(line()))
    assert make_survey(survey()) == make_survey(survey())
    assert make_survey(survey(topic="别的")) != make_survey(survey())
