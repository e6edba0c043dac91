"""Merged cases: one act over all of them; each keeps its words; both counts stand; parting lets none of it go along."""

from datetime import date
from uuid import UUID

import pytest
from made_up import Clock, Found

from desk.actions.cases import correct_case, record_case, withdraw_case
from desk.actions.desk import Desk
from desk.actions.handling import handle_case
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.merging import merge_cases, set_apart, unmerge_case
from desk.actions.opening import Founding
from desk.actions.steps import forward_case, reply_case
from desk.actions.telling import tell_person
from desk.errors import BadInput
from desk.reads.cases import read_case
from desk.reads.merging import Received, children_in, received_between

PASSWORD = "晨光-123456"
TOWN = Founding("310116113000", "山阳镇征集工作站", "town", "蒋某", PASSWORD)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
REPLY = {"outcome": "1", "reply_text": "已经划好车位。", "unit": "区建管委"}


@pytest.fixture
def town(found: Found, tmp_path: object) -> Desk:
    return found(tmp_path / "town", TOWN).desk  # type: ignore[operator]


WANG = {"name": "王某", "phone": "13900000005"}


def record(desk: Desk, title: str, **more: object) -> UUID:
    return record_case(desk, {"title": title, "suggester": WANG, **more}).subjects[0]


def state(desk: Desk, id: UUID) -> str:
    return read_case(desk.vault, desk.lens, id).row.state


def children(desk: Desk, id: UUID) -> list[UUID]:
    with desk.vault.read() as connection:
        return list(children_in(connection, id))


def test_seventy_two_are_received_forty_seven_accepted_and_all_of_these_settled(town: Desk):
    """上海石化 in seed 003: 72 suggestions, 47 after merging."""
    cases = [record(town, f"第 {n} 条") for n in range(72)]
    record(town, "咨询", nature="ZX")
    withdraw_case(town, record(town, "撤回的"), "不提了")
    assert received_between(town.vault, *YEAR) == Received(72, 72)
    for n in range(25):
        merge_cases(town, cases[n % 5], [cases[47 + n]])
    counts = received_between(town.vault, *YEAR)
    assert (counts, counts.merged) == (Received(72, 47), 25)
    assert [len(children(town, id)) for id in cases[:6]] == [5, 5, 5, 5, 5, 0]
    for main in cases[:47]:
        reply_case(town, main, REPLY)
    assert received_between(town.vault, *YEAR) == Received(72, 47, 0)
    for n, main in enumerate(cases[:47]):
        tell_person(town, main, {"reached": "told", "how": "FM2", "satisfaction": "S1" if n < 40 else "S9"})
    assert received_between(town.vault, *YEAR) == Received(72, 47, 40)
    for main in cases[40:47]:
        handle_case(town, main, {"note": "已经做好"}, "complete")
    assert received_between(town.vault, *YEAR) == Received(72, 47, 47)
    assert received_between(town.vault, date(2025, 1, 1), date(2025, 12, 31)) == Received(0, 0)
    assert verify_desk(town)[1] == []
    assert rebuild_desk(town)[0] is True


def test_each_keeps_its_words_and_all_hear_the_answer(town: Desk):
    main, one, two = (record(town, title, original_text=f"{title}原话") for title in ("停车", "车位", "划线"))
    merge_cases(town, main, [one, two])
    assert (state(town, one), state(town, two), state(town, main)) == ("12", "12", "10")
    assert children(town, main) == [one, two]
    with pytest.raises(BadInput, match="state_wrong"):
        reply_case(town, one, REPLY)
    change = reply_case(town, main, REPLY)
    assert set(change.subjects) == {main, one, two}
    for id in (one, two):
        view = read_case(town.vault, town.lens, id)
        assert view.fields["original_text"] in ("车位原话", "划线原话")
        assert (view.row.state, view.replied is not None) == ("12", True)
    unmerge_case(town, two)
    assert (state(town, two), children(town, main)) == ("10", [one])


def test_who_is_merged_later_gets_what_the_main_already_has(town: Desk):
    main, late, own = record(town, "停车"), record(town, "车位"), record(town, "划线")
    forward_case(town, own, {"unit": "亭林镇"})
    forward_case(town, main, {"unit": "区建管委", "note": "请办理"})
    reply_case(town, main, REPLY)
    merge_cases(town, main, [late, own])
    for id in (late, own):
        view = read_case(town.vault, town.lens, id)
        assert view.row.unit is not None
        assert (view.row.unit.zh, view.replied is not None) == ("区建管委", True)
    assert all(step.verdict in ("ok", "provisional") for step in read_case(town.vault, town.lens, own).steps)
    unmerge_case(town, late)
    unmerge_case(town, own)
    assert (state(town, late), state(town, own)) == ("10", "32")
    forwarded = read_case(town.vault, town.lens, own).row.unit
    assert forwarded is not None
    assert forwarded.zh == "亭林镇"


def test_a_main_that_is_merged_brings_its_children(town: Desk):
    top, middle, low = record(town, "一"), record(town, "二"), record(town, "三")
    merge_cases(town, middle, [low])
    with pytest.raises(BadInput, match="merged_already"):
        merge_cases(town, low, [top])
    merge_cases(town, top, [middle])
    assert (children(town, top), children(town, middle)) == ([middle, low], [])
    with pytest.raises(BadInput, match="merged_already"):
        merge_cases(town, record(town, "四"), [low])
    unmerge_case(town, middle)
    assert (state(town, middle), children(town, top)) == ("10", [low])
    merge_cases(town, middle, [top])
    assert children(town, middle) == [top, low]


def test_what_is_no_suggestion_any_more_leaves_the_others_to_themselves(town: Desk):
    main, one, two = record(town, "一"), record(town, "二"), record(town, "三")
    merge_cases(town, main, [one, two])
    withdraw_case(town, one, "不提了")
    assert (state(town, one), children(town, main)) == ("99", [two])
    correct_case(town, main, {"nature": "SQ"}, "点错")
    assert (state(town, main), state(town, two), children(town, main)) == ("11", "10", [])
    assert received_between(town.vault, *YEAR) == Received(1, 1)


def test_what_cannot_be_merged_is_refused_and_nothing_is_written(town: Desk):
    main, one = record(town, "一"), record(town, "二")
    guided, gone = record(town, "工资", nature="SQ"), record(town, "撤回")
    withdraw_case(town, gone, "不提了")
    wrong = {
        "merged_with_itself": lambda: merge_cases(town, main, [main]),
        "guided_not_merged": lambda: merge_cases(town, main, [one, guided]),
        "withdrawn": lambda: merge_cases(town, gone, [one]),
        "too_many": lambda: merge_cases(town, main, []),
        "not_merged": lambda: unmerge_case(town, one),
        "case_unknown": lambda: merge_cases(town, main, [UUID(int=7)]),
    }
    for code, deed in wrong.items():
        with pytest.raises(BadInput) as caught:
            deed()
        assert caught.value.code == code
    assert received_between(town.vault, *YEAR) == Received(2, 2)


def test_not_the_same_is_remembered_on_both(town: Desk, clock: Clock):
    one, other = record(town, "一"), record(town, "二")
    set_apart(town, one, other)
    assert read_case(town.vault, town.lens, one).apart == (other,)
    assert read_case(town.vault, town.lens, other).apart == (one,)
