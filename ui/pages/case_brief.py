"""What a case is about, above the form of a step: the topic and the first lines, all of it on demand."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk.reads.views import CaseView
from desk.text import mark
from ui.models.case_words import title_word
from ui.theme import Look
from ui.widgets.box import column, kind, row
from ui.widgets.button import Button
from ui.widgets.elided import Elided
from ui.widgets.label import label

TEXTS = (
    ("original_text", mark("Own words")),
    ("main_cause", mark("Main cause")),
    ("proposal", mark("Proposal")),
)


class CaseBrief(QFrame):
    """Whoever answers reads what was said without leaving the form."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        _ = look.say
        kind("well", self)
        self._title = Elided(look, "", "strong")
        self._door = Button(look, _("Read all of it"), "smallquiet", icon="file-text", click=self._turn)
        self._door.setAutoDefault(True)
        self._short: QWidget = QWidget()
        self._whole: QWidget = QWidget()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(look.px(16), look.px(6), look.px(8), look.px(10))
        self._box.setSpacing(look.px(2))
        self._box.addWidget(row(look, (self._title, 1), self._door, gap=8))
        for part in (self._short, self._whole):
            self._box.addWidget(part)

    def show_case(self, case: CaseView) -> None:
        look = self._look
        self._title.setText(title_word(look, case.row))
        said = [(name, str(case.fields[key])) for key, name in TEXTS if str(case.fields.get(key) or "").strip()]
        first = " ".join(said[0][1].split()) if said else ""
        self._swap(Elided(look, first, "body", "text2", most=look.by(2, 2, 1)), self._passages(said))
        self._door.setVisible(bool(said))
        self._show_whole(False)

    def _passages(self, said: list[tuple[str, str]]) -> QWidget:
        look = self._look
        parts = (
            column(look, label(look.say(name), "sub", "text2"), label(text, wrap=True), gap=0) for name, text in said
        )
        return column(look, *parts, gap=6)

    def _swap(self, short: QWidget, whole: QWidget) -> None:
        for old, new in ((self._short, short), (self._whole, whole)):
            self._box.replaceWidget(old, new)
            old.hide()
            old.deleteLater()
        self._short, self._whole = short, whole

    def _turn(self) -> None:
        self._show_whole(self._whole.isHidden())

    def _show_whole(self, shown: bool) -> None:
        _ = self._look.say
        self._short.setVisible(not shown)
        self._whole.setVisible(shown)
        self._door.say(_("Show less") if shown else _("Read all of it"))
