"""A slip as a PDF: one page as long as what is on it, from a frozen view alone."""

from desk.domain.numbering import digits_of, show_number
from desk.errors import BadInput
from desk.paper.bilingual import bilingual_receipt
from desk.paper.heading import new_slip
from desk.paper.paper import Paper
from desk.paper.pen import MM, snap
from desk.paper.press import PRESS, press
from desk.paper.receipt import receipt
from desk.paper.wording import words_of
from desk.reads.views import SlipView
from desk.text import say_in

BOTH, SIZE = "both", "80mm"
_TAIL = 6 * MM


def make_slip(view: SlipView, size: str = SIZE, lang: str = "zh") -> Paper:
    """The receipt (回执) of a case, both copies; `lang` is zh, en or both. The same view makes the same bytes.

    Raises BadInput `size_not_offered`.
    """
    if size != SIZE:
        raise BadInput("size_not_offered", size=size, offered=SIZE)
    with PRESS:
        pen = new_slip()
        words = words_of(view)
        if lang == BOTH:
            bilingual_receipt(pen, view, words)
        else:
            receipt(pen, view, words, lang, say_in(lang))
        return press([pen], snap(pen.y + _TAIL), show_number(digits_of(view.number)))
