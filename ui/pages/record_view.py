"""What Record shows: title row, form, reason, buttons; beside them or in drawers the right column."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject, Qt

from desk.reads.views import DraftRow
from ui.forms.case_form import CaseForm, form_area
from ui.pages.guidance import GUIDANCE
from ui.pages.page import Page
from ui.pages.reason import ReasonStrip
from ui.pages.record_bar import RecordBar
from ui.pages.record_drawers import RecordDrawers
from ui.pages.record_head import RecordHead
from ui.pages.record_sheets import Sheets
from ui.pages.record_side import Earlier, RecordSide
from ui.pages.record_slip import RecordSlip
from ui.pages.station_doors import StationDoors
from ui.widgets.box import column, hairline, row, scrolled

Do = Callable[[], object]
WithDraft = Callable[[UUID], object]


@dataclass(frozen=True)
class Acts:
    """What the buttons do."""

    aside: Do
    correct: Do
    following: Do
    primary: Do
    take: WithDraft
    let_go: WithDraft


class RecordView(QObject):
    """Lays the parts out on the page and keeps them in step with each other."""

    def __init__(self, page: Page, acts: Acts) -> None:
        super().__init__(page)
        look = page.look
        _ = look.say
        self._page = page
        self._earlier: Earlier = None
        self._drafts: tuple[DraftRow, ...] = ()
        self.shelf_wanted = False  # it opens as soon as the drafts are listed
        self.form = CaseForm(look, page.place.desk.lists.codes)
        self.reason = ReasonStrip(look, _("Why corrected"), _("What was wrong, in a few words"))
        self.doors, self.sheets = StationDoors(page.place, self), Sheets(page.place, self)
        self.slip = RecordSlip(page.place, self.form.gather, self)
        self.bar = RecordBar(
            look, aside=acts.aside, correct=acts.correct, following=acts.following, primary=acts.primary
        )
        self.drawers = RecordDrawers(page, acts.take, acts.let_go)
        self.head = RecordHead(
            look,
            shelf=self.open_shelf,
            guide=lambda: self.drawers.guide(self.form.nature(), self.doors.of(self.form.nature())),
            before=lambda: self.drawers.before(self._earlier),
            slip=self.enlarge,
            writing=self.drawers.writing,
            sheets=lambda: self.drawers.sheets(self.sheets.rows, self.form.key_sheet),
        )
        self.head.show_sample(page.place.station.sample)
        self.side = RecordSide(look, self.slip.words, self.enlarge)
        self._lay_out()
        self.doors.changed.connect(self.show_nature)
        self.sheets.listed.connect(lambda rows: self.head.show_missing(len(rows)))
        self.sheets.reload()
        self.slip.drawn.connect(self.side.slip.show_words)
        self.form.edited.connect(self.slip.touch)
        self.form.nature_changed.connect(lambda _code: self.show_nature())

    def take_focus(self, *, again: bool) -> None:
        """Where one was, or at the first words: the first time the focus is at whatever stands first."""
        here = self._page.focusWidget()
        if again and here is not None and here.isEnabled():
            here.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.form.start()

    def reload_station(self) -> None:
        """What it says of itself, and its sheets, may have changed."""
        self.slip.reload_station()
        self.sheets.reload()

    def _lay_out(self) -> None:
        page, look = self._page, self._page.look
        left = column(look, self.head, (form_area(self.form), 1), self.reason, self.bar, gap=0)
        if look.room == "narrow":
            row(look, (left, 1), gap=0, on=page)
            self.side.setParent(page)
            self.side.hide()
            return
        beside = scrolled(self.side)
        beside.setFixedWidth(look.px(look.by(376, 328, 328)))
        row(look, (left, 1), hairline(upright=True), beside, gap=0, on=page)

    def show_nature(self) -> None:
        """Where to go instead, and what saving will do."""
        nature = self.form.nature()
        self.side.show_guidance(nature, self.doors.of(nature))
        self.head.show_guidance(nature in GUIDANCE)
        self.bar.show_nature(nature)

    def show_earlier(self, earlier: Earlier) -> None:
        self._earlier = earlier
        self.side.show_earlier(earlier)
        self.head.show_earlier(len(earlier or ()))

    def show_drafts(self, drafts: tuple[DraftRow, ...], here: UUID | None) -> None:
        """`here` is the one on the page itself: it is not set aside."""
        self._drafts = tuple(draft for draft in drafts if draft.id != here)
        self.head.show_shelved(len(self._drafts))
        self.drawers.shelf_changed(self._drafts)
        if self.shelf_wanted:
            self.shelf_wanted = False
            self.open_shelf()

    def open_shelf(self) -> None:
        self.drawers.shelf(self._drafts)

    def enlarge(self) -> None:
        self.drawers.slip(self.slip.words)
