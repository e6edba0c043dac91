"""可能相同: the groups of cases that may be the same, out of what was found in the search index beforehand."""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from desk.domain.case_state import CLOSED, GUIDED, MERGED_STATE
from desk.domain.likeness import words_in_common
from desk.domain.moment import write_time
from desk.reads.cases import case_lines, read_case
from desk.reads.inbox import EVERYTHING, TO_FORWARD, Narrowed
from desk.reads.lens import Lens
from desk.reads.similar import TEXTS, text_of
from desk.reads.views import CaseRow, CaseView
from desk.storage.tables_case import case
from desk.storage.tables_office import alike, looked
from desk.storage.vault import Vault

FRESH_DAYS, MOST_FRESH = 180, 1_000  # cases for which similar ones are looked for: received lately, not yet forwarded
SETTLED = CLOSED - {MERGED_STATE}  # nothing is merged with these here
Pair = tuple[UUID, UUID]
_COLUMNS = ("n", "id", "rank", "state", "nature", "main", "apart", "unjudged", "erased")
_BRIEF = [case.c[name] for name in _COLUMNS]  # whole rows are wide


@dataclass(frozen=True)
class Group:
    """Cases that may be the same, the first received first; `pairs` of them, the most alike first; the words that the
    first pair has in common."""

    cases: tuple[CaseRow, ...]
    pairs: tuple[Pair, ...]
    words: tuple[str, ...]

    @property
    def id(self) -> UUID:
        return self.cases[0].id


@dataclass(frozen=True)
class GroupPage:
    """The first groups, and how many there are."""

    groups: tuple[Group, ...]
    total: int


@dataclass(frozen=True)
class PairView:
    """Two cases side by side, the main one first, with the words in common as each of them has them."""

    main: CaseView
    other: CaseView
    main_words: tuple[str, ...]
    other_words: tuple[str, ...]


class _Edge(NamedTuple):
    one: int
    other: int
    score: int


def unlooked(vault: Vault, lens: Lens) -> tuple[int, ...]:
    """The numbers of fresh cases whose similar ones were not looked for yet, or whose words have changed since; the
    newest first."""
    since = write_time(lens.now - timedelta(days=FRESH_DAYS))
    row = case.c
    texts = [row[name] for name in TEXTS]
    fresh = row.state.in_(TO_FORWARD), row.main.is_(None), row.received_at >= since, row.nature.not_in(sorted(GUIDED))
    chosen = select(row.n, looked.c.digest, *texts).outerjoin(looked, looked.c.n == row.n)
    with vault.read() as connection:
        rows = connection.execute(chosen.where(*fresh).order_by(row.rank.desc()).limit(MOST_FRESH)).all()
    return tuple(one.n for one in rows if one.digest != digest_of(one))


def digest_of(row: Any) -> int:
    """The check sum of a case's texts."""
    return zlib.crc32("\x00".join(getattr(row, name) or "" for name in TEXTS).encode("utf-8", "surrogatepass"))


def read_groups(vault: Vault, lens: Lens, narrowed: Narrowed = EVERYTHING, limit: int = 60) -> GroupPage:
    """Groups with a case that is still to be forwarded, the last received first."""
    with vault.read() as connection:
        rows = _rows_of(connection)
        edges = _standing(connection, rows)
        shown = _shown(connection, narrowed, rows) if narrowed != EVERYTHING else set(rows)
        new = {n for n in rows if _is_new(rows[n])}
        groups = [numbers for numbers in _grouped(edges) if numbers & shown and numbers & new]
        groups.sort(key=lambda numbers: max(rows[n].rank for n in numbers), reverse=True)
        chosen = groups[:limit]
        whole = _whole(connection, {n for numbers in chosen for n in numbers})
        lines = dict(zip(whole, case_lines(connection, list(whole.values()), lens), strict=True))
    from_one: defaultdict[int, list[_Edge]] = defaultdict(list)
    for edge in edges:
        from_one[edge.one].append(edge)
    found = (_group(lens, numbers, whole, lines, [edge for n in numbers for edge in from_one[n]]) for numbers in chosen)
    return GroupPage(tuple(found), len(groups))


