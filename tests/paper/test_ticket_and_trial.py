"""The queue ticket and the test slip: nothing personal, inside the margins, every stroke in whole dots."""

from dataclasses import replace
from datetime import datetime

import pytest
from slip_tools import SHANGHAI, STATION, dots_of, ink_of, qr_of, text_of
from test_bounds import LONGEST_MM, POISON
from test_faces import faults
from test_on_the_head import bars

from desk.errors import BadInput
from desk.paper.ticket import make_ticket
from desk.paper.trial import RARE, TrialView, make_trial
from desk.reads.views import TicketView

AT = datetime(2026, 11, 17, 8, 41, tzinfo=SHANGHAI)
TICKET = TicketView(
    STATION,
    "代表接待选民日",
    "A07",
    AT,
    3,
    2,
    ("蒋某（镇代表）", "钱某（区代表）"),
    "二楼走廊座椅，看屏幕，听叫号。",
    10,
)
TRIAL = TrialView(STATION.name, STATION.code, "XP-80C 柜台", AT)


def test_a_ticket_says_its_number_and_how_many_come_before():
    paper = make_ticket(TICKET)
    text = text_of(paper.pdf)
    for words in ("2026年11月17日星期二", "A07", "08:41", "前面还有", "3位", "2人", "蒋某（镇代表）、钱某（区代表）"):
        assert words in text
    assert "接待代表蒋某" in text
    assert "叫到号时您不在，号不作废。回来后到服务台说一声，给您排回队里。" in text
    assert "当天有效。本号只用于排队，不是登记编号。" in text
    assert qr_of(dots_of(paper.pdf)) == []
    assert 110 < paper.height_mm < 125


def test_the_number_is_18_mm_tall():
    dots = dots_of(make_ticket(TICKET).pdf)
    rows = [y for y in range(dots.height) if dots.crop((200, y, 440, y + 1)).getextrema()[0] == 0]
    runs = [sum(1 for _ in group) for group in _together(rows)]
    assert max(runs) == pytest.approx(16.2 * 8, abs=8)


def _together(rows: list[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for y in rows:
        if groups and groups[-1][-1] == y - 1:
            groups[-1].append(y)
        else:
            groups.append([y])
    return groups


def test_one_person_is_no_people():
    assert "Cametogether1person" in text_of(make_ticket(replace(TICKET, person_times=1), lang="en").pdf)
    assert "Cametogether2people" in text_of(make_ticket(TICKET, lang="en").pdf)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", list(POISON))
def test_poison_on_a_ticket_is_bounded(kind: str, lang: str):
    text = POISON[kind]
    station = replace(STATION, name=text, sample=True)
    view = TicketView(station, text, text, AT, 999, 999, (text,) * 50, text, 999)
    paper = make_ticket(view, lang=lang)
    left, _, right, _ = ink_of(dots_of(paper.pdf))
    assert paper.height_mm <= LONGEST_MM
    assert left >= 32
    assert right <= 608


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", ["80mm", "A5"])
def test_a_test_slip_shows_margins_lines_characters_and_a_code(size: str, lang: str):
    paper = make_trial(TRIAL, size, lang)
    dots = dots_of(paper.pdf)
    text = text_of(paper.pdf)
    assert RARE in text
    assert "XP-80C柜台" in text
    assert qr_of(dots) == ["310116110007 000000000"]
    left, _, right, bottom = ink_of(dots)
    assert (left, right) == ((32, 608) if size == "80mm" else (96, 1088))
    assert bottom <= dots.height - 48
    assert set(bars(dots, 34 * 8 - 2)) >= {1, 2, 3, 4, 5}
    assert faults(paper.pdf) == set()
    assert make_trial(TRIAL, size, lang) == paper


@pytest.mark.parametrize("kind", list(POISON))
def test_poison_on_a_test_slip_is_bounded(kind: str):
    text = POISON[kind]
    paper = make_trial(TrialView(text, text, text, AT))
    assert paper.height_mm <= 200


def test_other_paper_is_not_offered():
    for make in (lambda: make_ticket(TICKET, "A5"), lambda: make_trial(TRIAL, "A4")):
        with pytest.raises(BadInput, match="size_not_offered"):
            make()
