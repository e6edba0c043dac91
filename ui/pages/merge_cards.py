"""Two cases side by side, the same rows at the same height, so that the eye goes straight across."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desk.domain.codes import Codes
from desk.domain.numbering import show_number
from desk.reads.alike import PairView
from desk.reads.views import CaseView
from desk.text import mark
from ui.models.case_words import title_word
from ui.pages.merge_words import case_facts
from ui.theme import Look
from ui.widgets.box import hairline, kind, row
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.elided import Elided
from ui.widgets.label import label
from ui.widgets.marked import Marked

TEXTS = {
    "original_text": mark("Own words"),
    "main_cause": mark("Main cause"),
    "proposal": mark("Proposal"),
}
LONG = 18  # code points of a title from which it may need a second line
MOST = 1_500  # code points of a text that are shown; the rest is in the case itself


@dataclass(frozen=True)
class _Side:
    case: CaseView
    words: tuple[str, ...]
    main: bool


def merge_cards(look: Look, codes: Codes, pair: PairView, swap: Callable[[], object]) -> QWidget:
    """The main case in an accent frame; `swap` makes the other one the main case. In narrow rooms one stands under the
    other."""
    sides = _Side(pair.main, pair.main_words, True), _Side(pair.other, pair.other_words, False)
    shown = [name for name in TEXTS if any(_text(side.case, name) for side in sides)]
    cards = QWidget()
    grid = QGridLayout(cards)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(0)
    grid.setVerticalSpacing(0)
    lines = 2 if any(len(title_word(look, side.case.row)) > LONG for side in sides) else 1
    turned = look.room == "narrow"
    for number, side in enumerate(sides):
        parts = [_head(look, side, swap), _title(look, side, lines), *_parts(look, codes, side, shown)]
        across, down = (0, number * (len(parts) + 3)) if turned else (number * 4, 0)
        _lay(look, grid, parts, across, down, main=side.main)
    if turned:
        grid.setColumnStretch(1, 1)
        grid.setRowMinimumHeight(len(parts) + 2, look.px(16))
    else:
        grid.setColumnMinimumWidth(3, look.px(16))
        for column in (1, 5):
            grid.setColumnStretch(column, 1)
    return cards


def _lay(look: Look, grid: QGridLayout, parts: list[QWidget], across: int, down: int, *, main: bool) -> None:
    """One card: its ground under all of its rows, which stand in the middle of three columns."""
    ground = kind("cardmain" if main else "card")
    grid.addWidget(ground, down, across, len(parts) + 2, 3)
    for edge in (across, across + 2):
        grid.setColumnMinimumWidth(edge, look.px(20))
    grid.setRowMinimumHeight(down, look.px(14))
    grid.setRowMinimumHeight(down + len(parts) + 1, look.px(14))
    for number, part in enumerate(parts, start=1):
        grid.addWidget(part, down + number, across + 1, Qt.AlignmentFlag.AlignTop)


def _title(look: Look, side: _Side, most: int) -> QWidget:
    """As many lines on both sides."""
    return _spaced(look, Elided(look, title_word(look, side.case.row), "head", most=most), 4)


def _parts(look: Look, codes: Codes, side: _Side, shown: list[str]) -> list[QWidget]:
    _, case = look.say, side.case
    parts = [
        _spaced(look, label(case_facts(look, codes, case), "sub", "text2", wrap=True), 4),
        _spaced(look, hairline(), 8),
    ]
    for name in shown:
        text = _text(case, name)
        parts.append(_spaced(look, label(_(TEXTS[name]), "substrong", "text2"), 10))
        cut = text if len(text) <= MOST else text[:MOST] + "…"
        said = Marked(look, _(TEXTS[name]), cut, side.words) if text else label(_("nothing written"), "body", "text3")
        parts.append(_spaced(look, said, 2))
    return parts


def _head(look: Look, side: _Side, swap: Callable[[], object]) -> QWidget:
    _ = look.say
    sign: QWidget
    if side.main:
        sign = Chip(look, _("Main case"), "accent", "check", height=32)
    else:
        sign = Button(look, _("Make it the main case"), "small", click=swap)
        sign.setAutoDefault(True)
    return row(look, sign, None, label(show_number(side.case.row.number), "body", "text2"))


def _spaced(look: Look, part: QWidget, above: int) -> QWidget:
    """With so much room above it."""
    box = row(look, (part, 1), gap=0, pad=(0, above, 0, 0))
    policy = box.sizePolicy()
    policy.setHeightForWidth(True)
    box.setSizePolicy(policy)
    return box


def _text(case: CaseView, name: str) -> str:
    text = case.fields.get(name)
    return text.strip() if isinstance(text, str) else ""
