"""代表名册: entered, changed, matched, out of office, taken over from a table; what is published above is only read."""

from pathlib import Path
from uuid import UUID

from hand import CTRL, Hand, Sit
from PySide6.QtCore import Qt
from visits_hand import deputies

from desk.actions.deputies import add_deputy
from desk.actions.desk import Desk
from desk.reads.deputies import read_deputy, read_entries
from desk.reads.reception_views import DeputyView
from ui.pages.settings import SettingsPage
from ui.pages.settings_deputies import DeputiesSection

RETURN = Qt.Key.Key_Return


def section(hand: Hand) -> DeputiesSection:
    hand.shell.open("settings", "deputies")
    hand.finish_lane()
    page = hand.shell.page()
    assert isinstance(page, SettingsPage)
    return page.section(DeputiesSection)


def entries(desk: Desk) -> list[str]:
    return [one.name for one in read_entries(desk.vault, desk.lens)]


def test_a_deputy_is_entered_by_the_keys_alone(desk: Desk, hand: Hand) -> None:
    section(hand)
    assert hand.shows("名册上还没有人")
    assert hand.here() == "姓名"
    hand.say("柏某")
    hand.press(RETURN)
    hand.press(Qt.Key.Key_Left)  # from the town's to the district's
    hand.go_to("电话")
    hand.type("13900000201")
    hand.press(RETURN, CTRL)
    hand.wait(lambda: entries(desk) == ["柏某"])
    hand.finish_lane()
    (one,) = read_entries(desk.vault, desk.lens)
    assert (one.congress, one.phone) == ("D", "13900000201")
    assert hand.messages() == ["柏某 已列入名册。"]
    hand.wait(lambda: hand.shows("139****0201"))
    assert not hand.shows("13900000201")
    hand.go_to("显示电话")
    hand.press(RETURN)
    assert hand.shows("13900000201")


def test_what_is_wrong_is_said_where_it_was_typed(desk: Desk, hand: Hand) -> None:
    found = section(hand)
    hand.press(RETURN, CTRL)
    hand.wait(lambda: hand.here() == "姓名" and found.form.fields["name"].note.text())
    hand.say("柏某")
    found.form.fields["since"].field.setText("去年")
    hand.press(RETURN, CTRL)
    hand.wait(lambda: hand.here() == "任职开始" or found.form.fields["since"].note.text())
    assert found.form.fields["since"].note.text()
    assert entries(desk) == []


def test_an_entry_is_changed_and_esc_leaves_it(desk: Desk, hand: Hand) -> None:
    deputies(desk, "柏某")
    found = section(hand)
    hand.go_to("改一改")
    hand.press(RETURN)
    assert hand.here() == "姓名"
    hand.press(Qt.Key.Key_Escape)
    assert found.save.word() == "列入名册"
    found.card.asked.emit("change")
    found.form.fields["post"].field.setText("某某村 书记")
    hand.press(RETURN, CTRL)
    hand.wait(lambda: read_entries(desk.vault, desk.lens)[0].post == "某某村 书记")
    hand.wait(lambda: hand.shows("某某村 书记"))


def test_somebody_leaves_office(desk: Desk, hand: Hand) -> None:
    deputies(desk, "柏某")
    found = section(hand)
    hand.go_to("离任")
    hand.press(RETURN)
    assert hand.here() == "离任日期"
    found.card.day.field.setText("昨天")
    hand.press(RETURN)
    hand.wait(found.card.day.note.text)
    found.card.day.field.setText("2026-11-23")
    hand.press(RETURN)
    hand.wait(lambda: read_entries(desk.vault, desk.lens)[0].until is not None)
    hand.wait(lambda: hand.shows("不在任"))
    assert hand.messages() == ["柏某 已离任，以前的履职照样计入。"]


def test_two_entries_turn_out_to_be_one_person(desk: Desk, hand: Hand) -> None:
    (first, second) = deputies(desk, "柏某", "柏某")
    found = section(hand)
    found.list.mark_row(found.list.lines.row_of(second))
    hand.go_to("与谁是同一人")
    hand.press(RETURN)
    assert hand.here() == "柏某·镇人大代表·山阳"
    hand.press(RETURN)
    hand.wait(lambda: read_deputy(desk.vault, desk.lens, second).same_as == first)
    hand.wait(lambda: hand.shows("是同一人"))
    found.list.mark_row(found.list.lines.row_of(second))
    hand.go_to("与谁是同一人")
    hand.press(RETURN)
    hand.press(RETURN)  # the only way left: a person of its own again
    hand.wait(lambda: read_deputy(desk.vault, desk.lens, second).same_as is None)


def test_what_is_published_above_is_only_read(desk: Desk, sit: Sit) -> None:
    hand = sit()
    found = section(hand)
    id = add_deputy(desk, {"name": "柏某", "level": "T", "phone": "13900000201"}).subjects[0]
    own = read_deputy(desk.vault, desk.lens, id)
    above = DeputyView(UUID(int=7), "柏某", "T", own.level, None, published=True)
    found._show((above, own))
    found.list.mark_row(0)
    assert hand.shows("上级发布")
    assert "改一改" not in [button.word() for button in found.card.findChildren(type(found.save))]
    found.list.mark_row(1)
    assert "改一改" in [button.word() for button in found.card.findChildren(type(found.save))]


def test_a_table_is_taken_over_and_its_rows_are_reported(desk: Desk, hand: Hand, tmp_path: Path) -> None:
    found = section(hand)
    table = tmp_path / "roster.csv"
    table.write_text("姓名,级别,代表组,备注\n柏某,镇,山阳,\n苏某,村,山阳,\n,镇,,\n", encoding="utf-8")
    found.take_file(str(table))
    hand.wait(lambda: entries(desk) == ["柏某"])
    hand.finish_lane()
    told = hand.words_on(found)
    assert any("备注" in words for words in told)
    assert sum(words.startswith("第 ") or "行" in words for words in told) >= 2
    table.write_text("甲,乙\n1,2\n", encoding="utf-8")
    found.take_file(str(table))
    hand.wait(lambda: any("没有" in words and "姓名" in words for words in hand.words_on(found)))
    found.take_file(str(tmp_path / "none.csv"))
    hand.finish_lane()
    assert hand.messages() == []


def test_what_is_typed_outlasts_a_rebuilt_window(desk: Desk, sit: Sit) -> None:
    deputies(desk, "柏某")
    hand = sit()
    found = section(hand)
    found.card.asked.emit("change")
    found.form.fields["post"].field.setText("没写完")
    memory = hand.shell.memory()
    again = sit()
    again.shell.recall(memory)
    again.finish_lane()
    page = again.shell.page()
    assert isinstance(page, SettingsPage)
    new = page.section(DeputiesSection)
    assert new.form.said()["post"] == "没写完"
    assert new.save.word() == "保存更改"
