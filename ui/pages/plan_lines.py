"""The plans of a station, one line each, with a way to change or end each."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk.reads.plans import PlanView
from desk.text import mark
from ui.pages.plan_words import plan_words, rule_words
from ui.theme import Look
from ui.widgets.box import column, empty_out, kind, row
from ui.widgets.button import Button
from ui.widgets.elided import Elided
from ui.widgets.label import label

NONE = mark("No days are fixed yet. Say once when deputies receive here; the calendar does the rest.")


class PlanLines(QFrame):
    """`changing` and `ending` carry the plan."""

    changing = Signal(object)
    ending = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        kind("card", self)
        holder = QWidget()
        self._box = QVBoxLayout(holder)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(8))
        column(look, label(look.say(mark("Fixed days")), "strong"), holder, gap=8, pad=(20, 12, 20, 12), on=self)

    def show_plans(self, plans: Sequence[PlanView]) -> None:
        empty_out(self._box)
        for plan in plans:
            self._box.addWidget(self._line(plan))
        if not plans:
            self._box.addWidget(label(self._look.say(NONE), "body", "text2", wrap=True))

    def _line(self, plan: PlanView) -> QWidget:
        look, _ = self._look, self._look.say
        rule = rule_words(look, plan.rule)
        words = column(look, label(rule, "strong"), Elided(look, plan_words(look, plan), "sub", "text2"), gap=0)
        parts: list[Button] = []
        if plan.ended is None:
            change = Button(look, _("Change"), "smallquiet", click=partial(self.changing.emit, plan))
            end = Button(look, _("End"), "smallquiet", click=partial(self.ending.emit, plan))
            for button in (change, end):
                button.setAccessibleName(f"{button.word()} {rule}")
                button.setAutoDefault(True)
            parts = [change, end]
        return row(look, (words, 1), *parts, gap=8)
