"""record, show, cases, correct, withdraw, erase: both exit codes and the names of the answers."""

import pytest

from tests.cli.command_tools import LAMP, Commands

TAKEN_BACK = ("--reason", "已经修好了")


def test_a_case_is_recorded_and_shown_as_it_was_said(station: Commands):
    said = station("record", "-", stdin=station.file(LAMP).read_bytes())
    assert said.code == 0
    assert set(said.value) == {"id", "number", "state", "warnings", "ignored"}
    assert said.value["state"] == "10"
    shown = station("show", said.value["number"].replace("-", "")).value
    for key in ("title", "main_cause", "proposal", "original_text"):
        assert shown["fields"][key] == LAMP[key]
    assert {"name": "欧阳某", "phone": "13900000005"}.items() <= shown["fields"]["suggester"].items()
    assert set(shown) >= {"id", "number", "state", "sync", "steps", "fields", "due", "promise", "erased", "who"}
    assert shown["sync"] == "saved"
    assert [step["kind"] for step in shown["steps"]] == ["registered"]
    assert set(shown["steps"][0]) >= {"kind", "at", "who", "verdict", "text"}
    assert (shown["steps"][0]["who"], shown["steps"][0]["verdict"]) == ("卫某", "provisional")


def test_what_is_missing_only_warns(station: Commands):
    said = station.inside("record", station.file({"original_text": "路灯不亮"}))
    assert said.code == 0
    assert {"no_title", "no_name", "no_contact", "notice_not_given"} <= {one["code"] for one in said.value["warnings"]}
    assert all(one["message"].endswith("。") for one in said.value["warnings"])


def test_keys_that_the_form_does_not_have_are_named(station: Commands):
    form = station.file({"title": "路灯", "colour": "red", "expect": {}})
    assert sorted(station.inside("record", form).value["ignored"]) == ["colour", "expect"]
    assert "colour" in station.plain_inside("record", form).words
    correction = station.file({"titel": "新", "reason": "写错了"})
    said = station.inside("correct", station.record(), correction)
    assert (said.code, said.fault["code"], said.fault["keys"]) == (2, "keys_unknown", ["titel"])


def test_a_list_is_recorded_as_a_whole(station: Commands):
    said = station.inside("record", station.file([LAMP, {"title": "二"}, {"main_cause": "三"}]))
    assert len(said.value) == 3
    assert {frozenset(one) for one in said.value} == {frozenset({"id", "number", "state", "warnings", "ignored"})}
    assert station.inside("cases").value["total"] == 3


def test_a_list_with_one_wrong_case_stores_none_and_names_it(station: Commands):
    said = station.inside("record", station.file([LAMP, LAMP, {"title": "a\0b"}]))
    assert said.code == 2
    assert {"row": 3, "field": "title", "code": "text_has_nul"}.items() <= said.fault.items()
    assert said.fault["message"].startswith("第 3 行：")
    assert station.inside("cases").value == {"total": 0, "cases": []}


@pytest.mark.parametrize("form", [5, "words", None, [LAMP, "words"], [[LAMP]]])
def test_what_is_no_case_is_refused(station: Commands, form: object):
    said = station.inside("record", station.file(form))
    assert (said.code, said.fault["code"]) == (2, "not_a_case")


def test_broken_json_is_named_by_its_line(station: Commands, tmp_path):
    (tmp_path / "case.json").write_text('{"title": "a",\n "proposal": }')
    fault = station.inside("record", tmp_path / "case.json").fault
    assert {"code": "not_json", "line": 2, "field": "case.json"}.items() <= fault.items()
    assert station.inside("record", "-").fault["field"] == "stdin"
    assert station.inside("record", tmp_path / "none.json").fault["code"] == "file_missing"
    assert station.inside("record", tmp_path).fault["code"] == "file_unreadable"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_case_is_read_in_the_encodings_of_chinese_offices(station: Commands, tmp_path, encoding: str):
    (tmp_path / "case.json").write_bytes('{"original_text": "东门路灯"}'.encode(encoding))
    number = station.inside("record", tmp_path / "case.json").value["number"]
    assert station.inside("show", number).value["fields"]["original_text"] == "东门路灯"


def test_a_fragment_of_the_number_is_enough_unless_two_have_it(station: Commands):
    numbers = [station.record() for _ in range(12)]
    said = station.inside("show", "-")
    assert (said.code, said.fault["code"]) == (2, "number_unknown")
    shared = next(digit for digit in "0123456789" if sum(digit in number for number in numbers) > 1)
    fault = station.inside("show", shared).fault
    assert fault["code"] == "number_ambiguous"
    assert isinstance(fault["candidates"], list)
    assert set(fault["candidates"]) <= set(numbers)
    assert fault["count"] >= len(fault["candidates"]) > 1
    assert station.inside("show", numbers[3][2:]).value["number"] == numbers[3]


def test_cases_are_listed_newest_first_and_by_pages(station: Commands):
    numbers = [station.record({"title": f"路灯 {n}"}) for n in range(3)]
    station.record({"title": "垃圾箱"})
    listed = station("cases", "--find", "路灯").value
    assert listed["total"] == 3
    assert [case["number"] for case in listed["cases"]] == numbers[::-1]
    assert set(listed["cases"][0]) >= {"id", "number", "state", "title", "who", "received_at", "due", "sync"}
    second = station.inside("cases", "--find", "路灯", "--limit", "1", "--offset", "1").value
    assert (second["total"], [case["number"] for case in second["cases"]]) == (3, [numbers[1]])
    assert station.inside("cases", "--limit", "0").value == {"total": 4, "cases": []}


