"""The morning that `make demo` plays: it gets to its end, and every paper and picture is there."""

from pathlib import Path

import pytest
from PIL import Image

from tests.demo.__main__ import main


def test_a_morning_from_the_first_ticket_to_the_papers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(tmp_path)
    said = capsys.readouterr().out
    assert "are founded and have joined it" in said.splitlines()[0]
    assert "nothing is wrong" in said
    papers = {path.name for path in (tmp_path / "papers").iterdir()}
    assert {f"{name}.pdf" for name in ("01-slip-80mm", "03-digest", "04-reply", "06-board", "07-day-sheet")} <= papers
    assert "08-ledger.xlsx" in papers
    pictures = sorted((tmp_path / "pictures").iterdir())
    assert len(pictures) == 10
    for path in pictures:
        with Image.open(path) as picture:
            assert picture.size == (1366, 768)
            assert len(set(picture.convert("L").tobytes())) > 20, path
