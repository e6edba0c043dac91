"""设置 Settings: the station and what it promises, papers, backups, the hub, how it looks; one section at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtWidgets import QStackedWidget

from desk.domain.sight import OFFICES
from desk.text import mark
from ui.pages.page import Page, Workplace
from ui.pages.settings_about import AboutSection
from ui.pages.settings_backup import BackupSection
from ui.pages.settings_deputies import DeputiesSection
from ui.pages.settings_doors import DoorsSection
from ui.pages.settings_holidays import HolidaysSection
from ui.pages.settings_hub import HubSection
from ui.pages.settings_look import LookSection
from ui.pages.settings_papers import PapersSection
from ui.pages.settings_people import PeopleSection
from ui.pages.settings_section import Section
from ui.pages.settings_station import StationSection
from ui.pages.settings_tables import TablesSection
from ui.pages.settings_units import UnitsSection
from ui.widgets.box import column, kind, page_head, row, scrolled
from ui.widgets.chapters import chapters
from ui.widgets.choice import Option
from ui.widgets.label import label

AnySection = TypeVar("AnySection", bound=Section)
Memory = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Chapter:
    """A section in the list; built when it is first opened."""

    name: str
    word: str
    icon: str
    make: Callable[[Workplace], Section]
    levels: frozenset[str] = frozenset()  # only at desks of these, where any are named

    def is_at(self, level: str) -> bool:
        return not self.levels or level in self.levels


CHAPTERS = (
    Chapter("station", mark("Station"), "house", StationSection),
    Chapter("people", mark("On duty"), "users", PeopleSection),
    Chapter("deputies", mark("Roster"), "user-check", DeputiesSection),
    Chapter("units", mark("Units"), "send", UnitsSection, OFFICES),
    Chapter("holidays", mark("Holidays"), "calendar-clock", HolidaysSection),
    Chapter("papers", mark("Printing"), "printer", PapersSection),
    Chapter("doors", mark("Guidance"), "signpost", DoorsSection),
    Chapter("backup", mark("Backup"), "archive", BackupSection),
    Chapter("tables", mark("Tables"), "file-text", TablesSection),
    Chapter("hub", mark("Hub"), "refresh-cw", HubSection),
    Chapter("look", mark("Appearance"), "zoom-in", LookSection),
    Chapter("about", mark("About"), "info", AboutSection),
)


class SettingsPage(Page):
    """`wanted` may carry the name of the section to open."""

    name = "settings"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look, _ = self.look, self.look.say
        here = [chapter for chapter in CHAPTERS if chapter.is_at(place.station.acts_at)]
        self._chapters: Mapping[str, Chapter] = {chapter.name: chapter for chapter in here}
        self._sections: dict[str, Section] = {}
        self._stack, self._feet = QStackedWidget(), QStackedWidget()
        options = [Option(chapter.name, _(chapter.word), icon=chapter.icon) for chapter in here]
        self.list = chapters(look, _("Settings"), options)
        self.list.chosen.connect(self._turn)
        side = look.by(24, 16, 16)
        head = page_head(look, label(_("Settings"), "title"), None)
        head.setContentsMargins(look.px(side), 0, look.px(side), 0)
        if look.room == "wide":
            body = row(look, column(look, self.list, None, gap=0), (self._stack, 1), gap=24, pad=(side, 0, 0, 0))
        else:
            body = column(look, column(look, self.list, pad=(side, 0, side, 0)), (self._stack, 1), gap=12)
        self._feet.setFixedHeight(look.px(look.by(64, 64, 56)))
        kind("actions", self._feet)
        column(look, head, (body, 1), self._feet, gap=0, on=self)
        self._bring(CHAPTERS[0].name)

    def section(self, of: type[AnySection]) -> AnySection:
        """The section in front, which is of that type."""
        front = self._front()
        assert isinstance(front, of)
        return front

    # -- what the shell asks ----------------------------------------------------------------------------
    def arrive(self, what: object = None) -> None:
        if isinstance(what, str) and what in self._chapters:
            self._bring(what)
        self._front().arrive()
        self._front().take_focus()

    def primary(self) -> None:
        self._front().primary()

    def escape(self) -> bool:
        return self._front().back()

    def memory(self) -> Memory:
        return self._open, {name: section.typed() for name, section in self._sections.items()}

    def recall(self, memory: object) -> None:
        if isinstance(memory, tuple):
            name, typed = memory
            for one, text in typed.items():
                self._bring(one)
                self._front().fill(text)
            self._bring(name)
        self.arrive()

    # -- sections ---------------------------------------------------------------------------------------
    def _front(self) -> Section:
        return self._sections[self._open]

    def _turn(self, name: str) -> None:
        """Chosen in the list, where the focus stays."""
        self._bring(name)
        self._front().arrive()

    def _bring(self, name: str) -> None:
        self._open = name
        if name not in self._sections:
            self._build(name)
        at = list(self._sections).index(name)
        self._stack.setCurrentIndex(at)
        self._feet.setCurrentIndex(at)
        self.list.set_code(name)
        self._show_foot()

    def _build(self, name: str) -> None:
        look, section = self.look, self._chapters[name].make(self.place)
        self._sections[name] = section
        side = look.by(24, 16, 16)
        left = 0 if look.room == "wide" else side
        self._stack.addWidget(scrolled(column(look, section, None, gap=0, pad=(left, 0, side, 16))))
        self._feet.addWidget(row(look, None, *section.buttons(), gap=12, pad=(24, 0, 24, 0)))
        section.opened.connect(lambda page: self.wanted.emit(page, None))
        section.said.connect(self.said)
        section.changed.connect(self.changed)
        section.wished.connect(self.wished)
        section.staged.connect(self._show_foot)

    def _show_foot(self) -> None:
        self._feet.setVisible(any(not button.isHidden() for button in self._front().buttons()))
