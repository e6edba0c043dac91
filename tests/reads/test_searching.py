"""One box finds a case by any word of it, by its number or by a telephone, newest first."""

import random
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import Clock, form, found_cheaply, promising_answers_alone

from desk.actions.cases import correct_case, erase_case, record_case, withdraw_case
from desk.actions.desk import Desk, Lists
from desk.domain.moment import local
from desk.domain.numbering import show_number
from desk.errors import BadInput
from desk.reads.cases import earlier_cases, find_cases, pick_case, read_case
from desk.storage.search import grams, match


def titles(desk: Desk, query: str, **how: Any) -> list[str]:
    return [row.title for row in find_cases(desk.vault, desk.lens, query, **how).rows]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, lists: Lists) -> Iterator[Desk]:
    """Four cases, an hour apart, to be looked at."""
    clock = Clock()
    desk = found_cheaply(tmp_path_factory.mktemp("shelf") / "home", lists, clock)
    fill(desk, clock)
    yield desk
    desk.close()


@pytest.fixture
def own_shelf(desk: Desk, clock: Clock) -> Desk:
    """The same, to be changed."""
    fill(desk, clock)
    return desk


def fill(desk: Desk, clock: Clock) -> None:
    said: list[dict[str, Any]] = [
        {
            "title": "小区路灯不亮",
            "original_text": "晚上下班回家，路太黑，老人摔过跤。",
            "suggester": {"name": "王小明", "phone": "139-0000-0001", "address": "晨光路 8 弄"},
        },
        {
            "title": "公厕太远",
            "main_cause": "灯笼路口到最近的公厕要走二十分钟，上海市山阳镇。",
            "suggester": {"name": "José ÁLVAREZ", "phone": "021-57320041", "lang": "en"},
        },
        {"title": "上山下海都要灯", "proposal": "Install LED lamps; budget 12,000.", "suggester": {"name": "李某"}},
        {"title": "2026-10-12 的会", "original_text": "𬭎𬭎龘 e-mail: a_b@c.cn 100%", "source_id": "A-77/2026"},
    ]
    for one in said:
        record_case(desk, one)
        clock.wait(hours=1)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("路灯", ["小区路灯不亮"]),
        ("灯", ["上山下海都要灯", "公厕太远", "小区路灯不亮"]),
        ("厕", ["公厕太远"]),
        ("远", ["公厕太远"]),
        ("黑", ["小区路灯不亮"]),
        ("晚上下班回家", ["小区路灯不亮"]),
        ("路灯 老人", ["小区路灯不亮"]),
        ("老人　路灯", ["小区路灯不亮"]),
        ("路灯 公厕", []),
        ("灯笼", ["公厕太远"]),
        ("灯路", []),
        ("王小明", ["小区路灯不亮"]),
        ("小明 晨光路", ["小区路灯不亮"]),
        ("josé", ["公厕太远"]),
        ("álvarez", ["公厕太远"]),
        ("ÁLVAREZ José", ["公厕太远"]),
        ("led", ["上山下海都要灯"]),
        ("LAMPS", ["上山下海都要灯"]),
        ("12,000", ["上山下海都要灯"]),
        ("𬭎𬭎", ["2026-10-12 的会"]),
        ("龘", ["2026-10-12 的会"]),
        ("2026-10-12", ["2026-10-12 的会"]),
        ("a_b@c.cn", ["2026-10-12 的会"]),
        ("100%", ["2026-10-12 的会"]),
        ("A-77/2026", ["2026-10-12 的会"]),
        ("0001", ["小区路灯不亮"]),
        ("13900000001", ["小区路灯不亮"]),
        ("139-0000", ["小区路灯不亮"]),
        ("57320041", ["公厕太远"]),
        ("021-5732", ["公厕太远"]),
        ("５７３２", ["公厕太远"]),
        ("没有这回事", []),
        ("", ["2026-10-12 的会", "上山下海都要灯", "公厕太远", "小区路灯不亮"]),
        ("   ", ["2026-10-12 的会", "上山下海都要灯", "公厕太远", "小区路灯不亮"]),
    ],
)
def test_a_case_is_found_by_its_words(query: str, expected: list[str], shelf: Desk):
    page = find_cases(shelf.vault, shelf.lens, query)
    assert [row.title for row in page.rows] == expected
    assert page.total == len(expected)


