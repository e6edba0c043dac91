"""The card of the list: its heading and number, the acts or one sentence instead, and why the marked one came back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from desk.domain.moment import local
from desk.errors import DeskError
from desk.reads.exchange import ExchangeView, Trouble
from desk.reads.exchange_rows import ExchangeRow
from desk.reads.views import DraftRow
from desk.text import explain, mark
from ui.pages.sync_refusal import RefusalStrip
from ui.pages.sync_words import cases_word, moment_word, row_facts, row_title, state_sign
from ui.theme import Look
from ui.widgets.box import column, hairline, kind, row, scrolled
from ui.widgets.button import Button
from ui.widgets.empty import empty_state
from ui.widgets.label import label
from ui.widgets.line_list import HIGH, Line, LineView

HERE = ""  # the list of what is refused and unsent together
HEADS = {
    HERE: mark("Still on this computer"),
    "draft": mark("Drafts"),
    "saved": mark("Saved here, not sent yet"),
    "arrived": mark("Arrived, the newest"),
    "refused": mark("Refused"),
}
_UNSENT = mark("What is written next stands here until it has arrived.")
EMPTY = {
    HERE: ("check-check", mark("Nothing waits here"), _UNSENT),
    "draft": ("circle-dashed", mark("No draft is open"), mark("What is set aside unfinished stands here.")),
    "saved": ("check-check", mark("Nothing waits to be sent"), _UNSENT),
    "arrived": ("check-check", mark("Nothing has arrived yet"), mark("What the hub has signed for stands here.")),
    "refused": ("circle-check", mark("Nothing was refused"), mark("What the hub does not take stands here, with why.")),
}
HINT = mark("Enter to open it")
LIMIT = 200


@dataclass(frozen=True)
class Shelf:
    """What one list is made of."""

    state: str
    view: ExchangeView
    drafts: Sequence[DraftRow]
    arrived: Sequence[ExchangeRow]
    now: datetime

    def lines(self, look: Look) -> list[Line]:
        if self.state == "draft":
            return [self._draft(look, draft) for draft in self.drafts]
        rows = self.arrived if self.state == "arrived" else self.view.rows
        return [self._line(look, one) for one in rows if self.state in (HERE, one.state)]

    def count(self) -> int:
        view = self.view
        counts = {"draft": view.drafts, "saved": view.saved, "arrived": view.arrived, "refused": view.refused}
        return counts.get(self.state, view.saved + view.refused)

    def _line(self, look: Look, one: ExchangeRow) -> Line:
        hint = look.say(HINT) if one.state == "refused" and one.case is not None else ""
        facts, sign = row_facts(look, one, self.now), state_sign(look, one.state)
        return Line(one.fact, row_title(look, one), facts, sign, hint, one)

    def _draft(self, look: Look, draft: DraftRow) -> Line:
        _ = look.say
        when = moment_word(look, local(draft.updated_at), self.now)
        facts = _("last touched {when}").format(when=when)
        return Line(draft.id, draft.title or _("No words yet"), facts, state_sign(look, "draft"))


class LinesCard(QFrame):
    """`opened` tells the line that Enter was pressed on, `case_wanted` and `dismissed` what was asked of a refusal."""

    opened = Signal(object)
    case_wanted = Signal(object)
    dismissed = Signal(object)

    def __init__(self, look: Look, record: Callable[[], object]) -> None:
        super().__init__()
        self._look, self._record = look, record
        kind("card", self)
        self._head, self._count = label("", "strong"), label("", "sub", "text2")
        self.view = LineView(look)
        self.strip = RefusalStrip(look)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._told: tuple[str, ...] = ()
        head = row(look, self._head, None, self._count, gap=8, pad=(16, 0, 16, 0))
        head.setFixedHeight(look.px(44))
        column(look, head, hairline(), (self._stack, 1), self.strip, gap=0, pad=(1, 1, 1, 6), on=self)
        self.view.setMinimumHeight(look.px(look.by(3, 2, 2) * HIGH))
        self.view.picked.connect(lambda line: self.strip.show_row(line.row if line is not None else None))
        self.view.opened.connect(self.opened)
        self.strip.open_wanted.connect(self.case_wanted)
        self.strip.dismissed.connect(self.dismissed)

    def show_shelf(self, shelf: Shelf) -> None:
        _, lines = self._look.say, shelf.lines(self._look)
        self._name(shelf.state)
        words = cases_word(self._look, shelf.count(), _("1 case"), _("{count} cases"))
        few = _("{cases}, the newest {shown} are listed").format(cases=words, shown=len(lines))
        self._count.setText(words if len(lines) < LIMIT else few)
        self.view.show_lines(lines)
        if lines:
            self._stack.setCurrentWidget(self.view)
        else:
            self._show_nothing(shelf)

    def show_trouble(self, trouble: "DeskError | Trouble | None") -> None:
        """Instead of a list that could not be read."""
        self._name(HERE)
        if trouble is not None:
            words = self._look.say("This cannot be read now"), explain(trouble, self._look.lang)
            self._say(("circle-alert", *words), lambda: empty_state(self._look, "circle-alert", *words))

    def has_lines(self) -> bool:
        return self._stack.currentWidget() is self.view and self.view.current() is not None

    def mark_line(self, id: UUID | None) -> bool:
        """Marks a line again after the page was built anew; False when it is not there."""
        found = self.view.lines.row_of(id)
        self.view.mark_row(found)
        return found >= 0

    def _name(self, state: str) -> None:
        self._head.setText(self._look.say(HEADS[state]))
        self.view.setAccessibleName(self._look.say(HEADS[state]))

    def _show_nothing(self, shelf: Shelf) -> None:
        look, _ = self._look, self._look.say
        hub = shelf.view.hub
        icon, so, will = EMPTY[shelf.state]
        at = hub.last_at if hub is not None else None
        last = _("Last exchange {when}.").format(when=moment_word(look, at, shelf.now)) if at is not None else ""
        if shelf.state == HERE and hub is None:
            icon, so = "folder-open", mark("No case yet")
        elif shelf.state == "arrived" and shelf.count():
            so, will = mark("Nothing that was written here"), mark("What came from other places is among the cases.")

        def made() -> QWidget:
            buttons = [Button(look, _("Record a case"), icon="square-pen", key="F2", click=self._record)]
            return empty_state(look, icon, _(so), _(will), *(buttons if icon == "folder-open" else []), last=last)

        self._say((icon, so, will, last), made)

    def _say(self, told: tuple[str, ...], made: Callable[[], QWidget]) -> None:
        """One sentence instead of the list, made anew only when it is another one."""
        if told == self._told and self._stack.count() > 1:
            self._stack.setCurrentIndex(1)
            return
        self._told = told
        for old in [self._stack.widget(number) for number in range(1, self._stack.count())]:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(scrolled(made()))
        self._stack.setCurrentIndex(1)