@pytest.mark.parametrize(
    "words", ['a*"(NEAR OR -b', "' OR 1=1 --", "\udcff词", "%_", "词 " * 3000, "长" * 60_000, "\n"]
)
def test_odd_words_to_look_for_find_nothing_and_break_nothing(station: Commands, words: str):
    station.record()
    said = station.inside("cases", "--find", words)
    assert said.code == 0
    assert said.value["total"] == (1 if words == "\n" else 0)


def test_a_correction_changes_what_it_names_and_keeps_the_reason(station: Commands):
    number = station.record()
    said = station("correct", number, station.file({"title": "东门三盏路灯", "reason": "数清楚了"}))
    assert set(said.value) == {"id", "number", "state"}
    shown = station.inside("show", number).value
    assert shown["fields"]["title"] == "东门三盏路灯"
    assert shown["fields"]["proposal"] == LAMP["proposal"]
    assert (shown["steps"][0]["kind"], shown["steps"][0]["text"]) == ("corrected", "数清楚了")
    assert shown["steps"][0]["fields"] == ["title"]


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"title": "新"}, "reason_missing"),
        ({"title": "新", "reason": "  "}, "reason_missing"),
        ({"title": "新", "reason": 5}, "not_text"),
        ({"title": LAMP["title"], "reason": "同"}, "nothing_to_correct"),
        ({"title": "新" * 61, "reason": "长"}, "text_too_long"),
        ({"nature": "??", "reason": "错"}, "code_unknown"),
        ([], "not_a_case"),
    ],
)
def test_a_wrong_correction_changes_nothing(station: Commands, form: object, code: str):
    number = station.record()
    before = station.inside("show", number).value
    said = station.inside("correct", number, station.file(form))
    assert (said.code, said.fault["code"]) == (2, code)
    assert station.inside("show", number).value == before


def test_what_was_taken_back_stays_taken_back(station: Commands):
    number = station.record()
    assert station.inside("withdraw", number).fault["code"] == "reason_missing"
    assert station("withdraw", number, *TAKEN_BACK).value["state"] == "99"
    assert station.inside("withdraw", number, *TAKEN_BACK).fault["code"] == "withdrawn"
    correction = station.file({"title": "新", "reason": "改"})
    assert station.inside("correct", number, correction).fault["code"] == "withdrawn"


def test_what_is_erased_is_gone_and_its_reason_stays(station: Commands):
    number = station.record()
    said = station("erase", number, "--part", "person", "--reason", "本人要求")
    assert said.value["number"] == number
    shown = station.inside("show", number).value
    assert shown["erased"] == ["person"]
    assert shown["fields"]["suggester"]["name"] is None
    assert shown["fields"]["original_text"] == LAMP["original_text"]
    assert "欧阳" not in station.inside("show", number).words
    assert station.inside("cases", "--find", "13900000005").value["total"] == 0
    assert "已删除：姓名和联系方式" in station.plain_inside("show", number).words
    again = station.inside("erase", number, "--part", "person", "--reason", "再来")
    assert (again.code, again.fault["code"]) == (2, "erased")


def test_an_erasure_needs_a_part_and_a_reason(station: Commands):
    number = station.record()
    assert station.inside("erase", number, "--part", "all", "--reason", "x").fault["code"] == "code_unknown"
    assert station.inside("erase", number, "--part", "both").fault["code"] == "reason_missing"
    assert station.inside("erase", number[:7], "--part", "both", "--reason", "x").fault["code"] == "number_in_full"
    assert station.inside("erase", "000-000-000", "--part", "both", "--reason", "x").fault["code"] == "number_unknown"


@pytest.mark.parametrize(
    "form",
    [
        {"nature": "JK", "original_text": "某人贪污"},
        {"nature": "JK", "title": "某人"},
        {"nature": "检举控告", "suggester": {"name": "王某"}},
        [{"nature": "JK"}, {"nature": "JK", "proposal": "查他"}],
    ],
)
def test_an_accusation_with_words_is_refused_and_nothing_is_stored(station: Commands, form: object):
    said = station.inside("record", station.file(form))
    assert (said.code, said.fault["code"]) == (2, "accusation_has_text")
    assert station.inside("cases").value["total"] == 0


def test_an_accusation_without_words_is_counted(station: Commands):
    said = station.inside("record", station.file({"nature": "JK", "person_times": 2}))
    assert (said.code, said.value["state"]) == (0, "11")
    fields = station.inside("show", said.value["number"]).value["fields"]
    assert (fields["person_times"], fields["title"], fields["suggester"]["name"]) == (2, None, None)


def test_a_case_that_turns_out_to_be_an_accusation_loses_both_parts(station: Commands):
    number = station.record()
    assert station.inside("correct", number, station.file({"nature": "JK", "reason": "是检举"})).code == 0
    shown = station.inside("show", number)
    assert sorted(shown.value["erased"]) == ["person", "words"]
    for words in ("欧阳", "13900000005", "路灯", "老人"):
        assert words not in shown.words
