"""The rules of units: who is listed has a name; what ships is spoken of by each place for itself."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from desk.domain.event import Event, Verdict
from desk.domain.kinds import read_body
from desk.domain.noun import noun_of
from desk.domain.unit import UnitState, shipped_unit

PLACE, OTHER, UNIT = UUID(int=1), UUID(int=2), UUID(int=3)
NAMED: Mapping[str, Any] = {"texts": ["name"]}
NOUN = noun_of("unit")


def event(kind: str, body: Mapping[str, Any], n: int = 1, subject: UUID = UNIT, place: UUID = PLACE) -> Event:
    said = frozenset({"words"}) if body.get("texts") else frozenset()
    at = datetime(2026, 11, 21, 2, 0, n, tzinfo=UTC)
    return Event(UUID(int=100 + n), f"unit.{kind}", 1, place, subject, None, at, UUID(int=9), dict(body), said)


def told(*events: Event) -> tuple[UnitState, list[Verdict]]:
    state, verdicts = UnitState(), list[Verdict]()
    for one in events:
        body = read_body(one)
        verdicts.append(NOUN.judge(state, one, body))
        if verdicts[-1].ok:
            state = NOUN.apply(state, one, body)
    return state, verdicts


def test_a_unit_is_listed_renamed_retired_and_listed_again():
    listed, renamed = event("listed", NAMED), event("renamed", NAMED, 2)
    state, verdicts = told(listed, renamed, event("retired", {"day": "2026-11-21"}, 3))
    assert [one.ok for one in verdicts] == [True] * 3
    assert (state.code, state.retired, state.texts["name"]) == (str(UNIT), "2026-11-21", renamed.id)
    again, _ = told(listed, event("retired", {"day": "2026-11-21"}, 2), event("listed", NAMED, 3))
    assert (again.code, again.retired, again.place) == (str(UNIT), "", PLACE)


def test_an_english_name_goes_and_the_other_stays():
    both = event("listed", {"texts": ["name", "english"]})
    state, verdicts = told(both, event("renamed", {"cleared": ["english"]}, 2))
    assert [one.ok for one in verdicts] == [True, True]
    assert dict(state.texts) == {"name": both.id}


def test_what_ships_is_spoken_of_under_the_place_s_own_subject():
    code = {**NAMED, "code": "U05"}
    own = shipped_unit(PLACE, "U05")
    state, verdicts = told(event("listed", code, subject=own))
    assert (verdicts[0].ok, state.code) == (True, "U05")
    for subject, place in ((UNIT, PLACE), (own, OTHER), (shipped_unit(OTHER, "U05"), PLACE)):
        _, refused = told(event("listed", code, subject=subject, place=place))
        assert refused[0] == Verdict("set_aside", "out_of_place")


@pytest.mark.parametrize(
    ("kind", "body", "reason"),
    [
        ("listed", {}, "unit_unnamed"),
        ("listed", {"texts": ["english"]}, "unit_unnamed"),
        ("renamed", NAMED, "unit_unknown"),
        ("retired", {"day": "2026-11-21"}, "unit_unknown"),
    ],
)
def test_what_says_too_little_is_not_applied(kind: str, body: Mapping[str, Any], reason: str):
    state, verdicts = told(event(kind, body))
    assert (verdicts[0].name, verdicts[0].reason, state) == ("not_applied", reason, UnitState())


@pytest.mark.parametrize("body", [{"cleared": ["name"]}, {}])
def test_a_name_cannot_be_taken_away(body: Mapping[str, Any]):
    _, verdicts = told(event("listed", NAMED), event("renamed", body, 2))
    assert (verdicts[1].name, verdicts[1].reason) == ("not_applied", "unit_unnamed")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("sold", {}),
        ("retired", {"day": "21.11.2026"}),
        ("listed", {"texts": ["name"], "name": "区建管委"}),
        ("listed", {"code": "区"}),
    ],
)
def test_what_cannot_be_read_is_kept_unjudged(kind: str, body: Mapping[str, Any]):
    _, verdicts = told(event(kind, body))
    assert verdicts[0].name == "unjudged"
