"""The feed: what a desk may see, in the order in which it was committed, page by page."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, or_, select

from desk.domain.event import PARTS
from desk.domain.sight import PERSON_LEVELS
from desk.hub import tables
from desk.hub.epoch import read_counter
from desk.hub.hub import Hub, Member, Refusal
from desk.sync.wire import MOST_PAGE, NO_TOKEN

MOST_LOOKED_AT = 50_000  # places of one page
PAGE_BYTES = 4 * 2**20  # a page is closed where it grows beyond this; JSON may need six times as much to spell it
_AT_ONCE = 200  # facts that are fetched together: each may hold three long texts
_PERSON, _WORDS = PARTS.index("person"), PARTS.index("words")
_NO_PART = ("", "")


class _Place(NamedTuple):
    """A place of the feed that the desk may see. `own`: it wrote the fact; `seen`: the subject is at or below it."""

    place: int
    fact: int
    again: bool
    own: bool
    seen: bool | None
    of_place: bool | None


class _Kept(NamedTuple):
    """A fact as it is kept: its link, and its stamp from `epoch` on."""

    stream: int
    seq: int
    prev: bytes
    hash: bytes
    content: bytes
    epoch: int
    n: int
    verdict: str
    reason: str
    hub_time: int
    mac: bytes


def _visible() -> Any:
    feed, subject, place, stream = tables.feed.c, tables.subject.c, tables.place.c, tables.stream.c
    below = select(place.n).where(place.id == bindparam("own_place")).cte("below", recursive=True)
    below = below.union(select(place.n).join(below, place.parent == below.c.n))
    own = feed.stream.in_(select(stream.n).where(stream.desk_key == bindparam("own_key")))
    seen = subject.place.in_(select(below.c.n))
    return (
        select(feed.place, feed.fact, feed.again, own, seen, subject.noun == "place")
        .select_from(tables.feed)
        .outerjoin(tables.subject, subject.n == feed.subject)
        .where(feed.place > bindparam("after"), feed.place <= bindparam("until"))
        .where(or_(feed.everybody, own, seen))
        .order_by(feed.place)
        .limit(bindparam("most"))
    )


_VISIBLE = _visible()
_NAMES = "n stream seq prev hash content epoch order_n verdict reason hub_time mac".split()
_KEPT = tuple(tables.fact.c[name] for name in _NAMES)


def page_of(hub: Hub, member: Member, after: int, token: str, limit: int) -> dict[str, Any]:
    """What stands behind the place `after`, where the desk found `token`; at most `limit` rows.

    Raises Refusal 409 rewound where another token stands there: the hub is not where the desk left it.
    """
    with hub.engine.read() as connection:
        counter = read_counter(connection)
        if token_at(connection, after) != token:
            raise Refusal(409, "rewound")
        page = _Page(hub, member, connection)
        place = page.fill(after, min(counter.feed, after + MOST_LOOKED_AT), max(1, min(limit, MOST_PAGE)))
        return {
            "epoch": counter.epoch,
            "after": after,
            "place": place,
            "token": token_at(connection, place),
            "more": place < counter.feed,
            "streams": page.streams(),
            "facts": page.rows,
        }


def token_at(connection: Connection, place: int) -> str | None:
    """The token of a place of the feed; None where there is no such place."""
    if place == 0:
        return NO_TOKEN
    token = connection.execute(select(tables.feed.c.token).where(tables.feed.c.place == place)).scalar()
    return None if token is None else token.hex()


class _Page:
    """The rows of a page, gathered until there are enough or they are too long."""

    def __init__(self, hub: Hub, member: Member, connection: Connection) -> None:
        self.hub, self.member, self.connection = hub, member, connection
        self.rows: list[tuple[Any, ...]] = []
        self._streams: dict[int, int] = {}
        self._before: dict[int, _Kept] = {}
        self._size = 0

    def fill(self, after: int, until: int, most: int) -> int:
        """The last place looked at."""
        asked = {"own_place": self.member.place.bytes, "own_key": self.member.key}
        within = {"after": after, "until": until, "most": most}
        found = [_Place(*row) for row in self.connection.execute(_VISIBLE, asked | within)]
        at = after
        for first in range(0, len(found), _AT_ONCE):
            places = found[first : first + _AT_ONCE]
            facts, parts = self._facts(places), self._parts(places)
            for place in places:
                if self._size > PAGE_BYTES:
                    return at
                self.rows.append(self._row(place, facts[place.fact], parts))
                at = place.place
        return at if len(found) == most else until

    def streams(self) -> list[list[str]]:
        """Keys and incarnations, as the rows count them."""
        row = tables.stream.c
        columns = row.n, row.desk_key, row.incarnation
        found = self.hub.engine.find(self.connection, row.n, list(self._streams), *columns)
        return [[key.hex(), incarnation.hex()] for _, key, incarnation in sorted(found, key=self._index)]

    def _index(self, row: Sequence[Any]) -> int:
        return self._streams[row[0]]

    def _facts(self, places: Sequence[_Place]) -> dict[int, _Kept]:
        numbers = list({place.fact for place in places})
        return {n: _Kept(*rest) for n, *rest in self.hub.engine.find(self.connection, _KEPT[0], numbers, *_KEPT)}

    def _parts(self, places: Sequence[_Place]) -> dict[int, tuple[str, str]]:
        """Salt and text by key, of those that this desk may have."""
        keys = {2 * place.fact + index for place in places for index in self._allowed(place)}
        row = tables.part.c
        found = self.hub.engine.find(self.connection, row.n, list(keys), row.n, row.salt, row.data)
        return {n: (salt.hex(), data.decode()) for n, salt, data in found}

    def _allowed(self, place: _Place) -> tuple[int, ...]:
        """Words go wherever the subject goes, the names of places to everybody; person parts stop at the town."""
        if place.own or (place.seen and self.member.level in PERSON_LEVELS):
            return _PERSON, _WORDS
        return (_WORDS,) if place.seen or place.of_place else ()

    def _row(self, place: _Place, kept: _Kept, parts: Mapping[int, tuple[str, str]]) -> tuple[Any, ...]:
        before = self._before.get(kept.stream)
        follows = before is not None and (before.seq + 1, before.hash) == (kept.seq, kept.prev)
        self._before[kept.stream] = kept
        stream = self._streams.setdefault(kept.stream, len(self._streams))
        link = stream, kept.seq, "" if follows else kept.prev.hex(), kept.content.decode()
        stamp = kept.epoch, kept.n, kept.verdict, kept.reason, kept.hub_time, kept.mac.hex()
        allowed = self._allowed(place)
        person = parts.get(2 * place.fact + _PERSON, _NO_PART) if _PERSON in allowed else _NO_PART
        words = parts.get(2 * place.fact + _WORDS, _NO_PART) if _WORDS in allowed else _NO_PART
        self._size += len(kept.content) + len(person[1]) + len(words[1])
        return place.place, int(place.again), *link, *stamp, *person, *words
