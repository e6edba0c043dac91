"""One table of everything that was measured: what, how much, beside which floor, and the limit it is held to."""

import io
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

HEAD = ("Measured", "", "Beside", "Limit", "")
_WIDTHS = (68 * mm, 52 * mm, 96 * mm, 26 * mm, 14 * mm)
_SHARP = 2  # dots of the picture for a point of the page
KEPT, OVER = "kept", "OVER"


@dataclass(frozen=True)
class Line:
    """`kept` is None where nothing was promised."""

    what: str
    measured: str
    beside: str
    limit: str
    kept: bool | None

    def cells(self) -> tuple[str, ...]:
        said = "" if self.kept is None else KEPT if self.kept else OVER
        return self.what, self.measured, self.beside, self.limit, said


@dataclass
class Lines:
    """What was told so far, of this run."""

    told: list[Line] = field(default_factory=list)


_LINES = Lines()


def tell(what: str, value: float, unit: str, most: float | None = None, *, digits: int = 1, beside: str = "") -> None:
    """A measured value in its unit, at most which is promised, and what else belongs to it: its floor, its spread."""
    limit = "" if most is None else f"{most:g} {unit}"
    line = Line(what, f"{value:,.{digits}f} {unit}", beside, limit, None if most is None else value <= most)
    _LINES.told.append(line)
    print(_plain(line), flush=True)


def told() -> list[Line]:
    return list(_LINES.told)


def print_table(lines: list[Line]) -> None:
    """All of them once more, and how many are over their limit."""
    print("\n" + "\n".join(map(_plain, lines)))
    promised = [line for line in lines if line.kept is not None]
    print(f"{len(lines)} measured, {len(promised)} held to a limit, {sum(not line.kept for line in promised)} over it")


def draw_table(lines: list[Line], path: Path) -> None:
    """The table as a picture (PNG)."""
    data = io.BytesIO()
    table = Table([HEAD, *(line.cells() for line in lines)], _WIDTHS, repeatRows=1)
    style: list[tuple[object, ...]] = [
        ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold"),
        ("FONTSIZE", (0, 0), (-1, -1), 8),
        ("LINEBELOW", (0, 0), (-1, -1), 0.25, colors.lightgrey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    style += [("TEXTCOLOR", (4, n), (4, n), colors.red) for n, line in enumerate(lines, 1) if line.kept is False]
    table.setStyle(TableStyle(style))
    _, height = table.wrap(sum(_WIDTHS), 10_000 * mm)
    page = (max(A4[1], sum(_WIDTHS)) + 16 * mm, height + 24 * mm)
    sheet = SimpleDocTemplate(
        data, pagesize=page, leftMargin=6 * mm, rightMargin=6 * mm, topMargin=6 * mm, bottomMargin=6 * mm
    )
    sheet.build([table])
    document = pypdfium2.PdfDocument(data.getvalue())
    path.parent.mkdir(parents=True, exist_ok=True)
    document[0].render(scale=_SHARP).to_pil().save(path)
    document.close()


def _plain(line: Line) -> str:
    what, measured, beside, limit, kept = line.cells()
    promise = f"at most {limit}: {kept}" if limit else ""
    return f"{what:<40} {measured:>18}   {promise:<28} {beside}".rstrip()
