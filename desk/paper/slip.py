"""A slip as a PDF: one page as long as what is on it, from a frozen view alone."""

from io import BytesIO
from threading import Lock

from reportlab.pdfgen.canvas import Canvas

from desk.domain.numbering import digits_of, show_number
from desk.errors import BadInput
from desk.paper.bilingual import bilingual_receipt
from desk.paper.fonts import face
from desk.paper.heading import WIDTH, new_slip
from desk.paper.paper import Paper
from desk.paper.pen import MM, SHY, Pen, snap
from desk.paper.receipt import receipt
from desk.paper.wording import words_of
from desk.reads.views import SlipView
from desk.text import say_in

BOTH = "both"
_TAIL = 6 * MM
_PRESS = Lock()  # reportlab's fonts are read at a position they keep


def make_slip(view: SlipView, size: str = "80mm", lang: str = "zh") -> Paper:
    """The receipt (回执) of a case, both copies; `lang` is zh, en or both. The same view makes the same bytes.

    Raises BadInput `size_not_offered`.
    """
    if size != "80mm":
        raise BadInput("size_not_offered", size=size)
    with _PRESS:
        pen = new_slip()
        words = words_of(view)
        if lang == BOTH:
            bilingual_receipt(pen, view, words)
        else:
            receipt(pen, view, words, lang, say_in(lang))
        return _press(pen, show_number(digits_of(view.number)))


def _press(pen: Pen, title: str) -> Paper:
    width, height = WIDTH, snap(pen.y + _TAIL)
    face("R")
    file = BytesIO()
    canvas = Canvas(file, pagesize=(width - SHY, height - SHY), pageCompression=1, invariant=1, initialFontName="R")
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("Minsheng Desk")
    pen.play(canvas, height)
    canvas.showPage()
    canvas.save()
    return Paper(file.getvalue(), 1, round(width / MM, 3), round(height / MM, 3), tuple(pen.missing))
