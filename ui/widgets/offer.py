"""One of a few that needs a sentence of its own: icon, word, what it means, a circle that is ticked when chosen."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui.theme import Look, draw_icon
from ui.widgets.choice import Choice, Option, OptionButton
from ui.widgets.draw import Ink, break_lines, draw_ground, draw_lines

HIGH = 80
GAP = 12


@dataclass(frozen=True)
class Offer(Option):
    """`below` says what choosing it means."""

    below: str = ""


class OfferButton(OptionButton):
    """As wide as it may be; the sentence has two lines where there is little room."""

    def __init__(self, look: Look, option: Option) -> None:
        super().__init__(look, option)
        self._below = option.below if isinstance(option, Offer) else ""
        self.setText("")
        self.setProperty("k", "person")
        self.setAccessibleDescription(self._below)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(offer_height(look))

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(320), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(200), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, on, painter = self._look, self.isChecked(), QPainter(self)
        draw_ground(painter, self)
        side, right = look.px(24), self.width() - look.px(24 + 20)
        left = side + look.px(24 + 24)
        icon = "accent_text" if on else "text2"
        draw_icon(painter, look, self.option.icon, icon, QRectF(side, 0, look.px(24), self.height()))
        circle, tick = ("circle-check", "accent") if on else ("circle", "edge")
        draw_icon(painter, look, circle, tick, QRectF(right, 0, look.px(24), self.height()))
        head, below = QFontMetrics(look.font("head")).height(), QFontMetrics(look.font("sub")).height()
        width = right - left - look.px(12)
        lines = len(break_lines(self._below, look.font("sub"), width, 2)) if self._below else 0
        top = (self.height() - head - lines * below) // 2
        draw_lines(painter, look, QRect(left, top, width, head), self.option.word, Ink("head"))
        draw_lines(painter, look, QRect(left, top + head, width, 2 * below), self._below, Ink("sub", "text2", 2))


def offer_height(look: Look) -> int:
    """What the word and two lines of the sentence need."""
    need = QFontMetrics(look.font("head")).height() + 2 * QFontMetrics(look.font("sub")).height()
    return max(look.px(HIGH), need + look.px(12)) if look.room != "wide" else look.px(HIGH)


def offers(look: Look, name: str, options: Iterable[Offer], code: str | None) -> Choice:
    """Offers one under the other; the arrows choose, Enter is left to the page."""
    listed = list(options)
    choice = Choice(look, name, listed, code, gap=GAP, make=OfferButton)
    choice.enter_goes_on = True
    # the least height that the sheet gives a button wins over its own
    choice.setFixedHeight(len(listed) * offer_height(look) + (len(listed) - 1) * look.px(GAP))
    return choice
