"""Which pages there are: name, word, icon, key, and how to build it when it is first opened."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.domain.sight import OFFICES
from desk.text import mark
from ui.pages.page import Page, Workplace
from ui.theme import Look
from ui.widgets.rail import Door

if TYPE_CHECKING:
    from desk.reads.views import StationView


@dataclass(frozen=True)
class PageDoor:
    """A page in the rail, with or without an F-key; `make` imports it, so that the lock page need not wait for it.
    `levels`: only at desks of these, where any are named."""

    name: str
    word: str
    icon: str
    key: str
    make: Callable[[Workplace], Page]
    levels: frozenset[str] = frozenset()
    railed: bool = True  # else another page leads there

    def is_at(self, station: "StationView") -> bool:
        return not self.levels or station.acts_at in self.levels

    def on_rail(self, look: Look) -> Door:
        return Door(self.name, look.say(self.word), self.icon, self.key)


def _today(place: Workplace) -> Page:
    from ui.pages.today import TodayPage

    return TodayPage(place)


def _record(place: Workplace) -> Page:
    from ui.pages.record import RecordPage

    return RecordPage(place)


def _reception(place: Workplace) -> Page:
    from ui.pages.reception import ReceptionPage

    return ReceptionPage(place)


def _visits(place: Workplace) -> Page:
    from ui.pages.visits import VisitsPage

    return VisitsPage(place)


def _cases(place: Workplace) -> Page:
    from ui.pages.cases import CasesPage

    return CasesPage(place)


def _office(place: Workplace) -> Page:
    from ui.pages.office import OfficePage

    return OfficePage(place)


def _digests(place: Workplace) -> Page:
    from ui.pages.digests import DigestsPage

    return DigestsPage(place)


def _totell(place: Workplace) -> Page:
    from ui.pages.to_tell import ToTellPage

    return ToTellPage(place)


def _sync(place: Workplace) -> Page:
    from ui.pages.sync import SyncPage

    return SyncPage(place)


def _settings(place: Workplace) -> Page:
    from ui.pages.settings import SettingsPage

    return SettingsPage(place)


DOORS = (
    PageDoor("today", mark("Today"), "sun", "", _today),
    PageDoor("record", mark("Record"), "square-pen", "F2", _record),
    PageDoor("reception", mark("Reception"), "messages-square", "F3", _reception),
    PageDoor("visits", mark("Visits"), "footprints", "", _visits),
    PageDoor("cases", mark("Cases"), "folder-open", "F4", _cases),
    PageDoor("totell", mark("To tell"), "phone-outgoing", "", _totell),
    PageDoor("office", mark("Office"), "stamp", "", _office, OFFICES),
    PageDoor("digests", mark("Digests"), "file-text", "", _digests, OFFICES, railed=False),
    PageDoor("sync", mark("Sync"), "refresh-cw", "", _sync),
    PageDoor("settings", mark("Settings"), "settings", "", _settings),
)
