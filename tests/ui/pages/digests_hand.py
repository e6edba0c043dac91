"""A town's desk with cases and digests, and the hand on the page of digests."""

from typing import Any
from uuid import UUID

from hand import Hand
from office import LAMP, PARKING
from PySide6.QtWidgets import QWidget

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from desk.actions.digests import make_digest
from desk.reads.digest_views import DigestView
from desk.reads.digests import read_digest, read_digests
from desk.reads.drafts import DIGEST, list_drafts
from ui.pages.digests import DigestsPage
from ui.widgets.button import Button

DIGEST_FORM: dict[str, Any] = {
    "title": "关于按“一小区一方案”解决停车难的建议",
    "cause": "小区 1200 多户只有 420 个车位，消防通道停满，救护车进不来。",
    "proposal": "1. 重新划线。\n2. 错时停车。",
    "opinion": "该建议涉及公共安全，拟请区房管局牵头研究办理。",
    "report_to": "镇党委、镇政府有关领导",
    "send_to": "镇房管办，镇城管中队，某某居民区党总支",
}


def recorded(desk: Desk) -> tuple[UUID, UUID]:
    """停车 and 楼道灯."""
    ids = [record_case(desk, form).subjects[0] for form in (PARKING, LAMP)]
    return ids[0], ids[1]


def made(desk: Desk, *cases: UUID, **said: Any) -> UUID:
    return make_digest(desk, DIGEST_FORM | {"cases": [str(id) for id in cases]} | said).subjects[0]


def page(hand: Hand) -> DigestsPage:
    found = hand.shell.page()
    assert isinstance(found, DigestsPage)
    return found


def opened(hand: Hand, what: object = None) -> DigestsPage:
    hand.shell.open("digests", what)
    hand.finish_lane()
    if isinstance(what, UUID):
        hand.wait(lambda: (view := page(hand).pane.view) is not None and view.line.id == what)
    return page(hand)


def stored(hand: Hand) -> list[DigestView]:
    """All digests in full, the newest first."""
    desk = hand.desk
    return [read_digest(desk.vault, desk.lens, row.id) for row in read_digests(desk.vault).rows]


def kept(hand: Hand) -> int:
    """How many drafts of digests there are."""
    return len(list_drafts(hand.desk.vault, DIGEST))


def words_of(widget: QWidget) -> list[str]:
    """Of the buttons that can be pressed."""
    return [one.accessibleName() for one in widget.findChildren(Button) if one.isVisible() and one.isEnabled()]


def button(widget: QWidget, name: str) -> Button:
    return next(one for one in widget.findChildren(Button) if one.accessibleName() == name and one.isVisible())
