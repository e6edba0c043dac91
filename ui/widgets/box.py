"""Rows, columns, cards and hairlines: how parts stand together."""

from collections.abc import Container, Iterable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Look

Item = QWidget | tuple[QWidget, int] | int | None  # a widget, a widget that stretches, a gap, a spring
Pad = tuple[int, int, int, int]
NO_PAD: Pad = (0, 0, 0, 0)


def column(look: Look, *items: Item, gap: int = 8, pad: Pad = NO_PAD, on: QWidget | None = None) -> QWidget:
    """Items from top to bottom, on a widget of its own or on `on`."""
    widget = on or QWidget()
    _fill(look, QVBoxLayout(widget), items, gap, pad)
    return widget


def row(look: Look, *items: Item, gap: int = 8, pad: Pad = NO_PAD, on: QWidget | None = None) -> QWidget:
    """Items from left to right, on a widget of its own or on `on`."""
    widget = on or QWidget()
    _fill(look, QHBoxLayout(widget), items, gap, pad)
    return widget


def _fill(look: Look, box: QBoxLayout, items: tuple[Item, ...], gap: int, pad: Pad) -> None:
    box.setContentsMargins(*(look.px(side) for side in pad))
    box.setSpacing(look.px(gap))
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(look.px(item))
        elif isinstance(item, tuple):
            box.addWidget(item[0], item[1])
        else:
            box.addWidget(item)


def kind(name: str, widget: QWidget | None = None) -> QWidget:
    """A ground that the style sheet knows by name (card, pane, rail, actions ...)."""
    ground = widget or QFrame()
    ground.setProperty("k", name)
    ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    return ground


def card(look: Look, *items: Item, gap: int = 8, pad: Pad = (20, 16, 20, 16)) -> QWidget:
    return column(look, *items, gap=gap, pad=pad, on=kind("card"))


def hairline(upright: bool = False) -> QWidget:
    return kind("vhair" if upright else "hair")


def show_only(parts: Iterable[QWidget], shown: Container[QWidget]) -> None:
    """Hides before it shows: Qt lays a window out at each show, and one that had to grow never shrinks again."""
    for part in sorted(parts, key=lambda part: part in shown):
        part.setVisible(part in shown)


def empty_out(box: QBoxLayout) -> None:
    """Takes every part out of a box, gone from the eye at once."""
    while box.count():
        old = box.takeAt(0).widget()
        if old is not None:
            old.hide()
            old.setParent(None)
            old.deleteLater()


def scrolled(content: QWidget) -> QScrollArea:
    """The body between title row and action bar; it alone scrolls, up and down only."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def see(part: QWidget, around: int = 48) -> None:
    """Scrolls the body that holds a part until it is in sight, once the layout has settled; Qt does so for Tab."""

    def scroll() -> None:
        area = part.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(part, 0, around)

    QTimer.singleShot(0, part, scroll)


def page_head(look: Look, *items: Item) -> QWidget:
    """The title row: title left, state or filters right."""
    head = row(look, *items, gap=12)
    head.setFixedHeight(look.px(look.by(56, 56, 48)))
    return head


def action_bar(look: Look, *items: Item) -> QWidget:
    """The foot of the work column: a hint left, the one primary button bottom right."""
    side = look.by(24, 24, 24)
    bar = row(look, *items, gap=12, pad=(side, 0, side, 0), on=kind("actions"))
    bar.setFixedHeight(look.px(look.by(64, 64, 56)))
    return bar
