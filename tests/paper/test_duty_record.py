"""The duty record: whose sight it is, the figures, the rows behind them, and what the deputy says of it."""

from dataclasses import replace

import pytest
from reception_tools import JIANG, MORNING, RARE, deputy, duty, entry
from reply_tools import all_text, pages_of
from slip_tools import opened
from test_bounds import POISON
from test_faces import faults
from test_reply_pages import inks_of

from desk.domain.codes import Label
from desk.paper.duty_record import MOST_ENTRIES, make_duty_record

LANGUAGES = ("zh", "en")
LEFT, RIGHT = 18, 192


def test_it_says_whose_it_is_and_what_this_desk_may_see():
    said = all_text(make_duty_record(duty(of="漕泾镇人大代表联络站")).pdf)
    for words in (
        "代表履职登记表",
        "代表蒋某级别镇人大代表",
        "代表组山阳代表组年份2026",
        "本表所见漕泾镇人大代表联络站。只算在那里看得到的记录；在别处的履职不在这张表上。",
        "只列漕泾镇人大代表联络站看得到的记录",
        "2026年11月17日08:30制表",
    ):
        assert words in said
    assert "1390000" not in all_text(make_duty_record(duty(deputy=replace(JIANG, phone="13900000103"))).pdf)


@pytest.mark.parametrize("count", [0, 1, 9, 80])
def test_the_figures_are_those_of_the_rows_which_all_stand_there(count: int):
    view = duty(count)
    pages = pages_of(make_duty_record(view).pdf)
    lines = [line.text for lines in pages for line in lines]
    at = next(n for n, line in enumerate(lines) if line.startswith("接待场次走访次数"))
    hours, minutes = divmod(sum(one.minutes for one in view.entries), 60)
    time = f"{hours}小时{minutes}分" if hours and minutes else f"{hours}小时" if hours else f"{minutes}分钟"
    assert lines[at + 1] == f"{view.sessions}{view.visits}{time}{view.people}{view.cases}{view.contacts}"
    rows = [line for line in lines if line.startswith("2026年") and "联络站二楼" in line]
    assert len(rows) == count
    assert sum("是" in row for row in rows) == view.contacts
    assert sum("接待选民" in row for row in rows) == view.sessions
    (sums,) = [line for line in lines if line.startswith(f"合计{count}条")]
    assert sums == f"合计{count}条{time}{view.people}{view.cases}{view.contacts}"


@pytest.mark.parametrize(("contacts", "said"), [(0, "还差2次"), (1, "还差1次"), (2, "已做到"), (5, "已做到")])
def test_the_two_contacts_of_the_law_are_told(contacts: int, said: str):
    text = all_text(make_duty_record(duty(0, contacts=contacts)).pdf)
    assert "《上海市实施〈代表法〉办法》第三十条：进社区联系人民群众每年不少于2次，" + said in text


def test_confirmed_disputed_and_not_asked_are_told_apart():
    at = MORNING
    for changes, said in (
        ({}, "还没有请代表本人核对。"),
        ({"verdict": "confirmed", "verdict_text": "蒋某"}, "代表本人已于2026年11月17日08:30核对确认：蒋某"),
        ({"verdict": "disputed", "verdict_text": "少记一次"}, "代表本人于2026年11月17日08:30提出异议：少记一次"),
    ):
        text = all_text(make_duty_record(duty(2, verdict_at=at, **changes)).pdf)
        assert said in text
        assert "数字有变动" not in text
    changed = duty(2, verdict="confirmed", verdict_at=at, changed_since=True)
    assert "那以后数字有变动，要请代表再核对一次。" in all_text(make_duty_record(changed).pdf)


@pytest.mark.parametrize("count", range(14, 46))
def test_verdict_and_signature_stand_together_with_a_head_above_every_part_of_the_table(count: int):
    pages = ["".join(line.text for line in lines) for lines in pages_of(make_duty_record(duty(count)).pdf)]
    assert "还没有请代表本人核对" in pages[-1]
    assert pages[-1].count("签名：") == 2
    for page in pages:
        assert ("联络站二楼" not in page) or "日期类别地点" in page
    assert all("签名：" not in page for page in pages[:-1])


def test_what_is_not_printed_is_counted_and_still_added_up():
    view = duty(MOST_ENTRIES + 5)
    said = all_text(make_duty_record(view).pdf)
    assert "另有5条未印。" in said
    assert f"合计{MOST_ENTRIES + 5}条" in said
    assert f"{view.people}{view.cases}{view.contacts}" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_practice_record_says_so_and_rare_names_are_themselves(lang: str):
    paper = make_duty_record(duty(60, sample=True, deputy=deputy(1, RARE)), lang)
    words = "样例：练习用，不是真的记录" if lang == "zh" else "SAMPLE:forpractice,notarealrecord"
    assert [lines[0].text for lines in pages_of(paper.pdf)] == [words] * paper.pages
    assert RARE in all_text(paper.pdf)
    assert faults(paper.pdf) == set()


def test_in_english_the_labels_are_english():
    said = all_text(make_duty_record(duty(3), "en").pdf)
    for words in ("Dutyrecordofadeputy", "Communitycontacts", "Seenfrom", "6Jan2026Visit", "46min"):
        assert words in said
    for words in ("履职", "代表组", "合计"):
        assert words not in said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", list(POISON))
def test_poison_in_every_field_keeps_to_the_margins(kind: str, lang: str):
    text = POISON[kind]
    who = replace(deputy(1, text), level=Label(text, text), group=Label(text, text))
    rows = (entry(1, what=Label(text, text), place=text),) * 5
    view = duty(0, station=text, of=text, deputy=who, entries=rows, verdict="disputed", verdict_text=text)
    paper = make_duty_record(view, lang)
    assert paper.pages <= 3
    for left, top, right, bottom in inks_of(paper.pdf):
        assert left >= LEFT - 0.4
        assert right <= RIGHT + 2.5
        assert top >= 15.5
        assert bottom <= 290


def test_the_same_record_makes_the_same_bytes_and_the_file_names_nobody():
    first = make_duty_record(duty())
    make_duty_record(duty(40), "en")
    assert make_duty_record(duty()) == first
    assert make_duty_record(duty(8)) != first
    with opened(first.pdf) as document:
        assert document.get_metadata_dict()["Title"] == "duty-2026"
