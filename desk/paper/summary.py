"""What a receipt prints of a person's words: the beginning, ended where a sentence ends."""

from dataclasses import dataclass

from desk.paper.cleaning import one_line
from desk.paper.units import is_han

_MOST_HAN = 120  # code points; a foreign text has twice as many on the same paper
_STOPS = "。；，！？;"
_LEAST_KEPT = 0.6  # of the limit: a stop before that is too far back


@dataclass(frozen=True)
class Summary:
    """`cut`: the words go on after ……."""

    text: str
    cut: bool


def summarise(body: str) -> Summary:
    """At most 120 汉字 or 240 Latin code points of `body`, however long it is."""
    start = one_line(body, 2 * _MOST_HAN)
    mostly_han = sum(map(is_han, start)) * 2 > len(start)
    most = _MOST_HAN if mostly_han else 2 * _MOST_HAN
    if len(start) <= most:
        return Summary(start, cut=False)
    piece = start[:most]
    stop = max(map(piece.rfind, _STOPS if mostly_han else (*_STOPS, ". ", " ")))
    if stop > most * _LEAST_KEPT:
        piece = piece[: stop + 1]
    return Summary(piece.rstrip("，；。,;. ") + ("……" if mostly_han else " ..."), cut=True)
