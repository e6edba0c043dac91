"""登记 Record: a person speaks, a volunteer writes; saved, printed, next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desk.domain.case_state import ACCUSATION, WITHDRAWN_STATE
from desk.domain.moment import local
from desk.domain.numbering import show_number
from desk.reads.views import CaseView, SlipView
from ui.forms.case_form import KEY_OF_PERSON
from ui.pages import draft_words
from ui.pages.correction import CORRECTS, Correction
from ui.pages.drafts import SHELF, Drafts
from ui.pages.earlier import EarlierCases
from ui.pages.page import Page, Workplace
from ui.pages.page_printing import PagePrinting
from ui.pages.record_bar import Stage
from ui.pages.record_view import Acts, RecordView
from ui.pages.recording import Recording
from ui.pages.slip_large import read_words
from ui.pages.slip_printing import Told
from ui.pages.trouble import say_trouble
from ui.tasks import Job

WRITTEN = ("registered", "corrected")  # kinds of facts that saved the words on the page
DRAFT, SAVING = "draft", "saving"  # topics of messages


@dataclass(frozen=True)
class RecordMemory:
    """Enough to stand as it stood: the case on the page, or the draft. No words, they lie in the vault."""

    case: UUID | None
    draft: UUID | None


class RecordPage(Page):
    """One person at a time; `stage` says how far this one has come."""

    name = "record"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.stage: Stage = "draft"
        self._case: UUID | None = None
        self._arrived = False
        self._reading: Job[tuple[CaseView, SlipView]] | None = None
        self._then: Callable[[CaseView], object] | None = None
        self._drafts = Drafts(place, self)
        acts = Acts(self.escape, self._correct, self.begin, self.primary, self._drafts.take, self._drafts.let_go)
        self.view = RecordView(self, acts)
        self.form = self.view.form
        self._recording = Recording(place, self.form, self)
        self._correction = Correction(place, self.form, self.view.reason, self)
        self._printing = PagePrinting(self, lambda case: read_words(self, case, self.view.drawers.slip))
        self._earlier = EarlierCases(place, self)
        self._connect()
        self._set_keys()

    def _set_keys(self) -> None:
        keys = {"Ctrl+M": self.form.toggle_anonymous, KEY_OF_PERSON: self.form.go_to_person}
        keys |= {"Ctrl+O": self.view.open_shelf, "F1": self.view.drawers.writing}
        for key, do in keys.items():
            shortcut = QShortcut(QKeySequence(key), self, autoRepeat=False)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _connect(self) -> None:
        self.form.person_edited.connect(lambda: self._earlier.look_for(*self.form.person(), but=self._case))
        for writing in (self._recording, self._correction):
            writing.kept.connect(self._kept)
            writing.keeping_failed.connect(lambda error: say_trouble(self, error, DRAFT))
        self._recording.recorded.connect(self._recorded)
        self._recording.refused.connect(partial(self._refused, "draft"))
        self._correction.corrected.connect(self._corrected)
        self._correction.refused.connect(partial(self._refused, "correcting"))
        self._drafts.listed.connect(lambda rows: self.view.show_drafts(rows, self._draft()))
        self._drafts.taken.connect(self._take_up)
        self._drafts.step_taken.connect(lambda draft: self.wanted.emit(draft.page, draft))
        self._drafts.gone.connect(self._say_gone)
        self._drafts.found_open.connect(lambda: self.said.emit(draft_words.left_open(self.look)))
        self._printing.told.connect(self._slip_told)
        self._earlier.found.connect(self.view.show_earlier)
        self._earlier.known.connect(self.form.offer_people)

    # -- what the shell asks --------------------------------------------------------------------------
    def arrive(self, what: object = None) -> None:
        self.view.shelf_wanted = what == SHELF
        self._drafts.reload()
        if isinstance(what, UUID):
            self._drafts.take(what)
        elif not self._arrived:
            self._drafts.take_left_open()
        elif self.stage == "saved" and what is None:
            self._start_new()  # whoever comes back wants to write: what is saved is found among the cases
        self.view.take_focus(again=self._arrived)
        self._arrived = True

    def begin(self) -> None:
        """F2: the next person. What was being written is set aside."""
        if self.stage != "saving":
            self._put_down()
            self._start_new()

    def primary(self) -> None:
        if self.stage == "draft":
            self._stand("saving")
            self._recording.save()
        elif self.stage == "correcting":
            self._stand("saving")
            self._correction.save()
        else:
            self.print_again()

    def escape(self) -> bool:
        if self.view.drawers.shut():
            return True
        if self.stage == "correcting" and self._case is not None:
            self._put_down()
            self._load(self._case)
            return True
        if self.stage == "draft" and not self.form.is_blank():
            self.begin()
            return True
        return False

    def print_again(self) -> None:
        if self.stage == "saved" and self._case is not None:
            self._printing.print_slip(self._case)

    def refresh(self, subjects: tuple[UUID, ...]) -> None:
        if self.stage == "saved" and self._case is not None and self._case in subjects:
            self._load(self._case)
        if self.place.station.place in subjects:
            self.view.reload_station()
            self.view.doors.reload()

    def keep(self) -> None:
        self._recording.keep()
        self._correction.keep()

    def memory(self) -> RecordMemory:
        return RecordMemory(self._case, self._draft())

    def recall(self, memory: object) -> None:
        self._arrived = True
        self.arrive()
        if isinstance(memory, RecordMemory) and memory.draft is not None:
            self._drafts.take(memory.draft)
        elif isinstance(memory, RecordMemory) and memory.case is not None:
            self._load(memory.case)

    # -- one person after the other -------------------------------------------------------------------
    def _stand(self, stage: Stage) -> None:
        self.stage = stage
        self.view.bar.show_stage(stage)

    def _draft(self) -> UUID | None:
        return self._correction.draft() if self.stage == "correcting" else self._recording.draft()

    def _start_new(self) -> None:
        self._case = None
        self._recording.begin()
        self.view.head.show_blank()
        self._show_writing()
        self.view.show_earlier(None)
        if following := self.view.sheets.following():
            self.form.key_sheet(following)

    def _put_down(self) -> None:
        """Keeps what was being written, whatever it was, and says where it went."""
        kept = self._recording.put_down() if self.stage == "draft" else self._correction.put_down()
        if kept:
            self.said.emit(draft_words.set_aside(self.look, self.view.open_shelf))

    def _take_up(self, draft: UUID, form: Mapping[str, Any]) -> None:
        """A draft comes back to the page; what was on it is set aside."""
        if self.stage == "saving":
            return
        if draft != self._draft():
            self._put_down()
        if form.get(CORRECTS):
            self._load(UUID(str(form[CORRECTS])), then=lambda case: self._begin_correction(case, (draft, form)))
            return
        self._case = None
        self._recording.resume(draft, form)
        found = next((row for row in self._drafts.rows if row.id == draft), None)
        self.view.head.show_draft(local(found.updated_at if found else self.place.clock()))
        self._show_writing()
        self._earlier.look_for(*self.form.person(), at_once=True)

    def _show_writing(self) -> None:
        self._stop_reading()
        self._stand("draft")
        self.view.show_nature()
        self.view.slip.show_form()
        self._drafts.reload()
        self.form.start()

    def _kept(self, at: datetime) -> None:
        self.cured.emit(DRAFT)
        if self.stage in ("draft", "correcting"):
            self.view.head.show_draft(at)

    def _recorded(self, case: UUID) -> None:
        self._case = case
        self._stand("saved")
        self.view.head.show_saved(local(self.place.clock()))
        self.view.bar.next_takes_focus()
        self.cured.emit(DRAFT)
        self.cured.emit(SAVING)
        self.changed.emit((case,))
        self._load(case)
        if not self.view.sheets.note(self.form.sheet()) and self.form.nature() != ACCUSATION:
            self._printing.print_slip(case)

    def _refused(self, stage: Stage, error: Exception | None) -> None:
        self._stand(stage)
        if error is not None:
            say_trouble(self, error, SAVING)

    # -- the stored case ------------------------------------------------------------------------------
    def _correct(self) -> None:
        if self.stage == "saved" and self._case is not None:
            self._load(self._case, then=self._begin_correction)

    def _begin_correction(self, case: CaseView, draft: tuple[UUID, Mapping[str, Any]] | None = None) -> None:
        self._correction.begin(case.row.id, case.fields)
        if draft is not None:
            self._correction.resume(*draft)
        self._stand("correcting")
        self.form.start()

    def _corrected(self, subjects: tuple[UUID, ...]) -> None:
        self.cured.emit(SAVING)
        self.changed.emit(subjects)
        self._load(subjects[0])

    def _load(self, case: UUID, then: Callable[[CaseView], object] | None = None) -> None:
        """Reads the case back and shows what is stored, sealed. Of two readings at once the later one does both's."""
        place, then = self.place, then or self._then
        self._stop_reading()
        self._then = then

        def work() -> tuple[CaseView, SlipView]:
            from desk.reads.cases import read_case
            from desk.reads.slips import read_slip

            vault, lens = place.desk.vault, place.desk.lens
            return read_case(vault, lens, case), read_slip(vault, lens, case)

        def done(found: tuple[CaseView, SlipView]) -> None:
            self._then = None
            self._show_stored(*found)
            if then is not None:
                then(found[0])

        def failed(error: Exception) -> None:
            self._then = None
            say_trouble(self, error)

        self._reading = place.lane.run(work, done, failed, owner=self)

    def _stop_reading(self) -> None:
        """An answer that comes after the page went on must not bring the old case back."""
        self._then = None
        if self._reading is not None:
            self._reading.cancel()

    def _show_stored(self, case: CaseView, slip: SlipView) -> None:
        self._recording.rest()
        self._case = case.row.id
        self.form.show_form(case.fields, stored=True)
        self.form.seal(True)
        self._stand("saved")
        correctable = case.row.state != WITHDRAWN_STATE
        self.view.head.show_saved(max(step.at for step in case.steps if step.kind in WRITTEN))
        self.view.show_nature()
        self.view.bar.show_saved(show_number(case.row.number), printed=case.printed > 0, correctable=correctable)
        self.view.slip.show_stored(slip, case)
        self._earlier.look_for(*self.form.person(), but=case.row.id, at_once=True)
        self._drafts.reload()

    # -- what is said ---------------------------------------------------------------------------------
    def _slip_told(self, told: Told) -> None:
        self.view.slip.tell(told.case, trouble=bool(told.trouble) and not told.waits)
        if told.case == self._case and self.stage == "saved":
            self._load(told.case)

    def _say_gone(self, draft: UUID, form: Mapping[str, Any]) -> None:
        self.said.emit(draft_words.let_go(self.look, partial(self._drafts.bring_back, draft, form)))
