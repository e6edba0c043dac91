"""Telling: what was not told yet, where a case stands afterwards, what people say, and what is not admissible."""

from datetime import date, timedelta
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.clock import Started
from desk.domain.reaching import way_to
from desk.domain.step_bodies import Completed, Instructed, Replied
from desk.domain.telling import Surveyed, untold_after
from desk.domain.telling import Told as PersonTold
from tests.domain.test_steps_table import DAY, FIRST, FORWARD, NOWHERE, OK, Told, fold, refused


def fact(number: int) -> UUID:
    """The id of the fact at that place of a fold."""
    return uuid5(NOWHERE, str(number))


def reply(outcome: str = "1", promised: date | None = None) -> Told:
    body = Replied(level="town", day=DAY, outcome=outcome, unit="U01", promised=promised, texts=("reply_text",))
    return body, ("words",)


def told(*about: int, reached: str = "told", reason: bool = False, **said: object) -> Told:
    body = PersonTold(
        level="village",
        day=DAY,
        reached=reached,  # type: ignore[arg-type]
        about=tuple(map(fact, about)),
        texts=("reason",) if reason else (),
        **said,  # type: ignore[arg-type]
    )
    return body, ("words",) if reason else ()


INSTRUCT: Told = (Instructed(level="town", day=DAY, texts=("actor", "text")), ("words",))
COMPLETE: Told = (Completed(level="village", day=DAY, texts=("note",)), ("words",))


def test_each_thing_is_told_on_its_own():
    state, _ = fold(FIRST, INSTRUCT, FORWARD, reply(), COMPLETE)
    assert dict(state.untold) == {"instruction": fact(1), "reply": fact(3), "result": fact(4)}
    state, verdicts = fold(FIRST, INSTRUCT, FORWARD, reply(), COMPLETE, told(1, 3))
    assert (dict(state.untold), verdicts[-1]) == ({"result": fact(4)}, OK)


def test_only_the_last_of_a_kind_is_to_be_told():
    assert dict(untold_after({"instruction": fact(1)}, INSTRUCT[0], fact(2))) == {"instruction": fact(2)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcome", "promised", "state"),
    [
        ("1", None, "61"),
        ("2", None, "61"),
        ("4", None, "72"),
        ("5", None, "72"),
        ("3", DAY + timedelta(days=90), "91"),
    ],
)
def test_who_was_told_leaves_the_case_told_explained_or_followed(outcome: str, promised: date | None, state: str):
    assert fold(FIRST, reply(outcome, promised), told(1))[0].state == state


@pytest.mark.parametrize("reached", ["no_answer", "wrong_number"])
def test_who_was_not_reached_still_waits(reached: str):
    state, _ = fold(FIRST, reply(), told(reached=reached, next_try=DAY + timedelta(days=1)))
    assert (state.state, dict(state.untold)) == ("60", {"reply": fact(1)})


def test_what_stands_on_the_board_counts_as_told():
    state, _ = fold(FIRST, reply(), told(1, reached="posted"))
    assert (state.state, dict(state.untold)) == ("61", {})


def test_nothing_is_put_on_the_board_before_an_answer():
    assert fold(FIRST, told(reached="posted"))[1][-1] == refused("nothing_to_tell")


def test_a_reply_that_came_meanwhile_is_not_told_by_a_call_that_did_not_know_of_it():
    """Told offline about the first reply while the second came: the second waits."""
    again = told(1, satisfaction="S3", again=True, reason=True)
    state, verdicts = fold(FIRST, reply(), again, FORWARD, reply("2"), told(1))
    assert all(verdict == OK for verdict in verdicts)
    assert (state.state, dict(state.untold)) == ("60", {"reply": fact(4)})


def test_two_desks_that_tell_at_once_are_both_right():
    state, verdicts = fold(FIRST, reply(), told(1, satisfaction="S1"), told(1, satisfaction="S2"))
    assert verdicts[-2:] == [OK, OK]
    assert (state.state, state.satisfaction) == ("61", "S2")


def test_who_is_not_satisfied_has_it_handled_again_with_a_clock_of_its_own():
    clock = Started(rule="ST08", start=DAY, raw=DAY + timedelta(days=30), until="told", latest=DAY + timedelta(days=60))
    state, _ = fold(FIRST, reply(), told(1, satisfaction="S3", again=True, reason=True, clocks=(clock,)))
    assert (state.state, state.reopened, state.satisfaction) == ("62", True, "S3")
    assert [one.rule for one in state.clocks if not one.ended] == ["ST08"]
    state, _ = fold(
        FIRST, reply(), told(1, satisfaction="S3", again=True, reason=True, clocks=(clock,)), reply("1"), told(3)
    )
    assert (state.state, state.reopened, [one.rule for one in state.clocks if not one.ended]) == ("61", False, [])


def test_who_is_not_satisfied_and_wants_no_more_leaves_it_told():
    assert fold(FIRST, reply(), told(1, satisfaction="S3", reason=True))[0].state == "61"


@pytest.mark.parametrize(
    ("story", "reason"),
    [
        ((FIRST, reply(), told(1, satisfaction="S3")), "reason_missing"),
        ((FIRST, reply(), told(1, again=True)), "reason_missing"),
        ((FIRST, told(again=True, reason=True)), "nothing_answered"),
        ((FIRST, (Surveyed(level="village", day=DAY), ())), "state_wrong.10"),
        ((FIRST, reply(), told(1), (Surveyed(level="village", day=DAY), ())), "satisfaction_missing"),
    ],
)
def test_what_is_not_admissible_is_named(story: tuple[Told, ...], reason: str):
    assert fold(*story)[1][-1] == refused(reason)


def test_a_survey_that_asks_for_more_reopens_the_case():
    survey = Surveyed(level="village", day=DAY, satisfaction="S3", attitude="S1", again=True, texts=("reason",))
    state, verdicts = fold(FIRST, reply(), told(1), (survey, ("words",)))
    assert (state.state, state.satisfaction, verdicts[-1]) == ("62", "S3", OK)


def test_a_call_about_the_progress_tells_nothing():
    state, _ = fold(FIRST, told())
    assert (state.state, dict(state.untold)) == ("10", {})


@given(st.permutations(range(4)))
def test_tellings_in_any_order_leave_the_same_untold(order: list[int]):
    tellings = [told(1), told(2), told(reached="no_answer"), told(1, 2)]
    state, _ = fold(FIRST, INSTRUCT, reply(), *(tellings[n] for n in order))
    assert dict(state.untold) == {}


@pytest.mark.parametrize(
    ("feedback", "reachable", "has_phone", "way"),
    [
        (["FM2"], True, True, "FM2"),
        (["FM2"], True, False, "FM5"),
        (["FM3", "FM1"], True, False, "FM1"),
        ([], True, True, "FM2"),
        ([], True, False, "FM5"),
        ([], False, False, "FM6"),
        (["FM1"], False, False, "FM1"),
        (["FM6"], True, True, "FM6"),
        (["FM2"], False, True, "FM6"),
    ],
)
def test_people_are_reached_as_they_wished_as_far_as_they_can_be(
    feedback: list[str], reachable: bool, has_phone: bool, way: str
):
    assert way_to(feedback, reachable=reachable, has_phone=has_phone) == way
