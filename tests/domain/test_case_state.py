"""What an event does to a case: judged by contents alone, applied whatever comes."""

import ast
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import desk.domain
from desk.domain.body import Body
from desk.domain.case import (
    BODIES,
    PERSON_FIELDS,
    WORDS_FIELDS,
    Corrected,
    Erased,
    Quoted,
    Registered,
    SlipTold,
    Withdrawn,
    apply,
    judge,
)
from desk.domain.case_state import GUIDED, CaseState
from desk.domain.event import Event, Verdict
from desk.domain.kinds import VERSION, read_body
from desk.domain.promise import Promise

NOWHERE = UUID(int=0)
KINDS = {body: kind for kind, body in BODIES.items()}
PROMISE = Promise(days=60, raw=date(2027, 1, 1), rolled=date(2027, 1, 4), holidays_known=False)


def happened(body: Body, parts: Sequence[str] = (), number: int = 0) -> Event:
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


def fold(*told: tuple[Body, Sequence[str]]) -> tuple[CaseState, list[Verdict]]:
    state, verdicts = CaseState(), []
    for number, (body, parts) in enumerate(told):
        event = happened(body, parts, number)
        verdicts.append(judge(state, event, body))
        state = apply(state, event, body) if verdicts[-1].ok else state
    return state, verdicts


FIRST: tuple[Body, Sequence[str]] = (
    Registered(number="482917036", nature="JY", category="07", texts=("name", "title"), promise=PROMISE),
    ("person", "words"),
)
ACCUSED: tuple[Body, Sequence[str]] = (Registered(number="482917036", nature="JK"), ())
WITHDRAWN: tuple[Body, Sequence[str]] = (Withdrawn(), ("words",))
OK = Verdict("ok")


def refused(reason: str) -> Verdict:
    return Verdict("not_applied", reason)


@pytest.mark.parametrize(
    ("before", "told", "verdict"),
    [
        ([], (Corrected(category="01"), ("words",)), refused("not_registered")),
        ([], (Withdrawn(), ("words",)), refused("not_registered")),
        ([], (Quoted(date=date(2026, 1, 1)), ()), refused("not_registered")),
        ([], (SlipTold(outcome="handed"), ()), refused("not_registered")),
        ([], (Erased(part="both"), ()), OK),
        ([FIRST], FIRST, refused("already_registered")),
        ([FIRST], WITHDRAWN, OK),
        ([FIRST], (Withdrawn(), ()), refused("reason_missing")),
        ([FIRST], (Withdrawn(), ("person",)), refused("reason_missing")),
        ([FIRST, WITHDRAWN], WITHDRAWN, refused("withdrawn")),
        ([FIRST, WITHDRAWN], (Corrected(category="01"), ("words",)), refused("withdrawn")),
        ([FIRST, WITHDRAWN], (Quoted(date=date(2026, 1, 1)), ()), refused("after_own_step")),
        ([FIRST, WITHDRAWN], (SlipTold(outcome="handed"), ()), OK),
        ([FIRST, WITHDRAWN], (Erased(part="person"), ()), OK),
        ([FIRST, (Quoted(date=date(2026, 1, 1), state="60"), ("words",))], WITHDRAWN, OK),
        (
            [],
            (Registered(number="482917036", nature="JK", texts=("title",)), ("words",)),
            refused("accusation_has_text"),
        ),
        ([], (Registered(number="482917036", nature="JK"), ("person",)), refused("accusation_has_text")),
        ([FIRST], (Corrected(nature="JK"), ()), OK),
        ([FIRST], (Corrected(nature="JK"), ("words",)), refused("accusation_has_text")),
        ([FIRST], (Corrected(nature="JK", texts=("title",)), ("words",)), refused("accusation_has_text")),
        ([ACCUSED], (Corrected(channel="CH02"), ()), OK),
        ([ACCUSED], (Corrected(channel="CH02"), ("words",)), refused("accusation_has_text")),
        ([ACCUSED], (Corrected(texts=("title",)), ("words",)), refused("accusation_has_text")),
        ([ACCUSED], (Corrected(nature="JY", texts=("title",)), ("words",)), OK),
        ([ACCUSED], (Quoted(date=date(2026, 1, 1), state="60"), ("words",)), refused("accusation_has_text")),
        ([ACCUSED], (Quoted(date=date(2026, 1, 1), state="60"), ()), OK),
        ([ACCUSED], (Withdrawn(), ()), OK),
        ([ACCUSED], (Withdrawn(), ("words",)), refused("accusation_has_text")),
        ([ACCUSED], (SlipTold(outcome="handed"), ("words",)), OK),
    ],
)
def test_a_fact_is_admissible_or_says_why_not(before: list[Any], told: tuple[Body, Sequence[str]], verdict: Verdict):
    assert fold(*before, told)[1][-1] == verdict


def test_the_last_correction_of_a_field_holds_and_others_stay():
    state, verdicts = fold(
        FIRST,
        (Corrected(category="01", texts=("title",)), ("words",)),
        (Corrected(category="02", texts=("main_cause",)), ("words",)),
        (Corrected(channel="CH05", cleared=("name",)), ()),
    )
    assert all(verdict.ok for verdict in verdicts)
    assert (state.codes["category"], state.codes["channel"], state.codes["nature"]) == ("02", "CH05", "JY")
    assert state.texts == {"title": uuid5(NOWHERE, "1"), "main_cause": uuid5(NOWHERE, "2")}
    assert state.promise == PROMISE


