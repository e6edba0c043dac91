"""Wishes that cannot be read or used are as on the first day; saving them never stops anybody."""

from pathlib import Path

import pytest

from desk.settings import FILE, Wishes, load_wishes, save_wishes

OTHER = Wishes(lang="en", theme="dark", scale=150, printer='柜台 "热敏" \\ 1\n', geometry="01d9d0cb")


def test_wishes_are_kept(tmp_path: Path):
    save_wishes(tmp_path, OTHER)
    assert load_wishes(tmp_path) == OTHER
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"this is no TOML",
        b"lang = ",
        b"\xff\xfe\x00",
        b"lang = 'fr'\ntheme = 'pink'\nscale = 99\nprinter = 7\ngeometry = []",
        b"lang = true\nscale = '100'\ntheme = 1.5",
        b"scale = 100.0",
        b"scale = true",
        b"[lang]\nzh = 1",
        b"x = " + b"[" * 50_000,
        b"more = 'than is known'",
    ],
    ids=lambda text: ascii(text)[:20],
)
def test_what_cannot_be_used_is_as_on_the_first_day(text: bytes, tmp_path: Path):
    (tmp_path / FILE).write_bytes(text)
    assert load_wishes(tmp_path) == Wishes()


def test_one_bad_wish_does_not_spoil_the_others(tmp_path: Path):
    (tmp_path / FILE).write_text("lang = 'en'\nscale = 99\nprinter = 'P'\n", encoding="utf-8")
    assert load_wishes(tmp_path) == Wishes(lang="en", printer="P")


def test_no_folder_no_file_and_no_right_are_no_trouble(tmp_path: Path):
    assert load_wishes(tmp_path / "nowhere") == Wishes()
    save_wishes(tmp_path / "nowhere", OTHER)
    (tmp_path / FILE).mkdir()
    assert load_wishes(tmp_path) == Wishes()
    save_wishes(tmp_path, OTHER)
    assert load_wishes(tmp_path) == Wishes()
