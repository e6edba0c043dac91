"""What a case is merged with: its main case, or those that were merged into it; each may be parted again."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desk.domain.numbering import show_number
from desk.reads.views import CaseRow, CaseView
from ui.models.case_words import title_word, who_word
from ui.pages.page import Page
from ui.pages.trouble import say_trouble
from ui.widgets.box import column, row
from ui.widgets.button import Button
from ui.widgets.elided import Elided
from ui.widgets.glyph import Glyph
from ui.widgets.label import label


class CaseMerged(QObject):
    """`changed` comes after cases were parted."""

    changed = Signal(tuple)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def lines(self, case: CaseView) -> Iterator[QWidget]:
        """Nothing for a case that stands for itself."""
        look, _ = self._page.look, self._page.look.say
        if case.main is not None:
            words = _("Merged into {number}").format(number=show_number(case.main_number))
            show = self._button(_("Look at the main case"), "folder-open", partial(self._show, case.main))
            part = self._button(_("Part them again"), "undo-2", partial(self._part, case.row.id))
            yield row(look, Glyph(look, "git-merge", "text2"), (Elided(look, words, "strong"), 1), show, part, gap=8)
        if case.children:
            head = _("Merged into this case: {count}").format(count=len(case.children))
            yield column(look, label(head, "sub", "text2"), *map(self._child, case.children), gap=4)

    def _child(self, child: CaseRow) -> QWidget:
        look, _ = self._page.look, self._page.look.say
        words = "·".join((show_number(child.number), who_word(look, child), title_word(look, child)))
        show = self._button("", "folder-open", partial(self._show, child.id), name=_("Look at the case"))
        part = self._button(_("Part them again"), "undo-2", partial(self._part, child.id))
        return row(look, Glyph(look, "git-merge", "text2"), (Elided(look, words), 1), show, part, gap=8)

    def _button(self, word: str, icon: str, do: partial[None], name: str | None = None) -> Button:
        button = Button(self._page.look, word, "small", icon=icon, name=name, click=do)
        button.setAutoDefault(True)
        return button

    def _show(self, case: UUID) -> None:
        self._page.wanted.emit("cases", case)

    def _part(self, child: UUID) -> None:
        page = self._page
        desk = page.place.desk

        def work() -> tuple[UUID, ...]:
            from desk.actions.merging import unmerge_case

            return unmerge_case(desk, child).subjects

        page.place.lane.run(work, self.changed.emit, partial(say_trouble, page), owner=self, keep=True)
