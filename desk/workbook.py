"""Reading a workbook (XLSX): its sheets, row by row, as text. Formulas are never computed: what the program that wrote
the file had computed is taken.

Nothing here trusts the file: how much is unpacked is counted while it is unpacked, XML that declares anything is
refused, and no address in it makes room for more than what is written there.
"""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from desk.errors import BadInput
from desk.workbook_cell import Cell, Style, Styles, read_cell, read_styles, text_of

ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Excel 97 wrote, and what wraps a workbook that has a password
_LOCKED = "EncryptedPackage".encode("utf-16-le")
LARGEST = 10 * 1024 * 1024
_UNPACKED = 128 * 1024 * 1024
_PIECE = 256 * 1024
_MOST_CELLS, _MOST_MERGED, _MOST_COLUMNS = 1_000_000, 20_000, 16_384
_DEEPEST, _MOST_HELD = 64, 200_000  # elements: in each other, and in one row
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, ElementTree.ParseError, EOFError, LookupError, ValueError),
    *(OverflowError, NotImplementedError),
)


@dataclass(frozen=True)
class Merged:
    """A block of cells that shows the value of its first one. Rows and columns count from 1 and 0, both ends in."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Line:
    """A row: its number in the sheet, whether it is shown, and its cells by their columns."""

    number: int
    hidden: bool
    cells: Mapping[int, Cell]


@dataclass(frozen=True)
class Sheet:
    """`lines` are those in which something stands, in their order."""

    lines: list[Line]
    merged: list[Merged]


def is_old_workbook(data: bytes) -> bool:
    return data.startswith(_OLE)


def open_workbook(data: bytes) -> "Workbook":
    """Raises BadInput table_too_large, workbook_locked, workbook_old (no XLSX), workbook_damaged."""
    if len(data) > LARGEST:
        raise _too_large()
    if is_old_workbook(data):
        raise BadInput("workbook_locked" if _LOCKED in data else "workbook_old")
    try:
        return _opened(zipfile.ZipFile(BytesIO(data)))
    except _DAMAGED:
        raise BadInput("workbook_damaged") from None


def _opened(file: zipfile.ZipFile) -> "Workbook":
    names = set(file.namelist())
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise BadInput("workbook_old" if {"mimetype", "content.xml"} & names else "workbook_damaged")
    if "xl/workbook.bin" in names:
        raise BadInput("workbook_old")
    if any(one.flag_bits & 1 for one in file.infolist()):
        raise BadInput("workbook_locked")
    if any(one.compress_type not in _PACKED for one in file.infolist()):
        raise BadInput("workbook_damaged")
    book = Workbook(file)
    if not book.sheets:
        raise BadInput("workbook_damaged")
    return book


@dataclass
class Workbook:
    """An open file. Whatever is read of it counts towards what may be unpacked at all."""

    file: zipfile.ZipFile
    unpacked: int = 0
    sheets: tuple[str, ...] = ()  # those that are shown, in their order
    every: dict[str, str] = field(default_factory=dict)  # hidden ones too: name -> part
    from_1904: bool = False

    def __post_init__(self) -> None:
        parts, shown = self._parts("xl/_rels/workbook.xml.rels"), []
        for node in self._nodes("xl/workbook.xml", ("sheet", "workbookPr")):
            if _bare(node.tag) == "workbookPr":
                self.from_1904 = node.get("date1904") in ("1", "true")
                continue
            name, part = node.get("name", ""), parts.get(_attribute(node, "id"), "")
            if "worksheets" in part:
                self.every[name] = part
                shown += [name] if node.get("state", "visible") == "visible" else []
        self.sheets = tuple(shown)

    def read(self, name: str) -> Sheet:
        """A sheet by its name. Raises BadInput workbook_sheet_unknown, table_too_large, workbook_damaged."""
        if name not in self.every:
            raise BadInput("workbook_sheet_unknown", sheets=", ".join(self.sheets))
        try:
            return self._sheet(self.every[name])
        except _DAMAGED:
            raise BadInput("workbook_damaged") from None

    def _sheet(self, part: str) -> Sheet:
        lines: list[Line] = []
        merged: list[Merged] = []
        count = 0
        for node in self._nodes(part, ("row", "mergeCell")):
            if _bare(node.tag) == "mergeCell":
                merged.append(_merged(node.get("ref", "")))
                count += 1
            else:
                lines.append(self._line(node, lines[-1].number if lines else 0))
                count += len(lines[-1].cells)
            if count > _MOST_CELLS or len(merged) > _MOST_MERGED:
                raise _too_large()
        return Sheet([line for line in lines if line.cells], merged)

    def _line(self, node: ElementTree.Element, before: int) -> Line:
        number = int(node.get("r") or before + 1)
        if number <= before:
            raise ValueError("rows run on")
        cells: dict[int, Cell] = {}
        column = -1
        for cell in node:
            if _bare(cell.tag) != "c":
                continue
            column = _column(cell.get("r", "")) if cell.get("r") else column + 1
            value = read_cell(cell, self._texts, self._style(cell), self.from_1904)
            if value != "":
                cells[column] = value
        return Line(number, node.get("hidden") in ("1", "true"), cells)

    def _style(self, cell: ElementTree.Element) -> Style:
        index = int(cell.get("s") or 0)
        return self._styles[index] if index < len(self._styles) else Style()

    @cached_property
    def _texts(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self.file.namelist():
            return []
        texts: list[str] = []
        for node in self._nodes("xl/sharedStrings.xml", ("si",)):
            texts.append(text_of(node))
            if len(texts) > _MOST_CELLS:
                raise _too_large()
        return texts

    @cached_property
    def _styles(self) -> Styles:
        if "xl/styles.xml" not in self.file.namelist():
            return []
        return read_styles(self._nodes("xl/styles.xml", ("numFmts", "cellXfs")))

    def _parts(self, part: str) -> dict[str, str]:
        """Where the parts lie that the workbook names by an id."""
        found = {}
        for node in self._nodes(part, ("Relationship",)):
            target = node.get("Target", "")
            found[node.get("Id", "")] = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        return found

    def _nodes(self, part: str, names: tuple[str, ...]) -> Iterator[ElementTree.Element]:
        """The elements of these names, each whole, one after the other; what was passed is forgotten."""
        parser: Any = ElementTree.XMLPullParser(("start", "end"))
        path: list[ElementTree.Element] = []
        within, held = 0, 0  # how deep in a wanted element, and how many elements stand in it
        for piece in self._pieces(part):
            parser.feed(piece)
            for event, node in parser.read_events():
                wanted = _bare(node.tag) in names
                if event == "start":
                    path.append(node)
                    within, held = within + wanted, held + 1 if within else 0
                    if len(path) > _DEEPEST or held > _MOST_HELD:
                        raise ValueError("too much in one element")
                    continue
                path.pop()
                within -= wanted
                if wanted:
                    yield node
                if path and not within:
                    path[-1].remove(node)
        parser.close()

    def _pieces(self, part: str) -> Iterator[bytes]:
        with self.file.open(part) as source:
            end = b""
            while piece := source.read(_PIECE):
                self.unpacked += len(piece)
                if self.unpacked > _UNPACKED:
                    raise _too_large()
                bare = (end + piece).replace(b"\0", b"")  # as it would read in two bytes a character, too
                if b"<!D" in bare:  # no workbook declares anything; what does means harm
                    raise ValueError("a declaration")
                end = bare[-2:]
                yield piece


def _too_large() -> BadInput:
    return BadInput("table_too_large", most=LARGEST // 1024 // 1024)


def _merged(ref: str) -> Merged:
    first, _, last = ref.partition(":")
    last = last or first
    return Merged(_row(first), _column(first), _row(last), _column(last))


def _row(ref: str) -> int:
    return int(ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$").replace("$", ""))


def _column(ref: str) -> int:
    """A1 -> 0, AA7 -> 26."""
    number = 0
    for char in ref.replace("$", ""):
        if not ("A" <= char <= "Z"):
            break
        number = 26 * number + ord(char) - 64
    if not 1 <= number <= _MOST_COLUMNS:
        raise ValueError("no column")
    return number - 1


def _bare(tag: Any) -> str:
    return str(tag).rpartition("}")[2]


def _attribute(node: ElementTree.Element, name: str) -> str:
    """An attribute whatever its namespace: strict and usual workbooks write `r:id` in two of them."""
    return next((value for key, value in node.items() if _bare(key) == name), "")
