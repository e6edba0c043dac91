"""Somebody before the page Sync; what the exchange would read is read at once, nothing goes over a line."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from exchanged import arrived, enrolled, failed, forwarded, refused, replied, town
from fit import fixed_now
from hand import Hand, Sit
from PySide6.QtCore import QModelIndex

from desk.actions.cases import correct_case, record_case
from desk.actions.desk import Desk
from desk.actions.drafts import save_draft
from desk.reads.exchange import read_exchange
from ui.pages.sync import SyncPage
from ui.widgets.line_list import Line, Role

YESTERDAY = fixed_now() - timedelta(days=1)


def watch(hand: Hand) -> Hand:
    """Reads how it stands whenever somebody asks."""
    traffic = hand.shell.place.traffic

    def look() -> None:
        traffic.show(view=read_exchange(hand.desk.vault, hand.desk.lens))

    traffic.look_wanted.connect(look)
    traffic.written.connect(look)
    look()
    return hand


def page(hand: Hand) -> SyncPage:
    found = hand.shell.page()
    assert isinstance(found, SyncPage)
    return found


def lines(hand: Hand) -> list[Line]:
    model = page(hand).list.view.lines
    return [model.index(row).data(Role.LINE) for row in range(model.rowCount(QModelIndex()))]


def shown(hand: Hand) -> list[tuple[str, str]]:
    """Title and word of the state of each line."""
    return [(line.title, line.sign.word) for line in lines(hand)]


def offered(hand: Hand) -> list[str]:
    """The buttons of the card that says how it is with the hub."""
    return [button.word() for button in page(hand).card.buttons.values() if button.isVisible()]


class Story:
    """Some days of a station that is joined to a hub."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        enrolled(desk)
        parking, lamp, self.river = (self.record(title) for title in ("划线停车", "装感应灯", "河边加栏杆"))
        self.parking, self.lamp = parking, lamp
        correct_case(desk, parking, {"proposal": "划线"}, "补")
        arrived(desk, YESTERDAY)
        self.office = town(desk, YESTERDAY)
        forwarded(desk, lamp, YESTERDAY, self.office)
        replied(desk, lamp, YESTERDAY, self.office)
        self.refused = refused(desk, parking, "case.corrected", "not_applied", "withdrawn")
        self.toilet = self.record("增设公共厕所")
        correct_case(desk, self.river, {"suggester": {"phone": "13900000199"}}, "写错了")
        self.draft = uuid4()
        save_draft(desk, self.draft, {"title": "垃圾房味道重"})

    def record(self, title: str) -> UUID:
        person = {"name": "柏小红", "phone": "13900000103"}
        return record_case(self.desk, {"title": title, "suggester": person}).subjects[0]

    def arrive(self, at: datetime = YESTERDAY) -> None:
        arrived(self.desk, at)

    def fail(self, code: str) -> None:
        failed(self.desk, code, problem="no_connection", retry_after=30, left=2)


@pytest.fixture
def story(desk: Desk) -> Story:
    return Story(desk)


@pytest.fixture
def hand(story: Story, sit: Sit) -> Hand:
    hand = watch(sit())
    hand.shell.open("sync")
    hand.finish_lane()
    return hand
