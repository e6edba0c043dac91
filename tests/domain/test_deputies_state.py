"""An entry of the roster: what it takes to be on it, what is said again, and what nobody can be."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from desk.actions.desk import Lists
from desk.domain.deputy import DeputyState, apply, judge
from desk.domain.deputy_form import check_deputy
from desk.domain.event import Event, PartName
from desk.domain.kinds import read_body
from desk.errors import BadInput

ME = uuid4()
FULL = {"congress": "D", "group": "DG05", "texts": ["name", "phone"]}


def event(kind: str, body: dict[str, Any], *parts: PartName) -> Event:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    return Event(uuid4(), kind, 1, uuid4(), ME, None, at, uuid4(), body, frozenset(parts))


def told(*events: Event) -> tuple[DeputyState, list[str]]:
    """The state after a story, and the reasons of what did not count."""
    state, reasons = DeputyState(), []
    for one in events:
        body = read_body(one)
        verdict = judge(state, one, body)
        reasons.append(verdict.reason)
        if verdict.ok:
            state = apply(state, one, body)
    return state, reasons


def test_an_entry_has_a_name_and_keeps_each_text_until_a_new_one_is_said():
    first = event("deputy.listed", FULL, "words", "person")
    again = event("deputy.listed", {"congress": "T", "texts": ["post"], "cleared": ["phone"]}, "words")
    state, reasons = told(first, again)
    assert reasons == ["", ""]
    assert state.texts == {"name": first.id, "post": again.id}
    assert state.listed is not None
    assert (state.listed.congress, state.listed.group) == ("T", None)
    assert state.place == first.place


@pytest.mark.parametrize(
    ("kind", "body", "parts"),
    [
        ("deputy.listed", FULL, ()),
        ("deputy.listed", FULL | {"texts": ["post"]}, ("words",)),
        ("deputy.left", {"day": "2026-01-01"}, ()),
        ("deputy.matched", {"other": str(uuid4())}, ()),
    ],
)
def test_before_there_is_a_name_nothing_counts(kind: str, body: dict[str, Any], parts: tuple[PartName, ...]):
    state, reasons = told(event(kind, body, *parts))
    assert reasons[0] in ("deputy_unnamed", "deputy_unknown")
    assert state.listed is None


def test_nobody_is_matched_with_himself_and_a_match_can_be_taken_back():
    first = event("deputy.listed", FULL, "words")
    other = uuid4()
    state, reasons = told(
        first, event("deputy.matched", {"other": str(ME)}), event("deputy.matched", {"other": str(other)})
    )
    assert reasons == ["", "deputy_itself", ""]
    assert state.other == other
    state, _ = told(first, event("deputy.matched", {"other": str(other)}), event("deputy.matched", {}))
    assert state.other is None


def test_whoever_left_is_in_office_again_when_he_is_listed_again():
    first, left = event("deputy.listed", FULL, "words"), event("deputy.left", {"day": "2026-06-30"})
    assert told(first, left)[0].until == "2026-06-30"
    assert told(first, left, event("deputy.listed", {"congress": "D"}))[0].until == ""


def test_a_name_cannot_be_taken_away():
    first = event("deputy.listed", FULL, "words")
    assert told(first, event("deputy.listed", {"congress": "D", "cleared": ["name"]}))[1] == ["", "deputy_unnamed"]


@pytest.mark.parametrize(
    ("level", "group", "codes"),
    [
        ("区人大代表", "山阳", ("D", "DG05")),
        ("区", "山阳代表组", ("D", "DG05")),
        ("镇", "山阳镇", ("T", "DG05")),
        ("市代表", "上海石化", ("C", "DG12")),
        ("全国", "石化街道代表组", ("N", "DG10")),
        ("D", "DG01", ("D", "DG01")),
        ("政协委员", "", ("X", None)),
        ("City deputy", "High-tech Zone", ("C", "DG11")),
    ],
)
def test_levels_and_groups_are_read_as_offices_write_them(
    lists: Lists, level: str, group: str, codes: tuple[str, str | None]
):
    form = check_deputy({"name": " 蒋  某 ", "level": level, "group": group}, lists.codes)
    assert (form.congress, form.group) == codes
    assert form.texts == {"name": "蒋 某"}


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"level": "D"}, "deputy_unnamed"),
        ({"name": " ", "level": "D"}, "deputy_unnamed"),
        ({"name": "蒋某"}, "code_unknown"),
        ({"name": "蒋某", "level": "月球"}, "code_unknown"),
        ({"name": "蒋某", "level": "D", "group": "月球"}, "code_unknown"),
        ({"name": "蒋" * 51, "level": "D"}, "text_too_long"),
        ({"name": "蒋某", "level": "D", "phone": "1390000000"}, "phone_wrong"),
        ({"name": "蒋某", "level": "D", "since": "明天"}, "date_wrong"),
        ({"name": "蒋某", "level": "D", "since": 7}, "date_wrong"),
        ({"name": "蒋某", "level": "D", "since": "2026-01-02", "until": "2026-01-01"}, "days_turned"),
        ({"name": "蒋某", "level": "D", "party": "?"}, "keys_unknown"),
        ({"name": 7, "level": "D"}, "not_text"),
    ],
)
def test_a_form_that_cannot_be_stored_says_why(lists: Lists, form: dict[str, Any], code: str):
    with pytest.raises(BadInput, match=code):
        check_deputy(form, lists.codes)


def test_an_id_is_an_id():
    assert read_body(event("deputy.matched", {"other": "蒋某"})) is None
    assert read_body(event("deputy.listed", FULL | {"level": "town"})) is None
    assert isinstance(ME, UUID)
