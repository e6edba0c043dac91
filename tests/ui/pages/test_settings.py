"""设置: what the station says, where it prints, its backups and its looks, by the keys alone."""

from pathlib import Path

from hand import CTRL, Hand, Sit
from PySide6.QtCore import Qt

from desk.actions.cases import record_case
from desk.actions.station import describe_station
from desk.reads.station import read_station
from desk.storage.shelf import read_shelf
from ui.pages.settings import SettingsPage
from ui.pages.settings_backup import BackupSection
from ui.pages.settings_papers import PapersSection
from ui.pages.settings_station import StationSection


def page(hand: Hand) -> SettingsPage:
    found = hand.shell.page()
    assert isinstance(found, SettingsPage)
    return found


def opened(hand: Hand, section: str) -> Hand:
    hand.shell.open("settings", section)
    hand.finish_lane()
    return hand


def wishes(hand: Hand) -> list[tuple[str, object]]:
    asked: list[tuple[str, object]] = []
    hand.shell.wished.connect(lambda name, wish: asked.append((name, wish)))
    return asked


def save(hand: Hand) -> None:
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.finish_lane()


# -- station ------------------------------------------------------------------------------------------


def test_what_the_law_wants_comes_first_and_is_saved_with_one_key(hand: Hand) -> None:
    opened(hand, "station")
    assert hand.shows("还没有填全")
    assert hand.here() == "个人信息处理者"
    hand.say("山阳镇人民政府")
    hand.go_to("保存多久")
    hand.say("3年")
    hand.go_to("电话")
    hand.type("021-57320002")
    save(hand)
    station = read_station(hand.desk.vault)
    assert (station.handler, station.keep, station.phone) == ("山阳镇人民政府", "3年", "021-57320002")
    assert not hand.shows("还没有填全")
    assert hand.messages() == ["站点的情况存好了，下一张回执就照这个印。"]


def test_saving_twice_writes_once_and_an_emptied_answer_is_taken_back(hand: Hand) -> None:
    describe_station(hand.desk, {"handler": "镇政府", "keep": "3年"})
    opened(hand, "station")
    section = page(hand).section(StationSection)
    section.days.setValue(45)
    save(hand)
    before = facts(hand)
    save(hand)
    assert facts(hand) == before
    section.fields["keep"].field.clear()
    save(hand)
    station = read_station(hand.desk.vault)
    assert (station.promise_days, station.handler, station.keep) == (45, "镇政府", None)
    assert hand.shows("还没有填全")


def test_what_a_command_changed_meanwhile_is_shown_unless_something_is_typed(hand: Hand) -> None:
    opened(hand, "station")
    describe_station(hand.desk, {"hours": "周一"})
    opened(hand, "station")
    section = page(hand).section(StationSection)
    assert section.typed()["hours"] == "周一"
    section.fields["phone"].field.set_text("12345")
    describe_station(hand.desk, {"hours": "周二"})
    opened(hand, "station")
    assert section.typed()["phone"] == "12345"


def test_the_live_slip_knows_the_new_telephone(hand: Hand) -> None:
    opened(hand, "station")
    page(hand).section(StationSection).fields["phone"].field.set_text("021-57320002")
    save(hand)
    hand.shell.open("record")
    hand.finish_lane()
    assert "021-57320002" in hand.record.view.side.slip.accessibleName()


def facts(hand: Hand) -> int:
    with hand.desk.vault.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM fact").scalar_one())


# -- printing -----------------------------------------------------------------------------------------


def test_the_printers_lie_open_and_choosing_one_is_a_wish(hand: Hand) -> None:
    asked = wishes(hand)
    hand.printer.sizes = {"XP-80": ("80mm",), "HP": ("A4",)}
    opened(hand, "papers")
    assert [option.word for option in page(hand).section(PapersSection).slips.choice.options()] == [
        "由电脑选",
        "XP-80",
        "HP",
    ]
    assert hand.here() == "由电脑选"
    hand.press(Qt.Key.Key_Right, times=2)
    assert asked == [("printer", "XP-80"), ("printer", "HP")]


