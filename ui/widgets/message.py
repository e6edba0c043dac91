"""The message line under the header: what happened, what is safe, what now. One at a time; nothing is covered."""

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QGridLayout

from desk.text import mark
from ui.theme import Look
from ui.widgets.box import kind, row
from ui.widgets.button import Button
from ui.widgets.glyph import Glyph
from ui.widgets.label import label, restyle

Tone = Literal["red", "amber", "accent"]
ICONS = {"red": "circle-alert", "amber": "triangle-alert", "accent": "circle-check"}
RANK = {"red": 0, "amber": 1, "accent": 2}
CALM_SECONDS = 8
MORE = mark("{count} more")
CLOSE = mark("Close this message")


@dataclass(frozen=True)
class Act:
    """A way out offered in the line: at most two a message."""

    word: str
    do: Callable[[], object]
    icon: str | None = None
    key: str | None = None


@dataclass(frozen=True)
class Message:
    """Red failed, amber warns, accent confirms and leaves by itself. A topic is said once: the newest counts."""

    text: str
    tone: Tone = "accent"
    acts: tuple[Act, ...] = ()
    topic: str = ""
    icon: str | None = None


class MessageLine(QFrame):
    """Shows the gravest and newest message; the others wait and are counted."""

    def __init__(self, look: Look, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._look, self._now = look, now
        self._waiting: list[tuple[Message, float]] = []  # the shown one first; with the time it was said
        kind("message", self)
        self.setMinimumHeight(look.px(48))
        box = QGridLayout(self)
        box.setContentsMargins(look.px(24), look.px(6), look.px(16), look.px(6))
        box.setHorizontalSpacing(look.px(12))
        box.setVerticalSpacing(look.px(4))
        self._icon = Glyph(look, "circle-check", "accent_text")
        self._words = label("", wrap=True)
        self._buttons: list[Button] = []
        self._more = Button(look, "", "smallquiet", click=self.next)
        self._close = Button(look, "", "smallquiet", icon="x", name=look.say(CLOSE), click=self.close_shown)
        self._acts = row(look, gap=12)
        below = look.room == "narrow"  # there the ways out stand under the sentence
        box.addWidget(self._icon, 0, 0)
        box.addWidget(self._words, 0, 1)
        box.addWidget(self._acts, *((1, 1) if below else (0, 2)), alignment=Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._more, *((1, 3) if below else (0, 3)))
        box.addWidget(self._close, 0, 4)
        box.setColumnStretch(1, 1)
        self._calm = QTimer(self, singleShot=True, timerType=Qt.TimerType.CoarseTimer)
        self._calm.timeout.connect(self._let_go)
        self.hide()

    def messages(self) -> tuple[Message, ...]:
        """The shown message and those waiting behind it."""
        return tuple(message for message, _ in self._waiting)

    def say(self, message: Message) -> None:
        """Takes a message; the same topic replaces what it said before."""
        if message.topic:
            self._waiting = [kept for kept in self._waiting if kept[0].topic != message.topic]
        self._waiting.append((message, self._now()))
        self._waiting.sort(key=lambda kept: (RANK[kept[0].tone], -kept[1]))
        self._show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def cure(self, topic: str) -> None:
        """Takes back a message whose cause is gone."""
        self._waiting = [kept for kept in self._waiting if kept[0].topic != topic]
        self._show()

    def close_shown(self) -> None:
        """✕: the person has read it."""
        had = self.hasFocus() or any(button.hasFocus() for button in self.findChildren(Button))
        self._waiting = self._waiting[1:]
        self._show()
        if had and self._waiting:
            self.take_focus()
        elif had:
            window = self.window()
            window.setFocus(Qt.FocusReason.OtherFocusReason)

    def next(self) -> None:
        """Shows the one that waited longest behind this one, and puts this one last."""
        if len(self._waiting) > 1:
            self._waiting = [*self._waiting[1:], self._waiting[0]]
            self._show()

    def take_focus(self) -> None:
        """F8."""
        if self._waiting:
            target = self._buttons[0] if self._buttons else self._close
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self) -> None:
        if not self._waiting:
            self._calm.stop()
            self.hide()
            return
        message, _ = self._waiting[0]
        colour = "accent_text" if message.tone == "accent" else message.tone
        self._icon.show_icon(message.icon or ICONS[message.tone], colour)
        self._words.setText(message.text)
        self.setAccessibleName(message.text)
        more = len(self._waiting) - 1
        self._more.say(self._look.say(MORE).format(count=more))
        self._more.setVisible(more > 0)
        self._offer(message.acts)
        restyle(self, tone=message.tone)
        self._time()
        self.show()

    def _offer(self, acts: tuple[Act, ...]) -> None:
        box = self._acts.layout()
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = []
        for number, act in enumerate(acts[:2]):
            button = Button(
                self._look, act.word, "small" if number == 0 else "smallquiet", icon=act.icon, key=act.key, click=act.do
            )
            if box is not None:
                box.addWidget(button)
                button.show()
            self._buttons.append(button)
        self._acts.setVisible(bool(acts))
        order = [*self._buttons, self._more, self._close]
        for first, second in itertools.pairwise(order):
            self.setTabOrder(first, second)

    def _time(self) -> None:
        """Confirmations leave eight seconds after they were said, seen or not: late they would mislead."""
        said = [when for message, when in self._waiting if message.tone == "accent"]
        if said:
            self._calm.start(max(1, round((min(said) + CALM_SECONDS - self._now()) * 1000)))

    def _let_go(self) -> None:
        end = self._now() - CALM_SECONDS + 0.05
        self._waiting = [kept for kept in self._waiting if kept[0].tone != "accent" or kept[1] > end]
        self._show()
