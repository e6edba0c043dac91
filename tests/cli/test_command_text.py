"""A person's text is data: whatever is pasted is kept exactly or refused by name, and moves no terminal."""

from typing import Any

import pytest

from tests.cli.command_tools import LAMP, Commands
from tests.effort import lines_run

BIDI = "\u202e倒过来\u202c\u2066x\u2069\u200f"
RARE = "𬭎䶮㙍𡐓㛃𫖯龘"
TEN_MEGABYTES = 10 * 1024 * 1024 // 3  # characters
KEPT = {
    "bidi": BIDI,
    "image": '<img src="file:///etc/passwd">',
    "markup": "</para><b>x</b>&amp;{name}%s",
    "emoji": "👨‍👩‍👧‍👦🏮",
    "rare": RARE,
    "escape": "\x1b]0;owned\x07\x1b[31m\x9b2J\r",
    "blanks": "  　前后都有空白　\t ",
    "formula": "=HYPERLINK(1)",
}


@pytest.mark.parametrize("name", KEPT)
def test_odd_text_is_kept_exactly_in_every_field_and_found(station: Commands, name: str):
    odd = KEPT[name]
    form = dict.fromkeys(("title", "main_cause", "proposal", "original_text", "first_opinion"), odd)
    form["recorder"] = odd[:20]
    number = station.record({**form, "suggester": {"name": odd, "phone": odd[:20], "address": odd, "identity": odd}})
    fields = station.inside("show", number).value["fields"]
    assert {key: fields[key] for key in form} == form
    assert fields["suggester"]["name"] == fields["suggester"]["address"] == odd
    assert fields["suggester"]["phone"] == odd[:20]
    assert fields["suggester"]["identity"] == [odd]
    assert station.inside("cases", "--find", odd).value["total"] == 1 or name in ("escape", "emoji", "blanks")


def test_odd_text_cannot_move_a_terminal(station: Commands):
    number = station.record({**LAMP, "title": KEPT["escape"], "proposal": BIDI})
    seen = station.plain("show", number)
    assert seen.code == 0
    for unseen in ("\x1b", "\x9b", "\x07", "\r", "\u202e", "\u2066", "\u200f"):
        assert unseen not in seen.words
    assert "\\u001b]0;owned" in seen.words
    answered = station.inside("show", number)
    assert "\u202e" not in answered.words
    assert answered.value["fields"]["proposal"] == BIDI


@pytest.mark.parametrize(
    ("field", "most"), [("original_text", 20_000), ("title", 60), ("name", 50)], ids=["words", "title", "name"]
)
def test_ten_megabytes_are_answered_at_once_with_their_length(station: Commands, field: str, most: int):
    paste = station.file(_saying(field, TEN_MEGABYTES))
    said = (station if field == "original_text" else station.inside)("record", paste)
    assert said.code == 2
    assert {"code": "text_too_long", "field": field, "length": TEN_MEGABYTES, "most": most}.items() <= (
        said.fault.items()
    )
    assert str(TEN_MEGABYTES) in said.fault["message"]
    assert station.inside("cases").value["total"] == 0
    little = station.file(_saying(field, most + 1))
    station.inside("record", little)
    assert lines_run(lambda: station.inside("record", paste)) < 2 * lines_run(lambda: station.inside("record", little))


def _saying(field: str, length: int) -> dict[str, Any]:
    text = "长" * length
    return {"original_text": "好", "suggester": {"name": text}} if field == "name" else {field: text}


@pytest.mark.parametrize("bad", ["\0", "\ud800", "\udfff长"])
@pytest.mark.parametrize("field", ["title", "original_text"])
def test_what_no_file_can_hold_is_refused_by_name(station: Commands, field: str, bad: str):
    said = station.inside("record", station.file({field: f"路灯{bad}不亮"}))
    assert said.code == 2
    assert said.fault["field"] == field
    assert said.fault["code"] in ("text_has_nul", "text_is_broken")


@pytest.mark.parametrize("blank", ["", " ", "\n\t", "　", None])
def test_blanks_alone_are_no_words(station: Commands, blank: str | None):
    form = {"title": blank, "main_cause": blank, "original_text": blank, "proposal": "只有对策"}
    said = station.inside("record", station.file(form))
    assert (said.code, said.fault["code"]) == (2, "nothing_said")


@pytest.mark.parametrize(
    ("form", "field", "code"),
    [
        ({"title": 5}, "title", "not_text"),
        ({"title": ["a"]}, "title", "not_text"),
        ({"title": "a", "suggester": "王某"}, "suggester", "not_an_object"),
        ({"title": "a", "suggester": {"name": {}}}, "name", "not_text"),
        ({"title": "a", "suggester": {"identity": ["居民", 5]}}, "identity", "not_text"),
        ({"title": "a", "suggester": {"anonymous": "yes"}}, "anonymous", "not_yes_or_no"),
        ({"title": "a", "suggester": {"anonymous": True, "phone": "13900000001"}}, "name", "anonymous_with_name"),
        ({"title": "a", "suggester": {"phone": "1390000001"}}, "phone", "phone_wrong"),
        ({"title": "a", "person_times": 0}, "person_times", "people_wrong"),
        ({"title": "a", "person_times": True}, "person_times", "people_wrong"),
        ({"title": "a", "person_times": float("nan")}, "person_times", "people_wrong"),
        ({"title": "a", "person_times": 10**400}, "person_times", "people_wrong"),
        ({"title": "a", "nature": {"a": 1}}, "nature", "code_unknown"),
        ({"title": "a", "category": "\ud800"}, "category", "code_unknown"),
        ({"title": "a", "topic_path": [1, {}]}, "topic_path", "code_unknown"),
        ({"title": "a", "feedback_mode": [[]]}, "feedback_mode", "code_unknown"),
        ({"title": "a", "division_code": "３１０１１６１１３０００"}, "division_code", "division_wrong"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_name(station: Commands, form: dict, field: str, code: str):
    said = station.inside("record", station.file(form))
    assert said.code == 2
    assert (said.fault["field"], said.fault["code"]) == (field, code)


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 200_000,
        b'{"title": ' + b"9" * 5000 + b"}",
        b'{"title": "a"} and more',
        b"\xff\xfe\x00",
        b'{"title": "\x80"}',
    ],
    ids=["deep", "long number", "more", "half a character", "no encoding"],
)
def test_hostile_json_is_refused(station: Commands, tmp_path, data: bytes):
    (tmp_path / "case.json").write_bytes(data)
    said = station.inside("record", tmp_path / "case.json")
    assert said.code == 2
    assert said.fault["code"] in ("not_json", "encoding_unknown")