def test_the_printer_in_the_status_bar_leads_here_and_follows_the_choice(hand: Hand) -> None:
    hand.printer.queued = 2
    hand.wait(lambda: hand.shell.status.printer.word() != "")
    hand.shell.status.printer.click()
    hand.finish_lane()
    assert hand.here() == "由电脑选"
    hand.press(Qt.Key.Key_Right)
    hand.wait(lambda: hand.shell.status.printer.word() == "打印机可以用·排着 2 张")


def test_paper_and_the_printer_for_letters_are_wishes_too(hand: Hand) -> None:
    asked = wishes(hand)
    hand.printer.sizes = {"XP-80": ("80mm",), "HP": ("A4",)}
    opened(hand, "papers")
    hand.go_to("80 毫米卷纸")
    hand.press(Qt.Key.Key_Right)
    hand.go_to("有 A4 纸的都行")
    hand.press(Qt.Key.Key_Right, times=2)
    assert asked == [("paper", "A5"), ("letters", "XP-80"), ("letters", "HP")]


def test_a_computer_without_a_printer_is_told_what_to_do(hand: Hand) -> None:
    hand.printer.there = False
    opened(hand, "papers")
    assert hand.shows("还没有打印机")
    hand.printer.there = True
    hand.go_to("再看一遍")
    hand.press(Qt.Key.Key_Return)
    hand.finish_lane()
    assert not hand.shows("还没有打印机")


# -- backup -------------------------------------------------------------------------------------------


def test_a_backup_now_is_made_opened_and_told(hand: Hand, tmp_path: Path) -> None:
    record_case(hand.desk, {"title": "东门路灯"})
    asked = wishes(hand)
    opened(hand, "backup")
    assert hand.shows("还没有备份")
    section = page(hand).section(BackupSection)
    section.take_folder(str(tmp_path / "stick"))
    assert asked == [("backup_folder", str(tmp_path / "stick"))]
    save(hand)
    hand.finish_lane()
    (made,) = (tmp_path / "stick").iterdir()
    assert any(str(made) in text for text in hand.messages())
    assert hand.shows("条记录，打开点过数")
    assert [one.path for one in read_shelf(hand.desk.home).made] == [made]


def test_a_folder_that_cannot_be_written_is_said_at_the_folder(hand: Hand, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    opened(hand, "backup")
    section = page(hand).section(BackupSection)
    section.take_folder(str(tmp_path / "file" / "below"))
    save(hand)
    assert section.folder.note.text()
    assert hand.here() == "文件夹"
    assert section.now.isEnabled()


def test_a_failed_backup_of_the_day_stands_there_with_its_reason(hand: Hand, tmp_path: Path) -> None:
    from desk.actions.keeping import back_up_new
    from desk.errors import BadEnvironment

    (tmp_path / "file").write_text("")
    try:
        back_up_new(hand.desk, tmp_path / "file")
    except BadEnvironment:
        opened(hand, "backup")
    assert hand.shows("上次没有做成")


# -- looks --------------------------------------------------------------------------------------------


def test_looks_are_wishes_that_take_effect_at_once(hand: Hand) -> None:
    asked = wishes(hand)
    opened(hand, "look")
    hand.press(Qt.Key.Key_Right)
    hand.go_to("100 %")
    hand.press(Qt.Key.Key_Right)
    hand.go_to("浅色")
    hand.press(Qt.Key.Key_Right)
    assert asked == [("lang", "en"), ("scale", 125), ("theme", "dark")]


def test_about_names_the_version_and_every_work_it_stands_on(hand: Hand) -> None:
    opened(hand, "about")
    for words in (
        "0.1.0",
        str(hand.desk.home.folder),
        "Noto Sans SC, SIL OFL 1.1",
        "reportlab",
        "PySide6",
        "SQLAlchemy",
    ):
        assert hand.shows(words), words


# -- the list -----------------------------------------------------------------------------------------


def test_arrows_in_the_list_turn_the_sections_and_all_of_them_remember(sit: Sit) -> None:
    hand = opened(sit(), "station")
    page(hand).list.setFocus(Qt.FocusReason.TabFocusReason)
    hand.press(Qt.Key.Key_Down, times=4)
    assert isinstance(page(hand).section(PapersSection), PapersSection)
    page(hand).arrive("station")
    page(hand).section(StationSection).fields["phone"].field.set_text("12345")
    page(hand).arrive("look")
    memory = hand.shell.memory()
    again = sit("settings")
    again.shell.recall(memory)
    assert page(again).memory() == page(hand).memory()
