"""What stands in a cell of a workbook, as the person who typed it would write it down: text as text, a day as
2026-03-01, a telephone that became a number as its digits."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree

from desk.errors import BadInput

Cell = str | BadInput  # an error where the file holds no value
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|general', re.IGNORECASE)
_DAYS, _HOURS = re.compile(r"[yd]|e(?![+-])|m{3,}", re.IGNORECASE), re.compile(r"[hs]", re.IGNORECASE)
_DIGITS = re.compile(r"0[0 \-]*0")
_BUILT_IN_DAYS = frozenset((*range(14, 18), 22, *range(27, 32), 34, 35, 36, *range(50, 59)))  # ECMA-376 18.8.30
_BUILT_IN_HOURS = frozenset((18, 19, 20, 21, 32, 33, 45, 46, 47))
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30, tzinfo=UTC), datetime(1904, 1, 1, tzinfo=UTC)
_FIRST_RIGHT = 61  # before it Excel counts a 29 February 1900
_MOST_DAYS = 109_573  # to the end of 2199
_EXACT = 15  # digits that a number in a workbook keeps


@dataclass(frozen=True)
class Style:
    """How numbers in a cell are shown: as a day, as a time, or with so many digits."""

    day: bool = False
    time: bool = False
    digits: int = 0


Styles = list[Style]


def read_styles(nodes: Iterable[ElementTree.Element]) -> Styles:
    """The styles of cells by their index, of the elements numFmts and cellXfs."""
    formats: dict[int, str] = {}
    styles: Styles = []
    for node in nodes:
        for one in node:
            number = int(one.get("numFmtId") or 0)
            if one.tag.endswith("numFmt"):
                formats[number] = one.get("formatCode", "")
            elif one.tag.endswith("xf"):
                styles.append(_style(number, formats.get(number)))
    return styles


def _style(number: int, code: str | None) -> Style:
    if code is None:
        return Style(number in _BUILT_IN_DAYS, number in _BUILT_IN_HOURS or number == 22)
    shown = _QUOTED.sub("", code.split(";")[0])
    if _DIGITS.fullmatch(shown):
        return Style(digits=shown.count("0"))
    return Style(bool(_DAYS.search(shown)), bool(_HOURS.search(shown)))


def read_cell(node: ElementTree.Element, texts: Sequence[str], style: Style, from_1904: bool) -> Cell:
    """ "" where nothing stands; cell_error and cell_uncomputed where the program that wrote the file could not compute
    a formula, or did not."""
    kind = node.get("t", "n")
    parts = {child.tag.rpartition("}")[2]: child for child in node}
    if kind == "inlineStr":
        return text_of(parts["is"]) if "is" in parts else ""
    value = parts["v"].text if "v" in parts else None
    if value is None:
        return BadInput("cell_uncomputed") if "f" in parts and kind != "str" else ""
    match kind:
        case "s":
            return texts[int(value)]
        case "str":
            return _unescaped(value)
        case "e":
            return BadInput("cell_error")
        case "b":
            return "true" if value == "1" else "false"
        case "d":
            return value
    return _number(value, style, from_1904)


def text_of(node: ElementTree.Element) -> str:
    """The text of a string: its runs one after the other, without how they are to be pronounced."""
    said = []
    for child in node:
        tag = child.tag.rpartition("}")[2]
        if tag == "t":
            said.append(child.text or "")
        elif tag == "r":
            said += [part.text or "" for part in child if part.tag.endswith("}t") or part.tag == "t"]
    return _unescaped("".join(said))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _number(value: str, style: Style, from_1904: bool) -> Cell:
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        raise ValueError("not a number") from None
    if not number.is_finite():
        return BadInput("cell_error")
    if style.day or style.time:
        moment = _moment(number, style, from_1904)
        if moment:
            return moment
    return _digits(number, style.digits)


def _moment(number: Decimal, style: Style, from_1904: bool) -> str:
    """ "" where there is no such day: then it is only a number that looks wrong in its cell, too."""
    if not 0 <= number < _MOST_DAYS:
        return ""
    start = _EPOCH_1904 if from_1904 else _EPOCH + timedelta(days=1 if number < _FIRST_RIGHT - 1 else 0)
    at = start + timedelta(seconds=round(float(number) * 86_400))
    if style.time and not style.day and number < 1:
        return f"{at:%H:%M:%S}"
    return f"{at:%Y-%m-%d %H:%M:%S}" if style.time or number % 1 else f"{at:%Y-%m-%d}"


def _digits(number: Decimal, width: int) -> str:
    """13900000001, not 1.3900000001E+10; 0.1, not the nearest to it that a computer can hold."""
    rounded = Decimal(f"{number:.{_EXACT}g}") if len(number.as_tuple().digits) > _EXACT + 2 else number
    if rounded == rounded.to_integral_value() and abs(rounded) < Decimal(10) ** 300:
        return f"{int(rounded):0{width}d}"
    return f"{float(rounded):.15g}"
