"""Similar cases (相似的件): cases that may be the same, with the words they have in common.

Pairs of letters are looked up in the search index; those in too many cases tell nothing and are passed over, so that a
look-up costs the same with a hundred cases and with many thousand.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, select

from desk.domain.case_state import GUIDED, WITHDRAWN_STATE
from desk.domain.likeness import ENOUGH, Text, likeness, read_text, words_in_common
from desk.reads.cases import case_lines, case_of
from desk.reads.lens import Lens
from desk.reads.views import CaseRow
from desk.storage.search import ranks_with
from desk.storage.tables_case import case
from desk.storage.vault import Vault

TEXTS = ("title", "main_cause", "proposal", "original_text")
_IN_MANY = 150  # cases: a pair that stands in more is not rare
_BUDGET = 3_000  # places in the index that one look-up reads, beside the pairs that turn out not to be rare
_LOOKED_AT = 20  # cases that are compared letter by letter
MOST = 10


@dataclass(frozen=True)
class Similar:
    """A case that may be the same; `score` is of 100, `why` are the words in common, as they stand in the other text
    with small letters."""

    row: CaseRow
    score: int
    why: tuple[str, ...]


class _Found(NamedTuple):
    """What the index says of a text: cases by rank with the weight of what they share, and the weight of each pair."""

    ranks: Mapping[int, float]
    weights: Mapping[str, float]


class Match(NamedTuple):
    """The row of a case that may be the same, how alike it is, and the words in common."""

    row: Any
    score: int
    why: tuple[str, ...]


def similar_cases(vault: Vault, lens: Lens, id: UUID) -> tuple[Similar, ...]:
    """Of a case: others that may be the same, the most alike first; none that was said not to be the same, none that is
    merged already. Raises BadInput case_unknown."""
    with vault.read() as connection:
        return _told(connection, lens, matches_of(connection, lens, case_of(connection, id)))


def similar_to_form(vault: Vault, lens: Lens, form: Mapping[str, object]) -> tuple[Similar, ...]:
    """Of what is being typed (form F1)."""
    said = read_text(text if isinstance(text, str) else None for text in map(form.get, TEXTS))
    with vault.read() as connection:
        return _told(connection, lens, _matches(connection, lens, said, set()))


def matches_of(connection: Connection, lens: Lens, row: Any) -> list[Match]:
    """What may be the same as a case of the table; of a merged one nothing, it has found its main case."""
    if row.main is not None:
        return []
    apart = {UUID(other).bytes for other in row.apart.split(",") if other}
    return _matches(connection, lens, text_of(row), {row.id, *apart})


def text_of(row: Any) -> Text:
    return read_text(getattr(row, name) for name in TEXTS)


def _told(connection: Connection, lens: Lens, matches: Sequence[Match]) -> tuple[Similar, ...]:
    lines = case_lines(connection, [match.row for match in matches], lens)
    return tuple(Similar(line, match.score, match.why) for line, match in zip(lines, matches, strict=True))


def _matches(connection: Connection, lens: Lens, said: Text, never: set[bytes]) -> list[Match]:
    found = _look_up(connection, said)
    matches: list[Match] = []
    for row in _rows(connection, nlargest(_LOOKED_AT, found.ranks, key=lambda rank: (found.ranks[rank], rank))):
        other = text_of(row)
        score = likeness(said, other, found.weights)
        if score >= ENOUGH and row.id not in never:
            matches.append(Match(row, score, words_in_common(said, other, lens.codes.plain)))
    return sorted(matches, key=lambda match: (-match.score, -match.row.rank))[:MOST]


def _look_up(connection: Connection, said: Text) -> _Found:
    total = connection.execute(select(func.count()).select_from(case)).scalar_one()
    held = {pair: ranks_with(connection, pair, _IN_MANY + 1) for pair in said.pairs}
    weights = {pair: math.log(1 + total / max(1, len(ranks))) for pair, ranks in held.items()}
    ranks: defaultdict[int, float] = defaultdict(float)
    read = 0
    for pair, places in sorted(held.items(), key=lambda one: len(one[1])):
        read += len(places)
        if len(places) > _IN_MANY or read > _BUDGET:
            break
        for rank in places:
            ranks[rank] += weights[pair]
    return _Found(ranks, weights)


def _rows(connection: Connection, ranks: Sequence[int]) -> Sequence[Any]:
    """Those that could be merged at all."""
    checks = case.c.main.is_(None), case.c.state != WITHDRAWN_STATE, case.c.nature.not_in(sorted(GUIDED))
    return connection.execute(select(case).where(case.c.rank.in_(ranks), case.c.unjudged == 0, *checks)).all()
