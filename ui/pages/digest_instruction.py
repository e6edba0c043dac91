"""A leader's instruction (领导批示) being written down for all cases of a digest; what is typed is a draft of it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from PySide6.QtCore import QObject, Signal

from desk.errors import BadInput
from desk.reads.digest_views import DigestView
from desk.reads.drafts import INSTRUCTION
from ui.forms.loop_form import LoopForm
from ui.forms.part import Form
from ui.pages.draft_keeper import DraftKeeper
from ui.pages.page import Page

if TYPE_CHECKING:
    from desk.actions.desk import Change


class DigestInstruction(QObject):
    """One digest at a time. Setting it aside loses nothing: it is found again on the same digest."""

    kept = Signal(datetime)
    failed = Signal(Exception)
    written = Signal(object)  # the Change
    refused = Signal(object)  # the draft stays; None when a field says why

    def __init__(self, page: Page, form: LoopForm) -> None:
        super().__init__(page)
        self._place, self._form = page.place, form
        self._of: UUID | None = None
        self._keeper = DraftKeeper(page.place, self._gather, self)
        self._keeper.kept.connect(self.kept)
        self._keeper.failed.connect(self.failed)
        form.edited.connect(self._touch)

    def begin(self, of: DigestView) -> None:
        """With what was typed before."""
        place, id = self._place, of.line.id
        draft = uuid5(id, "draft of an instruction")

        def work() -> dict[str, Any] | None:
            from desk.reads.drafts import read_draft

            return read_draft(place.desk.vault, draft)

        def done(found: dict[str, Any] | None) -> None:
            if self._of == id and found is not None and self._gather() is None:
                self._keeper.stored = True
                self._form.fill({name: said for name, said in found.items() if name != INSTRUCTION})

        self._of = id
        self._keeper.begin(draft)
        self._keeper.stored = False
        self._form.seal(False)
        self._form.fill({})
        self._form.start()
        place.lane.run(work, done, owner=self)

    def put_down(self) -> bool:
        """False when nothing was typed."""
        if self._of is None:
            return False
        there = self._gather() is not None
        self._keeper.keep()
        self._of = None
        return there

    def keep(self) -> None:
        if self._of is not None and self._keeper.pending():
            self._keeper.keep()

    def save(self) -> None:
        place, of, form = self._place, self._of, self._form.gather()
        if of is None:
            return
        self._keeper.rest()
        self._form.seal(True)

        def work() -> "Change":
            from desk.actions.digests import instruct_digest

            return instruct_digest(place.desk, of, form)

        place.lane.run(work, self._written, self._not_written, owner=self, keep=True)

    def _written(self, change: "Change") -> None:
        self._keeper.drop()
        self._of = None
        self.written.emit(change)

    def _not_written(self, error: Exception) -> None:
        self._form.seal(False)
        self._keeper.keep()
        told = isinstance(error, BadInput) and self._form.say_error(error)
        self.refused.emit(None if told else error)

    def _touch(self) -> None:
        if self._of is not None:
            self._keeper.touch()

    def _gather(self) -> Form | None:
        form = self._form.gather()
        return form | {INSTRUCTION: str(self._of)} if self._of is not None and form else None
