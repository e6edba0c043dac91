"""A TrueType font whose text can be copied, searched and read aloud above U+FFFF too.

reportlab 5.1 writes code points into the font's ToUnicode map where PDF asks for UTF-16: 𬭎 (U+2CB4E) was
read back as Ⲵ. Print is right. Only the fonts made here are mended; reportlab itself is left as it is.
"""

from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

_MOST_ROWS = 100  # of one beginbfchar block, by the CMap specification


def _utf16(code: int) -> str:
    char = "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)
    return char.encode("utf-16-be").hex().upper()


def to_unicode(name: str, subset: list[int]) -> str:
    """The CMap that says which character each code of a font's subset is."""
    rows = [f"<{code:02X}> <{_utf16(char)}>" for code, char in enumerate(subset)]
    blocks: list[str] = []
    for start in range(0, len(rows), _MOST_ROWS):
        part = rows[start : start + _MOST_ROWS]
        blocks += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<00> <{len(subset) - 1:02X}>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


class PaperFont(TTFont):  # type: ignore[misc]  # reportlab has no types
    """reportlab's font with a right ToUnicode map."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802  # reportlab's name
        """Adds the font's objects to the document, then rewrites the maps among them."""
        subsets = list(self.state[doc].subsets)
        names = [self.getSubsetInternalName(n, doc)[1:] for n in range(len(subsets))]
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for name, subset in zip(names, subsets, strict=True):
            cmap = doc.idToObject[fonts[name].ToUnicode.name]
            cmap.content = to_unicode(fonts[name].BaseFont, subset)
