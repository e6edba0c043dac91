"""Settings, Units: the list is kept by the keys alone; what comes from above is there to be chosen at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fit import SCALES, SIZES, misfits, nameless
from hand import CTRL, Hand, Sit
from made_up import Found
from office import LAMP, found_town
from PySide6.QtCore import Qt

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from desk.actions.units import add_unit, retire_unit
from desk.reads.cases import find_cases
from desk.reads.units import read_units
from ui.pages.settings import SettingsPage
from ui.pages.settings_units import UnitsSection
from ui.theme import Look

RETURN = Qt.Key.Key_Return
LONG = "上海湾区高新技术产业开发区综合管理服务中心第三工作站办事大厅"


@pytest.fixture
def desk(found: Found, tmp_path: Path) -> Iterator[Desk]:
    return found_town(found, tmp_path / "town")


@pytest.fixture
def hand(sit: Sit) -> Hand:
    return at_units(sit)


def at_units(sit: Sit, look: Look | None = None, size: tuple[int, int] = (1366, 768)) -> Hand:
    hand = sit("settings", look, size)
    hand.shell.open("settings", "units")
    hand.finish_lane()
    hand.wait(lambda: section(hand).list.lines.rowCount() > 0)
    return hand


def section(hand: Hand) -> UnitsSection:
    page = hand.shell.page()
    assert isinstance(page, SettingsPage)
    return page.section(UnitsSection)


def titles(found: UnitsSection) -> list[str]:
    return [line.title for line in found.list.lines.all()]


def on_list(desk: Desk) -> list[str]:
    return [one.name.zh for one in read_units(desk.vault, desk.lists.codes) if one.retired is None]


def test_a_unit_is_put_on_the_list_renamed_taken_off_and_put_on_again(desk: Desk, hand: Hand) -> None:
    hand.go_to("单位名称")
    hand.say("镇城运中心")
    hand.press(RETURN, CTRL)
    hand.wait(lambda: "镇城运中心" in on_list(desk))
    hand.wait(lambda: hand.messages() == ["“镇城运中心”在名单里了。"])
    found = section(hand)
    hand.wait(lambda: "镇城运中心" in titles(found))
    found.list.mark_row(titles(found).index("镇城运中心"))
    hand.go_to("改名")
    hand.press(RETURN)
    assert hand.here() == "单位名称"
    hand.press(Qt.Key.Key_A, CTRL)
    hand.say("镇城市运行中心")
    hand.press(RETURN, CTRL)
    hand.wait(lambda: "镇城市运行中心" in titles(found))
    assert "镇城运中心" not in on_list(desk)
    hand.go_to("从名单撤下")
    hand.press(RETURN)
    hand.wait(lambda: "镇城市运行中心" not in on_list(desk))
    hand.wait(lambda: [line.sign.word for line in found.list.lines.all()][-1] == "已撤下")
    found.list.mark_row(found.list.lines.rowCount() - 1)
    hand.go_to("重新列入")
    hand.press(RETURN)
    hand.wait(lambda: "镇城市运行中心" in on_list(desk))


def test_what_cannot_be_is_said_where_it_was_typed(desk: Desk, hand: Hand) -> None:
    found = section(hand)
    hand.go_to("单位名称")
    hand.press(RETURN, CTRL)
    hand.wait(found.fields["name"].note.text)
    hand.say("区建管委")
    hand.press(RETURN, CTRL)
    hand.wait(lambda: "已经在名单里" in found.fields["name"].note.text())
    assert len(on_list(desk)) == 37


def test_escape_leaves_a_rename_and_nothing_is_changed(desk: Desk, hand: Hand) -> None:
    hand.go_to("改名")
    hand.press(RETURN)
    hand.press(Qt.Key.Key_Escape)
    assert section(hand).fields["name"].field.text() == ""
    assert len(on_list(desk)) == 37


def test_a_table_is_taken_over_and_reported(desk: Desk, hand: Hand, tmp_path: Path) -> None:
    file = tmp_path / "units.csv"
    file.write_text("单位\n镇城运中心\n区建管委\n", encoding="utf-8")
    section(hand).take_file(str(file))
    hand.wait(lambda: hand.shows("新列入 1 个，原来就有 1 个"))
    assert "镇城运中心" in on_list(desk)


def test_a_unit_that_has_just_come_is_there_to_be_chosen(desk: Desk, sit: Sit) -> None:
    record_case(desk, LAMP)
    hand = sit("cases")
    hand.wait(lambda: hand.cases.pane.case is not None)
    hand.press(RETURN, CTRL)
    hand.wait(lambda: hand.here() == "主办单位")
    subjects = (*add_unit(desk, {"name": "镇城运中心"}).subjects, *retire_unit(desk, "区房管局").subjects)
    hand.shell.refresh(subjects)
    hand.finish_lane()
    hand.say("城运")
    hand.press(RETURN)
    hand.press(RETURN, CTRL)
    hand.wait(lambda: find_cases(desk.vault, desk.lens).rows[0].unit is not None)
    unit = find_cases(desk.vault, desk.lens).rows[0].unit
    assert unit is not None
    assert unit.zh == "镇城运中心"


def test_forwarding_to_a_retired_unit_is_said_at_the_field(desk: Desk, sit: Sit) -> None:
    record_case(desk, LAMP)
    retire_unit(desk, "区房管局")
    hand = sit("cases")
    hand.wait(lambda: hand.cases.pane.case is not None)
    hand.press(RETURN, CTRL)
    hand.wait(lambda: hand.here() == "主办单位")
    hand.say("区房管局")
    hand.press(RETURN, CTRL)
    hand.wait(lambda: hand.shows("已不在单位名单里"))
    assert find_cases(desk.vault, desk.lens).rows[0].state == "10"


def test_a_village_has_no_list_of_units(found: Found, tmp_path: Path) -> None:
    from ui.pages.settings import CHAPTERS

    (units,) = [chapter for chapter in CHAPTERS if chapter.name == "units"]
    assert not units.is_at("village")
    assert units.is_at("town")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scale", SCALES)
def test_the_section_fits(scale: float, lang: str, size: tuple[int, int], desk: Desk, sit: Sit) -> None:
    add_unit(desk, {"name": LONG, "english": "Third Workstation of the Integrated Services Centre, Bay Area Zone"})
    retire_unit(desk, "区房管局")
    hand = at_units(sit, Look("dark" if lang == "zh" else "light", scale, lang, size[0]), size)
    assert misfits(hand.window, *size) == []
    section(hand)._begin_rename()
    assert misfits(hand.window, *size) + nameless(hand.window) == []
