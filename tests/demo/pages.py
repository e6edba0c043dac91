"""The papers of the demo as pictures."""

from pathlib import Path

import pypdfium2

_SCALE = 1.5  # pixels a point


def draw_pages(papers: Path) -> int:
    """A PNG beside each page of every PDF; answers how many."""
    drawn = 0
    for path in sorted(papers.glob("*.pdf")):
        document = pypdfium2.PdfDocument(path)
        for number, page in enumerate(document, 1):
            page.render(scale=_SCALE).to_pil().save(path.with_name(f"{path.stem}-{number}.png"))
            drawn += 1
        document.close()
    return drawn
