"""visit: form F3 at the command line."""

from typing import Any

import pytest

from tests.cli.command_tools import Commands

FORM: dict[str, Any] = {
    "kind": "走访",
    "day": "2026-01-05",
    "venue": "晨光三村",
    "visited": "欧阳某",
    "people": 3,
    "seen": "楼道照明差",
    "opinions": ["楼道灯坏了", "加装电梯"],
    "deputies": ["蒋某"],
}


@pytest.fixture
def with_deputy(station: Commands) -> Commands:
    assert station.inside("deputies", "add", station.file({"name": "蒋某", "level": "区", "group": "山阳"})).code == 0
    return station


def test_a_visit_from_the_record_to_the_case_and_the_deputys_word(with_deputy: Commands):
    station = with_deputy
    made = station.inside("visit", "record", station.file(FORM)).value
    number = made["number"]
    assert (number, made["kind"], made["opinions"][0]["text"]) == ("HD-310116113000-260105", "V1", "楼道灯坏了")
    told = station.inside("visit", "case", number, "1", "--form", station.file({"title": "楼道灯"})).value
    case = told["opinions"][0]["number"]
    shown = station.inside("show", case).value
    assert (shown["fields"]["title"], shown["fields"]["channel"]) == ("楼道灯", "CH12")
    assert station.inside("visit", "agree", number, "蒋某", "--day", "2026-01-06").value["agreed"][0]["name"] == "蒋某"
    changed = station.inside("visit", "correct", number, station.file({"minutes": 45, "reason": "补记"})).value
    assert (changed["minutes"], changed["agreed"], changed["steps"][0]["reason"]) == (45, [], "补记")
    words = station.plain("visit", "show", number).words
    assert "欧阳*" in words
    assert "欧阳某" not in words
    assert station.inside("visit", "erase", number, "--part", "person", "--reason", "本人要求").value["visited"] == ""
    assert station.inside("visit", "withdraw", number, "--reason", "重复").value["state"] == "withdrawn"


def test_lists_are_narrowed(with_deputy: Commands):
    station = with_deputy
    for day, kind in (("2025-03-01", "V1"), ("2026-03-01", "视察"), ("2026-04-01", "V1")):
        station.inside("visit", "record", station.file(FORM | {"day": day, "kind": kind}))
    assert [one["day"] for one in station.inside("visit").value["visits"]] == ["2026-04-01", "2026-03-01", "2025-03-01"]
    narrowed = station.inside("visit", "list", "--year", "2026", "--kind", "走访", "--deputy", "蒋某").value
    assert (narrowed["total"], narrowed["visits"][0]["day"]) == (1, "2026-04-01")
    assert "共 3 次" in station.plain("visit", "list").words


def test_mistakes_are_named(with_deputy: Commands):
    station = with_deputy
    station.inside("visit", "record", station.file(FORM))
    number = "HD-310116113000-260105"
    for words, code in (
        (("dance",), "word_unknown"),
        (("show", "HD-1"), "visit_unknown"),
        (("show",), "bad_option"),
        (("case", number, "9"), "opinion_unknown"),
        (("case", number, "x"), "opinion_unknown"),
        (("agree", number, "谁"), "deputy_unknown"),
        (("correct", number, station.file({"minutes": 5, "reason": 7})), "not_text"),
        (("withdraw", number), "reason_missing"),
        (("list", "--kind", "逛街"), "code_unknown"),
        (("list", "--year", "1"), "year_wrong"),
        (("record", station.file([FORM])), "not_a_form"),
    ):
        said = station.inside("visit", *words)
        assert (said.code, said.fault["code"]) == (2, code), words
