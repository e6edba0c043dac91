"""duty: a record, the office's list, the deputy's word, and tables for a spreadsheet program."""

import zipfile
from pathlib import Path

from tests.cli.command_tools import Commands
from tests.paper.slip_tools import text_of


def told(station: Commands) -> None:
    for name in ("蒋某", "陆某"):
        station.inside("deputies", "add", station.file({"name": name, "level": "区", "group": "山阳"}))
    form = {"kind": "V6", "day": "2026-03-15", "venue": "三村", "seen": "座谈", "minutes": 60, "people": 4}
    assert station.inside("visit", "record", station.file(form | {"deputies": ["蒋某"]})).code == 0


def test_a_record_is_shown_confirmed_and_disputed(station: Commands, tmp_path: Path):
    told(station)
    shown = station.inside("duty", "--deputy", "蒋某", "--year", "2026").value
    assert (shown["visits"], shown["minutes"], shown["contacts"], shown["needed"]) == (1, 60, 1, 2)
    assert [(one["sort"], one["day"]) for one in shown["entries"]] == [("visit", "2026-03-15")]
    assert shown["verdict"] == ""
    by = ("--deputy", "蒋某", "--year", "2026")
    assert station.inside("duty", "confirm", *by, "--name", "蒋某").value["verdict"] == "confirmed"
    said = station.inside("duty", "dispute", *by, "--reason", "少记一次").value
    assert (said["verdict"], said["verdict_text"], said["changed_since"]) == ("disputed", "少记一次", False)
    assert "代表有异议" in station.plain("duty", *by).words


def test_the_offices_list_and_both_tables(station: Commands, tmp_path: Path):
    told(station)
    every = station.inside("duty", "--year", "2026", "--out", tmp_path / "all.xlsx").value
    assert [(one["name"], one["contacts"], one["below"]) for one in every["deputies"]] == [
        ("蒋某", 1, True),
        ("陆某", 0, True),
    ]
    one = station.inside("duty", "--deputy", "蒋某", "--year", "2026", "--out", tmp_path / "one.xlsx").value
    for path in (every["path"], one["path"]):
        with zipfile.ZipFile(path) as book:
            assert "xl/worksheets/sheet1.xml" in book.namelist()


def test_the_papers_say_what_the_records_say(station: Commands, tmp_path: Path):
    told(station)
    station.inside("record", station.file({"title": "东门路灯"}))
    by = ("--deputy", "蒋某", "--year", "2026")
    assert station.inside("duty", *by, "--out", tmp_path / "one.pdf").value["contacts"] == 1
    text = text_of((tmp_path / "one.pdf").read_bytes())
    for said in ("蒋某", "三村", "集中联系社区"):
        assert said in text
    listed = station.inside("duty", "open", "--out", tmp_path / "open.pdf").value
    assert [one["title"] for one in listed["cases"]] == ["东门路灯"]
    assert "东门路灯" in text_of((tmp_path / "open.pdf").read_bytes())


def test_mistakes_are_named(station: Commands, tmp_path: Path):
    told(station)
    for words, code in (
        (("praise",), "word_unknown"),
        (("--deputy", "谁"), "deputy_unknown"),
        (("--year", "1"), "year_wrong"),
        (("--year", "2199"), "year_wrong"),
        (("confirm", "--year", "2026"), "bad_option"),
        (("confirm", "--deputy", "蒋某"), "signature_missing"),
        (("dispute", "--deputy", "蒋某"), "reason_missing"),
        (("--out", tmp_path / "x.doc"), "kind_of_file"),
        (("--out", tmp_path / "x.pdf"), "kind_of_file"),
        (("open", "--out", tmp_path / "x.xlsx"), "kind_of_file"),
    ):
        said = station.inside("duty", *words)
        assert (said.code, said.fault["code"]) == (2, code), words
