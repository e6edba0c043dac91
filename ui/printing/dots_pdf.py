"""Dots as a PDF that no filter has a reason to scale, shift or redraw: one picture a page, one bit a dot."""

import zlib
from dataclasses import dataclass

from ui.printing.bitmap import Bitmap


@dataclass(frozen=True)
class Laid:
    """A bitmap on its sheet: where its top left corner lies, in dots from the sheet's."""

    bitmap: Bitmap
    left: int
    top: int


def write_pdf(pages: tuple[Laid, ...], width: int, height: int, dpi: float) -> bytes:
    """A PDF of sheets of `width` x `height` points, dots `dpi` to the inch."""
    kids = b" ".join(b"%d 0 R" % (3 + 3 * number) for number in range(len(pages)))
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(pages), kids)]
    for number, page in enumerate(pages):
        parts += _page(page, 4 + 3 * number, (width, height), 72 / dpi)
    return _file(parts)


def _page(page: Laid, first: int, size: tuple[int, int], point: float) -> tuple[bytes, bytes, bytes]:
    """The page, its drawing and its picture; `point` is a dot in points."""
    bitmap = page.bitmap
    corner = (page.left * point, size[1] - (page.top + bitmap.height) * point)
    draw = b"q %.6f 0 0 %.6f %.6f %.6f cm /Dots Do Q" % (bitmap.width * point, bitmap.height * point, *corner)
    dots = zlib.compress(bitmap.packed())
    look = b"/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/FlateDecode" % (
        bitmap.width,
        bitmap.height,
    )
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources<</XObject<</Dots %d 0 R>>>>>>"
        % (*size, first, first + 1),
        b"<</Length %d>>stream\n%b\nendstream" % (len(draw), draw),
        b"<</Type/XObject/Subtype/Image%b/Length %d>>stream\n%b\nendstream" % (look, len(dots), dots),
    )


def _file(parts: list[bytes]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(body))
    return body + head + table + tail
