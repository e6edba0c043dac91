"""A visit being written, new or corrected: one draft at a time, kept while it grows, then recorded once."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desk.errors import BadInput
from desk.reads.drafts import VISIT
from desk.reads.visit_views import VisitView
from ui.forms.part import Form
from ui.forms.visit_form import VisitForm, changed, said
from ui.pages.correction import CORRECTS, REASON
from ui.pages.draft_keeper import DraftKeeper
from ui.pages.drafts import LEFT_OPEN
from ui.pages.page import Workplace
from ui.pages.reason import ReasonStrip
from ui.widgets import moment

if TYPE_CHECKING:
    from desk.actions.desk import Change

MARKS = (VISIT, CORRECTS, REASON, LEFT_OPEN, "title")  # in a draft beside the keys of the form


class VisitWriting(QObject):
    """`active` while the form belongs to a draft; `of` is the visit that is corrected, None for a new one."""

    kept = Signal(datetime)
    keeping_failed = Signal(Exception)
    saved = Signal(tuple)  # the subjects that changed
    refused = Signal(object)  # not written, the draft stays; None when a field says why

    def __init__(self, place: Workplace, form: VisitForm, reason: ReasonStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._form, self._reason = place, form, reason
        self.active = False
        self.of: VisitView | None = None
        self._before: Form = {}
        self._keeper = DraftKeeper(place, self._gather, self)
        self._keeper.kept.connect(self.kept)
        self._keeper.failed.connect(self.keeping_failed)
        form.edited.connect(self._touch)
        reason.edited.connect(self._touch)

    def begin(self, of: VisitView | None = None) -> None:
        """An empty form, or that of a visit to be corrected."""
        self._keeper.begin()
        self._open(of)

    def resume(self, draft: UUID, form: Mapping[str, Any], of: VisitView | None = None) -> None:
        """Goes on with a draft."""
        self._keeper.begin(draft)
        self._open(of)
        self._form.fill({name: value for name, value in form.items() if name not in MARKS})
        self._keep_cases(form.get("opinions") or ())
        self._reason.set_text(form.get(REASON))

    def put_down(self) -> bool:
        """Sets the draft aside; False when there was nothing in it."""
        if not self.active:
            return False
        there = self._gather() is not None
        self._keeper.keep(**{LEFT_OPEN: False})
        self._end()
        return there

    def keep(self) -> None:
        if self.active and self._keeper.pending():
            self._keeper.keep()

    def draft(self) -> UUID | None:
        """The draft in the form, once it is stored."""
        return self._keeper.id if self.active and self._keeper.stored else None

    def save(self) -> None:
        """Writes the fact; `saved` comes only after the commit returned."""
        place, of, form, reason = self._place, self.of, self._form.gather(), self._reason.text()
        changes = changed(self._before, form)
        self._keeper.rest()
        self._form.seal(True)

        def work() -> "Change":
            from desk.actions.visits import correct_visit, record_visit

            if of is not None:
                return correct_visit(place.desk, of.line.id, changes, reason)
            return record_visit(place.desk, said(form))

        place.lane.run(work, lambda change: self._saved(change.subjects), self._refused, owner=self, keep=True)

    def _saved(self, subjects: tuple[UUID, ...]) -> None:
        self._keeper.drop()
        self._end()
        self.saved.emit(subjects)

    def _refused(self, error: Exception) -> None:
        self._form.seal(False)
        self._keeper.keep()
        self.refused.emit(None if self._say_at_field(error) else error)

    def _say_at_field(self, error: Exception) -> bool:
        if not isinstance(error, BadInput):
            return False
        if error.facts.get("field") == REASON:
            self._reason.say_error(error)
            return True
        return self._form.say_error(error)

    def _open(self, of: VisitView | None) -> None:
        self.of = of
        self._form.fill(form_of(of) if of is not None else self._known())
        self._keep_cases([one.text for one in of.opinions] if of is not None else ())
        self._form.seal(False)
        self._before = self._form.gather()
        self._reason.set_text("")
        self._reason.setVisible(of is not None)
        self.active = True

    def _known(self) -> Form:
        """A visit of today by this station, unless somebody says otherwise."""
        today = moment.local(self._place.clock()).date()
        return {"day": today.isoformat(), "organiser": self._place.station.name}

    def _keep_cases(self, texts: Any) -> None:
        kept = [one.n for one in self.of.opinions if one.case] if self.of is not None else []
        self._form.blockSignals(True)
        self._form.opinions.show_texts([str(text) for text in texts], kept)
        self._form.blockSignals(False)

    def _end(self) -> None:
        self.active = False
        self.of = None
        self._form.seal(True)
        self._reason.hide()

    def _touch(self) -> None:
        if self.active:
            self._keeper.touch()

    def _gather(self) -> Form | None:
        form = self._form.gather()
        if not self.active or (form == self._before and not self._reason.text()):
            return None
        marks: Form = {VISIT: True, LEFT_OPEN: True, "title": form["venue"] or form["seen"]}
        if self.of is not None:
            marks |= {CORRECTS: str(self.of.line.id), REASON: self._reason.text()}
        return form | marks


def form_of(view: VisitView) -> Form:
    """The form that a stored visit was made of."""
    line = view.line
    return {
        "kind": line.kind_code,
        "day": line.day.isoformat(),
        "venue": line.venue,
        "organiser": view.organiser,
        "deputies": [str(one.id) for one in line.deputies],
        "visited": view.visited,
        "people": line.people,
        "minutes": line.minutes,
        "community": line.community,
        "counted": line.counted,
        "survey": view.survey_code or "",
        "topic": line.topic,
        "seen": view.seen,
        "handed_to": view.handed_to,
        "feedback": view.feedback,
        "opinions": [one.text for one in view.opinions],
    }
