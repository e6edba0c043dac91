"""sheets: numbers on paper for the day without power, keyed with `record`, listed until then."""

import json
from pathlib import Path

from tests.cli.command_tools import Commands
from tests.paper.slip_tools import text_of


def test_sheets_are_written_listed_keyed_and_struck_out(station: Commands, tmp_path: Path):
    made = station.inside("sheets", "print", "--count", "3", "--out", tmp_path / "sheets.pdf").value
    first, second, third = made["numbers"]
    paper = (tmp_path / "sheets.pdf").read_bytes()
    for page, number in enumerate(made["numbers"]):
        assert text_of(paper, page).count(number) == 2, "on the sheet and on the copy"
    (tmp_path / "case.json").write_text(json.dumps({"title": "灯", "sheet": second}))
    assert station.inside("record", tmp_path / "case.json").value["number"] == second
    left = station.inside("sheets", "strike", first, "--reason", "写坏了").value
    assert [row["number"] for row in left["missing"]] == [third]
    said = station.inside("record", tmp_path / "case.json")
    assert (said.code, said.fault["code"]) == (2, "sheet_keyed")
    assert station.inside("cases").value["total"] == 1
    said = station.inside("sheets", "burn")
    assert (said.code, said.fault["code"]) == (2, "bad_option")
