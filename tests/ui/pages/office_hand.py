"""A hand in the inbox of an office: three people who want the same of one parking place, and two other cases."""

from collections.abc import Callable
from uuid import UUID

from hand import Hand, Sit

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from ui.pages.office import OfficePage
from ui.theme import Look

WANTED = {
    "one": {
        "title": "建议小区重新划线解决晚间停车",
        "main_cause": "小区晚上没地方停车，消防通道都停满了，建议重新划线，把僵尸车拖走。",
        "proposal": "重新划线、清理僵尸车、借用学校操场夜间停车。",
        "suggester": {"name": "褚小红", "phone": "13900000103"},
        "feedback_mode": ["FM2"],
        "received_at": "2026-11-12 19:15",
    },
    "two": {
        "title": "小区停车太难了，希望重新规划停车位",
        "main_cause": "我们小区夜里停车特别难，消防通道全停满。希望重新划一下车位线，僵尸车拖掉。",
        "proposal": "重新规划车位；拖走僵尸车；夜间借用学校操场。",
        "suggester": {"anonymous": True},
        "received_at": "2026-11-14 19:25",
    },
    "three": {
        "title": "消防通道停满了车",
        "main_cause": "消防通道停满僵尸车，请拖走，重新划线。",
        "suggester": {"name": "王某", "phone": "13900000107"},
        "received_at": "2026-11-16 09:00",
    },
    "bus": {
        "title": "公交站牌加英文",
        "main_cause": "外国朋友看不懂站牌",
        "category": "05",
        "received_at": "2026-11-10 09:00",
    },
    "tree": {"title": "修剪大树", "main_cause": "树枝挡住了窗户", "received_at": "2026-11-11 09:00"},
}


def record(desk: Desk, *names: str) -> dict[str, UUID]:
    return {name: record_case(desk, {"nature": "JY", **WANTED[name]}).subjects[0] for name in names}


def page_of(hand: Hand) -> OfficePage:
    page = hand.shell.page()
    assert isinstance(page, OfficePage)
    return page


def sit_at_office(sit: Sit, look: Look | None = None, size: tuple[int, int] = (1366, 768)) -> Hand:
    """Waits until every case was compared."""
    hand = sit("today", look, size)
    compared(hand)
    hand.shell.open("office")
    hand.finish_lane()
    return hand


def compared(hand: Hand) -> None:
    from desk.reads.alike import unlooked

    hand.wait(lambda: not unlooked(hand.desk.vault, hand.desk.lens) and hand.shell.place.comparing.left == 0)
    for _ in range(4):
        hand.finish_lane()


def pair(hand: Hand) -> tuple[UUID, UUID]:
    shown = page_of(hand).merging.pair
    assert shown is not None
    return shown.main.row.id, shown.other.row.id


def waits_for(hand: Hand, two: tuple[UUID, UUID]) -> Callable[[], bool]:
    return lambda: page_of(hand).merging.pair is not None and pair(hand) == two
