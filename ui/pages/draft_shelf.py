"""The drafts that were set aside (先放着): Enter takes one up again, the last touched stands first."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desk.domain.moment import local
from desk.reads.views import DraftRow
from ui.pages.case_offer import STEPS
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.box import column, row
from ui.widgets.button import Button
from ui.widgets.draw import Ink, draw_ground, draw_lines
from ui.widgets.label import label

_STEP = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class DraftLine(QPushButton):
    """A draft: its first words, and when it was last touched."""

    def __init__(self, look: Look, draft: DraftRow, today: date) -> None:
        super().__init__()
        _ = look.say
        self._look = look
        at = local(draft.updated_at)
        said = draft.title or _("No words yet")
        self._title = (
            _("{step}: {words}").format(step=_(STEPS[draft.step][0]), words=said) if draft.step in STEPS else said
        )
        self._when = f"{moment.short_day(at.date(), today)} {moment.clock(at)}"
        self.setAccessibleName(f"{self._title}, {self._when}")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setProperty("k", "person")
        self.setFixedHeight(look.px(64))
        self.setAutoDefault(True)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(200), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from draft to draft."""
        step = _STEP.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        lines = self.window().findChildren(DraftLine)
        goal = lines.index(self) + step
        if 0 <= goal < len(lines):
            lines[goal].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        draw_ground(painter, self)
        place = QRect(look.px(12), look.px(8), self.width() - look.px(24), self.height())
        draw_lines(painter, look, place, self._title, Ink("strong"))
        draw_lines(painter, look, place.translated(0, look.px(26)), self._when, Ink("sub", "text2"))


def draft_shelf(
    look: Look,
    drafts: Sequence[DraftRow],
    today: date,
    take: Callable[[UUID], object],
    drop: Callable[[UUID], object],
) -> QWidget:
    """All drafts with a way to take each up, and a way to let it go (which can be taken back)."""
    _ = look.say
    if not drafts:
        return label(_("Nothing is set aside. Esc sets a case aside without losing it."), "body", "text2", wrap=True)
    lines = [_line(look, draft, today, take, drop) for draft in drafts]
    return column(look, *lines, None, gap=8, pad=(4, 4, 12, 4))


def _line(
    look: Look, draft: DraftRow, today: date, take: Callable[[UUID], object], drop: Callable[[UUID], object]
) -> QWidget:
    _ = look.say
    line = DraftLine(look, draft, today)
    line.clicked.connect(lambda _on=False: take(draft.id))
    away = Button(look, _("Not needed"), "smallquiet", click=lambda: drop(draft.id))
    away.setAutoDefault(True)
    return row(look, (line, 1), away, gap=8)
