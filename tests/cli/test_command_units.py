"""units: the list that cases are forwarded by, at the command line."""

from tests.cli.command_tools import Commands


def names(station: Commands, *more: str) -> list[str]:
    return [one["name"] for one in station.inside("units", "list", *more).value["units"]]


def test_units_are_listed_added_renamed_and_retired(station: Commands):
    assert len(names(station)) == 37
    added = station.inside("units", "add", "镇城运中心", "--english", "Operations").value
    assert (added["name"], added["english"], added["source"], added["retired"]) == (
        "镇城运中心",
        "Operations",
        "here",
        None,
    )
    renamed = station.inside("units", "rename", added["code"], "镇城市运行中心").value
    assert (renamed["code"], renamed["name"], renamed["english"]) == (added["code"], "镇城市运行中心", None)
    retired = station.inside("units", "retire", "镇城市运行中心").value
    assert retired["retired"]
    assert len(names(station)) == 37
    assert "镇城市运行中心" in names(station, "--all")
    assert "不在名单里了" in station.plain("units", "list", "--all").words


def test_a_table_of_units_is_taken_over(station: Commands, tmp_path: object) -> None:
    file = tmp_path / "units.csv"  # type: ignore[operator]
    file.write_text("单位,英文\n镇城运中心,Operations\n区建管委,\n,\n", encoding="utf-8")
    taken = station.inside("units", "import", str(file), "--only").value
    assert (taken["added"], taken["known"], taken["retired"]) == (1, 1, 36)
    assert [one["code"] for one in taken["refused"]] == ["unit_unnamed"]
    assert sorted(names(station)) == ["区建管委", "镇城运中心"]


def test_what_cannot_be_is_said(station: Commands):
    assert station.inside("units", "add", "甲局", "乙局").fault["code"] == "bad_option"
    assert "甲局" not in names(station)
    for code, words in {
        "word_unknown": ("units", "sell"),
        "bad_option": ("units", "add"),
        "unit_known": ("units", "add", "区建管委"),
        "unit_unknown": ("units", "retire", "没有的"),
    }.items():
        said = station.inside(*words)
        assert (said.code, said.fault["code"]) == (2, code)
