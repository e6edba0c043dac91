"""merge, unmerge: several cases handled as one, at the command line."""

from tests.cli.command_tools import Commands


def recorded(station: Commands, *titles: str) -> list[str]:
    forms = [{"title": title, "suggester": {"name": "王某", "phone": "13900000005"}} for title in titles]
    return [one["number"] for one in station.inside("record", station.file(forms)).value]


def test_cases_are_merged_shown_and_parted_again(station: Commands):
    main, one, two = recorded(station, "停车", "车位", "划线")
    merged = station.inside("merge", main, one, two).value
    assert (merged["number"], [each["number"] for each in merged["merged"]], merged["main"]) == (main, [one, two], None)
    assert station.inside("show", one).value["state"] == "12"
    assert f"并入主件 {main}" in station.plain("show", one).words
    assert f"并入了：{one}" in station.plain("show", main).words
    parted = station.inside("unmerge", one).value
    assert (parted["state"], parted["main"], parted["merged"]) == ("10", None, [])
    assert [each["number"] for each in station.inside("merge", main, one).value["merged"]] == [one, two]


def test_what_cannot_be_merged_is_said(station: Commands):
    main, one = recorded(station, "停车", "车位")
    for code, words in {
        "merged_with_itself": ("merge", main, main),
        "not_merged": ("unmerge", one),
        "number_unknown": ("merge", main, "111-111-111"),
    }.items():
        said = station.inside(*words)
        assert (said.code, said.fault["code"]) == (2, code)
