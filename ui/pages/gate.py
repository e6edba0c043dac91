"""The ways into a desk. Every method works on files and is meant for the lane; the heavy imports happen inside."""

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import BadEnvironment

if TYPE_CHECKING:
    from desk.actions.desk import Desk
    from desk.actions.opening import Founded, Founding


@contextmanager
def named_troubles() -> Iterator[None]:
    """What the folder refuses, as an error that has a sentence."""
    try:
        yield
    except OSError as error:
        codes = {errno.EACCES: "home_read_only", errno.EPERM: "home_read_only", errno.EROFS: "home_read_only"}
        codes |= {errno.ENOSPC: "disk_full", errno.EDQUOT: "disk_full"}
        code = codes.get(error.errno or 0, "home_unreadable")
        raise BadEnvironment(code, problem=os.strerror(error.errno or 0)) from error


@dataclass(frozen=True)
class Names:
    """What the lock page may show before anything is open."""

    station: str
    operators: tuple[str, ...]


@dataclass(frozen=True)
class StationWords:
    """What a new station says of itself; `code` is its division code."""

    code: str = ""
    name: str = ""
    level: str = ""
    operator: str = ""


@dataclass(frozen=True)
class Gate:
    """A home folder seen from outside. `clock` answers aware moments."""

    home: Path
    clock: Callable[[], datetime]

    def names(self) -> Names:
        from desk.actions.opening import operators_of, station_of

        return Names(station_of(self.home), operators_of(self.home))

    def open(self, operator: str, password: str) -> "Desk":
        """Raises BadInput wrong_password; BadEnvironment when the files cannot be opened."""
        from desk.actions.lists import load_lists
        from desk.actions.opening import open_desk

        with named_troubles():
            return open_desk(self.home, self.clock, load_lists(), password=password, operator=operator or None)

    def check_code(self, recovery_code: str) -> None:
        """Raises BadInput wrong_recovery_code."""
        from desk.actions.lists import load_lists
        from desk.actions.opening import open_desk

        open_desk(self.home, self.clock, load_lists(), recovery_code=recovery_code).close()

    def open_anew(self, recovery_code: str, password: str) -> "Desk":
        """Sets a new password for the head of the station and opens with the code.

        Raises BadInput password_short, wrong_recovery_code.
        """
        from desk.actions.lists import load_lists
        from desk.actions.opening import change_password, open_desk

        with named_troubles():
            change_password(self.home, password, recovery_code=recovery_code)
        return open_desk(self.home, self.clock, load_lists(), recovery_code=recovery_code)

    def check(self, words: StationWords) -> None:
        """Raises BadInput for what a new station may not say of itself; `field` tells where."""
        from desk.actions.opening import check_founding

        check_founding(self._founding(words, "0" * 12))

    def found(self, words: StationWords, password: str) -> "Founded":
        """Raises BadInput as `check` does, and password_short, already_founded."""
        from desk.actions.lists import load_lists
        from desk.actions.opening import found_station

        with named_troubles():
            return found_station(self.home, self._founding(words, password), self.clock, load_lists())

    def divisions(self) -> Mapping[str, str]:
        from desk.actions.lists import load_lists

        return load_lists().codes.divisions

    def _founding(self, words: StationWords, password: str) -> "Founding":
        from desk.actions.opening import Founding

        return Founding(words.code, words.name, words.level, words.operator, password)
