"""The screen that nobody sees, on which the packaged program is tried."""

from pathlib import Path

import pytest
from PIL import Image

from tests.package.scripts import load

screen = load("screen")


@pytest.mark.screen
def test_an_empty_screen_has_one_colour_and_never_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with screen.screen() as display:
        assert screen.picture(display, tmp_path / "empty.png") == 1
        with monkeypatch.context() as hasty:
            hasty.setattr(screen, "PATIENCE_S", 0.3)
            with pytest.raises(RuntimeError, match="does not change"):
                screen.wait_for_change(display, screen.seen(display))
        screen.wait_for_change(display, Image.new("RGB", screen.SIZE, "white"))  # another page stood there before
    with Image.open(tmp_path / "empty.png") as kept:
        assert kept.size == screen.SIZE


def test_a_caret_that_blinks_is_no_other_page(monkeypatch: pytest.MonkeyPatch):
    before = Image.new("RGB", screen.SIZE, "white")
    caret = before.copy()
    caret.paste((0, 0, 0), (300, 130, 302, 150))
    monkeypatch.setattr(screen, "seen", lambda _display: caret)
    monkeypatch.setattr(screen, "PATIENCE_S", 0.3)
    with pytest.raises(RuntimeError, match="does not change"):
        screen.wait_for_change(":0", before)
