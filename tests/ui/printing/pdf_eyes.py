"""Looking into a PDF: its pages, and the pictures on them dot by dot."""

from contextlib import closing, contextmanager

import pypdfium2


@contextmanager
def opened(pdf, number=0, of=1):
    """A page of a PDF of so many pages."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        assert len(document) == of
        with closing(document[number]) as page:
            yield page


def rows_of(picture) -> tuple[bytes, ...]:
    """A picture as rows of "0" (ink) and "1" (paper)."""
    with closing(picture.get_bitmap()) as bitmap:
        grey = bitmap.to_pil().convert("L")
    dots = grey.tobytes().translate(bytes(b"0"[0] if shade < 128 else b"1"[0] for shade in range(256)))
    return tuple(dots[start : start + grey.width] for start in range(0, len(dots), grey.width))
