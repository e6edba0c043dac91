"""deputies: the roster at the command line."""

from pathlib import Path

from tests.cli.command_tools import Commands

JIANG = {"name": "蒋某", "level": "区", "group": "山阳", "post": "教师", "phone": "13900000021"}


def test_a_roster_is_entered_changed_matched_and_listed(station: Commands, tmp_path: Path):
    added = station.inside("deputies", "add", station.file(JIANG)).value
    assert (added["name"], added["level"], added["group"], added["warnings"]) == ("蒋某", "D", "DG05", [])
    again = station.inside("deputies", "add", station.file(JIANG | {"post": "校长"})).value
    assert [one["code"] for one in again["warnings"]] == ["deputy_alike"]
    said = station.inside("deputies", "left", "蒋某", "2026-01-01")
    assert (said.code, said.fault["code"]) == (2, "deputy_ambiguous")
    assert station.inside("deputies", "match", again["id"], added["id"]).value["same_as"] == added["id"]
    changed = station.inside("deputies", "change", "蒋某", station.file({"post": "农民"})).value
    assert (changed["id"], changed["post"], changed["phone"]) == (added["id"], "农民", "13900000021")
    assert [one["id"] for one in station.inside("deputies").value["deputies"]] == [added["id"]]
    assert station.inside("deputies", "left", "蒋某", "2026-06-30").value["until"] == "2026-06-30"
    assert station.inside("deputies").value["deputies"] == []
    assert len(station.inside("deputies", "list", "2026-06-30").value["deputies"]) == 1


def test_telephones_are_masked_in_words_and_whole_in_json(station: Commands):
    station.inside("deputies", "add", station.file(JIANG))
    said = station.plain("deputies", "list").words
    assert "139****0021" in said
    assert "13900000021" not in said
    assert "区人大代表" in said


def test_a_table_is_imported(station: Commands, tmp_path: Path):
    table = tmp_path / "名册.csv"
    table.write_text("姓名,级别,代表组\n蒋某,区,山阳\n陆某,,山阳\n", encoding="utf-8-sig")
    took = station.inside("deputies", "import", table).value
    assert (took["read"], took["added"], took["known"]) == (2, 1, 0)
    assert [(one["row"], one["code"]) for one in took["refused"]] == [(3, "code_unknown")]
    assert "第 3 行" in station.plain("deputies", "import", table).words


def test_what_is_not_understood_is_said(station: Commands):
    for words, code in (
        (("fire", "谁"), "word_unknown"),
        (("left", "谁", "2026-01-01"), "deputy_unknown"),
        (("add", station.file([1])), "not_a_form"),
        (("add",), "bad_option"),
        (("list", "明天"), "date_wrong"),
        (("import", "nowhere.csv"), "file_missing"),
    ):
        said = station.inside("deputies", *words)
        assert (said.code, said.fault["code"]) == (2, code), words
