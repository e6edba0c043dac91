"""设置, the section Hub: a desk joins a real hub by address and code; what is wrong is said where it was typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from exchanged import HUB, enrolled, failed
from hand import CTRL, Hand, Sit
from PySide6.QtCore import Qt
from sqlalchemy import update
from sync_hand import page as sync_page
from sync_hand import watch

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from desk.storage.tables import place
from tests.hub_process import HubProcess
from tests.sync.country import PLACES, VILLAGE
from ui.pages.settings import SettingsPage
from ui.pages.settings_hub import HubSection
from ui.pages.sync_traffic import Joining
from ui.tasks import Lane
from ui.theme import Look
from ui.window.exchange import Exchanger


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    folder = tmp_path_factory.mktemp("hub")
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    running = HubProcess(folder / "files")
    assert running.inside("places", "import", folder / "places.csv").code == 0
    yield running.start()
    running.kill()


@pytest.fixture
def hand(desk: Desk, sit: Sit) -> Hand:
    """Before the form, nothing joined; what is asked goes nowhere."""
    hand = watch(sit())
    hand.shell.open("settings", "hub")
    return hand


@pytest.fixture
def online(desk: Desk, sit: Sit, lane: Lane) -> Iterator[Hand]:
    """Before the form, with the exchange beside it."""
    record_case(desk, {"title": "东门路灯"})
    hand, line = sit(), Lane()
    exchanger = Exchanger(desk, lane, line, hand.shell.place.traffic, hand.window)
    exchanger.begin()
    hand.shell.open("settings", "hub")
    hand.finish_lane()
    yield hand
    exchanger.end()()
    line.finish()


def page(hand: Hand) -> SettingsPage:
    found = hand.shell.page()
    assert isinstance(found, SettingsPage)
    return found


def section(hand: Hand) -> HubSection:
    return page(hand).section(HubSection)


def fill(hand: Hand, url: str, code: str, authority: str = "") -> None:
    for name, text in (("上级地址", url), ("接入码", code), ("证书文件", authority)):
        hand.go_to(name)
        hand.press(Qt.Key.Key_A, CTRL)
        hand.press(Qt.Key.Key_Delete)
        hand.type(text)


def asked(hand: Hand) -> list[Joining]:
    wishes: list[Joining] = []
    hand.shell.place.traffic.join_wanted.connect(wishes.append)
    return wishes


def notes(hand: Hand) -> dict[str, str]:
    form = section(hand).form
    parts = {"url": form.url, "code": form.code, "authority": form.authority}
    return {name: part.note.text() for name, part in parts.items() if part.note.text()}


# -- joining ------------------------------------------------------------------------------------------


def test_a_desk_joins_by_the_keys_alone_and_the_first_exchange_begins(online: Hand, hub: HubProcess) -> None:
    assert online.here() == "上级地址"
    fill(online, hub.url, hub.enrolment_code(VILLAGE, "village"))
    online.press(Qt.Key.Key_Return, CTRL)
    online.qtbot.waitUntil(lambda: online.shows("晨光村"), timeout=30_000)
    assert online.shows("村居")
    assert online.shows(hub.url)
    traffic = online.shell.place.traffic
    online.qtbot.waitUntil(lambda: bool(traffic.standing.view and traffic.standing.view.arrived == 1), timeout=30_000)
    online.wait(lambda: online.shows("和上级接上了"))
    assert not section(online).join.isVisible()
    assert online.shell.status.sync.word().startswith("已送达 ")
    online.go_to("看送了什么")
    online.press(Qt.Key.Key_Return)
    assert online.shows("没有还留在这里的")


def test_a_wrong_code_stands_at_the_code_and_what_was_typed_stays(online: Hand, hub: HubProcess) -> None:
    fill(online, hub.url, "00000000")
    online.press(Qt.Key.Key_Return, CTRL)
    online.qtbot.waitUntil(lambda: "code" in notes(online), timeout=30_000)
    assert online.here() == "接入码"
    assert section(online).form.typed() == (hub.url, "00000000", "")
    assert online.messages() == []
    online.type("1")
    assert notes(online) == {}


def test_a_hub_that_is_not_there_is_said_at_the_address(online: Hand) -> None:
    fill(online, "http://127.0.0.1:9", "12345678")
    online.press(Qt.Key.Key_Return, CTRL)
    online.qtbot.waitUntil(lambda: "url" in notes(online), timeout=30_000)
    assert section(online).join.isEnabled()


@pytest.mark.parametrize(
    ("url", "authority", "field"),
    [
        ("http://hub.example.cn", "", "url"),
        ("https://hub .example", "", "url"),
        ("https://hub.example.cn", "not-there.pem", "authority"),
        ("https://hub.example.cn", "keyring.json", "authority"),
    ],
)
def test_what_cannot_be_meant_is_said_at_its_field(
    online: Hand, station: Path, url: str, authority: str, field: str
) -> None:
    fill(online, url, "12345678", str(station / authority) if authority else "")
    online.press(Qt.Key.Key_Return, CTRL)
    online.qtbot.waitUntil(lambda: field in notes(online), timeout=30_000)


def test_what_is_missing_is_said_before_anything_is_asked(hand: Hand) -> None:
    wishes = asked(hand)
    hand.press(Qt.Key.Key_Return, CTRL)
    assert "还没填地址" in notes(hand)["url"]
    fill(hand, "hub.example.cn", "")
    hand.press(Qt.Key.Key_Return, CTRL)
    assert "还没填接入码" in notes(hand)["code"]
    assert wishes == []


def test_an_address_without_its_beginning_is_a_safe_one(hand: Hand, tmp_path: Path) -> None:
    wishes = asked(hand)
    fill(hand, " hub.example.cn:8443 ", "1234 5678")
    section(hand).form.take_file(str(tmp_path / "authority.pem"))
    hand.press(Qt.Key.Key_Return, CTRL)
    assert wishes == [Joining("https://hub.example.cn:8443", "1234 5678", tmp_path / "authority.pem")]


def test_while_it_is_asked_nobody_asks_again(hand: Hand) -> None:
    wishes = asked(hand)
    fill(hand, "hub.example.cn", "12345678")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.press(Qt.Key.Key_Return, CTRL)
    assert len(wishes) == 1
    assert not section(hand).join.isEnabled()


def test_tab_goes_as_it_is_written(hand: Hand) -> None:
    walked = []
    for _ in range(5):
        walked.append(hand.here())
        hand.press(Qt.Key.Key_Tab)
    assert walked == ["上级地址", "接入码", "证书文件", "选文件", "接上"]


def test_another_look_keeps_what_is_typed(hand: Hand, sit: Sit) -> None:
    fill(hand, "hub.example.cn", "1234")
    memory = hand.shell.memory()
    hand.window.hide()
    again = watch(sit(look=Look(scale=1.25)))
    again.shell.recall(memory)
    assert section(again).form.typed() == ("hub.example.cn", "1234", "")


# -- joined -------------------------------------------------------------------------------------------


def test_a_joined_desk_says_place_level_hub_and_the_last_exchange(desk: Desk, sit: Sit) -> None:
    enrolled(desk)
    hand = watch(sit())
    hand.shell.open("settings", "hub")
    for words in ("晨光居民区 310116113000", "征集点", HUB, "还没有"):
        assert hand.shows(words), words
    assert not section(hand).join.isVisible()
    assert hand.here() == "现在往来"


def test_a_trouble_is_said_in_the_card_with_its_sentence(desk: Desk, sit: Sit) -> None:
    enrolled(desk)
    failed(desk, "hub_revoked")
    hand = watch(sit())
    hand.shell.open("settings", "hub")
    assert hand.shows("上级停用了这台电脑")
    assert hand.messages() == []


def test_a_joined_desk_can_join_anew_or_stay_as_it_is(desk: Desk, sit: Sit) -> None:
    enrolled(desk)
    hand = watch(sit())
    hand.shell.open("settings", "hub")
    hand.go_to("换个接入码再接")
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "上级地址"
    hand.press(Qt.Key.Key_Escape)
    assert hand.shows(HUB)
    assert hand.here() == "现在往来"
    hand.go_to("换个接入码再接")
    hand.press(Qt.Key.Key_Return)
    hand.go_to("不接了")
    hand.press(Qt.Key.Key_Return)
    assert hand.shows(HUB)


def test_a_sample_station_is_told_why_it_cannot_join(desk: Desk, sit: Sit) -> None:
    with desk.vault.write() as connection:
        connection.execute(update(place).values(sample=True))
    hand = watch(sit())
    hand.shell.open("settings", "hub")
    assert hand.shows("样板站不接上级")
    assert not section(hand).form.isVisible()
    assert not section(hand).join.isVisible()
    hand.shell.open("sync")
    assert hand.shows("样板站不接上级")
    assert not any(button.isVisible() for button in sync_page(hand).card.buttons.values())


def test_the_files_are_asked_for_in_a_dialog_of_their_own(hand: Hand, tmp_path: Path) -> None:
    from PySide6.QtWidgets import QFileDialog

    hand.go_to("选文件")
    hand.press(Qt.Key.Key_Return)
    dialog = page(hand).findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "ca.pem"))
    dialog.close()
    assert section(hand).form.typed()[2] == str(tmp_path / "ca.pem")
