"""Nothing is said to a person, or of them in public, that is not so."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from made_up import Found

from desk.actions.cases import erase_case, record_case
from desk.actions.desk import Desk
from desk.actions.handling import handle_case
from desk.actions.opening import Founding
from desk.actions.steps import forward_case, settle_case
from desk.actions.telling import tell_person
from desk.domain.moment import local_day
from desk.errors import BadInput
from desk.reads.aloud import read_aloud
from desk.reads.board import read_board
from desk.reads.cases import read_case
from desk.reads.views import CaseView

TOWN = Founding("310116113000", "山阳镇征集工作站", "town", "蒋某", "晨光-123456")
NAMED = {"title": "路灯", "suggester": {"name": "王某", "phone": "13900000001"}}
ANSWER = {"outcome": "1", "reply_text": "换了三盏灯。"}


@pytest.fixture
def office(found: Found, tmp_path: Path) -> Desk:
    return found(tmp_path / "office", TOWN).desk


def refused(code: str, act: Callable[[], Any]) -> None:
    with pytest.raises(BadInput) as caught:
        act()
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("said", "allowed"),
    [
        ({}, False),
        ({"suggester": NAMED["suggester"] | {"public_ok": True}}, True),
        ({"suggester": {"anonymous": True}}, True),
    ],  # type: ignore[operator]
)
def test_who_left_a_name_stands_on_the_board_only_when_they_agreed(office: Desk, said: dict[str, Any], allowed: bool):
    id = record_case(office, NAMED | said).subjects[0]
    settle_case(office, id, ANSWER)
    if allowed:
        tell_person(office, id, {"reached": "posted"})
    else:
        refused("not_public", lambda: tell_person(office, id, {"reached": "posted"}))
    listed = [line.id for line in read_board(office.vault, office.lens).lines]
    assert listed == ([id] if allowed else [])


def test_an_empty_form_tells_nobody(office: Desk):
    id = record_case(office, NAMED).subjects[0]
    refused("reached_unknown", lambda: tell_person(office, id, {}))


def test_what_is_due_inside_the_office_is_not_promised_to_the_person(office: Desk):
    id = record_case(office, NAMED).subjects[0]
    view = read_case(office.vault, office.lens, id)
    assert view.script is not None
    assert view.script.due == min(one.raw for one in view.clocks if one.rule in ("ST04", "ST05"))
    assert view.script.due > min(one.raw for one in view.clocks if not one.ended_on)


def test_a_promise_lies_ahead(office: Desk):
    id = record_case(office, NAMED).subjects[0]
    forward_case(office, id, {"unit": "U03"})
    late = {"note": "开工了", "promise_date": "2025-11-01"}
    refused("date_past", lambda: handle_case(office, id, late, "carry"))
    handle_case(office, id, late | {"promise_date": "2027-01-01"}, "carry")
    assert read_case(office.vault, office.lens, id).promised == date(2027, 1, 1)


NOBODY = {"title": "路灯", "suggester": {"anonymous": True}}


def settled(desk: Desk, form: dict[str, Any]) -> UUID:
    id = record_case(desk, form).subjects[0]
    settle_case(desk, id, ANSWER)
    return id


def test_nobody_is_called_who_left_no_number(office: Desk):
    """Who comes in again with the slip is told across the table; nobody can be called afterwards."""
    id = settled(office, NOBODY)
    for form in ({"reached": "told", "how": "FM2"}, {"reached": "told", "how": "FM3"}, {"reached": "wrong_number"}):
        refused("no_phone", lambda form=form: tell_person(office, id, form))
    refused("nobody_known", lambda: tell_person(office, id, {"reached": "no_answer", "how": "FM5"}))
    tell_person(office, id, {"reached": "told", "how": "FM5"})
    view = read_case(office.vault, office.lens, id)
    assert view.script is not None
    assert (view.script.told_on is not None, "ST07" in running(view)) == (True, False)
    called = settled(office, NAMED)
    tell_person(office, called, {"reached": "told", "how": "FM2"})
    assert "ST07" in running(read_case(office.vault, office.lens, called))


def running(view: CaseView) -> set[str]:
    return {one.rule for one in view.clocks if not one.ended_on}


def test_a_number_that_was_erased_is_not_called(office: Desk):
    id = settled(office, NAMED)
    erase_case(office, id, "both", "本人要求")
    refused("no_phone", lambda: tell_person(office, id, {"reached": "told", "how": "FM2"}))
    script = read_case(office.vault, office.lens, id).script
    assert script is not None
    assert "“那件事”" in read_aloud(script, "zh")
    assert "“the matter you came with”" in read_aloud(script, "en")


def test_who_was_told_already_is_mentioned(office: Desk):
    id = settled(office, NAMED)
    assert tell_person(office, id, {"reached": "told", "how": "FM2"}).warnings == ()
    (told,) = tell_person(office, id, {"reached": "told", "how": "FM2"}).warnings
    assert (told.code, told.facts["day"]) == ("told_before", local_day(office.clock()).isoformat())


def test_a_case_is_linked_to_a_number_once(office: Desk):
    id = record_case(office, NAMED).subjects[0]
    handle_case(office, id, {"link": "deputy", "number": "0123"}, "link")
    refused("linked_already", lambda: handle_case(office, id, {"link": "proposal", "number": "0123 "}, "link"))
    handle_case(office, id, {"number": "0123"}, "unlink")
    handle_case(office, id, {"link": "deputy", "number": "0123"}, "link")


def test_nobody_is_greeted_twice(office: Desk):
    id = record_case(office, NAMED).subjects[0]
    settle_case(office, id, ANSWER | {"reply_text": "您好！换了三盏灯。您好人有好报。"})
    script = read_case(office.vault, office.lens, id).script
    assert script is not None
    assert "定下来了：换了三盏灯。您好人有好报。" in read_aloud(script, "zh")
