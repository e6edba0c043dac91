"""Shelves of optional fonts that only the tests know, so that they read the same on every computer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.paper import fonts


def forget_fonts() -> None:
    for cached in (fonts.face, fonts.font_for, fonts.advance):
        cached.cache_clear()


@pytest.fixture(scope="package", autouse=True)
def _own_fonts_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    empty = tmp_path_factory.mktemp("no-fonts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts, "font_folders", lambda: iter([empty]))
        forget_fonts()
        yield
    forget_fonts()


@pytest.fixture
def font_shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that is the only place where optional fonts are looked for."""
    monkeypatch.setattr(fonts, "font_folders", lambda: iter([tmp_path]))
    forget_fonts()
    yield tmp_path
    forget_fonts()
