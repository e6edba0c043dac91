"""Conversations while they are written down: each has its draft, one of them is on the page."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desk.domain.case_state import ACCUSATION
from desk.domain.conversation import DONE
from desk.domain.session import OPEN
from desk.errors import BadInput
from desk.reads.drafts import TALK
from desk.reads.reception_views import SessionView, TalkView
from ui.forms.part import Form
from ui.forms.talk_form import TalkForm
from ui.pages.correction import CORRECTS, REASON
from ui.pages.draft_keeper import DraftKeeper
from ui.pages.page import Workplace
from ui.pages.reason import ReasonStrip

if TYPE_CHECKING:
    from desk.actions.desk import Change

Stage = Literal["none", "open", "saving", "done", "correcting"]
_MARKS = (TALK, CORRECTS, REASON)
_NOBODY = {"suggester": {"anonymous": True, "name": None, "phone": None}}


class Talking(QObject):
    """`stage` is that of the conversation on the page. A draft is named after its conversation and lies in the vault
    from the first pause on; `drafts` are those that there are, by conversation."""

    kept = Signal(datetime)
    keeping_failed = Signal(Exception)
    staged = Signal()
    concluded = Signal(tuple)  # the conversation, and the cases it became
    corrected = Signal(tuple)
    refused = Signal(object)  # not written, the draft stays; None when a field says why

    def __init__(self, place: Workplace, form: TalkForm, reason: ReasonStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._form, self._reason = place, form, reason
        self.talk: TalkView | None = None
        self.stage: Stage = "none"
        self.drafts: dict[UUID, Form] = {}
        self._read = False
        self._keeper = DraftKeeper(place, self._gather, self)
        self._keeper.kept.connect(self.kept)
        self._keeper.failed.connect(self.keeping_failed)
        form.touched.connect(self._touch)
        form.accused.connect(self._wipe)
        reason.edited.connect(self._touch)

    def know(self, drafts: Mapping[UUID, Mapping[str, Any]]) -> None:
        """What lies in the vault when the page is built; from then on this object knows better."""
        if not self._read:
            self._read = True
            self.drafts = {id: dict(form) for id, form in drafts.items()}

    def take_up(self, talk: TalkView, session: SessionView) -> None:
        """This conversation comes to the page, as far as it was written; the one before is kept."""
        self.put_down()
        self.talk = talk
        self._form.offer_deputies(receiving(session, talk))
        stored = stored_form(talk, session)
        self._form.show_form(stored)
        self._form.settle()
        draft = self.drafts.get(talk.id)
        self._keeper.begin(talk.id)
        self._keeper.stored = draft is not None
        self._reason.set_text("")
        self._stand("done" if talk.state == DONE or session.state != OPEN else "open")
        if draft is not None and (talk.state != DONE or draft.get(CORRECTS)):
            self._form.show_form(draft)
            if talk.state == DONE:
                self._stand("correcting")
                self._reason.set_text(draft.get(REASON))
        self.staged.emit()

    def look_again(self, talk: TalkView, session: SessionView) -> None:
        """The same conversation was read again: what is being typed stays, what is stored is shown anew."""
        over = talk.state == DONE and self.stage in ("open", "saving")
        self.talk = talk
        if over or self.stage == "done":
            self.take_up(talk, session)
        else:
            self._form.offer_deputies(receiving(session, talk))

    def put_down(self) -> None:
        """Keeps what was typed; nothing is on the page any more."""
        if self.talk is not None and self.stage in ("open", "correcting"):
            form = self._gather()
            if form is None:
                self.drafts.pop(self.talk.id, None)
            else:
                self.drafts[self.talk.id] = form
            if self._keeper.pending():
                self._keeper.keep()
        self._keeper.rest()
        self.talk = None
        self._stand("none")

    def keep(self) -> None:
        if self.stage in ("open", "correcting") and self._keeper.pending():
            self._keeper.keep()

    def half_written(self) -> dict[UUID, Form]:
        """All drafts, the one on the page among them."""
        form = self._gather()
        here = self.talk.id if self.talk is not None else None
        others = {id: draft for id, draft in self.drafts.items() if id != here or self.stage == "saving"}
        return others if form is None or here is None else {**others, here: form}

    # -- what is written down -------------------------------------------------------------------------
    def conclude(self, *, case: bool) -> None:
        """转为一件, or 只记人次. `concluded` comes only after the commit returned."""
        talk, place = self.talk, self._place
        if talk is None or self.stage != "open":
            return
        form = self._form.gather()
        made = (_NOBODY if form["nature"] == ACCUSATION else {}) if case else None
        said = _news(form, talk)
        self._leave_draft()

        def work() -> "Change":
            from desk.actions.talks import conclude

            return conclude(place.desk, talk.id, said, made)

        def done(change: "Change") -> None:
            self.drafts.pop(talk.id, None)
            self._keeper.stored = False
            self.concluded.emit(change.subjects[:-1])

        place.lane.run(work, done, lambda error: self._refuse("open", error), owner=self, keep=True)

    def correct(self) -> None:
        """更正: the fields of what is over open again."""
        if self.stage == "done":
            self._stand("correcting")
            self.staged.emit()

    def give_up(self) -> None:
        """Nothing is to be corrected after all; what was typed for it goes."""
        if self.stage == "correcting" and self.talk is not None:
            self.drafts.pop(self.talk.id, None)
            self._keeper.drop()
            self._stand("done")

    def save_correction(self) -> None:
        talk, place, reason = self.talk, self._place, self._reason.text()
        if talk is None or self.stage != "correcting":
            return
        form = self._form.gather()
        self._leave_draft()

        def work() -> tuple[UUID, ...]:
            from desk.actions.talks import correct_talk

            return correct_talk(place.desk, talk.id, form, reason).subjects

        def done(subjects: tuple[UUID, ...]) -> None:
            self.drafts.pop(talk.id, None)
            self._keeper.drop()
            self._stand("done")
            self.corrected.emit(subjects)

        place.lane.run(work, done, lambda error: self._refuse("correcting", error), owner=self, keep=True)

    def _leave_draft(self) -> None:
        """Nothing more is kept while it is being written down."""
        self._keeper.rest()
        self._stand("saving")
        self.staged.emit()

    def _refuse(self, stage: Stage, error: Exception) -> None:
        self._stand(stage)
        self._keeper.keep()
        told = isinstance(error, BadInput) and self._tell_field(error)
        self.staged.emit()
        self.refused.emit(None if told else error)

    def _tell_field(self, error: BadInput) -> bool:
        if error.facts.get("field") == REASON:
            self._reason.say_error(error)
            return True
        return self._form.say_error(error)

    def _stand(self, stage: Stage) -> None:
        self.stage = stage
        self._form.seal(stage not in ("open", "correcting"))
        self._reason.setVisible(stage == "correcting")

    # -- the draft ------------------------------------------------------------------------------------
    def _touch(self) -> None:
        if self.stage in ("open", "correcting"):
            self._keeper.touch()

    def _wipe(self) -> None:
        """检举控告: what was typed goes at once, from the file and its log."""
        if self.talk is not None:
            self.drafts.pop(self.talk.id, None)
            self._keeper.wipe(self._form.gather() | {TALK: str(self.talk.id)})

    def _gather(self) -> Form | None:
        if self.talk is None or self.stage not in ("open", "correcting"):
            return None
        correcting = self.stage == "correcting"
        if self._form.is_untouched() and not (correcting and self._reason.text()):
            return None
        marks: dict[str, Any] = {TALK: str(self.talk.id)}
        marks |= {CORRECTS: True, REASON: self._reason.text()} if correcting else {}
        return self._form.gather() | marks


def stored_form(talk: TalkView, session: SessionView) -> Form:
    """The form as the desk holds it; who receives is supposed from who is here."""
    texts = {name: getattr(talk, name) for name in ("words", "reply", "constituency", "name", "phone")}
    deputies = talk.deputies or (() if talk.state == DONE else supposed(session, talk))
    coded = {"people": talk.people, "ways": talk.ways, "nature": talk.nature, "deputies": deputies}
    return {**texts, **coded}


def supposed(session: SessionView, talk: TalkView) -> tuple[UUID, ...]:
    """Whoever is alone here, else the one at that table in the order of coming."""
    here = tuple(dict.fromkeys(one.deputy.id for one in session.present if one.went is None))
    if len(here) == 1:
        return here
    return here[talk.table - 1 : talk.table] if talk.table else ()


def receiving(session: SessionView, talk: TalkView) -> Sequence[Any]:
    """Who came to this session, be they gone again; where nobody came yet, those it is planned with."""
    came = {one.deputy.id: one.deputy for one in session.present}
    planned = {one.id: one for one in session.deputies if one.id in talk.deputies or not came}
    return tuple((came | planned).values())


def _news(form: Form, talk: TalkView) -> Form:
    """What is new to the desk: name and telephone were told when the number was taken."""
    same = {name for name in ("name", "phone", "constituency") if form.get(name) == getattr(talk, name)}
    return {key: value for key, value in form.items() if key not in same and key not in _MARKS}
