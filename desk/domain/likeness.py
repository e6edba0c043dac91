"""How alike two texts are (为什么像): the pairs of letters they share, the rarer the heavier; words to underline."""

import re
from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

from rapidfuzz import fuzz

MOST_LETTERS = 1_200  # of a text; what a letter is about stands at its beginning
MOST_PAIRS = 160  # of those letters: the measure of what one look-up costs
ENOUGH = 22  # of 100; measured on a city's messages, where what is not alike stays below it
MOST_WORDS = 12
_RUN = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[a-z0-9]")
_SHORTEST_LATIN = 4


class Text(NamedTuple):
    """A text as it is compared: its beginning in small letters, and the pairs in it, each once."""

    letters: str
    pairs: tuple[str, ...]


def read_text(parts: Iterable[str | None]) -> Text:
    letters = "\n".join(part for part in parts if part).lower()[:MOST_LETTERS]
    return Text(letters, tuple(_pairs(letters))[:MOST_PAIRS])


def _pairs(letters: str) -> dict[str, None]:
    """As the search index has them; two digits say nothing, for numbers and telephones stand in it too."""
    found: dict[str, None] = {}
    for run in _RUN.findall(letters):
        pairs = (run[at : at + 2] for at in range(len(run) - 1))
        found |= dict.fromkeys(pair for pair in pairs if not pair.isdecimal())
    return found


def likeness(one: Text, other: Text, weights: Mapping[str, float]) -> int:
    """0 to 100: how much of the shorter text the shared pairs weigh, and how alike the letters run; the mean of both.

    `weights` are of the pairs of `one`: the rarer a pair is, the heavier.
    """
    total = sum(weights.values())
    shorter = min(len(one.pairs), len(other.pairs))
    if not total or not shorter:
        return 0
    shared = sum(weights.get(pair, 0) for pair in other.pairs)
    covered = min(1.0, shared * len(one.pairs) / (total * shorter))
    return round(50 * covered + fuzz.ratio(one.letters, other.letters) / 2)


def words_in_common(one: Text, other: Text, plain: Set[str]) -> tuple[str, ...]:
    """The words of the first text that stand in the other too, as long as they go, in their order; at most MOST_WORDS,
    the longer ones. `plain` words say nothing of the matter and are left out."""
    found: dict[str, None] = {}
    for run in _RUN.findall(one.letters):
        found |= dict.fromkeys(_shared(run, other.letters, plain))
    kept = set(sorted(found, key=len, reverse=True)[:MOST_WORDS])
    return tuple(word for word in found if word in kept)


def _shared(run: str, other: str, plain: Set[str]) -> Iterable[str]:
    at = 0
    while at < len(run) - 1:
        end = at + 2
        while end <= len(run) and run[at:end] in other:
            end += 1
        length = end - 1 - at
        if length >= 2:
            word = _bare(run[at : at + length], plain)
            if _is_word(word, run, other):
                yield word
        at += max(1, length)


def _bare(word: str, plain: Set[str]) -> str:
    """Without plain words at its ends."""
    while word:
        head = max((size for size in range(1, len(word) + 1) if word[:size] in plain), default=0)
        tail = max((size for size in range(1, len(word) - head + 1) if word[-size:] in plain), default=0)
        if not head and not tail:
            return word
        word = word[head : len(word) - tail]
    return word


def _is_word(word: str, run: str, other: str) -> bool:
    """Two characters are a word; of letters and digits only a whole one is, in both texts."""
    if len(word) < 2 or not _LATIN.search(word):
        return len(word) >= 2
    whole = re.compile(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])")
    return len(word) >= _SHORTEST_LATIN and bool(whole.search(run) and whole.search(other))
