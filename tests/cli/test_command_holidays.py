"""holidays: what is in force, and publishing a year."""

from tests.cli.command_tools import Commands


def test_a_year_is_shown_published_and_shown(station: Commands):
    assert station.inside("holidays", "2026").value["source"] == "shipped"
    unknown = station.inside("holidays", "2040").value
    assert (unknown["source"], unknown["off"]) == ("", [])
    said = station.inside("holidays", "2040", "--off", "2040-01-01,2040-01-02，2040年1月3日", "--work", "2040-01-07")
    assert said.value["off"] == ["2040-01-01", "2040-01-02", "2040-01-03"]
    assert (said.value["work"], said.value["source"]) == (["2040-01-07"], "here")
    assert "2040-01-02" in station.plain("holidays", "2040").words
    checks = station.inside("doctor").value["checks"]
    assert [one["name"] for one in checks].count("holidays") == 1


def test_days_that_cannot_be_are_refused(station: Commands):
    for words, code in (
        (("2040", "--off", "2040-01-01", "--work", "2040-01-01"), "day_twice"),
        (("2040", "--off", "2041-01-01"), "day_of_other_year"),
        (("2040", "--off", "元旦"), "date_wrong"),
        (("2040", "--work", "2040-01-07"), "holidays_none"),
        (("12", "--off", "2040-01-01"), "year_wrong"),
    ):
        said = station.inside("holidays", *words)
        assert (said.code, said.fault["code"]) == (2, code), words
    assert station.inside("holidays", "2040").value["source"] == ""
