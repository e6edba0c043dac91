"""tell, totell, board, and keying in a survey, by the command line."""

from pathlib import Path

import pytest

from tests.cli.command_tools import LAMP, Commands
from tests.cli.test_command_papers import Press, words_in
from tests.cli.test_command_steps import REPLY, office, town_home

__all__ = ["office", "town_home"]  # fixtures
KEYS = {
    *("id", "number", "title", "who", "anonymous", "place", "state", "merged", "what", "how", "how_words"),
    *("phone_tail", "due", "due_state", "days", "tries", "last_try", "next_try", "told_on", "told_how"),
    "satisfaction",
}


@pytest.fixture
def number(office: Commands) -> str:
    """A case that was answered."""
    made = office.record(LAMP)
    assert office.inside("step", made, "reply", office.file(REPLY)).code == 0
    return made


def test_who_waits_is_listed_and_told(office: Commands, number: str):
    said = office.inside("totell").value
    (item,) = said["items"]
    assert (said["total"], said["waiting"], said["tried"], said["below"]) == (1, 1, 0, 0)
    assert set(item) == KEYS
    assert (item["number"], item["what"], item["how"], item["phone_tail"]) == (number, ["reply"], "FM2", "0005")
    assert (item["who"], item["tries"], item["next_try"]) == ("欧阳*", 0, None)
    told = office.inside("tell", number, office.file({"reached": "told", "how": "电话", "satisfaction": "满意"}))
    assert (told.code, told.value["number"], told.value["state"]) == (0, number, "91")
    assert (told.value["verdict"], told.value["warnings"]) == ("provisional", [])
    assert office.inside("totell").value["items"] == []
    (item,) = office.inside("totell", "told").value["items"]
    assert (item["told_how"], item["satisfaction"]) == ("FM2", "S1")


def test_what_is_read_out_comes_with_it(office: Commands, number: str):
    (item,) = office.inside("totell", "--script").value["items"]
    assert item["script"].startswith("欧阳师傅您好，我是山阳镇征集工作站。")
    assert number not in item["script"]
    words = office.plain_inside("totell", "--script").words
    assert "师傅您好" in words
    assert "1 个人在等回音" in words
    assert "13900000005" not in words


def test_who_was_not_reached_is_tried_again(office: Commands, number: str):
    form = {"reached": "没接通", "next_try": "2199-01-02"}
    assert office.inside("tell", number, office.file(form)).value["state"] == "60"
    (item,) = office.inside("totell", "tried").value["items"]
    assert (item["tries"], item["last_try"], item["next_try"]) == (1, "no_answer", "2199-01-02")
    assert "试过 1 次，下次 2199-01-02" in office.plain_inside("totell").words


def test_who_left_no_name_reads_it_on_the_board(office: Commands):
    made = office.record({**LAMP, "suggester": {"anonymous": True}})
    office.inside("step", made, "reply", office.file(REPLY))
    (item,) = office.inside("board").value["items"]
    assert (item["number"], item["posted"], item["topic"]) == (made, False, "东门路灯")
    assert office.inside("totell").value["items"][0]["how"] == "FM6"
    said = office.inside("tell", made, office.file({"reached": "posted"}))
    assert said.value["state"] == "91"
    assert office.inside("board").value["items"][0]["posted"] is True
    assert office.inside("board", "--since", "2199-01-01").value["items"] == []


def test_a_survey_is_keyed_in_and_reopens(office: Commands, number: str):
    office.inside("tell", number, office.file({"reached": "told"}))
    said = office.inside("step", number, "survey", office.file({"satisfaction": "不满意"}))
    assert (said.code, said.fault["code"]) == (2, "reason_missing")
    form = {"satisfaction": "不满意", "attitude": "满意", "reason": "还是暗", "how": "书面"}
    said = office.inside("step", number, "survey", office.file(form))
    assert said.value["state"] == "62"
    assert "ST08" in {clock["rule"] for clock in said.value["clocks"]}


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ([], "not_a_step"),
        ({"reached": "x"}, "reached_unknown"),
        ({"reached": "told", "satisfaction": "S3"}, "reason_missing"),
        ({"reached": "no_answer", "said": "好"}, "not_reached"),
        ({"reached": "no_answer", "next_try": "2020-01-01"}, "date_past"),
        ({"reached": "no_answer", "next_try": "昨天"}, "date_wrong"),
        ({"reached": "told", "how": "鸽子"}, "code_unknown"),
        ({"reached": "told", "words": "x"}, "keys_unknown"),
    ],
)
def test_what_is_wrong_is_named(office: Commands, number: str, form: object, code: str):
    said = office.inside("tell", number, office.file(form))
    assert (said.code, said.fault["code"]) == (2, code)
    assert office.inside("totell").value["items"][0]["tries"] == 0


def test_a_list_that_is_none_is_named(office: Commands):
    assert office.inside("totell", "everybody").fault["code"] == "word_unknown"
    assert office.inside("board", "--since", "昨天").fault["code"] == "date_wrong"


def test_the_survey_sheet_is_written_and_printed(office: Commands, number: str, tmp_path: Path):
    out = tmp_path / "survey.pdf"
    said = office.inside("slip", number, "--kind", "survey", "--out", out)
    assert said.value == {"path": str(out), "pages": 1, "missing": []}
    text = words_in(out.read_bytes())
    assert number in text
    assert "征询表" in text
    assert "欧阳" not in text
    assert office.inside("slip", number, "--kind", "survey", "--size", "80mm", "--out", out).code == 2
    port = Press(sizes=("A5",))
    printed = office.inside("print", number, "--kind", "survey", printers=lambda: port)
    assert printed.value["outcome"] == "printed"
    assert "征询表已打印" in office.plain_inside("show", number).words
    bare = office.record()
    assert office.inside("slip", bare, "--kind", "survey", "--out", out).fault["code"] == "no_reply"


def test_the_board_is_written_as_a_paper_without_names(office: Commands, tmp_path: Path):
    made = office.record({**LAMP, "suggester": {"anonymous": True}})
    office.inside("step", made, "reply", office.file(REPLY))
    out = tmp_path / "board.pdf"
    said = office.inside("board", "--out", out)
    assert (said.value["path"], said.value["pages"], len(said.value["items"])) == (str(out), 1, 1)
    assert made in words_in(out.read_bytes())