def test_a_cleared_code_is_gone_and_may_be_given_again():
    state, _ = fold(FIRST, (Corrected(cleared=("category",)), ("words",)))
    assert "category" not in state.codes
    state, _ = fold(FIRST, (Corrected(cleared=("category",)), ()), (Corrected(category="03"), ()))
    assert state.codes["category"] == "03"


def test_a_nature_that_is_guided_elsewhere_promises_nothing():
    assert fold(FIRST)[0].state == "10"
    for nature in GUIDED - {"JK"}:
        state, _ = fold(FIRST, (Corrected(nature=nature), ("words",)))
        assert (state.state, state.promise) == ("11", None)
    state, _ = fold(FIRST, (Corrected(nature="SQ"), ()), (Corrected(nature="JY", promise=PROMISE), ()))
    assert (state.state, state.promise) == ("10", PROMISE)


def test_a_quoted_step_sets_its_state_and_a_correction_leaves_it():
    state, _ = fold(
        FIRST,
        (Quoted(date=date(2026, 1, 1), step="2", state="32"), ()),
        (Quoted(date=date(2026, 1, 2), step="5", state="60", outcome="1"), ()),
        (Corrected(nature="SQ"), ()),
    )
    assert (state.state, state.steps, state.outcome) == ("60", ("2", "5"), "1")


def test_slips_that_came_out_are_counted():
    outcomes = ("handed", "printed", "handed", "not_out", "handed", "failed", "failed", "refused", "failed", "handed")
    state, _ = fold(FIRST, *((SlipTold(outcome=outcome), ()) for outcome in outcomes))
    assert state.handed == 1


def test_an_erasure_adds_up():
    assert fold(FIRST, (Erased(part="person"), ()))[0].erased == {"person"}
    assert fold((Erased(part="person"), ()), FIRST, (Erased(part="words"), ()))[0].erased == {"person", "words"}
    assert fold(FIRST, (Erased(part="both"), ()))[0].erased == {"person", "words"}


CODE = st.sampled_from(["JY", "JK", "SQ", "01", "CH01", "10", "60", "99"])
FIELDS = st.lists(st.sampled_from([*PERSON_FIELDS, *WORDS_FIELDS, "category", "nature", "received_at"]), max_size=3)
CODES = st.fixed_dictionaries(
    {},
    optional={
        "nature": CODE,
        "category": CODE,
        "identity": st.lists(CODE, max_size=2).map(tuple),
        "person_times": st.integers(0, 9),
        "anonymous": st.booleans(),
        "received_at": st.sampled_from(["1970-01-01T00:00:00.000Z", "2199-12-31T23:59:59.999Z"]),
        "promise": st.just(PROMISE),
    },
)
NUMBER = st.from_regex(r"[0-9]{9}", fullmatch=True)
ANY_BODY: st.SearchStrategy[Body | None] = st.one_of(
    st.none(),
    st.builds(
        lambda codes, number, texts: Registered(number=number, texts=tuple(texts), **codes), CODES, NUMBER, FIELDS
    ),
    st.builds(lambda codes, texts, cleared: Corrected(texts=texts, cleared=cleared, **codes), CODES, FIELDS, FIELDS),
    st.just(Withdrawn()),
    st.builds(Quoted, date=st.dates(date(1900, 1, 1), date(2199, 1, 1)), state=st.none() | CODE, step=st.none() | CODE),
    st.builds(SlipTold, outcome=st.sampled_from(["handed", "refused", "printed", "failed", "not_out"])),
    st.builds(Erased, part=st.sampled_from(["person", "words", "both"])),
)
STORY = st.lists(st.tuples(ANY_BODY, st.frozensets(st.sampled_from(["person", "words"]))), max_size=12)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(STORY)
def test_every_story_can_be_judged_and_applied_in_any_order(story: list[tuple[Body | None, frozenset[str]]]):
    state, forced = CaseState(), CaseState()
    for number, (body, parts) in enumerate(story):
        event = happened(body or Withdrawn(), tuple(parts), number)
        verdict = judge(state, event, body)
        assert verdict == judge(state, event, body)
        assert verdict.name == "unjudged" if body is None else verdict.name in ("ok", "not_applied")
        assert bool(verdict.reason) != verdict.ok
        was_accused = state.accusation
        state = apply(state, event, body) if verdict.ok else state
        if verdict.ok and isinstance(body, Registered | Corrected | Quoted | Withdrawn) and state.accusation:
            assert not parts
            assert was_accused or isinstance(body, Registered | Corrected)
        forced = apply(forced, event, body)  # an `ok` of the hub's holds wherever it comes to stand
    assert not state.steps or state.registered
    assert state._replace() == state


@settings(max_examples=100, deadline=None, derandomize=True)
@given(STORY)
def test_a_body_is_read_back_from_what_it_says(story: list[tuple[Body | None, frozenset[str]]]):
    for body, parts in story:
        if body is not None:
            assert read_body(happened(body, tuple(parts))) == body


def test_meaning_reads_no_clock_no_file_and_no_setting():
    calls = {"now", "today", "utcnow", "open", "read_text", "read_bytes", "getenv"}
    modules = {"os", "time", "random", "secrets", "pathlib", "io", "desk.settings", "desk.resources"}
    looked_at = 0
    for file in Path(desk.domain.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
                    assert name not in calls, file.name
                    looked_at += 1
                case ast.Import(names=names):
                    assert not {each.name for each in names} & modules, file.name
                case ast.ImportFrom(module=str(module)):
                    assert module not in modules, file.name
    assert looked_at > 200
