"""Form F1 is checked once: kept exactly as given, or refused with the field and the reason."""

import random
from datetime import datetime, timedelta
from typing import Any

import made_up
import pytest

from desk import resources
from desk.actions.desk import Lists
from desk.domain.draft import Checked, check_correction, check_form
from desk.domain.field import LIMITS, check_field
from desk.domain.moment import SHANGHAI, parse_moment, read_time
from desk.errors import BadInput
from tests.effort import is_less_than_copying

NOW = datetime(2026, 11, 21, 10, 0, 7, 123456, tzinfo=SHANGHAI)
SAMPLES = resources.read_json("samples", "samples.json")
SUGGESTER = ("name", "phone", "address")
TYPED = [*SUGGESTER, "title", "main_cause", "proposal", "original_text", "first_opinion", "recorder", "source_id"]


def given(name: str, value: Any) -> dict[str, Any]:
    """A form with this one field, and what a case needs at least."""
    said = {} if name == "title" else {"title": "路灯"}
    return said | ({"suggester": {name: value}} if name in SUGGESTER else {name: value})


def check(lists: Lists, form: dict[str, Any], now: datetime = NOW) -> Checked:
    return check_form(form, lists.codes, now)


def refusal(lists: Lists, form: dict[str, Any]) -> BadInput:
    with pytest.raises(BadInput) as refused:
        check(lists, form)
    return refused.value


@pytest.mark.parametrize("name", TYPED)
def test_a_text_may_be_as_long_as_its_limit_in_code_points(name: str, lists: Lists):
    for char in ("灯", "𬭎", "😀", "龘"):
        text = char * LIMITS[name]
        checked = check(lists, given(name, text))
        assert {**checked.person, **checked.words}[name] == text
        error = refusal(lists, given(name, text + char))
        assert (error.code, error.facts["field"]) == ("text_too_long", name)
        assert (error.facts["length"], error.facts["most"]) == (LIMITS[name] + 1, LIMITS[name])


@pytest.mark.parametrize(
    "name", [*TYPED, "identity", "nature", "category", "channel", "loop", "topic_path", "feedback_mode"]
)
def test_ten_megabytes_in_a_field_are_answered_at_once(name: str, lists: Lists):
    text = "长" * (10 * 2**20 // 3)
    form = {"title": "灯", "suggester": {"identity": text}} if name == "identity" else given(name, text)
    error = refusal(lists, form)
    assert is_less_than_copying(text, lambda: refusal(lists, form))
    if name in (*TYPED, "identity"):
        assert error.code == "text_too_long"
        assert error.facts["length"] == len(text)
    else:
        assert error.code == "code_unknown"


@pytest.mark.parametrize("text", ["2026-10-12" + " " * 10**7, "9" * 10**7, "/" * 10**7, "0" * 10**7])
def test_ten_megabytes_in_a_coded_field_are_answered_at_once(text: str, lists: Lists):
    def answer() -> None:
        for name in ("topic_path", "division_code", "person_times"):
            assert refusal(lists, given(name, text)).facts["field"] == name
        if text.strip() != "2026-10-12":
            assert refusal(lists, given("received_at", text)).code == "date_wrong"

    assert is_less_than_copying(text, answer)


@pytest.mark.parametrize("name", TYPED)
def test_what_cannot_be_stored_is_refused_and_never_mended(name: str, lists: Lists):
    for text, code in (("a\0b", "text_has_nul"), ("a\ud800b", "text_is_broken"), ("\udfff", "text_is_broken")):
        assert refusal(lists, given(name, text)).code == code
    for value in (7, True, ["灯"], {"zh": "灯"}, 1.5):
        error = refusal(lists, given(name, value))
        assert (error.code, error.facts["field"]) == ("not_text", name)


def test_every_other_text_is_kept_to_the_letter(lists: Lists):
    text = "  \t侬好\r\n e\u0301 ﬁ Ａ \u200b\u202e\x01\x7f\ufeff\u2028 <b>&amp; '; DROP TABLE fact;-- {name} %s \n"
    assert check(lists, {"original_text": text}).words["original_text"] == text


def test_nothing_said_is_refused_and_blanks_say_nothing(lists: Lists):
    for form in ({}, {"proposal": "换灯泡"}, {"title": " ", "main_cause": "\n", "original_text": "　"}):
        assert refusal(lists, form).code == "nothing_said"
    for name in ("title", "main_cause", "original_text"):
        assert check(lists, {name: "灯"}).words == {name: "灯"}


def test_what_is_missing_has_the_defaults_of_the_contract(lists: Lists):
    codes = check(lists, {"title": "灯"}).codes
    assert codes == {
        "nature": "JY",
        "channel": "CH01",
        "person_times": 1,
        "received_at": "2026-11-21T02:00:07.000Z",
        "anonymous": False,
        "public_ok": False,
        "pi_notice_given": False,
    }


def test_missing_elements_warn_and_never_block(lists: Lists):
    assert {one.code for one in check(lists, {"original_text": "灯坏了"}).warnings} == {
        *("no_title", "no_main_cause", "no_proposal", "no_name", "no_contact", "notice_not_given")
    }
    anonymous = check(lists, {"original_text": "灯", "suggester": {"anonymous": True, "pi_notice_given": True}})
    assert {one.code for one in anonymous.warnings} == {"no_title", "no_main_cause", "no_proposal"}
    whole = made_up.form(random.Random(1))
    assert check(lists, whole).warnings == ()
    assert {one.code for one in check(lists, {**whole, "person_times": 6}).warnings} == {"group_over_five"}
    assert all(one.level == "warn" for one in anonymous.warnings)


def test_an_anonymous_person_has_no_name_and_no_phone(lists: Lists):
    for held in ({"name": "王某"}, {"phone": "13900000001"}):
        error = refusal(lists, {"title": "灯", "suggester": {"anonymous": True, **held}})
        assert error.code == "anonymous_with_name"
    check(lists, {"title": "灯", "suggester": {"anonymous": True, "name": " ", "phone": ""}})


@pytest.mark.parametrize("count", [0, -1, 1000, True, "2", 2.0, [], None, 10**30])
def test_people_are_counted_from_one_to_999(count: Any, lists: Lists):
    if count in ([], None):
        assert check(lists, given("person_times", count)).codes["person_times"] == 1
    else:
        assert refusal(lists, given("person_times", count)).code == "people_wrong"
    assert check(lists, given("person_times", 999)).codes["person_times"] == 999


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("明天", "date_wrong"),
        ("2026-02-30", "date_wrong"),
        (20261121, "date_wrong"),
        (["2026-11-21"], "date_wrong"),
        ("2026-11-21T10:11:00+08:00", "date_future"),
        ("2027-01-01", "date_future"),
        ("9999-12-31T23:59:59-12:00", "date_future"),
        ("1989-12-31", "date_too_early"),
        ("0001-01-01", "date_too_early"),
    ],
)
def test_wrong_and_future_dates_are_refused(value: Any, code: str, lists: Lists):
    error = refusal(lists, given("received_at", value))
    assert (error.code, error.facts["field"]) == (code, "received_at")


