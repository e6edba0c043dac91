"""The shelf: which backups this desk has made and how the last try went, in a small file beside the records.

It lists this desk's own files alone: on a stick or a disk that several desks share, nobody's backups are taken away
but one's own.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import orjson

from desk.domain.moment import local, read_time, write_time
from desk.errors import Fact
from desk.storage.files import Home, disk_troubles, write_whole

_DAYS, _MONTHS = 7, 12  # of which the newest backup is kept


@dataclass(frozen=True)
class Made:
    """A finished backup: when, where, and how many facts it was seen to hold."""

    at: datetime
    path: Path
    facts: int


@dataclass(frozen=True)
class Shelf:
    """Backups, the oldest first. `trouble` is the code of an error and its facts when the last try failed."""

    made: tuple[Made, ...] = ()
    trouble: Mapping[str, Fact] | None = None
    tried: datetime | None = None

    @property
    def last(self) -> Made | None:
        return self.made[-1] if self.made else None


def read_shelf(home: Home) -> Shelf:
    """Empty where there is no file, or none that can be read: it only lists."""
    try:
        found = orjson.loads(home.shelf.read_bytes())
        made = tuple(Made(read_time(one["at"]), Path(one["path"]), int(one["facts"])) for one in found["made"])
        tried = found["tried"]
        return Shelf(made, found["trouble"], read_time(tried) if tried else None)
    except (OSError, ValueError, TypeError, KeyError):
        return Shelf()


def write_shelf(home: Home, shelf: Shelf) -> None:
    """Raises BadEnvironment disk_full, home_read_only, disk_failing."""
    made = [asdict(one) | {"at": write_time(one.at), "path": str(one.path)} for one in shelf.made]
    tried = write_time(shelf.tried) if shelf.tried else None
    value = {"made": made, "trouble": shelf.trouble, "tried": tried}
    with disk_troubles():
        write_whole(home.shelf, orjson.dumps(value))


def clear_out(made: Sequence[Made]) -> tuple[Made, ...]:
    """Takes old backups away: of the last seven days and twelve months with one, the newest stays. Answers what is
    left; what cannot be reached now (a stick that is not plugged in) stays listed."""
    days = {local(one.at).date(): one for one in made}
    months = {(day.year, day.month): one for day, one in days.items()}
    kept = {one.path for one in (*list(days.values())[-_DAYS:], *list(months.values())[-_MONTHS:])}
    left = []
    for one in made:
        if one.path not in kept:
            with suppress(OSError):
                one.path.unlink()
                continue
        left.append(one)
    return tuple(left)
