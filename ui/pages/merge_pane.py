"""The right side of 办理 for two cases that may be the same: why, both of them, what will be so, and the decision."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.reads.alike import PairView
from ui.pages.merge_cards import merge_cards
from ui.pages.merge_words import after_merging, why_alike
from ui.pages.page import Page
from ui.widgets.box import action_bar, column, page_head, row, scrolled
from ui.widgets.button import Button
from ui.widgets.chip import LongChip
from ui.widgets.elided import Elided
from ui.widgets.empty import empty_state
from ui.widgets.glyph import Glyph
from ui.widgets.label import label

Do = Callable[[], object]


class MergePane(QWidget):
    """`merge_wanted`, `apart_wanted` and `later_wanted` are for the page to do."""

    merge_wanted = Signal()
    apart_wanted = Signal()
    later_wanted = Signal()
    turned = Signal()  # the other one is to be the main case

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, look = page, page.look
        _ = self._say = look.say
        self.pair: PairView | None = None
        self._stack = QStackedWidget()
        calm = _("What people say in two places is compared while the desk runs; what may be the same appears here.")
        self._nothing = scrolled(empty_state(look, "git-merge", _("No two cases look the same"), calm))
        self._title = Elided(look, "", "title")
        self._why = LongChip(look, "", "link", most=look.by(340, 300, 300))
        head = page_head(look, (self._title, 1), self._why)
        side = look.by(24, 16, 16)
        head.setContentsMargins(look.px(side), 0, look.px(side), 0)
        self.reading = scrolled(QWidget())
        self.reading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reading.setAccessibleName(_("Two cases"))
        self._bar = self._make_bar()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(column(look, head, (self.reading, 1), self._bar, gap=0))
        column(look, (self._stack, 1), gap=0, on=self)

    def _make_bar(self) -> QWidget:
        _, look = self._say, self._page.look
        wide = look.room == "wide"
        apart = "Ctrl+D" if wide else None
        self._apart = Button(look, _("Not the same"), icon="split", key=apart, click=self.apart_wanted.emit)
        self._apart.setToolTip(_("remembered") if wide else "Ctrl+D")
        self._later = Button(look, _("Look later"), key="Esc", click=self.later_wanted.emit)
        words = {"wide": _("Merge into the left"), "mid": _("Merge left"), "narrow": _("Merge up")}[look.room]
        self._merge = Button(look, words, "primary", icon="git-merge", key="Ctrl+Enter", click=self.merge_wanted.emit)
        for button in self.buttons():
            button.setAutoDefault(True)
        hint = Elided(look, _("remembered") if wide else "", "sub", "text2")
        return action_bar(look, self._apart, (hint, 1), self._later, self._merge)

    def buttons(self) -> tuple[Button, ...]:
        return self._apart, self._later, self._merge

    def show_pair(self, pair: PairView, number: int, count: int) -> None:
        """One of `count` pairs of a group."""
        look, _ = self._page.look, self._say
        same = self.pair is not None and {self.pair.main.row.id, self.pair.other.row.id} == {
            pair.main.row.id,
            pair.other.row.id,
        }
        self.pair = pair
        title = _("Maybe the same case")
        if count > 1:
            title = _("{title}, pair {number} of {count}").format(title=title, number=number, count=count)
        self._title.setText(title)
        self._why.show_state(why_alike(look, pair.main_words), icon="link")
        at = self.reading.verticalScrollBar().value() if same else 0
        self.reading.setWidget(self._body(pair))
        self.reading.verticalScrollBar().setValue(at)
        self._stack.setCurrentIndex(1)
        self.let(True)

    def show_nothing(self) -> None:
        self.pair = None
        self._stack.setCurrentIndex(0)

    def let(self, able: bool) -> None:
        """Greyed while something is being written."""
        for button in self.buttons():
            button.setEnabled(able)

    def take_focus(self) -> None:
        (self.reading if self.pair else self).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _body(self, pair: PairView) -> QWidget:
        look, _ = self._page.look, self._say
        cards = merge_cards(look, self._page.place.desk.lists.codes, pair, self.turned.emit)
        lines = [
            row(look, Glyph(look, icon, "text2", 20), (label(words, "body", wrap=True), 1), gap=12)
            for icon, words in after_merging(look, pair)
        ]
        after = column(look, label(_("After merging"), "strong"), *lines, gap=8, pad=(4, 0, 4, 0))
        side = look.by(24, 16, 16)
        return column(look, cards, after, None, gap=16, pad=(side, 8, side, 16))
