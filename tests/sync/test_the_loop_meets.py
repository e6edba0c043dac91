"""Two desks take steps of one case while neither knows of the other: afterwards both show the same, nothing is dropped,
and what was not applied stands before its maker with the reason."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from desk.actions.cases import erase_case, withdraw_case
from desk.actions.desk import Change, Desk
from desk.actions.handling import handle_case
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.steps import forward_case, reply_case, return_case, settle_case
from desk.actions.telling import tell_person
from desk.reads.exchange import read_exchange
from tests.sync.country import DISTRICT, Country, parts_of, record, talk, view

ANSWER = {"outcome": "1", "reply_text": "三盏灯都换了。", "unit": "区交通委"}
OTHER = {"outcome": "4", "reply_text": "今年没有经费，留作参考。", "unit": "区财政局"}
FORWARD = {"unit": "U03", "note": "请牵头"}
Take = Callable[[Desk, UUID], Change]


def step(name: str, form: dict[str, Any]) -> Take:
    return lambda desk, id: handle_case(desk, id, form, name)


SETTLE: Take = lambda desk, id: settle_case(desk, id, ANSWER)  # noqa: E731
WITHDRAW: Take = lambda desk, id: withdraw_case(desk, id, "不提了")  # noqa: E731
TO_UNIT: Take = lambda desk, id: forward_case(desk, id, FORWARD)  # noqa: E731
REPLY: Take = lambda desk, id: reply_case(desk, id, OTHER)  # noqa: E731
GIVE_BACK: Take = lambda desk, id: return_case(desk, id, {"reason": "不属本单位"})  # noqa: E731
TELL: Take = lambda desk, id: tell_person(desk, id, {"how": "FM2", "satisfaction": "S1"})  # noqa: E731
RESEARCH = step("research", {"note": "去看过了"})
MEETINGS: dict[str, tuple[tuple[Take, ...], Take, Take, str]] = {  # before, by the village, by the town, why it failed
    "the village settles what the town forwards": ((), SETTLE, TO_UNIT, "state_wrong.60"),
    "the village settles what the town answers": ((), SETTLE, REPLY, "state_wrong.60"),
    "the person takes back what the town forwards": ((), WITHDRAW, TO_UNIT, "state_wrong.99"),
    "the person takes back what the town answers": ((), WITHDRAW, REPLY, "state_wrong.99"),
    "research here, returned there": ((TO_UNIT,), RESEARCH, GIVE_BACK, ""),
    "carried out here, answered there": ((TO_UNIT,), step("complete", {"note": "装好了"}), REPLY, ""),
    "filed here, handed to mediators there": (
        (SETTLE, TELL),
        step("file", {"note": "完"}),
        step("recommend", {"note": "好"}),
        "",
    ),
}


def refused(desk: Desk, id: UUID) -> list[str]:
    """Why own steps were not applied; the page of the exchange puts as many before their maker."""
    reasons = [one.reason for one in view(desk, id).steps if one.own and one.verdict == "not_applied"]
    assert read_exchange(desk.vault, desk.lens).refused == bool(reasons)
    return reasons


def agree(id: UUID, *desks: Desk) -> None:
    shown = [view(desk, id) for desk in desks]
    steps = [[(one.kind, one.verdict, one.reason) for one in each.steps if one.kind != "slip"] for each in shown]
    assert steps[0] == steps[1]
    assert len({(each.row.state, each.untold, each.promised, each.links) for each in shown}) == 1
    for desk in desks:
        assert verify_desk(desk)[1] == []
        assert rebuild_desk(desk)[0]


@pytest.mark.parametrize("meeting", MEETINGS)
def test_both_show_the_same_and_the_maker_is_told_why(any_country: Country, meeting: str):
    village, town = any_country.village(), any_country.town()
    before, here, there, reason = MEETINGS[meeting]
    id = record(village)
    talk(village, town)
    for take in before:
        take(town, id)
    talk(town, village)
    here(village, id)
    there(town, id)
    talk(village, town, village)
    agree(id, village, town)
    assert refused(town, id) == ([reason] if reason else [])
    assert refused(village, id) == []
    if reason:
        kept = next(one for one in view(town, id).steps if one.verdict == "not_applied")
        assert (kept.reason, bool(kept.text)) == (reason, True)


def test_a_reply_to_a_case_that_was_returned_meanwhile_is_kept_and_refused(any_country: Country):
    village, town, district = (
        any_country.village(),
        any_country.town(),
        any_country.desk("district", DISTRICT, "district"),
    )
    id = record(village)
    talk(village, town, district)
    forward_case(town, id, FORWARD)
    talk(town, district)
    return_case(town, id, {"reason": "不属本单位"})
    reply_case(district, id, ANSWER)
    talk(town, district, town)
    assert refused(district, id) == ["state_wrong.34"]
    assert (view(district, id).row.state, view(town, id).row.state) == ("34", "34")


def test_a_step_on_a_case_whose_words_were_erased_leaves_no_words(any_country: Country):
    village, town = any_country.village(), any_country.town()
    id = record(village)
    talk(village, town)
    erase_case(village, id, "both", "本人要求")
    RESEARCH(town, id)
    talk(village, town, village)
    for desk in (village, town):
        assert parts_of(desk, id) == set()
        assert view(desk, id).row.state == "40", "what was done counts; its words are gone"
    agree(id, village, town)


def test_a_second_answer_that_comes_while_the_first_is_told_waits_to_be_told(any_country: Country):
    village, town = any_country.village(), any_country.town()
    id = record(village)
    talk(village, town)
    reply_case(town, id, ANSWER)
    talk(town, village)
    TELL(village, id)
    handle_case(town, id, {"note": "又装了一盏"}, "complete")
    talk(village, town, village)
    agree(id, village, town)
    assert view(village, id).untold == ("result",)
