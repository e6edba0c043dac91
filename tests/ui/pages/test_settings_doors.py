"""设置 引导去处: a row a door, moved, added, taken away by keys; every nature's table is saved together."""

from hand import CTRL, Hand, Sit
from PySide6.QtCore import Qt

from desk.actions.doors import set_doors
from desk.reads.doors import read_doors
from ui.pages.settings import SettingsPage
from ui.pages.settings_doors import DoorsSection
from ui.theme import Look

UP, DOWN, AWAY = "上移", "下移", "去掉"


def section(hand: Hand) -> DoorsSection:
    page = hand.shell.page()
    assert isinstance(page, SettingsPage)
    return page.section(DoorsSection)


def opened(hand: Hand) -> DoorsSection:
    hand.shell.open("settings", "doors")
    hand.finish_lane()
    return section(hand)


def names(hand: Hand, nature: str) -> list[str]:
    return [door.name.zh for door in read_doors(hand.desk.vault)[nature].doors]


def save(hand: Hand) -> None:
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.finish_lane()
    hand.finish_lane()


def test_a_door_is_renamed_and_saved_with_one_key(hand: Hand) -> None:
    opened(hand)
    hand.go_to("去处1名称")
    hand.press(Qt.Key.Key_A, CTRL)
    hand.say("山阳镇信访接待室")
    hand.go_to("去处1电话")
    hand.type("021-5700 0001")
    save(hand)
    assert names(hand, "SQ")[0] == "山阳镇信访接待室"
    assert read_doors(hand.desk.vault)["SQ"].doors[0].phone == "021-5700 0001"
    assert names(hand, "SQ")[1:] == ["人民调解", "劳动人事争议仲裁", "市民服务热线"]
    assert hand.messages() == ["去处存好了，登记页旁边和下一张引导告知单都照这个来。"]


def test_doors_move_up_and_the_focus_goes_with_them(hand: Hand) -> None:
    doors = opened(hand)
    doors.rows[3].up.setFocus(Qt.FocusReason.TabFocusReason)
    hand.press(Qt.Key.Key_Space, times=3)
    save(hand)
    assert names(hand, "SQ") == ["市民服务热线", "信访“家门口”服务站", "人民调解", "劳动人事争议仲裁"]


def test_a_door_is_added_and_another_taken_away(hand: Hand) -> None:
    doors = opened(hand)
    doors.add.setFocus(Qt.FocusReason.TabFocusReason)
    hand.press(Qt.Key.Key_Space)
    assert hand.here() == "去处5名称"
    assert not doors.add.isEnabled()
    hand.say("司法所")
    doors.rows[1].away.setFocus(Qt.FocusReason.TabFocusReason)
    hand.press(Qt.Key.Key_Space)
    assert hand.here() == "去处2名称"
    save(hand)
    assert names(hand, "SQ") == ["信访“家门口”服务站", "劳动人事争议仲裁", "市民服务热线", "司法所"]


def test_tables_of_several_natures_are_saved_together_and_can_go_back(hand: Hand) -> None:
    doors = opened(hand)
    doors.rows[0].fields["name"].set_text("甲门")
    doors.take_focus()
    hand.press(Qt.Key.Key_Right)
    assert doors.rows[0].text()["name"] == "市民服务热线"
    doors.rows[0].fields["name"].set_text("乙门")
    save(hand)
    assert (names(hand, "SQ")[0], names(hand, "TS")[0]) == ("甲门", "乙门")
    assert doors.shipped.isVisible()
    doors.shipped.click()
    hand.finish_lane()
    hand.finish_lane()
    assert (names(hand, "SQ")[0], names(hand, "TS")[0]) == ("甲门", "市民服务热线")
    assert not doors.shipped.isVisible()


def test_a_door_without_a_name_is_said_in_its_table_and_nothing_is_written(hand: Hand) -> None:
    doors = opened(hand)
    doors.rows[1].fields["name"].set_text("")
    doors.take_focus()
    hand.press(Qt.Key.Key_Right)
    save(hand)
    assert "第 2 行" in doors.note.text()
    assert doors.nature.code() == "SQ"
    assert hand.here() == "去处2名称"
    assert not read_doors(hand.desk.vault)["SQ"].own


def test_what_is_typed_outlasts_a_change_of_look(hand: Hand, sit: Sit) -> None:
    doors = opened(hand)
    doors.bring.field.set_text("身份证件")
    page = hand.shell.page()
    assert isinstance(page, SettingsPage)
    memory = page.memory()
    other = sit(look=Look("dark", 1.5, "zh", 1366))
    again = opened(other)
    again_page = other.shell.page()
    assert isinstance(again_page, SettingsPage)
    again_page.recall(memory)
    other.finish_lane()
    assert again.bring.field.text() == "身份证件"


def test_what_a_command_changed_meanwhile_is_shown_where_nothing_is_typed(hand: Hand) -> None:
    doors = opened(hand)
    doors.rows[0].fields["name"].set_text("甲门")
    set_doors(hand.desk, "TS", {"doors": [{"name": "丁门"}]})
    set_doors(hand.desk, "SQ", {"doors": [{"name": "丙门"}]})
    doors.arrive()
    hand.finish_lane()
    assert doors.rows[0].text()["name"] == "甲门"
    doors.take_focus()
    hand.press(Qt.Key.Key_Right)
    assert doors.rows[0].text()["name"] == "丁门"