def test_a_date_is_taken_in_any_of_its_spellings_and_to_the_second(lists: Lists):
    for value in ("2026-11-20 09:30", "2026-11-20T01:30:00.999Z", datetime(2026, 11, 20, 9, 30, 0, 5)):  # noqa: DTZ001
        assert check(lists, given("received_at", value)).codes["received_at"] == "2026-11-20T01:30:00.000Z"
    ahead = NOW + timedelta(minutes=9)  # clocks differ
    assert read_time(check(lists, given("received_at", ahead)).codes["received_at"]) == ahead.replace(microsecond=0)


@pytest.mark.parametrize("name", ["nature", "category", "channel", "loop", "feedback_mode", "topic_path"])
def test_a_code_that_is_in_no_list_is_refused(name: str, lists: Lists):
    for value in ("XX", "jy", 3, {"a": 1}, ["XX"]):
        error = refusal(lists, given(name, value))
        assert (error.code, error.facts["field"]) == ("code_unknown", name)


def test_a_code_is_taken_by_its_words_too(lists: Lists):
    first = next(iter(lists.codes.topics))
    form = {
        "title": "灯",
        "nature": "建议意见",
        "feedback_mode": ["电话", "FM1"],
        "topic_path": lists.codes.topics[first],
    }
    words = {code: label.zh for code, label in lists.codes.lists["nature"].items()}
    form["nature"] = words["ZX"]
    form["feedback_mode"] = [lists.codes.lists["feedback"]["FM2"].zh, "FM1"]
    codes = check(lists, form).codes
    assert (codes["nature"], codes["feedback"], codes["topic"]) == ("ZX", ["FM2", "FM1"], first)
    assert check(lists, given("topic_path", " › ".join(lists.codes.topics[first]))).codes["topic"] == first


