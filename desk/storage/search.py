"""The search index: a contentless FTS5 table over pairs of neighbouring characters.

Two-character words are one token, so they are found at once; longer ones are an AND of pairs, checked against the
text afterwards. The rowid is the case's rank, so newest-first needs no sort.
"""

import re
import sys
from array import array
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from desk.storage.statement import run_many

FACET = "§"  # begins a token that says something of the case, not a word of it
_RUN = re.compile(r"[^\W_]+")
_BLANK = ord(" ")
_UTF_32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
_LOW_BITS = 22  # cases that may share one second and one rank's upper part

_MOST_TOKENS = 40  # of one word; a longer one is looked for in the rows anyway

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
    codes = array("I", f"{words.lower()} ".encode(_UTF_32))
    tokens = array("I", [_BLANK]) * (3 * len(codes) - 3)
    tokens[0::3], tokens[1::3] = codes[:-1], codes[1:]
    return tokens.tobytes().decode(_UTF_32)


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


def add_search(connection: Connection, rows: Iterable[tuple[int, str, Iterable[str]]]) -> None:
    """Rows are rank, text and facets."""
    new = [(rank, " ".join((grams(words), *(FACET + facet for facet in facets)))) for rank, words, facets in rows]
    run_many(connection, _ADD, new)


def drop_search(connection: Connection, ranks: Iterable[int]) -> None:
    run_many(connection, _DROP, [(rank,) for rank in ranks])


def optimize_search(connection: Connection) -> None:
    """Merges the segments: only then are the tokens of deleted rows gone from the file."""
    connection.execute(text("INSERT INTO case_search(case_search) VALUES ('optimize')"))


def clear_search(connection: Connection) -> None:
    connection.execute(text("INSERT INTO case_search(case_search) VALUES ('delete-all')"))
