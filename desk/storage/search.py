"""The search index: a contentless FTS5 table over pairs of neighbouring characters.

Two-character words are one token, so they are found at once; longer ones are an AND of pairs, checked against the
text afterwards. The rowid is the case's rank, so newest-first needs no sort.
"""

import re
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, text

from desk.storage.statement import run, run_many

FACET = "§"  # begins a token that says something of the case, not a word of it
_RUN = re.compile(r"[^\W_]+")
_BLANK = ord(" ")
_UTF_32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
_LOW_BITS = 22  # cases that may share one second and one rank's upper part

_MOST_TOKENS = 40  # of one word; a longer one is looked for in the rows anyway

_TOGETHER = 50  # texts whose tokens are made in one go: each may be long
_WITH = "SELECT rowid FROM case_search WHERE case_search MATCH :token LIMIT :most"
_ADD = "INSERT INTO case_search(rowid, grams) VALUES (?, ?)"
_DROP = "DELETE FROM case_search WHERE rowid = ?"


def rank_of(received_seconds: int, number: int) -> int:
    """Sorts by the second a case was received (since 1970, not before), then by its local number."""
    return received_seconds << _LOW_BITS | (number & (1 << _LOW_BITS) - 1)


def grams(words: str) -> str:
    """The tokens of a text: each character and the one after it.

    Pairs with a mark in them are never looked up whole, but begin with a letter that may be. What is ASCII and no
    letter or digit parts tokens by itself.
    """
    return next(_grams([words]))


def _grams(texts: Sequence[str]) -> Iterator[str]:
    """Of several texts in one go: blanks part them, and the pair that begins with such a blank is left out."""
    lower = [words.lower() for words in texts]
    codes = array("I", f"{' '.join(lower)} ".encode(_UTF_32))
    tokens = array("I", [_BLANK]) * (3 * len(codes) - 3)
    tokens[0::3], tokens[1::3] = codes[:-1], codes[1:]
    pairs, at = tokens.tobytes().decode(_UTF_32), 0
    for words in lower:
        yield pairs[3 * at : 3 * (at + len(words))]
        at += len(words) + 1


def match(words: Iterable[Sequence[str]], facets: Iterable[str] = ()) -> str | None:
    """The MATCH expression that every one of the words may stand there, each in one of its spellings, in cases with
    every one of the facets; None when nothing can be looked up."""
    wanted = [f'"{FACET}{facet}"' for facet in facets]
    for spellings in words:
        ways = [" AND ".join(tokens) for word in spellings if (tokens := _looked_up(word))]
        wanted += ["(" + ") OR (".join(ways) + ")"] if ways else []
    return " AND ".join(f"({one})" for one in wanted) or None


def _looked_up(word: str) -> list[str]:
    tokens: dict[str, None] = {}
    for letters in _RUN.findall(word.lower()):
        pairs = [f'"{letters[i : i + 2]}"' for i in range(len(letters) - 1)]
        tokens |= dict.fromkeys(pairs or [f'"{letters}"*'])
    return list(tokens)[:_MOST_TOKENS]


def is_exact(word: str) -> bool:
    """Whether the index alone tells that the word stands there: one or two characters, and all of them looked up."""
    return len(word) <= 2 and _RUN.fullmatch(word) is not None


def ranks_with(connection: Connection, pair: str, most: int) -> list[int]:
    """The ranks of cases with that pair of letters, at most so many."""
    return [rank for (rank,) in run(connection, _WITH, token=f'"{pair}"', most=most)]


def add_search(connection: Connection, rows: Sequence[tuple[int, str, Iterable[str]]]) -> None:
    """Rows are rank, text and facets."""
    for at in range(0, len(rows), _TOGETHER):
        some = rows[at : at + _TOGETHER]
        tokens = zip(some, _grams([words for _, words, _ in some]), strict=True)
        new = [(rank, " ".join((found, *[FACET + facet for facet in facets]))) for (rank, _, facets), found in tokens]
        run_many(connection, _ADD, new)


def drop_search(connection: Connection, ranks: Iterable[int]) -> None:
    run_many(connection, _DROP, [(rank,) for rank in ranks])


def optimize_search(connection: Connection) -> None:
    """Merges the segments: only then are the tokens of deleted rows gone from the file."""
    connection.execute(text("INSERT INTO case_search(case_search) VALUES ('optimize')"))


def clear_search(connection: Connection) -> None:
    connection.execute(text("INSERT INTO case_search(case_search) VALUES ('delete-all')"))
