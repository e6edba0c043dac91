"""A finished PDF as dots, in black and white: papers know no grey, and a thermal head has none."""

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pypdfium2

POINTS_PER_MM = 72 / 25.4
PDFIUM = threading.Lock()  # pdfium must not be entered by two threads at once
INK, PAPER = b"0", b"1"
_BLACK_OR_WHITE = bytes(INK[0] if grey < 128 else PAPER[0] for grey in range(256))


@dataclass(frozen=True)
class Box:
    """A rectangle in dots from the top left; right and bottom are the first column and row outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def around(self, other: "Box") -> "Box":
        """The smallest box that holds both."""
        corners = (min(self.left, other.left), min(self.top, other.top))
        return Box(*corners, max(self.right, other.right), max(self.bottom, other.bottom))


@dataclass(frozen=True)
class Grey:
    """A page as shades, one byte a dot: 0 black, 255 white. Rows are `stride` bytes long."""

    width: int
    height: int
    stride: int
    dots: bytes


@dataclass(frozen=True)
class Bitmap:
    """A page as rows of "0" (ink) and "1" (paper), one byte a dot."""

    width: int
    rows: tuple[bytes, ...]

    @property
    def height(self) -> int:
        return len(self.rows)

    def ink(self) -> Box:
        """Where there is ink; the whole page when it is blank."""
        inked = [number for number, row in enumerate(self.rows) if INK in row]
        if not inked:
            return Box(0, 0, self.width, self.height)
        left = min(self.rows[number].index(INK) for number in inked)
        right = max(self.rows[number].rindex(INK) for number in inked)
        return Box(left, inked[0], right + 1, inked[-1] + 1)

    def packed(self) -> bytes:
        """Eight dots a byte, white is 1, rows filled up to whole bytes: PDF's DeviceGray of one bit, Qt's mono."""
        length = -(-self.width // 8)
        fill = PAPER * (length * 8 - self.width)
        return b"".join(int(row + fill, 2).to_bytes(length, "big") for row in self.rows)


def shades(pdf: bytes, dots_per_mm: float, *, turned: bool = False) -> tuple[Grey, ...]:
    """Every page of a PDF in shades, `turned` with its head to the right. Raises pypdfium2.PdfiumError when it is not a
    PDF."""
    with PDFIUM, closing(pypdfium2.PdfDocument(pdf)) as document:
        return tuple(_pages(document, dots_per_mm / POINTS_PER_MM, 90 if turned else 0))


def render(pdf: bytes, dots_per_mm: float, *, turned: bool = False) -> tuple[Bitmap, ...]:
    """Every page of a PDF in black and white. Raises pypdfium2.PdfiumError when it is not a PDF."""
    return tuple(_in_ink(page) for page in shades(pdf, dots_per_mm, turned=turned))


def stacked(upper: Bitmap, lower: Bitmap | None, half: int) -> Bitmap:
    """Two pages of one width on one of twice `half` rows; without a second one its half stays white."""
    white = PAPER * upper.width
    rows = [*upper.rows, *[white] * (half - upper.height)]
    rows += lower.rows if lower is not None else ()
    return Bitmap(upper.width, (*rows, *[white] * (2 * half - len(rows))))


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in points. Raises pypdfium2.PdfiumError when it is not a PDF."""
    with PDFIUM, closing(pypdfium2.PdfDocument(pdf)) as document:
        return tuple(document.get_page_size(number) for number in range(len(document)))


def _pages(document: pypdfium2.PdfDocument, dots_per_point: float, angle: int) -> Iterator[Grey]:
    for number in range(len(document)):
        how = {"grayscale": True, "rotation": angle}
        with closing(document[number]) as page, closing(page.render(dots_per_point, **how)) as drawn:
            # drawn is rounded up: 80 mm at 8 dots a mm would be 641 dots wide
            width, height = (round(side * dots_per_point) for side in page.get_size())
            if angle:
                width, height = height, width
            yield Grey(min(width, drawn.width), min(height, drawn.height), drawn.stride, bytes(drawn.buffer))


def _in_ink(page: Grey) -> Bitmap:
    starts = range(0, page.height * page.stride, page.stride)
    rows = (page.dots[start : start + page.width].translate(_BLACK_OR_WHITE) for start in starts)
    return Bitmap(page.width, tuple(rows))
