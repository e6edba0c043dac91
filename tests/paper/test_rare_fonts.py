"""The optional fonts for rare characters: used where they lie, not needed where they do not."""

from pathlib import Path

import pytest
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from slip_tools import slip_view, text_of

from desk import resources
from desk.paper.slip import make_slip

VERY_RARE = "\U00020001"  # 𠀁, of Ext B: HanaMinB has it, Noto Sans SC has not


@pytest.fixture(scope="module")
def hanamin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A face with one glyph, under the character's code."""
    font = TTFont(resources.path("fonts", "NotoSansSC_400Regular.ttf"))
    subsetter = Subsetter()
    subsetter.populate(unicodes=[ord("𬭎")])
    subsetter.subset(font)
    for table in font["cmap"].tables:
        table.cmap = {ord(VERY_RARE): glyph for code, glyph in table.cmap.items() if code > 0xFFFF}
    for record in font["name"].names:  # reportlab keeps a document's fonts apart by this name
        record.string = "HanaMinB"
    file = tmp_path_factory.mktemp("shelf") / "HanaMinB.ttf"
    font.save(file)
    return file


def test_a_character_only_the_rare_font_has_is_printed_with_it(font_shelf: Path, hanamin: Path):
    (font_shelf / "HanaMinB.ttf").write_bytes(hanamin.read_bytes())
    paper = make_slip(slip_view("S05", title=f"请{VERY_RARE}面", name=f"王{VERY_RARE}"))
    assert paper.missing == ()
    assert f"请{VERY_RARE}面" in text_of(paper.pdf)


def test_without_it_the_character_is_named(font_shelf: Path):
    paper = make_slip(slip_view("S05", title=f"请{VERY_RARE}面"))
    assert paper.missing == ("U+20001",)
    assert "请〔U+20001〕面" in text_of(paper.pdf)


def test_a_broken_rare_font_is_no_font(font_shelf: Path):
    (font_shelf / "HanaMinA.ttf").write_bytes(b"not a font")
    (font_shelf / "HanaMinB.ttf").mkdir()
    assert make_slip(slip_view("S05", title=VERY_RARE)).missing == ("U+20001",)


def test_an_ordinary_slip_reads_no_rare_font(font_shelf: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse() -> None:
        raise AssertionError("looked for an optional font")

    monkeypatch.setattr("desk.paper.fonts.font_folders", refuse)
    make_slip(slip_view("M1"))


def test_private_use_characters_mean_nothing(font_shelf: Path):
    assert make_slip(slip_view("S05", title="\ue000")).missing == ("U+E000",)
