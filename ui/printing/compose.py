"""A finished PDF on a printer's own sheet, dot for dot."""

from dataclasses import dataclass
from functools import reduce

from ui.printing.bitmap import Bitmap, Box, page_sizes, render, stacked
from ui.printing.dots_pdf import Laid, write_pdf
from ui.printing.sheet import Need, Offer, Sheet, choose_sheet, halving_sheet, scale_on

_HALF_MM = 148.5
COARSEST, FINEST = 150, 600  # dots an inch: legible at one end, no mountain of dots at the other


@dataclass(frozen=True)
class Composed:
    """Pages laid on a sheet, `dpi` dots to the inch of that sheet; all of them are to be printed `copies` times."""

    pages: tuple[Laid, ...]
    sheet: Sheet
    dpi: float
    copies: int = 1

    def pdf(self) -> bytes:
        return write_pdf(self.pages, round(self.sheet.width), round(self.sheet.height), self.dpi)


def sensible_dpi(dpi: float) -> float:
    """The printer's own resolution, or a whole part or multiple of it when it is far too fine or too coarse."""
    if dpi > FINEST:
        return dpi / -(-dpi // FINEST)
    return dpi * -(-COARSEST // dpi)


def compose(pdf: bytes, offer: Offer, dpi: float, copies: int = 1) -> Composed:
    """Lays every page of a PDF where all its ink can be printed, as large as life unless the sheet is too small; A5 on
    A4 turned, two to a sheet.

    Raises pypdfium2.PdfiumError when it is not a PDF, ValueError when nothing is on offer.
    """
    dots_per_mm = 8 if dpi == 203 else dpi / 25.4  # a head of "203 dpi" has 8 dots a millimetre
    halving = _halving(pdf, offer)
    if halving is not None:
        halves = _two_to_a_sheet(render(pdf, dots_per_mm, turned=True) * copies, round(_HALF_MM * dots_per_mm))
        left, top = _place(halves, halving, dpi / 72)
        return Composed(tuple(Laid(page, left, top) for page in halves), halving, dpi)
    pages = render(pdf, dots_per_mm)
    need = _need(pages, dpi / 72)
    sheet = choose_sheet(offer, need)
    scale = scale_on(sheet, need)
    if scale < 1:
        pages = render(pdf, dots_per_mm * scale)
    left, top = _place(pages, sheet, dpi / 72)
    return Composed(tuple(Laid(page, left, top) for page in pages), sheet, dpi, copies)


def _halving(pdf: bytes, offer: Offer) -> Sheet | None:
    """The sheet for two of its pages; none unless all of them are A5."""
    needs = [Need(width, height, width, height) for width, height in page_sizes(pdf)]
    sheets = {halving_sheet(offer, need) for need in needs}
    return sheets.pop() if len(sheets) == 1 else None


def _two_to_a_sheet(pages: tuple[Bitmap, ...], half: int) -> tuple[Bitmap, ...]:
    lower = (*pages[1::2], None)
    return tuple(stacked(upper, below, half) for upper, below in zip(pages[::2], lower, strict=False))


def _need(pages: tuple[Bitmap, ...], dots_per_point: float) -> Need:
    ink, page = _ink(pages), _outline(pages)
    sides = (page.width, page.height, ink.width, ink.height)
    return Need(*(side / dots_per_point for side in sides))


def _place(pages: tuple[Bitmap, ...], sheet: Sheet, dots_per_point: float) -> tuple[int, int]:
    """Where the page's corner lies, in dots: in the middle and at the top, or just as far off as its ink needs."""
    ink, page, edge = _ink(pages), _outline(pages), sheet.margins
    width, height = sheet.width * dots_per_point, sheet.height * dots_per_point
    across = (edge.left * dots_per_point - ink.left, width - edge.right * dots_per_point - ink.right)
    down = (edge.top * dots_per_point - ink.top, height - edge.bottom * dots_per_point - ink.bottom)
    return _slide((width - page.width) / 2, *across), _slide(0, *down)


def _slide(wanted: float, least: float, most: float) -> int:
    return round((least + most) / 2) if least > most else round(min(max(wanted, least), most))


def _ink(pages: tuple[Bitmap, ...]) -> Box:
    return reduce(Box.around, (page.ink() for page in pages))


def _outline(pages: tuple[Bitmap, ...]) -> Box:
    return reduce(Box.around, (Box(0, 0, page.width, page.height) for page in pages))
