"""The forms of forwarding and replying are checked once; what is not in a list goes into words."""

from datetime import date
from typing import Any

import pytest

from desk.actions.desk import Lists
from desk.domain.step_form import MOST_UNITS, check_forward, check_reply
from desk.errors import BadInput

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("key", ["lead_unit", "unit"])
@pytest.mark.parametrize("named", ["U03", "区交通委", " 区交通委\n", "District Transport Commission"])
def test_a_unit_of_the_list_is_a_code(lists: Lists, key: str, named: str):
    form = check_forward({key: named}, lists.codes)
    assert (form.codes["unit"], form.words) == ("U03", {})


@pytest.mark.parametrize("key", ["lead_unit", "unit"])
def test_a_unit_that_is_not_in_the_list_goes_into_words(lists: Lists, key: str):
    form = check_forward({key: " 晨光物业 ", "note": "请尽快\n"}, lists.codes)
    assert (form.codes["unit"], form.words) == (None, {"unit": "晨光物业", "note": "请尽快\n"})


def test_units_that_help_are_codes_and_words_each_once(lists: Lists):
    given = ["U05", "镇城运中心", "区人社局", "镇城运中心", "", "  "]
    form = check_forward({"lead_unit": "U03", "co_units": given}, lists.codes)
    assert form.codes["co_units"] == ("U05",)
    assert form.words == {"co_units": ["镇城运中心"]}
    assert check_forward({"unit": "U03", "co_units": "U05"}, lists.codes).codes["co_units"] == ("U05",)


def test_the_unit_that_replies_also_stands_in_words_as_it_is_called_now(lists: Lists):
    form = check_reply({"outcome": "2", "reply_text": "好", "lead_unit": "U03"}, lists.codes, TODAY)
    assert (form.codes["unit"], form.words["unit"]) == ("U03", "区交通委")
    form = check_reply({"outcome": "2", "reply_text": "好", "unit": "镇规建办"}, lists.codes, TODAY)
    assert (form.codes["unit"], form.words["unit"]) == (None, "镇规建办")
    assert "unit" not in check_reply({"outcome": "2", "reply_text": "好"}, lists.codes, TODAY).words


@pytest.mark.parametrize("named", ["3", "计划解决", "Planned"])
def test_an_outcome_is_a_code_or_its_words(lists: Lists, named: str):
    assert check_reply({"outcome": named}, lists.codes, TODAY).codes["outcome"] == "3"


@pytest.mark.parametrize("day", ["2027-02-28", "2027年2月28日", "2027/2/28", "2027-02-28T09:00:00+08:00"])
def test_a_promised_day_is_read_in_every_usual_way(lists: Lists, day: str):
    assert check_reply({"promise_date": day}, lists.codes, TODAY).codes["promised"] == date(2027, 2, 28)


def test_a_promise_may_be_for_today(lists: Lists):
    assert check_reply({"promise_date": "2026-11-21"}, lists.codes, TODAY).codes["promised"] == TODAY


def test_texts_are_kept_exactly_and_blank_ones_are_none(lists: Lists):
    text = " 一、\r\n\t二、　 "
    given = {"reply_text": text, "promise": "  ", "contact": "", "contact_phone": None, "document": "\u3000"}
    assert check_reply(given, lists.codes, TODAY).words == {"reply_text": text}


LIMITS = {"reply_text": 8000, "promise": 500, "contact": 50, "contact_phone": 40, "document": 40, "unit": 60}


@pytest.mark.parametrize(("name", "most"), LIMITS.items())
def test_lengths_are_counted_in_code_points(lists: Lists, name: str, most: int):
    assert check_reply({name: "𬭎" * most}, lists.codes, TODAY).words[name] == "𬭎" * most
    with pytest.raises(BadInput, match="text_too_long") as caught:
        check_reply({name: "𬭎" * (most + 1)}, lists.codes, TODAY)
    assert caught.value.facts == {"field": name, "length": most + 1, "most": most}


@pytest.mark.parametrize(
    ("form", "code", "field"),
    [
        ({"lead_unit": "长" * 61}, "text_too_long", "lead_unit"),
        ({"co_units": ["U01", "长" * 61]}, "text_too_long", "co_units"),
        ({"co_units": [f"单位{n}" for n in range(MOST_UNITS + 1)]}, "units_too_many", "co_units"),
        ({"co_units": {"a": 1}}, "not_text", "co_units"),
        ({"co_units": [3]}, "not_text", "co_units"),
        ({"lead_unit": 3}, "not_text", "lead_unit"),
        ({"unit": ["U01"]}, "not_text", "unit"),
        ({"unit": "区\0委"}, "text_has_nul", "unit"),
        ({"note": "长" * 501}, "text_too_long", "note"),
        ({"note": ["a"]}, "not_text", "note"),
        ({"note": "\ud842"}, "text_is_broken", "note"),
        ({"Note": "a", "units": []}, "keys_unknown", None),
        ({"reply_text": "好"}, "keys_unknown", None),
    ],
)
def test_a_wrong_form_of_forwarding_is_named_by_its_field(lists: Lists, form: dict[str, Any], code: str, field: str):
    with pytest.raises(BadInput, match=code) as caught:
        check_forward(form, lists.codes)
    assert caught.value.facts.get("field") == field
    if code == "keys_unknown":
        assert caught.value.facts == {"keys": tuple(form)}


@pytest.mark.parametrize(
    ("form", "code", "field"),
    [
        ({"outcome": "9"}, "code_unknown", "outcome"),
        ({"outcome": "好"}, "code_unknown", "outcome"),
        ({"outcome": 2}, "code_unknown", "outcome"),
        ({"outcome": ["2"]}, "code_unknown", "outcome"),
        ({"reply_text": 5}, "not_text", "reply_text"),
        ({"reply_text": "a\0"}, "text_has_nul", "reply_text"),
        ({"promise_date": "2026-11-20"}, "date_past", "promise_date"),
        ({"promise_date": "0001-01-01"}, "date_wrong", "promise_date"),
        ({"promise_date": "明年"}, "date_wrong", "promise_date"),
        ({"promise_date": "2027-02-30"}, "date_wrong", "promise_date"),
        ({"promise_date": "9999-12-31"}, "date_wrong", "promise_date"),
        ({"promise_date": 20270228}, "date_wrong", "promise_date"),
        ({"promise_date": "9" * 100}, "date_wrong", "promise_date"),
        ({"copy_to": ["长" * 61]}, "text_too_long", "copy_to"),
        ({"note": "a"}, "keys_unknown", None),
    ],
)
def test_a_wrong_form_of_replying_is_named_by_its_field(lists: Lists, form: dict[str, Any], code: str, field: str):
    with pytest.raises(BadInput, match=code) as caught:
        check_reply(form, lists.codes, TODAY)
    assert caught.value.facts.get("field") == field
