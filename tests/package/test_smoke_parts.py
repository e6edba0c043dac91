"""What the smoke test and the scales of .ci/package let pass, and what not."""

from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from desk.paper.fonts import font_for
from tests.package.scripts import load

program, smoke, weigh = load("program"), load("smoke"), load("weigh")

NUMBER = "482-917-036"


def paper(folder: Path, *words: str, ours: bool = True) -> Path:
    """A PDF of these lines, in our font or in one that every reader has."""
    made = BytesIO()
    canvas = Canvas(made)
    canvas.setFont(font_for("民", "R") if ours else "Helvetica", 12)
    for line, text in enumerate(words):
        canvas.drawString(50, 700 - 20 * line, text)
    canvas.save()
    file = folder / "slip.pdf"
    file.write_bytes(made.getvalue())
    return file


def test_a_slip_with_its_words_in_our_font_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    smoke.check_paper(paper(tmp_path, NUMBER, smoke.NAME, smoke.CASE["title"]), NUMBER)
    assert "slip: 1 page" in capsys.readouterr().out


def test_a_slip_without_the_number_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match=NUMBER):
        smoke.check_paper(paper(tmp_path, smoke.NAME, smoke.CASE["title"]), NUMBER)


def test_a_slip_in_another_font_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="slip lacks"):
        smoke.check_paper(paper(tmp_path, NUMBER, ours=False), NUMBER)


def test_a_folder_is_weighed_by_its_parts(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    for name, size in {"_internal/big/one": 3_000_000, "_internal/big/two": 1_000_000, "program": 500_000}.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bytes(size))
    (tmp_path / "link").symlink_to(tmp_path / "program")
    assert weigh.main(tmp_path) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].split() == ["4.0", "MB", "_internal/big"]
    assert told[-1].split()[:2] == ["4.5", "MB"]


def test_a_folder_above_the_budget_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "program").write_bytes(bytes(2_000_000))
    monkeypatch.setattr(weigh, "BUDGET_MB", 1)
    assert weigh.main(tmp_path) == 1


def test_the_source_is_covered_before_the_program_runs():
    """Its own environment too, which may lie elsewhere; and the covering comes first."""
    words = list(program.alone("ls", "x"))
    assert words[-2:] == ["ls", "x"]
    script = words[words.index("-c") + 1]
    assert script.index(f"'{program.ROOT}'") < script.index("exec")
    assert f"'{(program.ROOT / '.venv').resolve()}'" in script
