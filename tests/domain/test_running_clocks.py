"""How the clocks of a case run: what starts and stops them, what may be done about them, by contents alone."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.body import Body
from desk.domain.case import BODIES, Corrected, Quoted, Registered, Withdrawn, apply, judge
from desk.domain.case_state import CaseState
from desk.domain.clock import Started
from desk.domain.event import Event
from desk.domain.promise import Promise
from desk.domain.running import Clock, pressing
from desk.domain.step_bodies import Accepted, Extended, Forwarded, Paused, Replied, Resumed, Returned, Tracked

NOWHERE = UUID(int=0)
KINDS = {body: kind for kind, body in BODIES.items()}
DAY = date(2026, 11, 20)
WORDS = ("words",)
Told = tuple[Body, Sequence[str]]


def day(plus: int) -> date:
    return DAY + timedelta(days=plus)


def clock(rule: str, days: int, until: str, start: int = 0, **more: Any) -> Started:
    return Started(rule=rule, start=day(start), raw=day(start + days), until=until, **more)


PROMISE = Promise(days=60, raw=day(60), rolled=day(62), holidays_known=True, latest=day(90))
OWN = (clock("ST01", 0, "registered"), clock("ST02", 4, "triaged"), clock("ST03", 7, "forwarded"))
AT = {"received_at": "2026-11-20T01:00:00.000Z"}
FIRST: Told = (
    Registered(number="482917036", nature="JY", texts=("title",), promise=PROMISE, clocks=OWN, **AT),
    WORDS,
)
BARE: Told = (Registered(number="482917036", nature="JY", texts=("title",), **AT), WORDS)


def at(plus: int, **more: Any) -> dict[str, Any]:
    return {"level": "town", "day": day(plus), **more}


def assigned(plus: int, unit: str = "U01") -> Told:
    new = (clock("D02", 10, "replied", plus, window=True), clock("D04", 90, "replied", plus, latest=day(plus + 180)))
    return Forwarded(**at(plus, unit=unit, clocks=new)), ()


def track(plus: int, name: str = "deputy", *clocks: Started, received: int | None = None) -> Told:
    since = day(plus if received is None else received)
    return Tracked(**at(plus, track=name, received=since, clocks=clocks or None)), ()


def reply(plus: int, *clocks: Started) -> Told:
    return Replied(**at(plus, outcome="1", unit="U01", texts=("reply_text",), clocks=clocks or None)), WORDS


def extend(rule: str, to: int, plus: int = 1, **more: Any) -> Told:
    return Extended(**at(plus, rule=rule, raw=day(to), texts=("approver", "reason"), **more)), WORDS


def pause(plus: int, rule: str = "ST05") -> Told:
    return Paused(**at(plus, rule=rule, texts=("reason",))), WORDS


def resume(plus: int, to: int, rule: str = "ST05") -> Told:
    return Resumed(**at(plus, rule=rule, raw=day(to))), ()


def happened(body: Body, parts: Sequence[str], number: int) -> Event:
    return Event(
        id=uuid5(NOWHERE, str(number)),
        kind=KINDS[type(body)],
        v=1,
        place=UUID(int=1),
        subject=UUID(int=2),
        act=None,
        recorded_at=datetime(2026, 11, 20, tzinfo=UTC),
        operator=UUID(int=3),
        body=body.to_json(),
        parts=frozenset(parts),  # type: ignore[arg-type]
    )


def fold(*told: Told) -> tuple[CaseState, list[str]]:
    """The state, and for each fact the reason it was not applied."""
    state, reasons = CaseState(), []
    for number, (body, parts) in enumerate(told):
        event = happened(body, parts, number)
        verdict = judge(state, event, body)
        reasons.append(verdict.reason)
        state = apply(state, event, body) if verdict.ok else state
    return state, reasons


def of(state: CaseState, rule: str) -> Clock:
    return [one for one in state.clocks if one.rule == rule][-1]


def ended(state: CaseState, rule: str) -> tuple[str, date | None]:
    return of(state, rule).ended, of(state, rule).ended_on


def test_recording_stops_the_first_and_the_others_wait():
    state, _ = fold(FIRST)
    assert ended(state, "ST01") == ("done", DAY)
    assert [one.rule for one in state.clocks if not one.ended] == ["ST05", "ST02", "ST03"]
    first = pressing(state.clocks, office=True)
    assert first is not None
    assert (first.rule, first.raw) == ("ST02", day(4))


def test_what_only_an_office_can_do_presses_there_alone():
    state, _ = fold(FIRST)
    pressed = [pressing(state.clocks, office=office) for office in (True, False)]
    assert [one.rule for one in pressed if one] == ["ST02", "ST05"]
    state, _ = fold(FIRST, track(1, "deputy", clock("D01", 10, "forwarded", 1)))
    pressed = [pressing(state.clocks, office=office) for office in (True, False)]
    assert [one.rule for one in pressed if one] == ["ST03", "D01"]  # what a law asks for is told everywhere


def test_the_promise_of_old_facts_is_a_clock_that_nothing_extends():
    old = Promise(days=60, raw=day(60), rolled=day(62), holidays_known=True)
    state, _ = fold((Registered(number="482917036", nature="JY", promise=old, texts=("title",)), WORDS))
    (one,) = state.clocks
    assert (one.rule, one.start, one.raw, one.rolled, one.latest) == ("ST05", DAY, day(60), day(62), None)
    assert fold((Registered(number="482917036", nature="JY", promise=old), WORDS), extend("ST05", 70))[1][-1] == (
        "clock_never_extended"
    )


def test_forwarding_and_replying_stop_what_was_waited_for_and_the_person_still_waits():
    feedback = clock("ST06", 5, "told", 20)
    state, _ = fold(FIRST, (Forwarded(**at(6, unit="U01")), ()), reply(20, feedback))
    assert ended(state, "ST02") == ended(state, "ST03") == ("done", day(6))
    assert [one.rule for one in state.clocks if not one.ended] == ["ST05", "ST06"]
    told = fold(FIRST, (Quoted(date=day(9), state="61"), ()))[0]
    assert {one.ended for one in told.clocks} == {"done"}
    assert ended(told, "ST05") == ("done", day(9))


def test_what_is_taken_back_or_guided_elsewhere_is_waited_for_no_more():
    for told in ((Withdrawn(), WORDS), (Corrected(nature="SQ"), WORDS), (Quoted(date=day(1), state="12"), ())):
        state, _ = fold(FIRST, told)
        assert {one.ended for one in state.clocks if one.rule != "ST01"} == {"dropped"}
        assert pressing(state.clocks, office=True) is None


def test_a_correction_of_the_day_moves_what_still_runs_and_what_comes_back_runs_anew():
    moved = Promise(days=60, raw=day(50), rolled=day(50), holidays_known=True)
    state, _ = fold(FIRST, (Corrected(promise=moved, clocks=(clock("ST02", 4, "triaged", -10),)), WORDS))
    assert (of(state, "ST05").raw, of(state, "ST02").raw, of(state, "ST03").raw) == (day(50), day(-6), day(7))
    again = (Corrected(nature="JY", promise=moved, clocks=(clock("ST02", 4, "triaged"),)), WORDS)
    state, _ = fold(FIRST, (Corrected(nature="SQ"), WORDS), again)
    assert [one.rule for one in state.clocks if not one.ended] == ["ST05", "ST02"]
    gone = fold(FIRST, (Forwarded(**at(3, unit="U01")), ()), (Corrected(promise=moved, clocks=OWN), WORDS))[0]
    assert ended(gone, "ST03") == ("done", day(3))


def test_no_case_has_a_legal_deadline_that_is_not_on_record_as_such():
    legal = clock("D04", 90, "replied")
    for told in (
        (Registered(number="482917036", nature="SQ", texts=("title",), clocks=(legal,)), WORDS),
        (Registered(number="482917036", nature="JY", clocks=(clock("P04", 60, "replied"),)), ()),
    ):
        assert fold(told)[1] == ["clock_without_ground"]
    assert fold(FIRST, assigned(1))[1][-1] == "clock_without_ground"
    assert fold(FIRST, (Corrected(nature="JY", clocks=(legal,)), WORDS))[1][-1] == "clock_without_ground"
    assert fold(FIRST, track(1, "petition", legal))[1][-1] == "clock_without_ground"
    assert fold(FIRST, track(1), (Forwarded(**at(2, unit="U1", clocks=(clock("P02", 15, "told"),))), ()))[1][-1] == (
        "clock_without_ground"
    )
    assert fold(FIRST, track(1), assigned(2))[1] == ["", "", ""]


def test_a_suggestion_is_assigned_returned_assigned_again_and_answered():
    receipt = clock("D01", 10, "forwarded", 1)
    told = [FIRST, track(1, "deputy", receipt), assigned(3), (Returned(**at(5, texts=("reason",))), WORDS)]
    state, reasons = fold(*told)
    assert reasons == [""] * 4
    assert (state.track, state.state) == ("deputy", "34")
    assert ended(state, "D01") == ("done", day(3))
    assert ended(state, "D02") == ended(state, "D04") == ("returned", day(5))
    state, _ = fold(*told, assigned(8, "U02"), reply(90))
    assert ended(state, "D04") == ("done", day(90))
    assert of(state, "D04").start == day(8)
    assert len([one for one in state.clocks if one.rule == "D04"]) == 2


def test_forwarding_twice_counts_from_the_first():
    state, _ = fold(FIRST, track(1), assigned(2), assigned(9, "U02"))
    assert of(state, "D04").start == day(2)
    assert len([one for one in state.clocks if one.rule == "D04"]) == 1


def test_a_petition_is_received_accepted_and_settled():
    guided: Told = (Registered(number="482917036", nature="SQ", texts=("title",), **AT), WORDS)
    receipt, settle = clock("P01", 15, "forwarded", 0), clock("P04", 60, "replied", 4, latest=day(94))
    accept: Told = (Accepted(**at(4, clocks=(settle,))), ())
    state, reasons = fold(guided, track(1, "petition", receipt, received=0), accept)
    assert (reasons, state.state, state.track) == (["", "", ""], "20", "petition")
    assert ended(state, "P01") == ("done", day(4))
    assert [one.rule for one in state.clocks if not one.ended] == ["P04"]
    assert fold(FIRST, accept)[1][-1] == "not_petition"
    assert fold(FIRST, track(1), (Accepted(**at(4)), ()))[1][-1] == "not_petition"
    assert ended(fold(guided, track(1, "petition", receipt), accept, reply(50))[0], "P04") == ("done", day(50))


def test_what_is_no_such_matter_any_more_has_no_legal_deadline():
    state, reasons = fold(FIRST, track(1, "deputy", clock("D01", 10, "forwarded", 1)), track(2, "none"))
    assert reasons == ["", "", ""]
    assert state.track == ""
    assert ended(state, "D01") == ("dropped", day(2))
    assert not of(state, "ST05").ended
    assert fold(FIRST, track(1), track(2, "none"), assigned(3))[1][-1] == "clock_without_ground"


def test_nothing_was_received_before_the_case_was():
    assert fold(FIRST, track(5, received=-1))[1][-1] == "before_registration"
    assert fold(FIRST, track(5, received=0))[1][-1] == ""


def test_a_deadline_is_extended_once_with_approval_and_not_beyond_what_is_allowed():
    tracked = (FIRST, track(1), assigned(2))
    state, reasons = fold(*tracked, extend("D04", 150, rolled=day(152)))
    assert reasons[-1] == ""
    one = of(state, "D04")
    assert (one.raw, one.rolled, one.before, one.extension) == (day(150), day(152), day(92), uuid5(NOWHERE, "3"))
    assert fold(*tracked, extend("D04", 150), extend("D04", 160))[1][-1] == "clock_extended"
    assert fold(*tracked, extend("D04", 182))[1][-1] == ""
    assert fold(*tracked, extend("D04", 183))[1][-1] == "extension_too_long"
    assert fold(*tracked, extend("D04", 92))[1][-1] == "extension_too_long"
    assert fold(*tracked, extend("D02", 20))[1][-1] == "clock_never_extended"
    assert fold(*tracked, extend("P04", 20))[1][-1] == "clock_unknown"
    assert fold(*tracked, reply(20), extend("D04", 150))[1][-1] == "clock_over"
    alone = Extended(**at(3, rule="D04", raw=day(150), texts=("reason",))), WORDS
    assert fold(*tracked, alone)[1][-1] == "approver_missing"
    assert fold(*tracked, (alone[0], ()))[1][-1] == "reason_missing"


def test_the_stations_promise_rests_and_goes_on_as_much_later():
    state, _ = fold(FIRST, pause(3))
    assert of(state, "ST05").paused == day(3)
    first = pressing(state.clocks, office=True)
    assert first is not None
    assert first.rule == "ST02"
    assert fold(FIRST, pause(3), pause(4))[1][-1] == "clock_paused"
    assert fold(FIRST, pause(3), extend("ST05", 70))[1][-1] == "clock_paused"
    state, reasons = fold(FIRST, pause(3), resume(13, 70))
    assert reasons[-1] == ""
    assert (of(state, "ST05").raw, of(state, "ST05").latest, of(state, "ST05").paused) == (day(70), day(100), None)
    assert fold(FIRST, pause(3), resume(13, 71))[1][-1] == "clock_not_paused"
    assert fold(FIRST, resume(13, 60))[1][-1] == "clock_not_paused"
    assert fold(FIRST, track(1), assigned(2), pause(3, "D04"))[1][-1] == "clock_never_rests"
    assert fold(FIRST, pause(3), reply(4), (Quoted(date=day(5), state="61"), ()))[0].own_step


def test_a_clock_that_went_back_moves_nothing_backwards():
    state, reasons = fold(FIRST, pause(13), resume(3, 60))
    assert reasons[-1] == ""
    assert of(state, "ST05").raw == day(60)


RULES = st.sampled_from(["ST05", "ST02", "D04", "D01", "P04", "X9"])
DAYS = st.integers(-400, 400).map(day)
STARTS = st.lists(st.builds(clock, RULES, st.integers(0, 90), st.sampled_from(["told", "replied"])), max_size=3).map(
    tuple
)
SAID = {"level": st.sampled_from(["town", "village"]), "day": DAYS}
ANSWER = {"unit": st.just("U01"), "outcome": st.just("1"), "texts": st.just(("reply_text",))}
STEPS: st.SearchStrategy[Body] = st.one_of(
    st.builds(Forwarded, **SAID, unit=st.just("U01"), clocks=STARTS),
    st.builds(
        Replied, **SAID, unit=st.just("U01"), outcome=st.just("1"), texts=st.just(("reply_text",)), clocks=STARTS
    ),
    st.builds(Returned, **SAID, texts=st.just(("reason",))),
    st.builds(Tracked, **SAID, track=st.sampled_from(["deputy", "petition", "none"]), received=DAYS, clocks=STARTS),
    st.builds(Accepted, **SAID, clocks=STARTS),
    st.builds(Extended, **SAID, rule=RULES, raw=DAYS, texts=st.just(("reason", "approver"))),
    st.builds(Paused, **SAID, rule=RULES, texts=st.just(("reason",))),
    st.builds(Resumed, **SAID, rule=RULES, raw=DAYS),
    st.builds(Corrected, nature=st.sampled_from(["JY", "SQ"]), clocks=STARTS),
    st.builds(Quoted, date=DAYS, state=st.sampled_from(["20", "61", "99", "x"])),
    st.just(FIRST[0]),
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(STEPS, max_size=10))
def test_any_story_keeps_what_must_hold(story: list[Body]):
    state, forced = CaseState(), CaseState()
    for number, body in enumerate([FIRST[0], *story]):
        event = happened(body, WORDS, number)
        if judge(state, event, body).ok:
            state = apply(state, event, body)
        forced = apply(forced, event, body)  # what the hub admitted applies wherever it comes to stand
        running = [one for one in state.clocks if not one.ended]
        assert len({one.rule for one in running}) == len(running)
        assert all(one.family in ("station", state.track, "") for one in running)
        assert all(one.latest is None or one.before is None or one.raw <= one.latest for one in running)
        assert all((one.ended == "") == (one.ended_on is None) for one in forced.clocks)
