"""similar: what may be the same as a case or as a form, at the command line."""

from tests.cli.command_tools import Commands

ONE = {"title": "建议小区重新划线", "main_cause": "晚上没地方停车，消防通道都停满了，把僵尸车拖走"}
OTHER = {"title": "停车太难", "main_cause": "夜里消防通道全停满，僵尸车拖掉，重新划一下车位线"}
LAMP = {"title": "路灯", "main_cause": "东门路灯坏了三盏"}


def test_a_case_or_a_form_finds_what_may_be_the_same(station: Commands):
    one, other, _ = (row["number"] for row in station.inside("record", station.file([ONE, OTHER, LAMP])).value)
    (found,) = station.inside("similar", one).value["similar"]
    assert (found["number"], "消防通道" in found["why"], found["score"] > 22) == (other, True, True)
    both = station.inside("similar", station.file({"original_text": "消防通道停满了僵尸车"})).value["similar"]
    assert {each["number"] for each in both} == {one, other}
    assert "消防通道" in station.plain("similar", one).words


def test_what_is_no_case_is_said(station: Commands):
    for code, what in {
        "number_unknown": "111-111-111",
        "not_a_case": station.file([]),
        "file_missing": "no.json",
    }.items():
        said = station.inside("similar", what)
        assert (said.code, said.fault["code"]) == (2, code)
