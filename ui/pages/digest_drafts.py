"""The drafts of digests: what a form is opened with, and the shelf of those that were set aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal

from desk.domain.moment import local_day
from desk.reads.digest_views import DigestKnown, DigestView
from desk.reads.drafts import DIGEST
from desk.reads.views import DraftRow
from ui.pages import draft_words
from ui.pages.correction import CORRECTS
from ui.pages.draft_shelf import DraftLine, draft_shelf
from ui.pages.drafts import Drafts
from ui.pages.page import Page
from ui.pages.trouble import say_trouble
from ui.widgets.box import row
from ui.widgets.button import Button
from ui.widgets.drawer import Drawer
from ui.widgets.keycap import Count


@dataclass(frozen=True)
class DigestBegun:
    """What a form is opened with: nothing but what is known, or a draft, which may be of a change of `of`."""

    known: DigestKnown
    draft: UUID | None = None
    form: Mapping[str, Any] | None = None
    of: DigestView | None = None


class DigestDrafts(QObject):
    """`taken` brings a draft and its form, to be opened; `begun` what was opened, and the cases brought for it."""

    taken = Signal(object, dict)
    begun = Signal(object, tuple)

    def __init__(self, page: Page, drawer: Drawer) -> None:
        super().__init__(page)
        self._page, self._drawer, look = page, drawer, page.look
        self._rows: tuple[DraftRow, ...] = ()
        self._here: UUID | None = None
        self._brought: list[UUID] = []  # cases for a form that is being opened
        self._drafts = Drafts(page.place, self, DIGEST)
        word = look.say("Set-aside digests")
        button = Button(look, word, "small", icon="circle-dashed", click=self.open_shelf)
        button.setAutoDefault(True)
        self.count = Count(look, 0)
        self.shelf = row(look, button, self.count)
        self.shelf.hide()
        self._drafts.listed.connect(self._list)
        self._drafts.taken.connect(self.taken)
        self._drafts.gone.connect(self._say_gone)
        self._drafts.found_open.connect(lambda: page.said.emit(draft_words.step_left_open(look)))

    def reload(self, here: UUID | None) -> None:
        """`here` is in the form, so not on the shelf."""
        self._here = here
        self._drafts.reload()

    def take(self, id: UUID) -> None:
        self._drafts.take(id)

    def take_left_open(self) -> None:
        """After a kill or a power cut the page stands as it stood."""
        self._drafts.take_left_open()

    def open_for(self, case: UUID) -> None:
        """The new digest that was touched last, or another one, with this case in it."""
        self._brought.append(case)
        self.open(last=True)

    def open(self, draft: UUID | None = None, form: Mapping[str, Any] | None = None, *, last: bool = False) -> None:
        """Reads what the form needs; `last`: with the draft of a new digest that was touched last, if there is one."""
        place = self._page.place

        def work() -> DigestBegun:
            from desk.reads.digest_papers import read_digest_known
            from desk.reads.digests import read_digest
            from desk.reads.drafts import newest_draft

            desk = place.desk
            found = newest_draft(desk.vault, DIGEST) if last else None
            id, kept = found if found is not None and CORRECTS not in found[1] else (draft, form)
            known = read_digest_known(desk.vault, desk.lens, desk.operator_name)
            about = (kept or {}).get(CORRECTS)
            of = read_digest(desk.vault, desk.lens, UUID(about)) if isinstance(about, str) else None
            return DigestBegun(known, id, kept, of)

        place.lane.run(work, self._opened, partial(say_trouble, self._page), owner=self)

    def open_shelf(self) -> None:
        """The drafts; the first has the focus."""
        look, today = self._page.look, local_day(self._page.place.clock())
        content = draft_shelf(look, self._rows, today, self._drafts.take, self._drafts.let_go)
        self._drawer.open(look.say("Set-aside digests"), content)
        first = content.findChild(DraftLine)
        if isinstance(first, DraftLine):
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _opened(self, begun: DigestBegun) -> None:
        brought, self._brought = tuple(self._brought), []
        self.begun.emit(begun, brought)

    def _list(self, rows: tuple[DraftRow, ...]) -> None:
        self._rows = tuple(one for one in rows if one.id != self._here)
        self.count.show_count(len(self._rows))
        self.shelf.setVisible(bool(self._rows))

    def _say_gone(self, id: UUID, form: Mapping[str, Any]) -> None:
        self._drawer.shut()
        self._page.said.emit(draft_words.let_go(self._page.look, lambda: self._drafts.bring_back(id, form)))
