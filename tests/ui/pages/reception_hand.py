"""A reception day for the tests of its page: who is here, what they say, and the page as it stands."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from hand import CTRL, Hand
from PySide6.QtCore import Qt

from desk.actions.deputies import add_deputy
from desk.actions.desk import Desk
from desk.actions.sessions import deputy_came, open_session
from desk.actions.talks import check_in
from desk.reads.drafts import TALK, read_draft
from desk.reads.reception_views import SessionView, TalkView
from desk.reads.sessions import open_sessions, read_session
from ui.pages.reception import ReceptionPage
from ui.pages.reception_day import DayPart

SAID = "镇区西面沿街全是店，走一刻钟寻勿着一只公共厕所。"
F6, F7, F9 = Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F9
ENTER = Qt.Key.Key_Return


def roster(desk: Desk) -> tuple[UUID, UUID]:
    """蒋某 and 吕某."""
    first = add_deputy(desk, {"name": "蒋某", "level": "T", "group": "DG05"})
    return first.subjects[0], add_deputy(desk, {"name": "吕某", "level": "D", "group": "DG05"}).subjects[0]


def opened(desk: Desk, *visitors: dict[str, Any], deputies: int = 1) -> UUID:
    """A session that is open, with so many deputies present and these visitors in the queue."""
    people = roster(desk)
    id = open_session(desk).subjects[0]
    for one in people[:deputies]:
        deputy_came(desk, id, one)
    for visitor in visitors:
        check_in(desk, id, visitor)
    return id


class Reception:
    """The page, by what a person sees and presses."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand

    @property
    def page(self) -> ReceptionPage:
        page = self.hand.shell.page()
        assert isinstance(page, ReceptionPage)
        return page

    @property
    def part(self) -> DayPart:
        return self.page.part

    def settle(self) -> None:
        """Until everything that was asked for is answered and shown."""
        for _ in range(4):
            self.hand.finish_lane()

    def do(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.hand.press(key, held)
        self.settle()

    def number(self, people: int = 1, name: str = "") -> None:
        """取号 by keys only."""
        self.hand.press(Qt.Key.Key_N, CTRL)
        self.hand.type(str(people))
        if name:
            self.hand.go_to("姓名")
            self.hand.say(name)
        self.do(ENTER, CTRL)

    def session(self) -> SessionView:
        desk = self.hand.desk
        found = open_sessions(desk.vault)
        id = found[0][0] if found else self.page.day.session.id  # type: ignore[union-attr]
        return read_session(desk.vault, desk.lens, id)

    def talk(self, ticket: int) -> TalkView:
        return next(talk for talk in self.session().talks if talk.ticket == ticket)

    def states(self) -> list[tuple[int, str]]:
        return [(talk.ticket, talk.state) for talk in self.session().talks]

    def rows(self) -> list[str]:
        """The queue as a screen reader says it."""
        model, role = self.part.queue.model, Qt.ItemDataRole.AccessibleTextRole
        return [str(model.data(model.index(row), role)) for row in range(model.rowCount())]

    def on_page(self) -> int | None:
        talk = self.part.talking.talk
        return talk.ticket if talk is not None else None

    def text(self, name: str) -> str:
        return self.part.talk.form.typed(name)

    def draft(self, ticket: int) -> dict[str, Any] | None:
        form = read_draft(self.hand.desk.vault, self.talk(ticket).id)
        assert form is None or form[TALK] == str(self.talk(ticket).id)
        return form

    def say(self, words: str, field: str = "原话") -> None:
        self.hand.go_to(field)
        self.hand.say(words)

    def chip(self) -> str:
        header = self.hand.shell.header
        return header.session.text() if header.session.isVisible() else ""


SitDown = Callable[..., Reception]
