"""ledger: the file, the days, the names, a disk that is full."""

import csv
import io
import resource
from pathlib import Path

from desk.workbook import open_workbook
from tests.cli.command_tools import LAMP, Commands


def test_a_ledger_is_written_as_a_workbook_and_as_csv(station: Commands, tmp_path: Path):
    number = station.record()
    station.record(LAMP | {"received_at": "2026-03-01"})
    said = station.inside("ledger", "--out", tmp_path / "a.xlsx").value
    assert said == {"path": str(tmp_path / "a.xlsx"), "cases": 2, "masked": True}
    lines = open_workbook((tmp_path / "a.xlsx").read_bytes()).read("台账").lines
    assert number in {line.cells.get(1) for line in lines}
    assert station.inside("ledger", "--out", tmp_path / "a.csv", "--to", "2026-03-01").value["cases"] == 1
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_names_are_masked_unless_the_head_asks_and_that_is_in_the_case(station: Commands, tmp_path: Path):
    number = station.record()
    assert "欧阳某" not in ledger(station, tmp_path)
    assert "欧阳某" in ledger(station, tmp_path, "--unmask")
    assert station.inside("show", number).value["steps"][0]["kind"] == "shown"


def test_what_cannot_be_is_said(station: Commands, tmp_path: Path):
    assert station.inside("ledger", "--out", tmp_path / "a.pdf").fault["code"] == "kind_of_file"
    wrong = station.inside("ledger", "--out", tmp_path / "a.csv", "--from", "2026-03-02", "--to", "2026-03-01")
    assert wrong.fault["code"] == "period_wrong"
    assert station.inside("ledger", "--out", tmp_path / "a.csv", "--from", "昨天").code == 2
    assert list(tmp_path.glob("a.*")) == []


def test_a_full_disk_leaves_no_half_a_ledger(station: Commands, tmp_path: Path):
    station.inside("import", station.file([{"original_text": f"第{n}件" * 20} for n in range(600)]))
    assert station.inside("ledger", "--out", tmp_path / "before.csv").code == 0  # everything is loaded and compiled
    (tmp_path / "out").mkdir()
    for kind in ("xlsx", "csv"):
        said = station("ledger", "--out", tmp_path / "out" / f"a.{kind}", preexec_fn=limited)
        assert (said.code, said.fault["code"]) == (3, "disk_full")
        assert "磁盘" in said.fault["message"]
    assert list((tmp_path / "out").iterdir()) == []


def limited() -> None:
    """No file may grow beyond this; the desk's own do not grow."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


def ledger(station: Commands, folder: Path, *options: str) -> str:
    station.inside("ledger", "--out", folder / "n.csv", *options)
    return "".join(cell for row in csv.reader(io.StringIO((folder / "n.csv").read_text("utf-8-sig"))) for cell in row)