def test_pairs_that_stand_apart_do_not_make_a_word(own_shelf: Desk):
    """上海 and 海市, 山下 and 下海 stand there, each in another place."""
    record_case(own_shelf, {"title": "山下人家", "main_cause": "下海捕鱼"})
    assert titles(own_shelf, "山下海") == ["上山下海都要灯"]
    assert titles(own_shelf, "山下海都") == ["上山下海都要灯"]
    assert titles(own_shelf, "上海市") == ["公厕太远"]


@pytest.mark.parametrize(
    "query",
    [
        *(
            '"',
            "'",
            '"灯',
            '灯"',
            "-",
            "-灯",
            "NOT",
            "灯 NOT 路",
            "AND",
            "OR",
            "NEAR(灯 路)",
            "(",
            ")",
            "*",
            "灯*",
            "^灯",
        ),
        *(
            "{灯}",
            "grams:灯",
            "%",
            "_",
            "\\",
            ";--",
            "\0",
            "灯\0",
            "\ud800",
            "路灯\ud800",
            "§open",
            "😀",
            "，",
            "。？！",
        ),
        *("a" * 5000, "灯" * 5000, " ".join(["灯路"] * 3000), "1-" * 4000, "\t\n\r", "灯" * 40 + "\udfff"),
        " ".join(chr(0x4E00 + n) * 40 for n in range(300)),
    ],
    ids=lambda query: ascii(query)[:16],
)
def test_nothing_that_is_typed_raises(query: str, shelf: Desk):
    start = time.perf_counter()
    page = find_cases(shelf.vault, shelf.lens, query)
    assert page.total == len(page.rows) <= 4
    assert time.perf_counter() - start < 2
    earlier_cases(shelf.vault, shelf.lens, query, query)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=12), st.text(max_size=30))
def test_a_word_of_a_text_has_every_one_of_its_tokens_in_it(word: str, rest: str):
    """What is looked up for a word is always held by a text that contains it."""
    for text in (word + rest, rest + word, rest[:7] + word + rest[7:]):
        if word.lower() in text.lower():
            held = set(grams(text).split())
            wanted = (match([(word,)]) or "").replace("(", "").replace(")", "").split(" AND ")
            for token in filter(None, wanted):
                bare = token.rstrip("*").strip('"')
                near = any(one.startswith(bare) for one in held) if token.endswith("*") else bare in held
                assert near or edges_differ(word, text)


def edges_differ(word: str, text: str) -> bool:
    """Lower case may join or split letters at the edge of a word: ß, İ."""
    return text.lower() != "".join(c.lower() for c in text) or any(len(c.lower()) != 1 for c in word + text)


def test_a_case_is_found_by_its_number_and_by_a_piece_of_it(shelf: Desk):
    for row in find_cases(shelf.vault, shelf.lens).rows:
        shown = show_number(row.number)
        for query in (row.number, shown, shown[:7], row.number[-4:]):
            assert row.id in {each.id for each in find_cases(shelf.vault, shelf.lens, query).rows}
        for fragment in (row.number, shown, f" {shown} ", shown.replace("-", " "), str(row.id)):
            assert pick_case(shelf.vault, fragment) == row.id


