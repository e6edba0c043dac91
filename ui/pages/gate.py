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
class Restoring:
    """A backup and what opens it: the password, or the recovery code and a new password."""

    file: Path
    password: str = ""
    code: str = ""
    new: str = ""


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

    def answer(self, desk: "Desk", answers: Mapping[str, str]) -> None:
        """What a new station says of itself. Raises BadInput text_too_long with `field`."""
        from desk.actions.station import describe_station

        describe_station(desk, answers)

    def restore(self, wish: Restoring) -> "Desk":
        """Brings a station back into an empty folder and opens it.

        Raises BadInput not_a_backup, file_missing, file_unreadable, wrong_password, wrong_recovery_code,
        password_short; BadEnvironment newer_version ...
        """
        from desk.actions.keeping import restore_desk
        from desk.actions.opening import check_founding

        if wish.code:
            check_founding(self._founding(StationWords("0" * 12, "-", "point", "-"), wish.new))
        with named_troubles():
            restore_desk(
                wish.file, self.home, self.clock, password=wish.password or None, recovery_code=wish.code or None
            )
        return self.open_anew(wish.code, wish.new) if wish.code else self.open("", wish.password)

    def station(self, desk: "Desk") -> str:
        """What the station is called."""
        from desk.reads.station import read_station

        return read_station(desk.vault).name

    def divisions(self) -> Mapping[str, str]:
        from desk.actions.lists import load_lists

        return load_lists().codes.divisions

    def _founding(self, words: StationWords, password: str) -> "Founding":
        from desk.actions.opening import Founding

        return Founding(words.code, words.name, words.level, words.operator, password)
