"""A slip as a PDF: 80 mm as long as what is on it, or A5 with its further pages; from a frozen view alone."""

from desk.domain.numbering import digits_of, show_number
from desk.errors import BadInput
from desk.paper.appendix import appendix_pages, number_pages
from desk.paper.bilingual import bilingual_receipt
from desk.paper.heading import new_slip
from desk.paper.paper import Paper
from desk.paper.pen import MM, Pen, snap
from desk.paper.press import PRESS, press
from desk.paper.receipt import receipt
from desk.paper.sheet_a5 import person_sheet, whole_sheet
from desk.paper.stub_a5 import HEIGHT
from desk.paper.wording import ACCUSATION, Words, words_of
from desk.reads.views import SlipView
from desk.text import say_in

BOTH, SIZE, A5 = "both", "80mm", "A5"
SIZES = (SIZE, A5)
_TAIL = 6 * MM


def make_slip(view: SlipView, size: str = SIZE, lang: str = "zh", appendix: bool = False) -> Paper:
    """The receipt (回执) of a case, both copies; `lang` is zh, en or both, `appendix` adds the whole text. The same
    view makes the same bytes.

    Raises BadInput `size_not_offered`, `appendix_not_offered`.
    """
    if size not in SIZES:
        raise BadInput("size_not_offered", size=size, offered=", ".join(SIZES))
    if appendix and size != A5:
        raise BadInput("appendix_not_offered")
    with PRESS:
        words, title = words_of(view), show_number(digits_of(view.number))
        if size == A5:
            return press(_sheets(view, words, lang, appendix), HEIGHT, title)
        pen = new_slip()
        if lang == BOTH:
            bilingual_receipt(pen, view, words)
        else:
            receipt(pen, view, words, lang, say_in(lang))
        return press([pen], snap(pen.y + _TAIL), title)


def _sheets(view: SlipView, words: Words, lang: str, appendix: bool) -> list[Pen]:
    """Both languages are two pages, the English one without a stub: they do not fit above one tear line."""
    first = "zh" if lang == BOTH else lang
    _ = say_in(first)
    further = appendix_pages(view, _) if appendix and view.nature != ACCUSATION else []
    total = 1 + len(further)
    number = _("Page {page} of {pages}").format(page=1, pages=total) if further else ""
    number_pages(further, 2, total, _)
    pages = [whole_sheet(view, words, first, _, number, bool(further)), *further]
    return [*pages, person_sheet(view, words, "en", say_in("en"))] if lang == BOTH else pages
