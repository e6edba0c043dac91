"""A digest being written, new or changed: one draft at a time, kept while it grows, then made once."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desk.domain.digest import TEXT_FIELDS
from desk.domain.digest_form import CASES
from desk.errors import BadInput
from desk.reads.digest_views import DigestKnown, DigestView
from desk.reads.drafts import DIGEST
from ui.forms.digest_form import DigestForm
from ui.forms.part import Form
from ui.pages.correction import CORRECTS
from ui.pages.digest_cases import DigestCases
from ui.pages.draft_keeper import DraftKeeper
from ui.pages.drafts import LEFT_OPEN
from ui.pages.page import Workplace

if TYPE_CHECKING:
    from desk.actions.desk import Change

MARKS = (DIGEST, CORRECTS, LEFT_OPEN, CASES)  # in a draft beside the keys of the form
NOTHING_KNOWN: Form = {}


class DigestWriting(QObject):
    """`active` while the form belongs to a draft; `of` is the digest that is changed, None for a new one."""

    kept = Signal(datetime)
    keeping_failed = Signal(Exception)
    saved = Signal(tuple)  # the subjects that changed, the digest first
    refused = Signal(object)  # not written, the draft stays; None when a field says why

    def __init__(self, place: Workplace, form: DigestForm, cases: DigestCases, parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._form, self._cases = place, form, cases
        self.active = False
        self.of: DigestView | None = None
        self._before: Form = NOTHING_KNOWN
        self._keeper = DraftKeeper(place, self._gather, self)
        self._keeper.kept.connect(self.kept)
        self._keeper.failed.connect(self.keeping_failed)
        form.edited.connect(self._touch)
        cases.changed.connect(self._touch)

    def begin(self, known: DigestKnown, cases: tuple[UUID, ...]) -> None:
        """A new one: with what stood in the last issue, about these cases."""
        self._keeper.begin()
        self._open(form_of(known), (), None)
        for id in cases:
            self._cases.add(id)

    def change(self, of: DigestView) -> None:
        """One that was made; its cases stay."""
        self._keeper.begin()
        self._open(form_made_of(of), tuple(one.row.id for one in of.cases), of)

    def resume(self, draft: UUID, form: Mapping[str, Any], known: DigestKnown, of: DigestView | None) -> None:
        """Goes on with a draft."""
        self._keeper.begin(draft)
        fixed = tuple(one.row.id for one in of.cases) if of is not None else ()
        self._open(form_made_of(of) if of is not None else form_of(known), fixed, of)
        self._form.fill({name: value for name, value in form.items() if name not in MARKS})
        self._cases.show_ids(cases_of(form), fixed)

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

    def form(self) -> Form:
        """As it stands."""
        return self._form.gather()

    def save(self) -> None:
        """Writes the act; `saved` comes only after the commit returned."""
        place, of = self._place, self.of
        whole = self._form.gather() | {CASES: [str(id) for id in self._cases.ids()]}
        changes = {name: value for name, value in whole.items() if self._before.get(name) != value}
        self._keeper.rest()
        self._seal(True)

        def work() -> "Change":
            from desk.actions.digests import change_digest, make_digest

            return make_digest(place.desk, whole) if of is None else change_digest(place.desk, of.line.id, changes)

        place.lane.run(work, lambda change: self._saved(change.subjects), self._refused, owner=self, keep=True)

    def _saved(self, subjects: tuple[UUID, ...]) -> None:
        self._keeper.drop()
        self._end()
        self.saved.emit(subjects)

    def _refused(self, error: Exception) -> None:
        self._seal(False)
        self._keeper.keep()
        told = isinstance(error, BadInput) and self._form.say_error(error)
        self.refused.emit(None if told else error)

    def _open(self, known: Form, cases: tuple[UUID, ...], of: DigestView | None) -> None:
        self.of = of
        self._seal(False)
        self._form.fill(known)
        self._cases.show_ids(cases, cases)
        self._before = self._form.gather() | {CASES: [str(id) for id in cases]}
        self.active = True

    def _end(self) -> None:
        self.active = False
        self.of = None
        self._seal(True)

    def _seal(self, sealed: bool) -> None:
        self._form.seal(sealed)
        self._cases.seal(sealed)

    def _touch(self) -> None:
        if self.active:
            self._keeper.touch()

    def _gather(self) -> Form | None:
        form = self._form.gather() | {CASES: [str(id) for id in self._cases.ids()]}
        if not self.active or form == self._before:
            return None
        marks: Form = {DIGEST: True, LEFT_OPEN: True}
        return form | marks | ({CORRECTS: str(self.of.line.id)} if self.of is not None else {})


def form_of(known: DigestKnown) -> Form:
    """What a new digest begins with."""
    texts = {name: getattr(known.texts, name) for name in TEXT_FIELDS}
    return texts | {"issue": str(known.issue), "day": known.day.isoformat()}


def form_made_of(view: DigestView) -> Form:
    """The form that a digest was made of."""
    texts = {name: getattr(view.texts, name) for name in TEXT_FIELDS}
    return texts | {"issue": str(view.line.issue), "day": view.line.day.isoformat()}


def cases_of(form: Mapping[str, Any]) -> tuple[UUID, ...]:
    """The cases of a draft."""
    return tuple(UUID(str(id)) for id in form.get(CASES) or ())
