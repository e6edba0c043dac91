"""The rule table of the steps: who, from which state, what it needs, where it leads; judged by contents alone."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.actions.desk import Lists
from desk.domain.body import Body
from desk.domain.case import BODIES, Corrected, Erased, Quoted, Registered, SlipTold, Withdrawn, apply, judge
from desk.domain.case_state import CLOSED, CaseState
from desk.domain.event import Event, Verdict
from desk.domain.kinds import VERSION, read_body
from desk.domain.promise import Promise
from desk.domain.sight import LEVELS, OFFICES
from desk.domain.step import offered, why_not
from desk.domain.step_bodies import (
    Accepted,
    Adopted,
    Awarded,
    Carried,
    Completed,
    Digested,
    Discussed,
    Extended,
    Filed,
    Forwarded,
    Instructed,
    Linked,
    Mediated,
    Mediating,
    Paused,
    Recommended,
    Replied,
    Researched,
    Resumed,
    Returned,
    Reviewed,
    Ruled,
    Settled,
    Signed,
    Step,
    Supervised,
    Tracked,
    Unlinked,
)
from desk.domain.step_table import RULES
from desk.domain.telling import Surveyed
from desk.domain.telling import Told as PersonTold

NOWHERE = UUID(int=0)
DAY = date(2026, 11, 21)
KINDS = {body: kind for kind, body in BODIES.items()}
OK = Verdict("ok")
Told = tuple[Body, Sequence[str]]
PROMISE = Promise(days=60, raw=DAY, rolled=DAY, holidays_known=True, latest=DAY + timedelta(days=30))
FIRST: Told = (Registered(number="482917036", nature="JY", texts=("title",), promise=PROMISE), ("words",))
FORWARD: Told = (Forwarded(level="town", day=DAY, unit="U03"), ())
REPLY: Told = (Replied(level="town", day=DAY, outcome="1", texts=("reply_text", "unit")), ("words",))
WITHDRAWN: Told = (Withdrawn(), ("words",))
RETURN: Told = (Returned(level="town", day=DAY, texts=("reason",)), ("words",))
TRACK: Told = (Tracked(level="town", day=DAY, track="petition", received=DAY), ())
ACCEPT: Told = (Accepted(level="town", day=DAY), ())
LATER = DAY + timedelta(days=9)
EXTEND: Told = (Extended(level="town", day=DAY, rule="ST05", raw=LATER, texts=("approver", "reason")), ("words",))
PAUSE: Told = (Paused(level="town", day=DAY, rule="ST05", texts=("reason",)), ("words",))
RESUME: Told = (Resumed(level="town", day=DAY, rule="ST05", raw=DAY), ())
NOTED: dict[str, Any] = {
    "review": Reviewed,
    "sign": Signed,
    "research": Researched,
    "supervise": Supervised,
    "mediated": Mediated,
    "carry": Carried,
    "complete": Completed,
    "recommend": Recommended,
    "award": Awarded,
    "file": Filed,
}
MOVING_NOTHING = (Signed, Instructed, Adopted, Mediating, Mediated, Linked, Unlinked, PersonTold, Surveyed)
FULL: dict[str, Told] = {
    "forward": FORWARD,
    "reply": REPLY,
    "return": RETURN,
    "track": TRACK,
    "accept": ACCEPT,
    "extend": EXTEND,
    "pause": PAUSE,
    "resume": RESUME,
}
FULL |= {name: (body(level="town", day=DAY, texts=("note",)), ("words",)) for name, body in NOTED.items()}
LINK: Told = (Linked(level="town", day=DAY, link="deputy", texts=("number",)), ("words",))
MEDIATE: Told = (Mediating(level="town", day=DAY, texts=("unit",)), ("words",))
FULL |= {
    "digest": (Digested(level="town", day=DAY, digest=UUID(int=5)), ()),
    "instruct": (Instructed(level="town", day=DAY, texts=("actor", "text")), ("words",)),
    "discuss": (Discussed(level="town", day=DAY, people=17, texts=("record",)), ("words",)),
    "settle": (Settled(level="town", day=DAY, outcome="1", texts=("reply_text",)), ("words",)),
    "tell": (PersonTold(level="town", day=DAY, reached="no_answer"), ()),
    "survey": (Surveyed(level="town", day=DAY, satisfaction="S1"), ()),
    "adopt": (Adopted(level="town", day=DAY, adoption="F"), ()),
    "mediate": MEDIATE,
    "link": LINK,
    "unlink": (Unlinked(level="town", day=DAY, linked=uuid5(NOWHERE, "1")), ()),
}
UNCOUNTED = (Signed, Mediating, Mediated, Linked, Unlinked, Filed)
STAYING = (Accepted, Extended, Paused, Resumed, *MOVING_NOTHING)  # the case stays where it is
BEFORE: dict[str, tuple[Told, ...]] = {  # what a step needs to have happened
    "accept": (TRACK,),
    "resume": (PAUSE,),
    "mediated": (MEDIATE,),
    "unlink": (LINK,),
}
OF_OFFICES = {"forward", "sign", "return", "track", "accept", "digest", "instruct", "reply", "adopt"} | {
    *("recommend", "award", "link", "unlink", "extend", "pause", "resume")
}
AFTER_AN_ANSWER = {"instruct", "tell", "survey", "carry", "complete", "adopt", "recommend", "award", "file"} | {
    *("link", "unlink")
}


def refused(reason: str) -> Verdict:
    return Verdict("not_applied", reason)


def happened(body: Body, parts: Sequence[str], number: int) -> Event:
    return Event(
        id=uuid5(NOWHERE, str(number)),
        kind=KINDS[type(body)],
        v=VERSION,
        place=UUID(int=1),
        subject=UUID(int=2),
        act=None,
        recorded_at=datetime(2026, 11, 21, tzinfo=UTC),
        operator=UUID(int=3),
        body=body.to_json(),
        parts=frozenset(parts),  # type: ignore[arg-type]
    )


def fold(*told: Told) -> tuple[CaseState, list[Verdict]]:
    state, verdicts = CaseState(), []
    for number, (body, parts) in enumerate(told):
        event = happened(body, parts, number)
        verdicts.append(judge(state, event, body))
        state = apply(state, event, body) if verdicts[-1].ok else state
    return state, verdicts


def at(state: str) -> Told:
    """A case that stands there."""
    return Quoted(date=DAY, state=state), ()


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_a_step_is_admissible_from_exactly_the_states_of_its_row(rule: Any, lists: Lists):
    states = lists.codes.lists["state"]
    assert rule.sources < set(states)
    for code in states:
        before, _ = fold(FIRST, *BEFORE.get(rule.name, ()))
        event = happened(*FULL[rule.name], 9)
        stands = before._replace(state=code)
        verdict = judge(stands, event, FULL[rule.name][0])
        if code in rule.sources:
            assert verdict == OK
            state = apply(stands, event, FULL[rule.name][0])
            assert (state.state, state.own_step) == (code if code in rule.keeps else rule.target or code, True)
            assert state.steps == before.steps + ((rule.step,) if rule.step else ())
        else:
            assert verdict == refused(f"state_wrong.{code}")


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_what_is_guided_merged_withdrawn_or_closed_takes_no_step(rule: Any):
    """But what was guided elsewhere may be put on record as a petition matter, or be handed to mediators; and after an
    answer there is more to do."""
    assert rule.sources.isdisjoint({"12", "99"})
    assert rule.sources.isdisjoint(CLOSED - {"11"} - rule.keeps) or rule.name in AFTER_AN_ANSWER
    assert "11" not in rule.sources or rule.name in ("track", "mediate", "mediated")


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_every_row_leads_to_a_state_and_one_of_the_seven_steps(rule: Any, lists: Lists):
    assert lists.codes.has("state", rule.target) or rule.body in STAYING
    assert rule.step in tuple("1234567") or issubclass(rule.body, (Ruled, *UNCOUNTED))
    assert KINDS[rule.body] == rule.kind


@pytest.mark.parametrize("level", [*LEVELS, "hamlet"])
@pytest.mark.parametrize("name", FULL)
def test_offices_forward_and_answer_and_everybody_does_what_the_community_does(name: str, level: str):
    told, rule = FULL[name], next(rule for rule in RULES if rule.name == name)
    body = told[0].model_copy(update={"level": level})
    first = BEFORE.get(name, (at(min(rule.sources)),))
    verdict = fold(FIRST, *first, (body, told[1]))[1][-1]
    assert rule.levels in (OFFICES, frozenset(LEVELS))
    assert (rule.levels == OFFICES) == (name in OF_OFFICES)
    assert verdict == (OK if level in rule.levels else refused("not_an_office"))


@pytest.mark.parametrize(
    ("body", "parts", "verdict"),
    [
        (Forwarded(level="town", day=DAY), (), refused("unit_missing")),
        (Forwarded(level="town", day=DAY), ("words",), refused("unit_missing")),
        (Forwarded(level="town", day=DAY, texts=("note",)), ("words",), refused("unit_missing")),
        (Forwarded(level="town", day=DAY, co_units=("U01",)), (), refused("unit_missing")),
        (Forwarded(level="town", day=DAY, texts=("unit",)), ("person",), refused("unit_missing")),
        (Forwarded(level="town", day=DAY, texts=("unit",)), ("words",), OK),
        (Forwarded(level="city", day=DAY, unit="U99"), (), OK),
        (Replied(level="town", day=DAY, texts=("reply_text", "unit")), ("words",), refused("outcome_missing")),
        (Replied(level="town", day=DAY, outcome="2", texts=("unit",)), ("words",), refused("reply_missing")),
        (Replied(level="town", day=DAY, outcome="2", texts=("reply_text", "unit")), (), refused("reply_missing")),
        (Replied(level="town", day=DAY, outcome="2", texts=("reply_text",)), ("words",), refused("unit_missing")),
        (Replied(level="town", day=DAY, outcome="2", unit="U01", texts=("reply_text",)), ("words",), OK),
        (Replied(level="district", day=DAY, outcome="5", texts=("reply_text", "unit")), ("words",), OK),
    ],
)
def test_a_step_needs_what_its_row_says(body: Step, parts: Sequence[str], verdict: Verdict):
    assert fold(FIRST, (body, parts))[1][-1] == verdict


@pytest.mark.parametrize("told", FULL.values(), ids=FULL)
def test_a_step_of_a_case_that_is_not_there_is_not_applied(told: Told):
    assert fold(told)[1] == [refused("not_registered")]
    assert fold(told, FIRST)[0].state == "10"


def test_a_withdrawn_case_is_neither_forwarded_nor_answered():
    state, verdicts = fold(FIRST, WITHDRAWN, FORWARD, REPLY)
    assert verdicts[2:] == [refused("state_wrong.99")] * 2
    assert (state.state, state.taken) == ("99", {})


def test_an_accusation_takes_no_step_even_without_words():
    accused: Told = (Registered(number="482917036", nature="JK"), ())
    assert fold(accused, FORWARD)[1][-1] == refused("accusation")
    assert fold(accused, at("20"), FORWARD)[1][-1] == refused("accusation")
    state, verdicts = fold(FIRST, FORWARD, (Corrected(nature="JK"), ()), REPLY)
    assert verdicts[2:] == [OK, refused("accusation")]
    assert state.outcome is None


def test_a_reply_may_come_straight_away_or_after_forwarding():
    for told in ((FIRST, REPLY), (FIRST, FORWARD, REPLY), (FIRST, FORWARD, FORWARD, REPLY)):
        state, verdicts = fold(*told)
        assert verdicts == [OK] * len(told)
        assert (state.state, state.outcome) == ("60", "1")
        assert state.steps == ("2",) * (len(told) - 2) + ("5",)


def test_of_two_replies_the_first_in_the_order_holds():
    other: Told = (Replied(level="district", day=DAY, outcome="5", texts=("reply_text", "unit")), ("words",))
    state, verdicts = fold(FIRST, REPLY, other)
    assert verdicts == [OK, OK, refused("state_wrong.60")]
    assert (state.outcome, state.taken) == ("1", {"reply": uuid5(NOWHERE, "1")})


def test_the_last_forwarding_holds_and_a_case_done_again_is_answered_anew():
    again: Told = (Forwarded(level="district", day=DAY, texts=("unit",)), ("words",))
    state, _ = fold(FIRST, FORWARD, again)
    assert state.taken == {"forward": uuid5(NOWHERE, "2")}
    state, verdicts = fold(FIRST, at("62"), again, REPLY)
    assert verdicts == [OK] * 4
    assert state.taken == {"forward": uuid5(NOWHERE, "2"), "reply": uuid5(NOWHERE, "3")}


def test_what_was_done_before_anybody_answered_is_answered_once_and_stays_done():
    done: Told = (Completed(level="town", day=DAY, texts=("note",)), ("words",))
    state, verdicts = fold(FIRST, FORWARD, done, REPLY, REPLY)
    assert verdicts == [OK, OK, OK, OK, refused("answered")]
    assert (state.state, state.outcome, set(state.untold)) == ("71", "1", {"result", "reply"})


def test_what_was_returned_is_forwarded_before_it_is_answered():
    assert fold(FIRST, at("34"), REPLY)[1][-1] == refused("state_wrong.34")
    assert fold(FIRST, at("34"), FORWARD, REPLY)[0].state == "60"


def test_after_a_reply_a_case_may_still_be_corrected_withdrawn_and_erased():
    told = (FIRST, FORWARD, REPLY, (Corrected(category="01", texts=("title",)), ("words",)), (Erased(part="both"), ()))
    state, verdicts = fold(*told, WITHDRAWN)
    assert verdicts == [OK] * 6
    assert (state.state, state.outcome, state.codes["category"]) == ("99", "1", "01")
    assert state.taken["reply"] == uuid5(NOWHERE, "2")


def test_a_correction_moves_no_case_that_was_forwarded():
    state, _ = fold(FIRST, FORWARD, (Corrected(nature="SQ"), ("words",)))
    assert state.state == "32"


def test_nothing_is_quoted_after_a_step_of_ones_own():
    for told in (FORWARD, REPLY):
        assert fold(FIRST, told, at("71"))[1][-1] == refused("after_own_step")


def test_letters_are_no_receipts():
    letter = SlipTold(outcome="handed", paper="reply", size="A4")
    failed = SlipTold(outcome="failed", paper="reply", size="A4")
    receipt = SlipTold(outcome="handed")
    assert fold(FIRST, (letter, ()), (letter, ()))[0].handed == 0
    assert fold(FIRST, (receipt, ()), (letter, ()), (failed, ()))[0].handed == 1
    assert fold(FIRST, (receipt, ()), (SlipTold(outcome="not_out", paper="reply"), ()))[0].handed == 1


def test_what_is_offered_is_what_the_judge_would_let_pass(lists: Lists):
    for state in lists.codes.lists["state"]:
        for level in LEVELS:
            steps = offered(state, level)
            for name, (body, parts) in FULL.items():
                claimed = body.model_copy(update={"level": level})
                assert isinstance(claimed, Step)
                assert (name in steps) == (why_not(state, claimed, "words" in parts) == "")
                on_record = offered(state, level, "petition")
                assert (name in on_record) == (why_not(state, claimed, "words" in parts, "petition") == "")
    assert {"forward", "reply", "track", "extend", "pause", "resume"} < set(offered("10", "town"))
    assert {"forward", "track", "accept"} < set(offered("34", "district", "petition"))
    assert "reply" not in offered("34", "district", "petition")
    assert offered("11", "town") == ("track", "mediate", "mediated")
    assert OF_OFFICES.isdisjoint(offered("10", "village"))
    assert offered("99", "city") == offered("nonsense", "town") == offered("12", "town") == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": "town", "day": "2026-11-21", "outcome": "9"},
        {"level": "town", "day": "2026-11-21", "outcome": 1},
        {"level": "town", "day": "21.11.2026"},
        {"level": "town"},
        {"day": "2026-11-21"},
        {"level": "街镇", "day": "2026-11-21"},
        {"level": "town", "day": "2026-11-21", "reply_text": "好"},
        {"level": "town", "day": "2026-11-21", "promised": "2027-2-28"},
        {"level": "town", "day": "2026-11-21", "unit": "区交通委"},
    ],
)
def test_a_body_of_another_shape_is_not_understood_and_stays_unjudged(wrong: dict[str, Any]):
    event = happened(*REPLY, 1)._replace(body=wrong)
    assert read_body(event) is None
    assert judge(fold(FIRST)[0], event, None).name == "unjudged"


CODE = st.sampled_from(["U01", "U99", "x"])
TEXTS = st.lists(st.sampled_from(["unit", "note", "reply_text", "promise", "contact"]), max_size=4).map(tuple)
LEVEL = st.sampled_from([*LEVELS, "x"])
DAYS = st.dates(date(1900, 1, 1), date(2199, 1, 1))
STEPS: st.SearchStrategy[Body] = st.one_of(
    st.builds(Forwarded, level=LEVEL, day=DAYS, texts=TEXTS, unit=st.none() | CODE, co_units=st.lists(CODE).map(tuple)),
    st.builds(
        Replied,
        level=LEVEL,
        day=DAYS,
        texts=TEXTS,
        unit=st.none() | CODE,
        outcome=st.sampled_from([None, "1", "2", "3", "4", "5"]),
        promised=st.none() | DAYS,
    ),
    st.sampled_from([told[0] for told in (FIRST, WITHDRAWN)]),
    st.builds(Quoted, date=DAYS, state=st.sampled_from(["20", "34", "60", "62", "x"])),
    st.builds(Corrected, nature=st.sampled_from(["JY", "JK", "SQ"])),
    st.builds(Erased, part=st.sampled_from(["person", "words", "both"])),
)
STORY = st.lists(st.tuples(STEPS, st.frozensets(st.sampled_from(["person", "words"]))), max_size=12)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(STORY)
def test_every_story_with_steps_can_be_judged_applied_and_read_back(story: list[tuple[Body, frozenset[str]]]):
    state, forced = CaseState(), CaseState()
    for number, (body, parts) in enumerate(story):
        event = happened(body, tuple(parts), number)
        assert read_body(event) == body
        verdict = judge(state, event, body)
        assert bool(verdict.reason) != verdict.ok
        if verdict.ok and isinstance(body, Step):
            assert state.registered
            assert not state.accusation
            assert body.level in OFFICES
        state = apply(state, event, body) if verdict.ok else state
        forced = apply(forced, event, body)  # an `ok` of the hub's holds wherever it comes to stand
    known = {uuid5(NOWHERE, str(number)) for number in range(len(story))}
    assert set(state.taken.values()) <= known
