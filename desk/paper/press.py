"""From recorded strokes to a PDF. One at a time: reportlab's fonts are read at a position they keep."""

from collections.abc import Sequence
from io import BytesIO
from threading import Lock

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from desk.paper.fonts import face
from desk.paper.paper import Paper
from desk.paper.pen import MM, SHY, Pen

rl_config.useA85 = 0  # letters for bytes: a quarter longer and slow, and no printer asks for them
PRESS = Lock()  # held from the first measuring of a text


def press(pages: Sequence[Pen], height: float, title: str) -> Paper:
    """Pages of one size, `height` points high. The same strokes make the same bytes; the title is a number alone."""
    width = pages[0].width
    face("R")
    file = BytesIO()
    canvas = Canvas(file, pagesize=(width - SHY, height - SHY), pageCompression=1, invariant=1, initialFontName="R")
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("Minsheng Desk")
    for pen in pages:
        pen.play(canvas, height)
        canvas.showPage()
    canvas.save()
    missing = dict.fromkeys(name for pen in pages for name in pen.missing)
    return Paper(file.getvalue(), len(pages), round(width / MM, 3), round(height / MM, 3), tuple(missing))
