"""The roster: deputies as they are published above and entered here, each person once."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from desk.domain.codes import Codes
from desk.domain.moment import local_day
from desk.errors import BadInput
from desk.reads.lens import Lens
from desk.reads.reception_views import DeputyView
from desk.reads.tree import Standing, above_in, standing_in
from desk.storage.tables_reception import deputy
from desk.storage.vault import Vault

_MOST_NAMED = 5
_LEVELS = "NCDTX"


def read_roster(vault: Vault, lens: Lens, day: date | None = None, *, below: bool = False) -> tuple[DeputyView, ...]:
    """Who is in office on a day (today): entries of this place and those published above, with `below` also what the
    places under it have entered. A matched entry is shown as the published one, once."""
    with vault.read() as connection:
        return roster_in(connection, lens, day, below=below)


def roster_in(
    connection: Connection, lens: Lens, day: date | None = None, *, below: bool = False
) -> tuple[DeputyView, ...]:
    known = _Known(connection, lens.codes)
    asked = day or local_day(lens.now)
    shown = (*known.at.own, *known.at.above)
    ids = {known.same(id) for id, row in known.rows.items() if below or row.place in shown}
    return tuple(one for one in map(known.view, sorted(ids, key=known.order)) if in_office(one, asked))


def in_office(one: DeputyView, day: date) -> bool:
    return (one.since is None or one.since <= day) and (one.until is None or day <= one.until)


def served_in(one: DeputyView, year: int) -> bool:
    """Whether in office on any day of that year."""
    return (one.since is None or one.since.year <= year) and (one.until is None or one.until.year >= year)


def deputies_in(connection: Connection, codes: Codes) -> dict[UUID, DeputyView]:
    """Every entry under its own id, in office or not; a matched one looks like the published one. Whoever shows an id
    that is not here (another roster's) leaves it out."""
    known = _Known(connection, codes)
    return {id: known.view(known.same(id)) for id in sorted(known.rows, key=known.order)}


def same_ids(connection: Connection) -> dict[UUID, UUID]:
    """Of entries that turned out to be another one: which. Counts go by `same.get(id, id)`."""
    known = _Known(connection, None)
    return {id: same for id in known.rows if (same := known.same(id)) != id}


def ids_of(connection: Connection, id: UUID) -> frozenset[UUID]:
    """All entries that are the same person as this one, itself among them."""
    known = _Known(connection, None)
    same = known.same(id)
    return frozenset({id, *(other for other in known.rows if known.same(other) == same)})


def entries_in(connection: Connection, codes: Codes) -> tuple[DeputyView, ...]:
    """Every entry as it stands itself, matched or not, in office or not."""
    known = _Known(connection, codes)
    return tuple(map(known.view, sorted(known.rows, key=known.order)))


def read_entries(vault: Vault, lens: Lens) -> tuple[DeputyView, ...]:
    """Every entry of this place and of those above as it stands itself, in office or not."""
    with vault.read() as connection:
        known = _Known(connection, lens.codes)
        shown = (*known.at.own, *known.at.above)
        ids = (id for id, row in known.rows.items() if row.place in shown)
        return tuple(map(known.view, sorted(ids, key=known.order)))


def read_deputy(vault: Vault, lens: Lens, id: UUID) -> DeputyView:
    """One entry as it stands itself. Raises BadInput deputy_unknown."""
    with vault.read() as connection:
        return deputy_in(connection, lens.codes, id)


def deputy_in(connection: Connection, codes: Codes, id: UUID) -> DeputyView:
    known = _Known(connection, codes)
    if id not in known.rows:
        raise BadInput("deputy_unknown")
    return known.view(id)


def read_alike(vault: Vault, lens: Lens, id: UUID) -> tuple[DeputyView, ...]:
    """What an entry may be matched with: others of its name, level and group. Raises BadInput deputy_unknown."""
    with vault.read() as connection:
        return alike_in(connection, lens.codes, deputy_in(connection, lens.codes, id))


def alike_in(connection: Connection, codes: Codes, one: DeputyView) -> tuple[DeputyView, ...]:
    """Other entries with this name, level and group: the same person entered twice, or two of one name."""
    said = one.name, one.congress, one.group_code
    every = entries_in(connection, codes)
    return tuple(each for each in every if (each.name, each.congress, each.group_code) == said and each.id != one.id)


def pick_deputy(vault: Vault, lens: Lens, word: str) -> UUID:
    """Whom an id or a name means; of several people of one name nobody is chosen.

    Raises BadInput deputy_unknown, deputy_ambiguous with level and group of the candidates.
    """
    with vault.read() as connection:
        known = _Known(connection, lens.codes)
    try:
        id = UUID(word)
    except ValueError:
        named = {known.same(one) for one, row in known.rows.items() if row.name == word.strip()}
    else:
        named = {id} & known.rows.keys()
    if not named:
        raise BadInput("deputy_unknown")
    if len(named) > 1:
        candidates = tuple(f"{one} {known.rows[one].congress}" for one in sorted(named)[:_MOST_NAMED])
        raise BadInput("deputy_ambiguous", count=len(named), candidates=candidates)
    return named.pop()


class _Known:
    """The entries that hold here: of this place, those above and those below. What is left of a roster that this desk
    belonged to before it was moved is passed over."""

    def __init__(self, connection: Connection, codes: Codes | None) -> None:
        self.codes, self.at = codes, standing_in(connection)
        rows = connection.execute(select(deputy)).all()
        places = set(_holding(connection, self.at, {row.place for row in rows}))
        self.rows: Mapping[UUID, Any] = {UUID(bytes=row.id): row for row in rows if row.place in places}

    def same(self, id: UUID) -> UUID:
        """The entry that this one is matched to in the end; a ring ends where it began."""
        passed: list[UUID] = []
        while id not in passed:
            passed.append(id)
            row = self.rows.get(id)
            other = UUID(bytes=row.same_as) if row is not None and row.same_as else id
            if other not in self.rows:
                return id
            id = other
        return min(passed[passed.index(id) :])

    def order(self, id: UUID) -> tuple[int, str, str, bool, UUID]:
        """The highest level first, then by group and name; what was published before what was entered."""
        row = self.rows[id]
        group = row.deputy_group or "~"
        return _LEVELS.find(row.congress), group, row.name or "", row.place not in self.at.above, id

    def view(self, id: UUID) -> DeputyView:
        assert self.codes is not None
        row = self.rows[id]
        return DeputyView(
            id=id,
            name=row.name or "",
            congress=row.congress,
            level=self.codes.label("deputy_level", row.congress),
            group=self.codes.label("deputy_group", row.deputy_group) if row.deputy_group else None,
            post=row.post or "",
            phone=row.phone or "",
            since=date.fromisoformat(row.since) if row.since else None,
            until=date.fromisoformat(row.until) if row.until else None,
            published=row.place in self.at.above,
            same_as=UUID(bytes=row.same_as) if row.same_as else None,
            group_code=row.deputy_group,
        )


def _holding(connection: Connection, at: Standing, places: Iterable[bytes]) -> Iterator[bytes]:
    near = (*at.own, *at.above)
    return (place for place in places if place in near or at.own[0] in above_in(connection, place))
