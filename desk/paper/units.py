"""What may not be broken on paper: one 汉字, one Latin word, one —— or ……; and what stands between two."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from desk.paper.fonts import Weight, advance

NO_START = frozenset("，。、；：！？）》」』】〕〉”’％℃·…～－!),.:;?]}%")
NO_END = frozenset("（《「『【〔〈“‘([{￥¥＄")
MEASURE = frozenset("年月日号位人件条次个元户层楼室页字时分点届期组场联份岁米项处")
_CLOSE_HALF = frozenset("，。、；：）》」』】〕〉”’")  # ink in the left half of the em
_OPEN_HALF = frozenset("（《「『【〔〈“‘")  # ink in the right half
_PAIRS = ("——", "……")
_WORD = re.compile("[A-Za-z0-9\u00a0\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u2013@#&+\\-_./:%*']+")
_SLIVER = 0.13  # em between 汉字 and Latin


class Unit(NamedTuple):
    """A piece of a line; `width` in em."""

    text: str
    weight: Weight
    width: float

    @property
    def space(self) -> bool:
        return self.text == " "


def units_of(text: str, weight: Weight) -> Iterator[Unit]:
    """The units of one clean paragraph without line breaks."""
    at = 0
    while at < len(text):
        word = _WORD.match(text, at)
        two = text[at : at + 2]
        piece = word.group() if word else two if two in _PAIRS else text[at]
        width = advance(piece, weight) if len(piece) == 1 else sum(advance(char, weight) for char in piece)
        yield Unit(piece, weight, width)
        at += len(piece)


def is_han(char: str) -> bool:
    code = ord(char)
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF


def _is_half(char: str, half: frozenset[str], weight: Weight) -> bool:
    return char in half and advance(char, weight) > 0.9


def kern(left: Unit, right: Unit) -> float:
    """Advance in em between two units: two marks that meet lose half an em, 汉字 and Latin gain a sliver."""
    return _kern(left.text[-1], left.weight, right.text[0], right.weight)


@lru_cache(1 << 16)
def _kern(a: str, first: Weight, b: str, second: Weight) -> float:
    if _is_half(a, _CLOSE_HALF, first) and (_is_half(b, _CLOSE_HALF, second) or _is_half(b, _OPEN_HALF, second)):
        return -0.5
    if _is_half(a, _OPEN_HALF, first) and _is_half(b, _OPEN_HALF, second):
        return -0.5
    if is_han(a) and b.isascii() and b.isalnum():
        return _SLIVER
    if is_han(b) and a.isascii() and (a.isalnum() or a == "%"):
        return _SLIVER
    return 0.0


def hang(unit: Unit) -> float:
    """How far in em a closing mark may stand over the line's end: its right half has no ink."""
    return 0.5 if _is_half(unit.text[-1], _CLOSE_HALF, unit.weight) else 0.0


def measure(units: Iterable[Unit]) -> float:
    """Width in em of units side by side."""
    row = list(units)
    return sum(unit.width for unit in row) + sum(kern(a, b) for a, b in pairwise(row))


def split_long(unit: Unit, room: float) -> list[Unit]:
    """A word wider than the column, cut into pieces that fit."""
    if unit.width <= room:
        return [unit]
    pieces, piece, width = [], "", 0.0
    for char in unit.text:
        more = advance(char, unit.weight)
        if piece and width + more > room:
            pieces.append(Unit(piece, unit.weight, width))
            piece, width = "", 0.0
        piece, width = piece + char, width + more
    return [*pieces, Unit(piece, unit.weight, width)]


def belongs(number: Unit, word: Unit) -> bool:
    """A short number keeps its measure word: 3号, 12月."""
    return len(number.text) <= 4 and number.text[-1].isdigit() and word.text[0] in MEASURE


def may_part(left: Unit, right: Unit) -> bool:
    """Whether a line may end with `left` and the next one start with `right` (避头尾)."""
    return not (right.text[0] in NO_START or left.text[-1] in NO_END or belongs(left, right))
