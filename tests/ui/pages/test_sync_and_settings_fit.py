"""Sync and Settings fit at every scale, in both languages, light and dark; nothing is clipped, nothing nameless."""

from pathlib import Path

import pytest
from fit import SCALES, SIZES, misfits, nameless, settle
from hand import Hand, Sit
from PySide6.QtWidgets import QScrollArea
from sync_hand import Story, page, story, watch

from desk.actions.desk import Desk
from desk.errors import BadInput
from desk.text import explain
from ui.pages.settings import CHAPTERS, SettingsPage
from ui.pages.settings_hub import FIELDS, HubSection
from ui.theme import Look

__all__ = ["story"]
LOOKS = [(scale, lang, size) for size in SIZES for scale in SCALES for lang in ("zh", "en")]
TROUBLES = ("hub_unreachable", "hub_revoked", "hub_forgot_us")


def faults(hand: Hand, size: tuple[int, int]) -> list[str]:
    """Looked for at the top and at the end of everything that scrolls."""
    found = misfits(hand.window, *size)
    for area in hand.window.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    return found + misfits(hand.window, *size) + nameless(hand.window)


@pytest.mark.parametrize(("scale", "lang", "size"), LOOKS)
def test_sync_fits(scale: float, lang: str, size: tuple[int, int], story: Story, sit: Sit) -> None:
    mode = "dark" if lang == "en" and size == SIZES[0] else "light"
    hand = watch(sit(look=Look(mode, scale, lang, size[0]), size=size))
    hand.shell.open("sync")
    traffic = hand.shell.place.traffic
    assert faults(hand, size) == []
    for code in TROUBLES:
        story.fail(code)
        traffic.look_wanted.emit()
        assert faults(hand, size) == [], code
    for state in ("draft", "arrived", "saved", "refused"):
        page(hand).choose(state)
        hand.finish_lane()
        assert faults(hand, size) == [], state
    traffic.show(running=True, slow=True, doing="return", done=123_456)
    assert faults(hand, size) == []


@pytest.mark.parametrize(("scale", "lang", "size"), LOOKS)
def test_an_empty_sync_and_settings_fit(
    scale: float, lang: str, size: tuple[int, int], desk: Desk, sit: Sit, tmp_path: Path
) -> None:
    mode = "dark" if lang == "zh" and size == SIZES[1] else "light"
    hand = watch(sit(look=Look(mode, scale, lang, size[0]), size=size))
    for name, part in (("sync", None), ("settings", "hub")):
        hand.shell.open(name, part)
        assert faults(hand, size) == [], name
    settings = hand.shell.page()
    assert isinstance(settings, SettingsPage)
    form = settings.section(HubSection).form
    form.take_file(str(tmp_path / ("很长的名字" * 12)))
    for code, field in FIELDS.items():
        form.say_error(field, explain(BadInput(code), lang))
        assert faults(hand, size) == [], code


@pytest.mark.parametrize(("scale", "lang", "size"), LOOKS)
def test_what_a_desk_is_joined_to_fits(scale: float, lang: str, size: tuple[int, int], story: Story, sit: Sit) -> None:
    hand = watch(sit(look=Look("light", scale, lang, size[0]), size=size))
    hand.shell.open("settings", "hub")
    assert faults(hand, size) == []
    story.fail("hub_revoked")
    hand.shell.place.traffic.look_wanted.emit()
    settle()
    assert faults(hand, size) == []


@pytest.mark.parametrize(("scale", "lang", "size"), LOOKS)
def test_every_section_of_the_settings_fits(scale: float, lang: str, size: tuple[int, int], sit: Sit) -> None:
    mode = "dark" if lang == "en" and size == SIZES[1] else "light"
    hand = sit(look=Look(mode, scale, lang, size[0]), size=size)
    for chapter in CHAPTERS:
        hand.shell.open("settings", chapter.name)
        hand.finish_lane()
        assert faults(hand, size) == [], chapter.name
    hand.printer.sizes = {("柜台的打印机" * 12)[:60]: ("80mm",), "XP-80": ("80mm",)}
    hand.shell.open("settings", "papers")
    hand.finish_lane()
    assert faults(hand, size) == [], "papers"
