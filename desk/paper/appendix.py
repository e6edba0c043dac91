"""附页: everything a person said, on further A5 pages behind the receipt."""

from collections.abc import Iterator

from desk.domain.numbering import LENGTH, digits_of, show_number
from desk.paper.cleaning import clean
from desk.paper.paragraph import Paragraph, Style
from desk.paper.pen import MM, Pen
from desk.paper.sheet_a5 import new_page
from desk.paper.stub_a5 import HEIGHT
from desk.reads.views import SlipView
from desk.text import Say, mark

MOST_PAGES = 6
_MOST_READ = 20_000  # code points of one field: it holds no more
_FOOT, _END = 9.5 * MM, 14 * MM  # of the page's number and of the text, above the lower edge
_STYLE = Style(10, 14.6, justify=True)
_TITLES = {
    "original_text": mark("Own words"),
    "main_cause": mark("Main cause"),
    "proposal": mark("Proposal"),
}


def appendix_pages(view: SlipView, _: Say) -> list[Pen]:
    """At most six pages; what has no room on them is told in numbers. None where nothing was said."""
    if not view.said:
        return []
    pages = [_page(view, _)]
    left = sum(_characters(text) for _name, text in view.said)
    for text, counts in _paragraphs(view, _):
        whole = pages[-1].typeset(text, _STYLE, pages[-1].inner)
        lines = whole.lines
        while lines:
            last = len(pages) == MOST_PAGES
            room = int((HEIGHT - _END - pages[-1].y) / _STYLE.leading + 1e-6) - (1 if last else 0)
            if room <= 0 and last:
                return _ended(pages, left, _)
            pages[-1].lay(Paragraph(lines[: max(0, room)], _STYLE, whole.width), pages[-1].left)
            left -= sum(_characters(line.text) for line in lines[: max(0, room)]) if counts else 0
            lines = lines[max(0, room) :]
            if lines and not last:
                pages.append(_page(view, _))
    return _ended(pages, left, _)


def number_pages(pages: list[Pen], first: int, total: int, _: Say) -> None:
    """第2页 共6页 at the foot of each."""
    for number, pen in enumerate(pages, first):
        words = _("Page {page} of {pages}").format(page=number, pages=total)
        pen.text(words, 8.5, pen.edge, HEIGHT - _FOOT, align="right")


def _ended(pages: list[Pen], left: int, _: Say) -> list[Pen]:
    if left > 0:
        note = _("({count} more characters are not printed; all of it can be read at the station.)")
        pages[-1].paragraph(note.format(count=left), Style(10, 14.6, "B"), most_lines=1)
    return pages


def _paragraphs(view: SlipView, _: Say) -> Iterator[tuple[str, bool]]:
    """Every line that was written, and whether it is the person's own; of several fields each has its title."""
    for name, text in view.said:
        if len(view.said) > 1:
            yield _("[{title}]").format(title=_(_TITLES.get(name, name))), False
        for line in clean(text[:_MOST_READ]).split("\n"):
            if line.strip():
                yield line.strip(), True


def _characters(text: str) -> int:
    """Blanks and what cannot be seen are no characters to a reader."""
    return len("".join(clean(text).split()))


def _page(view: SlipView, _: Say) -> Pen:
    pen = new_page()
    pen.gap(1.5)
    number = show_number(digits_of(view.number[:LENGTH]))
    pen.text(_("Appendix: the suggestion in full"), 13.5, pen.left, pen.y, "B")
    pen.text(number, 12, pen.edge, pen.y + 1.2, "B", "right")
    pen.gap(7.6)
    pen.rule()
    pen.gap(2.6)
    return pen
