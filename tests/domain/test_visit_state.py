"""A visit: recorded once, corrected with a reason, an opinion becomes one case, deputies agree to what stands."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from desk.domain.event import Event, PartName
from desk.domain.kinds import read_body
from desk.domain.visit import VisitState, apply, judge

ME, JIANG, LU = uuid4(), UUID(int=1), UUID(int=2)
FULL: dict[str, Any] = {
    **{"number": "HD-310116113000-261121", "kind": "V1", "day": "2026-11-21", "minutes": 90, "people": 3},
    **{"community": True, "counted": True, "deputies": [str(JIANG)], "opinions": 2},
    "texts": ["venue", "seen", "opinions"],
}
WHY: tuple[PartName, ...] = ("words",)


def event(kind: str, body: dict[str, Any], *parts: PartName) -> Event:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    return Event(uuid4(), f"visit.{kind}", 1, uuid4(), ME, None, at, uuid4(), body, frozenset(parts))


def told(*events: Event) -> tuple[VisitState, list[str]]:
    state, reasons = VisitState(), []
    for one in events:
        body = read_body(one)
        verdict = judge(state, one, body)
        reasons.append(verdict.reason)
        if verdict.ok:
            state = apply(state, one, body)
    return state, reasons


def recorded() -> Event:
    return event("recorded", FULL, "words")


def case(n: int) -> Event:
    return event("case", {"opinion": n, "case": str(uuid4())})


@pytest.mark.parametrize(
    ("kind", "body", "parts", "reason"),
    [
        ("recorded", FULL, WHY, "visit_recorded"),
        ("corrected", {"minutes": 60}, (), "reason_missing"),
        ("corrected", {"minutes": 60}, WHY, ""),
        ("withdrawn", {}, (), "reason_missing"),
        ("withdrawn", {}, WHY, ""),
        ("agreed", {"deputy": str(LU), "day": "2026-11-22"}, (), "deputy_not_there"),
        ("agreed", {"deputy": str(JIANG), "day": "2026-11-22"}, (), ""),
        ("case", {"opinion": 3, "case": str(LU)}, (), "opinion_unknown"),
        ("case", {"opinion": 2, "case": str(LU)}, (), ""),
        ("erased", {"part": "both"}, (), ""),
        ("settled", {}, (), "unknown_kind"),
    ],
)
def test_what_may_follow_a_record(kind: str, body: dict[str, Any], parts: tuple[PartName, ...], reason: str):
    assert told(recorded(), event(kind, body, *parts))[1] == ["", reason]


@pytest.mark.parametrize("kind", ["corrected", "withdrawn", "agreed", "case"])
def test_nothing_counts_before_the_record_nor_after_it_was_struck_out(kind: str):
    bodies: dict[str, dict[str, Any]] = {
        "agreed": {"deputy": str(JIANG), "day": "2026-11-22"},
        "case": {"opinion": 1, "case": str(LU)},
    }
    one = event(kind, bodies.get(kind, {}), "words")
    assert told(one)[1] == ["visit_unknown"]
    assert told(recorded(), event("withdrawn", {}, "words"), one)[1][-1] == "visit_withdrawn"


def test_an_opinion_becomes_one_case_and_stays():
    state, reasons = told(recorded(), case(2), case(2), event("corrected", {"opinions": 1}, "words"))
    assert reasons == ["", "", "opinion_has_case", "opinion_has_case"]
    assert list(state.cases) == [2]
    assert state.recorded is not None
    assert state.recorded.opinions == 2


def test_a_correction_says_only_what_changes_and_asks_the_deputies_again():
    agreed = event("agreed", {"deputy": str(JIANG), "day": "2026-11-22"})
    changed = {"minutes": 30, "deputies": [str(LU)], "texts": ["seen"], "cleared": ["venue", "survey"]}
    state, reasons = told(recorded(), agreed, agreed, event("corrected", changed, "words"))
    assert reasons == [""] * 4
    assert state.recorded is not None
    assert (state.recorded.minutes, state.recorded.people, state.recorded.deputies) == (30, 3, (LU,))
    assert (set(state.texts), state.agreed) == ({"seen", "opinions"}, ())


@pytest.mark.parametrize(
    "wrong",
    [
        {"deputies": []},
        {"minutes": -1},
        {"minutes": 1441},
        {"people": True},
        {"day": "2026-2-1"},
        {"opinions": 51},
        {"number": "7"},
        {"level": "town"},
        {"counted": 1},
    ],
)
def test_a_body_that_cannot_be_stays_unjudged(wrong: dict[str, Any]):
    assert told(event("recorded", FULL | wrong, "words"))[1] == ["unknown_kind"]
