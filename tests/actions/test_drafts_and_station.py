"""Drafts stay until their case is recorded; what the station says of itself is facts."""

from typing import Any

import pytest
from made_up import Clock

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from desk.actions.drafts import drop_draft, save_draft
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.station import SETTINGS, set_station
from desk.errors import BadInput
from desk.reads.drafts import list_drafts, read_draft
from desk.reads.slips import read_slip
from desk.reads.station import desk_key, read_station
from desk.storage.save import new_id


def test_a_draft_is_kept_as_it_stands_and_the_last_touched_comes_first(desk: Desk, clock: Clock):
    first, second = new_id(), new_id()
    form: dict[str, Any] = {
        "title": "灯\0",
        "suggester": {"name": "", "identity": ["木匠"]},
        "person_times": "三",
        "x": None,
    }
    save_draft(desk, first, form)
    clock.wait(seconds=2)
    save_draft(desk, second, {"original_text": "  一段\n很长的话" + "啊" * 50})
    assert read_draft(desk.vault, first) == form
    assert [row.id for row in list_drafts(desk.vault)] == [second, first]
    assert [row.title for row in list_drafts(desk.vault)] == ["一段 很长的话" + "啊" * 23, "灯\0"]
    clock.wait(seconds=2)
    save_draft(desk, first, {**form, "title": "桥"})
    assert [row.title for row in list_drafts(desk.vault)] == ["桥", "一段 很长的话" + "啊" * 23]
    assert list_drafts(desk.vault)[0].updated_at == clock()
    drop_draft(desk, first)
    drop_draft(desk, first)
    assert read_draft(desk.vault, first) is None
    assert len(list_drafts(desk.vault)) == 1


def test_a_draft_may_be_too_long_for_a_case_but_not_without_end(desk: Desk):
    draft = new_id()
    save_draft(desk, draft, {"title": "灯" * 120, "original_text": "灯" * 40_000})
    for wrong, code in (
        ({"title": "灯" * 121}, "text_too_long"),
        ({"suggester": {"name": "王" * 101}}, "text_too_long"),
        ({"title": "\ud800"}, "text_is_broken"),
    ):
        with pytest.raises(BadInput, match=code):
            save_draft(desk, draft, wrong)
    kept = read_draft(desk.vault, draft)
    assert kept is not None
    assert len(kept["original_text"]) == 40_000


def test_drafts_are_no_part_of_the_journal(desk: Desk):
    before = verify_desk(desk)[0]
    draft = new_id()
    save_draft(desk, draft, {"title": "灯"})
    assert verify_desk(desk) == (before, [])
    rebuild_desk(desk)
    assert read_draft(desk.vault, draft) == {"title": "灯"}


def test_a_founded_station_has_answered_nothing_yet(desk: Desk):
    seen = read_station(desk.vault)
    assert (seen.name, seen.code, seen.level, seen.sample) == ("晨光居民区征集点", "310116113000", "point", False)
    assert (seen.promise_days, seen.phone, seen.hours, seen.handler, seen.keep) == (60, None, None, None, None)
    assert len(bytes.fromhex(desk_key(desk.vault))) == 32


def test_settings_are_said_changed_and_taken_back(desk: Desk):
    values = {"handler": "镇信访办", "keep": "两年", "phone": "021-57320001", "hours": "周二 8:30-11:00"}
    for key, value in values.items():
        set_station(desk, key, value)
    set_station(desk, "promise_days", "45")
    set_station(desk, "phone", "021-57320002")
    seen = read_station(desk.vault)
    assert (seen.handler, seen.keep, seen.hours, seen.promise_days) == ("镇信访办", "两年", "周二 8:30-11:00", 45)
    assert seen.phone == "021-57320002"
    for key in values:
        set_station(desk, key, " ")
    seen = read_station(desk.vault)
    assert (seen.handler, seen.keep, seen.phone, seen.hours, seen.promise_days) == (None, None, None, None, 45)
    assert verify_desk(desk)[1] == []


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("colour", "red", "setting_unknown"),
        ("promise_days", "", "days_wrong"),
        ("promise_days", "0", "days_wrong"),
        ("promise_days", "3651", "days_wrong"),
        ("promise_days", "６０", "days_wrong"),
        ("promise_days", "-5", "days_wrong"),
        ("promise_days", "9" * 5000, "days_wrong"),
        ("phone", "1" * 31, "text_too_long"),
        ("hours", "a\0b", "text_has_nul"),
        ("handler", "\ud800", "text_is_broken"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(key: str, value: str, code: str, desk: Desk):
    before = read_station(desk.vault)
    with pytest.raises(BadInput, match=code):
        set_station(desk, key, value)
    assert read_station(desk.vault) == before
    assert key in (*SETTINGS, "colour")


def test_a_slip_is_masked_unless_the_person_wants_to_check_the_name(desk: Desk):
    said = {"title": "灯", "main_cause": "暗", "suggester": {"name": "欧阳小明", "phone": "13900000001"}}
    case = record_case(desk, said).subjects[0]
    slip = read_slip(desk.vault, desk.lens, case)
    assert (slip.name, slip.phone, slip.clerk) == ("欧阳*", "139****0001", "卫某")
    assert (slip.title, slip.body, slip.whole_text) == ("灯", "暗", "暗")
    assert read_slip(desk.vault, desk.lens, case, show_name=True).name == "欧阳小明"


def test_the_slip_of_an_accusation_tells_nothing_of_it(desk: Desk):
    slip = read_slip(desk.vault, desk.lens, record_case(desk, {"nature": "JK"}).subjects[0])
    assert (slip.title, slip.body, slip.whole_text, slip.name, slip.phone) == ("", "", "", "", "")
    assert slip.promised is None
