"""A desk with deputies and visits, and the hand on the page of visits."""

from typing import Any
from uuid import UUID

from hand import Hand

from desk.actions.deputies import add_deputy
from desk.actions.desk import Desk
from desk.actions.visits import record_visit
from desk.reads.visit_views import VisitView
from desk.reads.visits import read_visit, read_visits
from ui.pages.visits import VisitsPage

SEEN = "楼道照明差，老人上下楼不便。三号楼与四号楼之间的空地长期堆放杂物，雨天积水。"
FORM: dict[str, Any] = {
    "kind": "V1",
    "day": "2026-11-20",
    "venue": "晨光三村 12 号楼",
    "visited": "欧阳某",
    "people": 3,
    "minutes": 90,
    "community": True,
    "topic": "老旧小区加装电梯",
    "survey": "G2",
    "seen": SEEN,
    "opinions": ["加装电梯进度慢，希望镇里协调低层住户。", "楼道灯坏了三个月没人修"],
    "handed_to": "镇房管办",
    "feedback": "11 月底前答复",
}


def deputies(desk: Desk, *names: str) -> list[UUID]:
    level = {"level": "T", "group": "DG05"}
    return [add_deputy(desk, {"name": name, **level}).subjects[0] for name in names]


def visited(desk: Desk, *names: str, **said: Any) -> UUID:
    """A stored visit of these deputies, who are on the roster already."""
    return record_visit(desk, FORM | {"deputies": list(names)} | said).subjects[0]


def page(hand: Hand) -> VisitsPage:
    found = hand.shell.page()
    assert isinstance(found, VisitsPage)
    return found


def opened(hand: Hand, visit: UUID | None = None) -> VisitsPage:
    hand.shell.open("visits", visit)
    hand.finish_lane()
    if visit is not None:
        hand.wait(lambda: (view := page(hand).visits.pane.view) is not None and view.line.id == visit)
    return page(hand)


def stored(hand: Hand) -> list[VisitView]:
    """All visits in full, the newest first."""
    desk = hand.desk
    return [read_visit(desk.vault, desk.lens, row.id) for row in read_visits(desk.vault, desk.lens).rows]
