"""What a form prints of a long text: its beginning, and how many characters of it stand elsewhere."""

from typing import NamedTuple

from desk.paper.cleaning import clean, one_line

_MOST_READ = 20_000  # code points of one field: it holds no more
_MOST_BREAKS = 20


class Excerpt(NamedTuple):
    """`whole` and `omitted` count characters without blanks."""

    text: str
    whole: int
    omitted: int


def excerpt(text: str, most: int) -> Excerpt:
    """The first `most` code points, without empty lines; more than twenty lines run on as one."""
    lines = [line.strip() for line in clean(text[:_MOST_READ]).split("\n")]
    lines = [line for line in lines if line]
    said = "\n".join(lines) if len(lines) <= _MOST_BREAKS else one_line(" ".join(lines), _MOST_READ)
    shown = said[:most].rstrip()
    whole = _characters(said) + max(0, len(text) - _MOST_READ)
    return Excerpt(shown, whole, whole - _characters(shown))


def _characters(text: str) -> int:
    return len("".join(text.split()))
