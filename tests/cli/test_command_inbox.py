"""inbox: what an office has before it, at the command line."""

from tests.cli.command_tools import Commands

ONE = {"title": "建议小区重新划线", "main_cause": "晚上没地方停车，消防通道都停满了，把僵尸车拖走"}
OTHER = {"title": "停车太难", "main_cause": "夜里消防通道全停满，僵尸车拖掉，重新划一下车位线"}
LAMP = {"title": "路灯", "main_cause": "东门路灯坏了三盏", "category": "03"}


def test_the_parts_of_the_inbox(station: Commands):
    forms = [form | {"nature": "JY"} for form in (ONE, OTHER, LAMP)]
    one, other, lamp = (row["number"] for row in station.inside("record", station.file(forms)).value)
    told = station.inside("inbox").value
    (group,) = told["groups"]
    assert ({each["number"] for each in group["cases"]}, "消防通道" in group["why"]) == ({one, other}, True)
    assert [set(pair) for pair in group["pairs"]] == [{one, other}]
    assert {name: told[name] for name in ("alike", "forward", "waiting", "over")} == {
        "alike": 1,
        "forward": 3,
        "waiting": 0,
        "over": 0,
    }
    assert {row["number"] for row in station.inside("inbox", "forward").value["cases"]} == {one, other, lamp}
    narrowed = station.inside("inbox", "forward", "--category", "03").value
    assert ([row["number"] for row in narrowed["cases"]], narrowed["alike"]) == ([lamp], 0)
    station.inside("merge", one, other)
    assert station.inside("inbox").value["groups"] == []
    assert station.inside("inbox", "waiting").value["cases"] == []
    assert "待转办 2 件" in station.plain("inbox").words


def test_what_is_not_there_is_said(station: Commands):
    for code, words in {
        "word_unknown": ("inbox", "sent"),
        "inbox_place_unknown": ("inbox", "--place", "没有的村"),
        "code_unknown": ("inbox", "--category", "77"),
    }.items():
        said = station.inside(*words)
        assert (said.code, said.fault["code"]) == (2, code)
