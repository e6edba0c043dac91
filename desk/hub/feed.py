"""The feed: what a desk may see, in the order in which it was committed, page by page."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, or_, select

from desk.domain.sight import PERSON_LEVELS, PUBLISHED
from desk.hub import tables
from desk.hub.epoch import read_counter
from desk.hub.hub import Hub, Member, Refusal
from desk.journal.part import SALT_BYTES
from desk.sync.wire import MOST_PAGE, NO_TOKEN

MOST_LOOKED_AT = 50_000  # places of one page
PAGE_BYTES = 4 * 2**20  # a page is closed where it grows beyond this; JSON may need six times as much to spell it
_AT_ONCE = 200  # facts that are fetched together: each may hold three long texts
_UNTOLD = ("", "")
_Parts = tuple[bytes | None, bytes | None]  # person, words: salt and data in one
_NO_PARTS: _Parts = (None, None)


class _Place(NamedTuple):
    """A place of the feed that the desk may see. `own`: it wrote the fact; `seen`: the subject is at or below it;
    `published`: it is meant for whoever stands below its place, as this desk does."""

    place: int
    fact: int
    again: bool
    own: bool
    seen: bool | None
    of_place: bool | None
    published: bool | None

    @property
    def only_published(self) -> bool:
        return bool(self.published) and not (self.own or self.seen)


def _visible() -> Any:
    feed, subject, place, stream = tables.feed.c, tables.subject.c, tables.place.c, tables.stream.c
    below = select(place.n).where(place.id == bindparam("own_place")).cte("below", recursive=True)
    below = below.union(select(place.n).join(below, place.parent == below.c.n))
    above = select(place.n, place.parent).where(place.id == bindparam("own_place")).cte("above", recursive=True)
    above = above.union(select(place.n, place.parent).join(above, place.n == above.c.parent))
    own = feed.stream.in_(select(stream.n).where(stream.desk_key == bindparam("own_key")))
    seen = subject.place.in_(select(below.c.n))
    published = and_(subject.noun.in_(sorted(PUBLISHED)), subject.place.in_(select(above.c.n)))
    return (
        select(feed.place, feed.fact, feed.again, own, seen, subject.noun == "place", published)
        .select_from(tables.feed)
        .outerjoin(tables.subject, subject.n == feed.subject)
        .where(feed.place > bindparam("after"), feed.place <= bindparam("until"))
        .where(or_(feed.everybody, own, seen, published))
        .order_by(feed.place)
        .limit(bindparam("most"))
    )


_VISIBLE = _visible()
_NAMES = "n stream seq prev hash content epoch order_n verdict reason hub_time mac".split()
_VERDICT = _NAMES.index("verdict")
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
        self._before: dict[int, tuple[int, bytes]] = {}  # seq and hash of the last link, by its stream
        self._size = 0

    def fill(self, after: int, until: int, most: int) -> int:
        """The last place looked at."""
        asked = {"own_place": self.member.place.bytes, "own_key": self.member.key}
        within = {"after": after, "until": until, "most": most}
        found = list(map(_Place._make, self.connection.execute(_VISIBLE, asked | within)))
        at = after
        for first in range(0, len(found), _AT_ONCE):
            places = found[first : first + _AT_ONCE]
            facts, parts = self._facts(places), self._parts(places)
            for place in places:
                if self._size > PAGE_BYTES:
                    return at
                at = place.place
                if place.only_published and facts[place.fact][_VERDICT] == "set_aside":
                    continue  # whoever stands below may not speak to all others there
                held, (person, words) = parts.get(place.fact, _NO_PARTS), self._allowed(place)
                given = *(_told(held[0]) if person else _UNTOLD), *(_told(held[1]) if words else _UNTOLD)
                fact = self._fact(facts[place.fact])
                self.rows.append((place.place, int(place.again), *fact, *given))
                self._size += sum(map(len, given))
        return at if len(found) == most else until

    def streams(self) -> list[list[str]]:
        """Keys and incarnations, as the rows count them."""
        row = tables.stream.c
        columns = row.n, row.desk_key, row.incarnation
        found = self.hub.engine.find(self.connection, row.n, list(self._streams), *columns)
        return [[key.hex(), incarnation.hex()] for _, key, incarnation in sorted(found, key=self._index)]

    def _index(self, row: Sequence[Any]) -> int:
        return self._streams[row[0]]

    def _allowed(self, place: _Place) -> tuple[bool, bool]:
        """Words go wherever the subject goes, the names of places to everybody; person parts stop at the town and do
        not come down."""
        person = place.own or (place.seen and self.member.level in PERSON_LEVELS)
        return bool(person), bool(person or place.seen or place.of_place or place.published)

    def _facts(self, places: Iterable[_Place]) -> dict[int, tuple[Any, ...]]:
        numbers = list({place.fact for place in places})
        return {row[0]: row for row in self.hub.engine.find(self.connection, _KEPT[0], numbers, *_KEPT)}

    def _parts(self, places: Iterable[_Place]) -> dict[int, _Parts]:
        """By fact, where this desk may have any."""
        numbers = list({place.fact for place in places if any(self._allowed(place))})
        row = tables.part.c
        found = self.hub.engine.find(self.connection, row.fact, numbers, row.fact, row.person, row.words)
        return {n: (person, words) for n, person, words in found}

    def _fact(self, kept: Sequence[Any]) -> tuple[Any, ...]:
        """Link and stamp as they travel: a link that follows the one before in its stream does not name it."""
        _, stream, seq, prev, hash, content, epoch, n, verdict, reason, hub_time, mac = kept
        follows = self._before.get(stream) == (seq - 1, prev)
        self._before[stream] = seq, hash
        self._size += len(content)
        index = self._streams.setdefault(stream, len(self._streams))
        link = index, seq, "" if follows else prev.hex(), content.decode()
        return *link, epoch, n, verdict, reason, hub_time, mac.hex()


def _told(part: bytes | None) -> tuple[str, str]:
    """Salt and text."""
    return _UNTOLD if part is None else (part[:SALT_BYTES].hex(), part[SALT_BYTES:].decode())