def test_identity_is_a_text_or_a_list(lists: Lists):
    label = lists.codes.lists["identity"]["ID01"].zh
    for value, codes, text in (
        (label, ["ID01"], None),
        ("ID01", ["ID01"], None),
        (["ID01", "木匠"], ["ID01"], "木匠"),
        (["木匠", "退休"], None, "木匠、退休"),
        ("木匠", None, "木匠"),
        (["", None], None, None),
        ([], None, None),
        (None, None, None),
    ):
        checked = check(lists, {"title": "灯", "suggester": {"identity": value}})
        assert (checked.codes.get("identity"), checked.person.get("identity_text")) == (codes, text)
    for value in (7, [{"a": 1}], [["木匠"]]):
        assert refusal(lists, {"title": "灯", "suggester": {"identity": value}}).code == "not_text"


def test_yes_and_no_are_true_and_false_and_nothing_else(lists: Lists):
    for name in ("anonymous", "public_ok", "pi_notice_given"):
        for value in ("yes", 1, 0, "", []):
            error = refusal(lists, {"title": "灯", "suggester": {name: value}})
            assert (error.code, error.facts["field"]) == ("not_yes_or_no", name)
    for value in ("王某", 3, ["王某"]):
        assert refusal(lists, {"title": "灯", "suggester": value}).code == "not_an_object"


def test_languages_and_division_codes_are_checked(lists: Lists):
    assert check(lists, {"title": "灯", "suggester": {"lang": "en"}}).codes["lang"] == "en"
    assert refusal(lists, {"title": "灯", "suggester": {"lang": "fr"}}).code == "code_unknown"
    assert check(lists, given("division_code", "310116113000")).codes["division_code"] == "310116113000"
    for value in ("31011611300", "３１０１１６１１３０００", 310116113000):
        assert refusal(lists, given("division_code", value)).code == "division_wrong"


@pytest.mark.parametrize("name", [*TYPED, "identity"])
def test_an_accusation_with_any_text_is_refused(name: str, lists: Lists):
    form = {"nature": "JK"} | ({"suggester": {name: "某"}} if name in (*SUGGESTER, "identity") else {name: "某"})
    if name in ("recorder", "source_id"):
        checked = check(lists, form)
        assert (checked.person, checked.words) == ({}, {})
    else:
        assert refusal(lists, form).code == "accusation_has_text"


def test_an_accusation_without_text_is_counted(lists: Lists):
    checked = check(lists, {"nature": "JK", "person_times": 2, "suggester": {"anonymous": True}})
    assert (checked.person, checked.words, checked.warnings) == ({}, {}, ())
    assert (checked.codes["nature"], checked.codes["person_times"]) == ("JK", 2)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["id"])
def test_every_sample_is_accepted_as_it_is(sample: dict[str, Any], lists: Lists):
    checked = check(lists, sample, parse_moment("2026-12-01"))
    for name in ("title", "main_cause", "proposal", "original_text"):
        assert checked.words.get(name) == (sample[name] or None)
    assert checked.person.get("name") == (sample["suggester"]["name"] or None)
    assert checked.codes["nature"] == sample["expect"].get("triage", sample["nature"])


def test_a_correction_reads_only_the_keys_that_are_there(lists: Lists):
    assert check_correction({"title": "灯"}, lists.codes, NOW) == ({}, {"title": "灯"})
    assert check_correction({"title": None, "proposal": ""}, lists.codes, NOW) == (
        {},
        {"title": None, "proposal": None},
    )
    codes, texts = check_correction({"suggester": {"identity": [], "public_ok": True}}, lists.codes, NOW)
    assert (codes, texts) == ({"identity": None, "public_ok": True}, {"identity_text": None})
    cleared = {"category": None, "topic_path": "", "loop": None, "division_code": None, "feedback_mode": []}
    codes, _ = check_correction(cleared, lists.codes, NOW)
    assert codes == dict.fromkeys(("category", "topic", "loop", "division_code", "feedback"))
    for wrong in ({"nature": "XX"}, {"title": "灯" * 61}, {"received_at": "明天"}, {"suggester": {"public_ok": "是"}}):
        with pytest.raises(BadInput):
            check_correction(wrong, lists.codes, NOW)


@pytest.mark.parametrize(
    ("phone", "level"),
    [
        ("13900000001", None),
        ("139-0000-0001", None),
        ("+86 139 0000 0001", None),
        ("86-13900000001", None),
        ("139****0001", None),
        ("021-57320041", None),
        ("57320041", None),
        ("", None),
        ("1390000001", "error"),
        ("139000000012", "error"),
        ("1234", "warn"),
        ("问居委", "warn"),
        ("13900000001转8", "warn"),
    ],
)
def test_a_mobile_with_a_digit_too_few_or_many_is_an_error_other_spellings_only_warn(phone: str, level: str | None):
    finding = check_field("phone", phone)
    assert (finding and finding.level) == level
