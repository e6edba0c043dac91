"""The left side of a digest being written: the cases it is about, and their texts to be taken over."""

from collections.abc import Callable, Iterator
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk.reads.digest_views import DigestCase
from ui.models.case_words import facts_line, title_word
from ui.pages.case_detail import passage
from ui.pages.digest_picker import DigestPicker
from ui.pages.digest_words import OFFERS, offered
from ui.pages.page import Page
from ui.pages.trouble import say_trouble
from ui.tasks import Job
from ui.widgets.box import card, column, empty_out, kind, row, scrolled
from ui.widgets.button import Button
from ui.widgets.elided import Elided
from ui.widgets.label import label


class DigestCases(QFrame):
    """`changed` tells that a person added or took out a case; `taken_over` brings the field of the digest and the words
    for it."""

    changed = Signal()
    taken_over = Signal(str, str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, look = page, page.look
        _ = look.say
        kind("pane", self)
        self._ids: list[UUID] = []
        self._fixed: frozenset[UUID] = frozenset()
        self._sealed = False
        self._cases: tuple[DigestCase, ...] = ()
        self._reading: Job[tuple[DigestCase, ...]] | None = None
        self.picker = DigestPicker(page)
        self.count = label("", "head")
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, look.px(4), 0)
        self._box.setSpacing(look.px(8))
        cards = QWidget()
        cards.setLayout(self._box)
        head = column(look, self.count, self.picker, gap=8, pad=(16, 10, 16, 8))
        column(look, head, (scrolled(column(look, cards, None, gap=0, pad=(16, 0, 12, 12))), 1), gap=0, on=self)
        self.picker.chosen.connect(self.add)

    def ids(self) -> tuple[UUID, ...]:
        return tuple(self._ids)

    def show_ids(self, ids: tuple[UUID, ...], fixed: tuple[UUID, ...] = ()) -> None:
        """What the digest is about; `fixed` were reported in it already and stay."""
        self._ids, self._fixed = list(dict.fromkeys(ids)), frozenset(fixed)
        self._cases = tuple(one for one in self._cases if one.row.id in set(self._ids))
        self.picker.clear()
        self._refresh()

    def add(self, id: UUID) -> None:
        if id in self._ids or self._sealed:
            return
        self._ids.append(id)
        self._refresh()
        self.changed.emit()

    def take_out(self, id: UUID) -> None:
        if id not in self._ids or id in self._fixed or self._sealed:
            return
        self._ids.remove(id)
        self._refresh()
        self.changed.emit()

    def seal(self, sealed: bool) -> None:
        self._sealed = sealed
        self.picker.setEnabled(not sealed)

    def cases(self) -> tuple[DigestCase, ...]:
        """As they were read last."""
        return self._cases

    def _refresh(self) -> None:
        place, ids = self._page.place, tuple(self._ids)
        self.picker.show_taken(ids)
        if self._reading is not None:
            self._reading.cancel()

        def work() -> tuple[DigestCase, ...]:
            from desk.reads.digest_cases import read_digest_cases

            return read_digest_cases(place.desk.vault, place.desk.lens, ids)

        self._reading = place.lane.run(work, self._show, partial(say_trouble, self._page), owner=self)

    def _show(self, cases: tuple[DigestCase, ...]) -> None:
        _ = self._page.look.say
        self._cases = cases
        self.count.setText(_("{count} cases in it").format(count=len(cases)) if len(cases) != 1 else _("1 case in it"))
        empty_out(self._box)
        for case in cases:
            self._box.addWidget(self._card(case))
        if not cases:
            none = _("Add the cases it is about: by number or words above, or from the list of cases.")
            self._box.addWidget(label(none, "body", "text2", wrap=True))

    def _card(self, case: DigestCase) -> QWidget:
        look, line, station = self._page.look, case.row, self._page.place.station.name
        _, words = look.say, title_word(look, case.row)
        title = Elided(look, words, "strong", most=2 if len(words) > 20 and look.room != "narrow" else 1)
        out = Button(look, "", "smallquiet", icon="x", name=_("Take {title} out").format(title=words))
        out.clicked.connect(lambda _on=False: self.take_out(line.id))
        out.setAutoDefault(True)
        if line.id in self._fixed:
            out.hide()
        facts = Elided(look, facts_line(look, line, station), "sub", "text2")
        over = self._over("title", words, _("Title"))
        return card(look, row(look, (title, 1), over, out, gap=4), facts, *self._passages(case), pad=(14, 10, 10, 12))

    def _passages(self, case: DigestCase) -> Iterator[QWidget]:
        look = self._page.look
        for name, field, word in OFFERS:
            text = offered(case, name)
            if text:
                said = look.say(word)
                head = row(look, (label(said, "substrong", "text2"), 1), self._over(field, text, said), gap=8)
                yield column(look, head, passage(look, said, text), gap=0)

    def _over(self, field: str, text: str, word: str) -> Button:
        _ = self._page.look.say
        take: Callable[[], None] = partial(self.taken_over.emit, field, text)
        button = Button(self._page.look, _("Take over"), "smallquiet", icon="chevron-right", click=take)
        button.setAccessibleName(_("Take over: {word}").format(word=word))
        button.setAutoDefault(True)
        return button
