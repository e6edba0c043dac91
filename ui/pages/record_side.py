"""The right column of Record: where to go instead, this person before (此人以前), and the slip as it will print."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk.domain.case_state import ACCUSATION
from desk.domain.numbering import show_number
from desk.reads.views import CaseRow, DoorsView
from ui.pages.guidance import guidance
from ui.theme import Look
from ui.widgets.box import column, hairline, kind, row
from ui.widgets.button import Button
from ui.widgets.elided import Elided
from ui.widgets.keycap import Count
from ui.widgets.label import label
from ui.widgets.slip import SlipPreview, SlipWords

Earlier = tuple[CaseRow, ...] | None  # None: nobody to look for yet


def before(look: Look, earlier: Earlier) -> QWidget:
    """What this person came with earlier, by topic, day and state; the name is known, so it is not repeated."""
    _ = look.say
    if earlier is None:
        return label(_("Appears as soon as a name or phone is written."), "sub", "text2", wrap=True)
    if not earlier:
        return label(_("Not been here before, or left no name."), "sub", "text2", wrap=True)
    lines = [_earlier(look, case) for case in earlier]
    return column(look, *lines, gap=12)


def _earlier(look: Look, case: CaseRow) -> QWidget:
    facts = f"{case.received_at:%Y-%m-%d}  {show_number(case.number)}"
    return column(
        look,
        Elided(look, case.title, "body"),
        Elided(look, facts, "sub", "text2"),
        Elided(look, case.state_label.say(look.lang), "sub", "text2"),
        gap=0,
    )


def large_slip(look: Look, words: SlipWords) -> QWidget:
    """The number for writing down or reading aloud, and the slip under it."""
    number = [label(words.number, "display")] if words.numbered else []
    return column(look, *number, SlipPreview(look, words), None, gap=12, pad=(0, 0, 8, 0))


class RecordSide(QFrame):
    """Stands beside the form where there is room; its parts also open as drawers."""

    def __init__(self, look: Look, slip: SlipWords, enlarge: Callable[[], object]) -> None:
        super().__init__()
        self._look = look
        _ = look.say
        self._guide_title = label(_("Where to go instead"), "strong")
        self._guide = QWidget()
        self._before = before(look, None)
        self._count = Count(look, 0)
        self._nobody = False
        self.slip = SlipPreview(look, slip)
        side = look.by(20, 14, 14)
        self._guide_hair, self._before_hair = hairline(), hairline()
        self._before_title = row(look, label(_("This person before"), "strong"), self._count, None)
        larger = Button(look, _("Enlarge"), "smallquiet", click=enlarge)
        column(
            look,
            self._guide_title,
            self._guide,
            self._guide_hair,
            self._before_title,
            self._before,
            self._before_hair,
            row(look, label(_("Slip"), "strong"), None, larger),
            self.slip,
            None,
            gap=10,
            pad=(side, 14, side, 12),
            on=kind("pane", self),
        )
        self.show_guidance("")
        self._count.hide()

    def show_guidance(self, nature: str, doors: DoorsView | None = None) -> None:
        guide = guidance(self._look, nature, doors)
        self._swap("_guide", guide or QWidget())
        for part in (self._guide_title, self._guide, self._guide_hair):
            part.setVisible(guide is not None)
        self._nobody = nature == ACCUSATION
        self._show_before()

    def show_earlier(self, earlier: Earlier) -> None:
        self._swap("_before", before(self._look, earlier))
        self._count.show_count(len(earlier or ()))
        self._count.setVisible(bool(earlier))
        self._show_before()

    def _show_before(self) -> None:
        """Who brings an accusation is nobody's business here."""
        for part in (self._before_title, self._before, self._before_hair):
            part.setVisible(not self._nobody)

    def _swap(self, name: str, new: QWidget) -> None:
        old: QWidget = getattr(self, name)
        box = self.layout()
        if isinstance(box, QVBoxLayout):
            box.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        setattr(self, name, new)
