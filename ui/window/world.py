"""What the window is given by the composition root."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk.settings import Wishes, load_wishes, save_wishes
from ui.pages.founding_parts import Ways
from ui.pages.gate import Gate
from ui.pages.page import Workplace
from ui.pages.sync_traffic import Traffic
from ui.tasks import Lane
from ui.theme import Look

if TYPE_CHECKING:
    from desk.actions.desk import Desk
    from desk.actions.printer_port import PrinterPort
    from desk.reads.views import StationView


@dataclass
class World:
    """One home, its clock, its lanes and its wishes. `lane` is for the desk's files, `spool` waits for printers, `line`
    for the network. `printers` builds the printer port when first asked."""

    home: Path
    clock: Callable[[], datetime]
    lane: Lane
    spool: Lane
    line: Lane
    printers: Callable[[], "PrinterPort"]
    sample: bool = False
    lang: str = ""  # asked for at the start; stands above the wish until it is changed
    wishes: Wishes = field(default_factory=Wishes)

    def read_wishes(self) -> None:
        self.wishes = load_wishes(self.home)
        if self.lang:
            self.wishes = replace(self.wishes, lang=self.lang)

    def is_founded(self) -> bool:
        """Whether a station lies here, were it a damaged one: it is never founded over."""
        return any((self.home / name).exists() for name in ("keyring.json", "desk.db"))

    @property
    def gate(self) -> Gate:
        return Gate(self.home, self.clock)

    @property
    def ways(self) -> Ways:
        return Ways(self.gate, self.lane, self.spool, self.line, self.printers, lambda: self.wishes)

    def look(self, width: int) -> Look:
        return Look(self.wishes.theme, self.wishes.scale / 100, self.wishes.lang, width)

    def workplace(self, desk: "Desk", station: "StationView", look: Look, traffic: Traffic) -> Workplace:
        """What the pages of an open desk are given."""
        return Workplace(
            desk, station, look, self.lane, self.spool, self.printers(), lambda: self.wishes, self.clock, traffic
        )

    def wish(self, **wishes: str | int) -> None:
        """Changes wishes and keeps them, once there is a folder to keep them in."""
        self.wishes = Wishes(**{**self.wishes.__dict__, **wishes})
        home, kept = self.home, self.wishes
        self.lane.run(lambda: save_wishes(home, kept), keep=True)