def test_a_fragment_that_fits_several_numbers_names_them(desk: Desk):
    numbers = [
        read_case(desk.vault, desk.lens, record_case(desk, {"title": "灯"}).subjects[0]).row.number for _ in range(15)
    ]
    for fragment in map(str, range(10)):
        fitting = [number for number in numbers if fragment in number]
        if len(fitting) == 1:
            continue
        with pytest.raises(BadInput) as refused:
            pick_case(desk.vault, fragment)
        if fitting:
            assert refused.value.code == "number_ambiguous"
            assert refused.value.facts["count"] == len(fitting)
            named = refused.value.facts["candidates"]
            assert isinstance(named, tuple)
            assert set(named) <= set(map(show_number, fitting))
            assert len(named) == min(9, len(fitting))
        else:
            assert refused.value.code == "number_unknown"


@pytest.mark.parametrize(
    "fragment", ["", "-", "abc", "000000000", "1234567890123", "00000000-0000-0000-0000-000000000000"]
)
def test_a_number_that_is_not_there_is_said(fragment: str, shelf: Desk):
    with pytest.raises(BadInput, match="number_unknown"):
        pick_case(shelf.vault, fragment)


def test_pages_go_through_the_whole_list_once(desk: Desk, clock: Clock):
    for number in range(23):
        record_case(desk, {"title": f"第{number}件路灯"})
        clock.wait(minutes=1)
    pages = [find_cases(desk.vault, desk.lens, "路灯", limit=5, offset=start) for start in range(0, 30, 5)]
    assert {page.total for page in pages} == {23}
    assert [len(page.rows) for page in pages] == [5, 5, 5, 5, 3, 0]
    assert [row.title for page in pages for row in page.rows] == [f"第{number}件路灯" for number in reversed(range(23))]
    assert find_cases(desk.vault, desk.lens, limit=0).total == 23


def test_cases_received_in_the_same_second_are_all_there(desk: Desk):
    for number in range(12):
        record_case(desk, {"title": f"第{number}件", "received_at": "2026-11-20 09:00"})
    assert titles(desk, "") == [f"第{number}件" for number in reversed(range(12))]


def test_the_newest_is_the_one_received_last_not_recorded_last(desk: Desk):
    record_case(desk, {"title": "今天"})
    record_case(desk, {"title": "去年", "received_at": "2025-03-01"})
    assert titles(desk, "") == ["今天", "去年"]


def test_a_correction_is_found_by_the_new_words_and_no_more_by_the_old(own_shelf: Desk):
    case = find_cases(own_shelf.vault, own_shelf.lens, "路灯").rows[0].id
    correct_case(own_shelf, case, {"title": "小区桥断了", "suggester": {"phone": "13900000099"}}, "说错了")
    assert titles(own_shelf, "路灯") == []
    assert titles(own_shelf, "桥断") == titles(own_shelf, "0099") == titles(own_shelf, "老人") == ["小区桥断了"]
    assert titles(own_shelf, "0001") == []


def test_filters_narrow_the_list(desk: Desk, clock: Clock):
    promising_answers_alone(desk)
    for title, received in (("去年", "2025-12-31 23:59"), ("早到期", "2026-09-01"), ("今年", "2026-01-01 00:00")):
        record_case(desk, {"title": title, "received_at": received})
    record_case(desk, {"title": "引导", "nature": "SQ"})
    fresh = record_case(desk, {"title": "撤回"}).subjects[0]
    withdraw_case(desk, fresh, "不提了")
    record_case(desk, {"title": "新的"})
    assert set(titles(desk, "", filters=["year"])) == {"早到期", "今年", "引导", "撤回", "新的"}
    assert set(titles(desk, "", filters=["open"])) == {"去年", "早到期", "今年", "新的"}
    assert set(titles(desk, "", filters=["open", "year"])) == {"早到期", "今年", "新的"}
    assert set(titles(desk, "", filters=["soon"])) == {"去年", "早到期", "今年"}
    assert titles(desk, "今年", filters=["year", "open"]) == ["今年"]
    clock.now = local(clock.now).replace(year=2027, month=1, day=18)
    assert "新的" in titles(desk, "", filters=["soon"])
    assert titles(desk, "", filters=["year"]) == []