def read_pair(vault: Vault, lens: Lens, main: UUID, other: UUID) -> PairView:
    """Raises BadInput case_unknown."""
    views = read_case(vault, lens, main), read_case(vault, lens, other)
    with vault.read() as connection:
        rows = {row.id: row for row in connection.execute(select(case).where(case.c.id.in_([main.bytes, other.bytes])))}
    one, two, plain = text_of(rows[main.bytes]), text_of(rows[other.bytes]), lens.codes.plain
    return PairView(*views, words_in_common(one, two, plain), words_in_common(two, one, plain))


def _rows_of(connection: Connection) -> dict[int, Any]:
    numbers = select(alike.c.one).union(select(alike.c.other))
    chosen = select(*_BRIEF).where(case.c.n.in_(numbers), case.c.state.not_in(sorted(SETTLED)))
    return {row.n: row for row in connection.execute(chosen)}


def _whole(connection: Connection, numbers: Set[int]) -> dict[int, Any]:
    return {row.n: row for row in connection.execute(select(case).where(case.c.n.in_(numbers)))}


def _standing(connection: Connection, rows: dict[int, Any]) -> list[_Edge]:
    """The pairs that are still worth looking at; a merged case is stood for by its main one."""
    mains = {row.main for row in rows.values() if row.main} - {row.id for row in rows.values()}
    if mains:
        rows |= {row.n: row for row in connection.execute(select(*_BRIEF).where(case.c.id.in_(mains)))}
    by_id = {row.id: row.n for row in rows.values()}
    best: dict[tuple[int, int], int] = {}
    for one, other, score in connection.execute(select(alike.c.one, alike.c.other, alike.c.score)):
        if one not in rows or other not in rows or _are_apart(rows[one], rows[other]):
            continue
        ends = sorted(by_id.get(rows[n].main, 0) if rows[n].main else n for n in (one, other))
        first, second = ends
        if first in rows and first != second and _may_be_same(rows[first], rows[second]):
            best[first, second] = max(score, best.get((first, second), 0))
    return [_Edge(*ends, score) for ends, score in sorted(best.items(), key=lambda item: (-item[1], item[0]))]


def _may_be_same(one: Any, other: Any) -> bool:
    return all(map(_is_open, (one, other))) and not _are_apart(one, other)


def _is_open(row: Any) -> bool:
    """Whether it may be merged, and there are words to tell by."""
    told = row.state in SETTLED or row.nature in GUIDED or row.main is not None
    return not (told or row.unjudged or "words" in row.erased.split(","))


def _are_apart(one: Any, other: Any) -> bool:
    if not one.apart and not other.apart:
        return False
    return str(UUID(bytes=other.id)) in one.apart or str(UUID(bytes=one.id)) in other.apart


def _is_new(row: Any) -> bool:
    return row.state in TO_FORWARD


def _shown(connection: Connection, narrowed: Narrowed, numbers: Iterable[int]) -> set[int]:
    """The numbers among which a group must have one."""
    return set(connection.execute(select(case.c.n).where(case.c.n.in_(numbers), *narrowed.checks())).scalars())


def _grouped(edges: Iterable[_Edge]) -> Iterator[set[int]]:
    """What hangs together."""
    near: defaultdict[int, set[int]] = defaultdict(set)
    for one, other, _ in edges:
        near[one].add(other)
        near[other].add(one)
    left = dict.fromkeys(near)
    while left:
        group, waiting = set[int](), [next(iter(left))]
        while waiting:
            at = waiting.pop()
            if at not in group:
                group.add(at)
                left.pop(at, None)
                waiting += near[at]
        yield group


def _group(
    lens: Lens, numbers: set[int], rows: Mapping[int, Any], lines: Mapping[int, CaseRow], edges: Sequence[_Edge]
) -> Group:
    pairs = [_sorted(rows, edge) for edge in sorted(edges, key=lambda edge: (-edge.score, edge))]
    words = words_in_common(text_of(pairs[0][0]), text_of(pairs[0][1]), lens.codes.plain)
    cases = tuple(lines[n] for n in sorted(numbers, key=lambda n: rows[n].rank))
    return Group(cases, tuple((UUID(bytes=one.id), UUID(bytes=other.id)) for one, other in pairs), words)


def _sorted(rows: Mapping[int, Any], edge: _Edge) -> tuple[Any, Any]:
    """The first received is the main one: it has the older promise."""
    one, other = rows[edge.one], rows[edge.other]
    return (one, other) if one.rank <= other.rank else (other, one)
