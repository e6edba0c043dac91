"""What a receipt prints of a person's words: the beginning, ended where a sentence ends."""

from dataclasses import dataclass
from itertools import accumulate
from unicodedata import east_asian_width

from desk.paper.cleaning import one_line
from desk.paper.units import is_han

_MOST_HAN = 120  # code points
_MOST_FOREIGN = 220  # half the width, and ragged lines lose some room
_STOPS = "。；，！？;"
_LEAST_KEPT = 0.6  # of the limit: a stop before that is too far back


@dataclass(frozen=True)
class Summary:
    """`cut`: the words go on after ……."""

    text: str
    cut: bool


def summarise(body: str) -> Summary:
    """The beginning of `body`: as much of a long text as of a very long one is read."""
    start = one_line(body, 2 * _MOST_HAN)
    mostly_han = sum(map(is_han, start)) * 2 > len(start)
    most = _MOST_HAN if mostly_han else _most_foreign(start)
    if len(start) <= most:
        return Summary(start, cut=False)
    piece = start[:most]
    stop = max(map(piece.rfind, _STOPS if mostly_han else (*_STOPS, ". ", " ")))
    if stop > most * _LEAST_KEPT:
        piece = piece[: stop + 1]
    return Summary(piece.rstrip("，；。,;. ") + ("……" if mostly_han else " ..."), cut=True)


def _most_foreign(text: str) -> int:
    """How many characters of a foreign text stand in the room of 110 汉字; wide ones count twice."""
    ends = accumulate(2 if east_asian_width(char) in "WF" else 1 for char in text)
    return sum(end <= _MOST_FOREIGN for end in ends)
