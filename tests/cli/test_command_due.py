"""due, and the steps about deadlines by the command line."""

import pytest

from tests.cli.command_tools import LAMP, Commands
from tests.cli.test_command_steps import office, town_home

__all__ = ["office", "town_home"]  # fixtures
KEYS = {
    *("id", "number", "rule", "family", "legal", "what", "law", "article", "start", "raw", "rolled", "due", "state"),
    *("days", "window", "holidays_known", "ended_on", "extended_from", "paused_since"),
}


def test_what_is_due_is_told_with_its_ground(office: Commands):
    number = office.record(LAMP | {"received_at": "2026-09-21 14:05", "nature": "SQ"})
    assert office.inside("due", "--all").value["items"] == []
    said = office.inside("step", number, "track", office.file({"track": "petition", "received": "2026-09-21"}))
    assert (said.value["state"], said.value["verdict"], said.value["warnings"]) == ("20", "provisional", [])
    (item,) = office.inside("due", "--at", "2026-10-05").value["items"]
    assert set(item) == KEYS
    assert (item["number"], item["rule"], item["family"], item["legal"]) == (number, "P01", "petition", True)
    assert (item["raw"], item["rolled"], item["due"]) == ("2026-10-06", "2026-10-08", "2026-10-08")
    assert (item["law"], item["article"], item["state"], item["days"]) == ("信访工作条例", "第二十二条", "soon", 0)
    assert office.inside("due", "--at", "2026-09-22").value["items"] == []
    assert office.inside("due", "--at", "2026-10-09").value["items"][0]["days"] == -3
    words = office.plain("due", "--at", "2026-10-09").words
    assert "法定：信访工作条例第二十二条" in words
    assert "已过 3 天" in words
    shown = office.inside("show", number).value
    assert (shown["track"], [one["rule"] for one in shown["clocks"]]) == ("petition", ["P01"])
    assert "登记为: 信访事项" in office.plain("show", number).words.replace("：", ": ")


def test_a_station_promises_and_no_law_is_named(office: Commands):
    number = office.record(LAMP | {"received_at": "2023-04-17 09:20"})
    items = office.inside("due", "--at", "2023-04-21").value["items"]
    assert [(one["rule"], one["raw"], one["state"]) for one in items] == [
        ("ST02", "2023-04-19", "over"),
        ("ST03", "2023-04-23", "soon"),
    ]
    assert {one["number"] for one in items} == {number}
    assert {(one["family"], one["law"], one["legal"]) for one in items} == {("station", None, False)}
    words = office.plain("due", "--at", "2023-04-21").words
    assert "本站服务承诺" in words
    assert "法定" not in words


def test_a_deadline_is_extended_rested_and_resumed(office: Commands):
    number = office.record(LAMP)
    extend = {"rule": "ST05", "by": 10, "approver": "站长", "reason": "等区里定"}
    for name, form, code in (
        ("extend", {**extend, "by": 31}, "extension_too_long"),
        ("extend", {**extend, "rule": "D04"}, "clock_unknown"),
        ("extend", {**extend, "approver": ""}, "approver_missing"),
        ("pause", {"rule": "ST02", "reason": "等"}, "clock_never_rests"),
        ("resume", {"rule": "ST05"}, "clock_not_paused"),
        ("track", {"track": "议案"}, "track_unknown"),
        ("accept", {}, "not_petition"),
    ):
        said = office.inside("step", number, name, office.file(form))
        assert (said.code, said.fault["code"]) == (2, code)
    said = office.inside("step", number, "extend", office.file(extend))
    (moved,) = [one for one in said.value["clocks"] if one["rule"] == "ST05"]
    assert moved["extended_from"] < moved["raw"]
    office.inside("step", number, "pause", office.file({"rule": "ST05", "reason": "等材料"}))
    shown = office.inside("show", number).value
    assert [one["paused_since"] is not None for one in shown["clocks"] if one["rule"] == "ST05"] == [True]
    office.inside("step", number, "resume", office.file({}))
    lines = office.plain("show", number).words
    for words in ("延期：答复建议人", "站长批准", "中止计算：答复建议人", "恢复计算：答复建议人"):
        assert words in lines


@pytest.mark.parametrize("at", ["昨天", "2026-13-01", "9999-99-99", "1e9"])
def test_a_day_that_is_none_is_refused(office: Commands, at: str):
    said = office.inside("due", "--at", at)
    assert (said.code, said.fault["code"]) == (2, "date_wrong")


def test_a_year_without_holidays_is_told(office: Commands):
    said = office.inside("due", "--at", "2040-05-01")
    assert said.value["holidays_known"] is False
    assert "2040" in office.plain("due", "--at", "2040-05-01").words


def test_the_stations_days_are_set_one_by_one(office: Commands):
    assert office.inside("station").value["settings"]["forward_days"] == 5
    said = office.inside("station", "set", "forward_days", "3")
    assert said.value["settings"]["forward_days"] == 3
    assert "转办（工作日内）" in office.plain("station").words
    number = office.record(LAMP | {"received_at": "2026-11-02 09:00"})
    rules = {one["rule"]: one["raw"] for one in office.inside("show", number).value["clocks"]}
    assert rules["ST03"] == "2026-11-05"
