"""What opens over Record: drafts set aside, and in narrow rooms what stands in the right column elsewhere."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.domain.moment import local_day
from desk.reads.sheets import SheetRow
from desk.reads.views import DoorsView, DraftRow
from ui.pages.draft_shelf import DraftLine, draft_shelf
from ui.pages.guidance import guidance
from ui.pages.page import Page
from ui.pages.paper_printing import print_paper
from ui.pages.record_sheets import Take, sheet_list
from ui.pages.record_side import Earlier, before, large_slip
from ui.pages.writing_help import TITLE, writing_help
from ui.widgets.box import column
from ui.widgets.drawer import Drawer
from ui.widgets.slip import SlipWords

if TYPE_CHECKING:
    from desk.actions.printer_port import Handed


CARD = "card"  # the topic of what is told about it


class RecordDrawers:
    """One drawer, filled with what is asked for."""

    def __init__(self, page: Page, take: Callable[[UUID], object], let_go: Callable[[UUID], object]) -> None:
        self._page, self._take, self._let_go = page, take, let_go
        self._drawer = Drawer(page.look, page)
        self._shelf_open = False

    def shut(self) -> bool:
        """False when nothing was open."""
        self._shelf_open = False
        return self._drawer.shut()

    def shelf(self, drafts: tuple[DraftRow, ...]) -> None:
        """The first draft has the focus: Enter takes it up."""
        _ = self._page.look.say
        today = local_day(self._page.place.clock())
        content = draft_shelf(self._page.look, drafts, today, self._take_up, self._let_go)
        self._open(_("Set-aside cases"), content)
        self._shelf_open = True
        first = content.findChild(DraftLine)
        if isinstance(first, DraftLine):
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def shelf_changed(self, drafts: tuple[DraftRow, ...]) -> None:
        """What was let go leaves the open shelf; the last one closes it."""
        if self._shelf_open and drafts:
            self.shelf(drafts)
        elif self._shelf_open:
            self.shut()

    def guide(self, nature: str, doors: DoorsView | None) -> None:
        _ = self._page.look.say
        content = guidance(self._page.look, nature, doors)
        if content is not None:
            self._open(_("Where to go instead"), column(self._page.look, content, gap=0, pad=(0, 0, 8, 0)))

    def sheets(self, rows: Sequence[SheetRow], take: Take) -> None:
        _ = self._page.look.say

        def taken(number: str) -> None:
            self.shut()
            take(number)

        self._open(_("Sheets to be keyed"), sheet_list(self._page.look, rows, taken))

    def writing(self) -> None:
        self._open(self._page.look.say(TITLE), writing_help(self._page.look, self._print_card))

    def before(self, earlier: Earlier) -> None:
        _ = self._page.look.say
        self._open(_("This person before"), before(self._page.look, earlier))

    def slip(self, words: SlipWords) -> None:
        _ = self._page.look.say
        self._open(_("Slip"), large_slip(self._page.look, words))

    def _print_card(self) -> None:
        place, lang, _ = self._page.place, self._page.look.lang, self._page.look.say

        def send(printer: str) -> "Handed":
            from desk.actions.card_printing import print_card

            return print_card(place.desk, place.printer, printer, lang)

        said = _("The page for the counter is handed to the printer for letters.")
        print_paper(self._page, send, said, CARD, self._page)

    def _open(self, title: str, content: QWidget) -> None:
        self._shelf_open = False
        self._drawer.open(title, column(self._page.look, content, None, gap=0))

    def _take_up(self, draft: UUID) -> None:
        self.shut()
        self._take(draft)