def test_somebody_who_came_before_is_known_by_phone_or_by_whole_name(desk: Desk, clock: Clock):
    record_case(desk, {"title": "灯", "suggester": {"name": " 王小明 ", "phone": "139 0000 0001"}})
    clock.wait(hours=1)
    record_case(desk, {"title": "桥", "suggester": {"name": "王小明", "phone": "13900000002"}})
    record_case(desk, {"title": "路", "suggester": {"anonymous": True}})

    def earlier(name: str, phone: str) -> list[str]:
        return [row.title for row in earlier_cases(desk.vault, desk.lens, name, phone)]

    assert earlier("", "139-0000-0001") == ["灯"]
    assert earlier("不同的名字", "13900000002") == ["桥"]
    assert earlier("王小明", "") == ["桥", "灯"]
    assert earlier("王小", "") == earlier("王", "") == earlier("", "0001") == earlier("", "") == []
    assert [row.who for row in earlier_cases(desk.vault, desk.lens, "王小明", "")] == ["王*", "王*"]


def test_cases_that_share_a_number_are_shown_together_and_flagged(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    from desk.actions import cases

    monkeypatch.setattr(cases, "free_number", lambda _connection: "482917034")
    one, other = (record_case(desk, {"title": title}).subjects[0] for title in ("灯", "桥"))
    assert titles(desk, "482-917-034") == ["桥", "灯"]
    assert read_case(desk.vault, desk.lens, one).twins == (other,)
    assert read_case(desk.vault, desk.lens, other).twins == (one,)
    with pytest.raises(BadInput) as refused:
        pick_case(desk.vault, "482917034")
    assert refused.value.code == "number_ambiguous"
    assert set(refused.value.facts["candidates"] or ()) == {str(one), str(other)}  # type: ignore[arg-type]
    assert [pick_case(desk.vault, str(each)) for each in (one, other)] == [one, other]
    erase_case(desk, one, "words", "本人要求")
    assert read_case(desk.vault, desk.lens, other).row.title == "桥"


def test_a_search_tells_how_long_it_took(shelf: Desk):
    assert 0 < find_cases(shelf.vault, shelf.lens, "路灯").took_ms < 5000


def test_a_line_of_the_list_shows_a_masked_name_and_a_title_from_the_words(desk: Desk, clock: Clock):
    said = {"original_text": "我家门口\n的灯" + "很暗" * 30, "suggester": {"name": "欧阳某", "phone": "13900000001"}}
    record_case(desk, said)
    row = find_cases(desk.vault, desk.lens).rows[0]
    assert (row.who, row.title) == ("欧阳*", "我家门口 的灯" + "很暗" * 11 + "很…")
    assert (row.state, row.sync, row.sample, row.due_state) == ("10", "saved", False, "fine")
    assert row.received_at - clock() < timedelta(seconds=1)
    record_case(desk, {**form(random.Random(1)), "suggester": {"anonymous": True}})
    assert find_cases(desk.vault, desk.lens).rows[0].who == ""


@pytest.mark.parametrize(
    ("days", "state", "left"),
    [
        (0, "fine", 40),
        (54, "fine", 4),
        (55, "soon", 3),
        (58, "soon", 0),
        (60, "soon", 0),
        (61, "over", 1),
        (75, "over", 15),
    ],
)
def test_a_promise_is_fine_soon_due_or_over(days: int, state: str, left: int, desk: Desk, clock: Clock):
    """Recorded on 1 July 2026, due on 30 August, a Sunday; the alarm runs on that raw day."""
    clock.now = local(clock.now).replace(month=7, day=1)
    record_case(promising_answers_alone(desk), {"title": "灯"})
    clock.wait(days=days)
    row = find_cases(desk.vault, desk.lens).rows[0]
    assert (row.due_state, str(row.due)) == (state, "2026-08-31")
    assert state == "fine" or row.days == left
