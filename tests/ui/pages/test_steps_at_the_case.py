"""办理: every step that is offered has a form behind 办理, which is written, refused and set aside like the others."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hand import CTRL, Hand, Sit
from made_up import Found
from office import PARKING, found_town
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from desk.actions.handling import handle_case
from desk.actions.steps import forward_case, reply_case, track_case
from desk.reads.cases import read_case
from desk.reads.views import CaseView
from ui.pages.case_offer import STEPS
from ui.pages.handling import KINDS
from ui.widgets.button import Button
from ui.widgets.timeline import Timeline

ANSWER = {"outcome": "1", "reply_text": "已经办好。", "unit": "U03"}
NOTED = {"note": "夜间实地看过"}
WRITTEN: dict[str, tuple[dict[str, Any], str]] = {  # what is typed, and what the case is then
    "review": ({"loop": "SMALL", "category": "07", "note": "走小闭环"}, "20"),
    "discuss": ({"record": "十七户都来了", "people": 17, "venue": "小圆桌", "measures": "先清僵尸车"}, "31"),
    "research": (NOTED | {"actor": "代表 蒋某", "on": "2026-11-24"}, "40"),
    "supervise": (NOTED | {"evidence": "会议纪要3号"}, "50"),
    "sign": ({"note": "收到"}, "32"),
    "return": ({"reason": "不属本单位"}, "34"),
    "instruct": ({"actor": "区领导", "text": "请研究"}, "10"),
    "mediate": ({"unit": "镇调解委员会"}, "10"),
    "mediated": (NOTED, "10"),
    "settle": ({"outcome": "1", "reply_text": "物业已换灯"}, "60"),
    "carry": (NOTED | {"promise_date": "2199-12-31"}, "70"),
    "complete": (NOTED, "71"),
    "adopt": ({"adoption": "F"}, "10"),
    "recommend": (NOTED, "80"),
    "award": (NOTED, "81"),
    "file": (NOTED, "90"),
    "link": ({"link": "deputy", "number": "2026-0123", "title": "关于停车的建议"}, "10"),
    "unlink": ({"number": "2026-0123"}, "10"),
    "track": ({"track": "petition"}, "20"),
    "accept": (NOTED, "20"),
    "extend": ({"rule": "ST05", "by": 5, "approver": "主任", "reason": "等材料"}, "10"),
    "pause": ({"rule": "ST05", "reason": "等本人补材料"}, "10"),
    "resume": ({"rule": "ST05"}, "10"),
}
BEFORE: dict[str, tuple[tuple[str, dict[str, Any]], ...]] = {  # what must have happened
    **dict.fromkeys(("sign", "return", "carry", "complete"), (("forward", {"unit": "U03"}),)),
    "mediated": (("mediate", {"unit": "调委会"}),),
    **dict.fromkeys(("recommend", "award"), (("reply", ANSWER), ("tell", {"how": "FM2"}))),
    "file": (("reply", ANSWER), ("tell", {"how": "FM2"})),
    "unlink": (("link", {"link": "deputy", "number": "2026-0123"}),),
    "accept": (("track", {"track": "petition"}),),
    "resume": (("pause", {"rule": "ST05", "reason": "等"}),),
}


@pytest.fixture
def desk(found: Found, tmp_path: Path) -> Iterator[Desk]:
    return found_town(found, tmp_path / "town")


@pytest.fixture
def case(desk: Desk) -> UUID:
    return record_case(desk, PARKING).subjects[0]


def happened(desk: Desk, case: UUID, name: str, form: dict[str, Any]) -> None:
    from desk.actions.steps import pause_case
    from desk.actions.telling import tell_person

    own = {"forward": forward_case, "reply": reply_case, "tell": tell_person, "track": track_case, "pause": pause_case}
    if name in own:
        own[name](desk, case, form)
    else:
        handle_case(desk, case, form, name)


def opened(sit: Sit) -> Hand:
    hand = sit("cases")
    hand.wait(lambda: hand.cases.pane.case is not None)
    return hand


def stored(hand: Hand, case: UUID) -> CaseView:
    return read_case(hand.desk.vault, hand.desk.lens, case)


def acts(hand: Hand) -> list[str]:
    """What lies behind 办理."""
    (handle,) = [button for button in hand.cases.pane.findChildren(Button) if button.accessibleName() == "办理"]
    handle.click()
    return [button.word() for button in hand.cases.pane.reading.findChildren(Button) if button.isVisible()]


@pytest.mark.parametrize("name", WRITTEN)
def test_every_step_is_written_in_its_form(desk: Desk, case: UUID, sit: Sit, name: str) -> None:
    for before, form in BEFORE.get(name, ()):
        happened(desk, case, before, form)
    hand = opened(sit)
    pane, (typed, state) = hand.cases.pane, WRITTEN[name]
    pane.take_step(name)
    assert pane.stage == name
    writing = pane._steps[name]
    writing.form.fill(typed)
    assert {key: writing.form.gather().get(key) for key in typed} == typed
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: pane.stage == "reading")
    assert hand.messages() == []
    view = stored(hand, case)
    assert (view.row.state, view.steps[0].verdict) == (state, "provisional")
    hand.finish_lane()
    timeline = pane.findChild(Timeline)
    assert isinstance(timeline, Timeline)
    assert "这个版本不认识" not in "".join(label.text() for label in timeline.findChildren(QLabel))


def test_every_form_of_the_table_is_tried(desk: Desk) -> None:
    assert set(KINDS) == {*WRITTEN, "forward", "reply"}
    assert set(KINDS) <= set(STEPS)


def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(desk: Desk, case: UUID, sit: Sit) -> None:
    hand = opened(sit)
    pane = hand.cases.pane
    pane.take_step("discuss")
    hand.wait(lambda: hand.here() == "地点")
    hand.say("小圆桌")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.here() == "会上怎么说")
    assert pane.stage == "discuss"
    assert stored(hand, case).row.state == "10"
    hand.press(Qt.Key.Key_Escape)
    hand.wait(hand.drafts)
    hand.finish_lane()
    pane.take_step("discuss")
    assert pane._steps["discuss"].form.gather() == {"venue": "小圆桌"}


def test_a_day_to_come_is_refused_at_its_field(desk: Desk, case: UUID, sit: Sit) -> None:
    hand = opened(sit)
    hand.cases.pane.take_step("research")
    hand.cases.pane._steps["research"].form.fill(NOTED | {"on": "2199-01-01"})
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.here() == "日期")
    assert stored(hand, case).row.state == "10"


def test_only_what_the_table_allows_lies_behind_it(desk: Desk, case: UUID, sit: Sit) -> None:
    hand = opened(sit)
    first = acts(hand)
    assert {"梳理研判", "小圆桌议事", "调研论证", "领导批示", "关联代表建议", "延长期限"} <= set(first)
    assert {"签收", "退回", "推荐表彰", "办结归档", "撤销关联", "调解回转"}.isdisjoint(first)
