"""The desk at which everything is done: what each action takes, and what each answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desk.domain.clock import ClockRules
from desk.domain.codes import Codes
from desk.domain.field import Finding
from desk.domain.workdays import Holidays
from desk.reads.holidays import read_holidays
from desk.reads.lens import Lens
from desk.reads.station import is_office
from desk.reads.units import read_codes_in_force
from desk.storage.files import Home
from desk.storage.vault import Vault

Clock = Callable[[], datetime]  # answers an aware moment


@dataclass(frozen=True)
class Lists:
    """The tables that ship with the program. Holidays and units are overlaid by what is published: whoever counts days
    or names units asks the desk for them."""

    codes: Codes
    holidays: Holidays
    clocks: ClockRules


@dataclass(frozen=True)
class Desk:
    """An open desk: its files, who sits there, the time, and the lists in force."""

    home: Home
    vault: Vault
    key: bytes
    operator: UUID
    operator_name: str
    clock: Clock
    lists: Lists

    @property
    def lens(self) -> Lens:
        return Lens(self.codes, self.holidays, self.clock(), self.lists.clocks, is_office(self.vault))

    @property
    def codes(self) -> Codes:
        """The lists as they are now, with the units that are on the list here."""
        return read_codes_in_force(self.vault, self.lists.codes)

    @property
    def holidays(self) -> Holidays:
        """Those in force now: what ships, and what was published here and above."""
        return read_holidays(self.vault, self.lists.holidays)

    def close(self) -> None:
        self.vault.close()


@dataclass(frozen=True)
class Change:
    """What an action changed, so that open pages reload it, and what is to be said about it."""

    subjects: tuple[UUID, ...]
    warnings: tuple[Finding, ...] = ()
