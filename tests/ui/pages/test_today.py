"""The page of the day: each door with its number, in its order, leading to the place where one acts."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from exchanged import arrived, enrolled, failed, forwarded, refused, replied, town
from fit import SCALES, SIZES, fixed_now, misfits, nameless
from hand import Hand, Sit
from made_up import promising_answers_alone
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea
from sync_hand import watch

from desk.actions.cases import correct_case, record_case
from desk.actions.desk import Desk
from desk.actions.drafts import save_draft
from desk.actions.station import set_station
from ui.pages.cases import CasesPage
from ui.pages.record import RecordPage
from ui.pages.settings import SettingsPage
from ui.pages.sync import SyncPage
from ui.pages.to_tell import ToTellPage
from ui.pages.today import TodayPage
from ui.pages.today_parts import DoorLine
from ui.theme import Look

ALT = Qt.KeyboardModifier.AltModifier
YESTERDAY = fixed_now() - timedelta(days=1)
NUMBERS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6)


def record(desk: Desk, title: str, days: int = 0) -> UUID:
    received = (fixed_now() - timedelta(days=days)).isoformat()
    person = {"name": "曹小明", "phone": "13900000103"}
    return record_case(desk, {"title": title, "suggester": person, "received_at": received}).subjects[0]


def answered(desk: Desk, title: str, days: int) -> None:
    case, office = record(desk, title, days), town(desk, YESTERDAY)
    arrived(desk, YESTERDAY)
    forwarded(desk, case, YESTERDAY, office)
    replied(desk, case, YESTERDAY, office)


def busy(desk: Desk) -> None:
    """A morning on which everything waits."""
    enrolled(desk)
    promising_answers_alone(desk)
    answered(desk, "埭头代办服务日", 64)
    answered(desk, "增设公厕", 20)
    record(desk, "小区充电棚", 60)
    record(desk, "楼道感应灯", 58)
    record(desk, "小区停车", 50)
    case = record(desk, "菜场门口停车秩序", 3)
    correct_case(desk, case, {"proposal": "划线"}, "补")
    arrived(desk, YESTERDAY)
    refused(desk, case, "case.corrected", "not_applied", "withdrawn")
    save_draft(desk, uuid4(), {"title": "垃圾房味道重"})
    save_draft(desk, uuid4(), {"title": "公交站牌加英文"})
    record(desk, "新的一件")
    failed(desk, "hub_unreachable", problem="no_connection")


def page(hand: Hand) -> TodayPage:
    found = hand.shell.page()
    assert isinstance(found, TodayPage)
    return found


def lines(hand: Hand) -> list[DoorLine]:
    return [line for line in page(hand).doors.lines() if isinstance(line, DoorLine)]


def told(hand: Hand) -> list[tuple[int, str]]:
    return [(line.words.count, line.words.name) for line in lines(hand)]


@pytest.fixture
def sit_down(sit: Sit) -> Sit:
    def sit_down(look: Look | None = None, size: tuple[int, int] = (1366, 768)) -> Hand:
        hand = watch(sit("today", look, size))
        hand.finish_lane()
        return hand

    return sit_down


def test_doors_stand_in_the_order_people_law_refused_drafts_unsent(desk: Desk, sit_down: Sit) -> None:
    busy(desk)
    hand = sit_down()
    assert told(hand) == [(2, "tell"), (2, "due"), (1, "refused"), (2, "drafts"), (1, "unsent"), (0, "backup")]
    names = [line.accessibleName() for line in lines(hand)]
    assert names[:3] == ["2个人在等回音", "2件快到期", "1件被退回"]
    below = [line.words.below for line in lines(hand)]
    assert below[0] == "1 人已过本站承诺日：曹*，“埭头代办服务日”，11 月 20 日应告知"
    assert below[1] == "今天 1 件·三个工作日内 1 件，最急的：曹*，“小区充电棚”"
    assert "这一件之前已经撤回" in below[2]
    assert below[4] == "没有网络。有网会自动送。"
    assert "曹小明" not in "".join(below)


def test_a_door_with_zero_is_not_there_and_keys_move_up(desk: Desk, sit_down: Sit) -> None:
    record(desk, "小区充电棚", 61)
    save_draft(desk, uuid4(), {"title": "垃圾房味道重"})
    hand = sit_down()
    assert told(hand) == [(1, "due"), (1, "drafts"), (0, "backup")]
    assert lines(hand)[0].words.head == "件已过期限"
    hand.press(NUMBERS[1], ALT)
    assert isinstance(hand.shell.page(), RecordPage)


def test_when_nothing_waits_one_calm_line_says_so(desk: Desk, sit_down: Sit) -> None:
    record(desk, "今天的一件")
    hand = sit_down()
    assert lines(hand) == []
    assert hand.shows("现在没有等着办的事")
    assert not hand.shows("第一个早上")
    assert hand.here() == "登记一件"


def test_each_door_leads_to_where_one_acts(desk: Desk, sit_down: Sit) -> None:
    busy(desk)
    hand = sit_down()
    for number, kind in zip(
        NUMBERS, (ToTellPage, CasesPage, SyncPage, RecordPage, SyncPage, SettingsPage), strict=True
    ):
        hand.shell.open("today")
        hand.finish_lane()
        hand.press(number, ALT)
        hand.finish_lane()
        assert isinstance(hand.shell.page(), kind)


def test_the_doors_of_cases_open_the_list_with_its_words_and_the_first_one_marked(desk: Desk, sit_down: Sit) -> None:
    busy(desk)
    hand = sit_down()
    number, words, first = 1, {"soon", "unanswered"}, "小区充电棚"
    hand.shell.open("today")
    hand.finish_lane()
    hand.press(NUMBERS[number], ALT)
    hand.wait(lambda: (one := hand.cases.search.current()) is not None and one.title == first)
    search = hand.cases.search
    assert {name for name, chip in search.filters.items() if chip.isChecked()} == words
    assert search.cases.rowCount() == 2
    assert hand.here() == "件"
    hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Return)
    hand.finish_lane()


def test_refused_and_unsent_open_their_lists(desk: Desk, sit_down: Sit) -> None:
    busy(desk)
    hand = sit_down()
    for number, state in ((2, "refused"), (4, "saved")):
        hand.shell.open("today")
        hand.finish_lane()
        hand.press(NUMBERS[number], ALT)
        hand.finish_lane()
        sync = hand.shell.page()
        assert isinstance(sync, SyncPage)
        assert sync.state == state


def test_one_draft_is_taken_up_and_of_several_the_shelf_opens(desk: Desk, sit_down: Sit) -> None:
    save_draft(desk, uuid4(), {"title": "垃圾房味道重", "original_text": "味道重"})
    hand = sit_down()
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: hand.record.form.gather().get("title") == "垃圾房味道重")
    save_draft(desk, uuid4(), {"title": "公交站牌加英文"})
    hand.shell.open("today")
    hand.finish_lane()
    hand.press(NUMBERS[0], ALT)
    hand.finish_lane()
    hand.wait(lambda: "公交站牌加英文" in hand.here())


def test_the_arrows_walk_the_doors_and_what_comes_next(desk: Desk, sit_down: Sit) -> None:
    busy(desk)
    hand = sit_down()
    assert hand.here() == "2个人在等回音"
    hand.press(Qt.Key.Key_Down, times=6)
    assert hand.here() == "12-04 小区停车 答复建议人·本站服务承诺"
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: hand.shows("小区停车"))
    assert hand.cases.pane.stage == "reading"


def test_the_first_morning_says_what_to_do_first(desk: Desk, sit_down: Sit) -> None:
    hand = sit_down()
    assert hand.shows("第一个早上")
    assert [line.words.name for line in lines(hand)] == ["answers", "record", "sample"]
    asked: list[bool] = []
    hand.shell.sample_wanted.connect(asked.append)
    hand.press(NUMBERS[2], ALT)
    assert asked == [True]
    for name in ("handler", "keep", "phone", "hours"):
        set_station(desk, name, "一个答案")
    hand.shell.refresh(())
    hand.finish_lane()
    assert [line.words.name for line in lines(hand)] == ["record", "sample"]


def test_what_happens_elsewhere_is_seen_at_once(desk: Desk, sit_down: Sit) -> None:
    hand = sit_down()
    hand.press(Qt.Key.Key_F2)
    hand.write_case("味道重")
    hand.press(Qt.Key.Key_1, ALT)
    hand.finish_lane()
    hand.wait(lambda: told(hand) == [(1, "drafts")])
    record(desk, "小区充电棚", 61)
    hand.shell.place.traffic.brought.emit(())
    hand.finish_lane()
    assert told(hand)[0] == (1, "due")


def test_a_number_beyond_the_doors_is_the_rails(desk: Desk, sit_down: Sit) -> None:
    record(desk, "今天的一件")
    hand = sit_down()
    hand.press(Qt.Key.Key_5, ALT)
    assert isinstance(hand.shell.page(), CasesPage)
    hand.press(Qt.Key.Key_1, ALT)
    assert isinstance(hand.shell.page(), TodayPage)
    hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(hand.shell.page(), RecordPage)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_today_fits(lang: str, scale: float, size: tuple[int, int], desk: Desk, sit_down: Sit) -> None:
    look = Look("dark" if lang == "en" else "light", scale, lang, size[0])
    hand = sit_down(look, size)
    for everything in (False, True):
        if everything:
            busy(desk)
            hand.shell.open("today")
            hand.finish_lane()
        found = misfits(hand.window, *size) + nameless(hand.window)
        for area in hand.window.findChildren(QScrollArea):
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        assert found + misfits(hand.window, *size) == []
