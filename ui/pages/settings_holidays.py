"""The section Holidays: which years are known and from whom; a year is published or amended for all below."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desk.domain.calendar import OFF, WORK
from desk.domain.day_list import read_days, write_days
from desk.domain.moment import local_day
from desk.errors import BadInput
from desk.reads.holidays import ABOVE, HERE, SHIPPED, YearView
from desk.text import explain, mark
from ui.pages.page import Workplace
from ui.pages.settings_section import Section
from ui.widgets.area import TextArea
from ui.widgets.box import card, column
from ui.widgets.button import Button
from ui.widgets.choice import Choice, Option
from ui.widgets.form import Form
from ui.widgets.label import label
from ui.widgets.message import Message
from ui.widgets.note import Note, NotedField

if TYPE_CHECKING:
    from desk.actions.desk import Change

ABOUT = mark(
    "Working days, promises and reception days are counted by these. What is published here holds for this place and "
    "everything below it; what a place above has published goes before."
)
SOURCES = {
    SHIPPED: mark("as it ships with the program"),
    HERE: mark("published by this place"),
    ABOVE: mark("published by {place}"),
    "": mark("not known: working days count by weekends"),
}
BEFORE, AFTER = 1, 2  # years that are shown around this one
Typed = tuple[int, dict[int, tuple[str, str]]]


class HolidaysSection(Section):
    """One year at a time; what was typed of another waits until it is published."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look, _ = self.look, self.look.say
        self._busy = False
        now = local_day(place.clock()).year
        self._years: dict[int, YearView] = {}
        self._typed: dict[int, tuple[str, str]] = {}
        self._asked = False
        self.open_year = now
        years = [Option(str(year), str(year)) for year in range(now - BEFORE, now + AFTER + 1)]
        self.year = Choice(look, _("Year"), years, str(now))
        self.source, self.missing = label("", wrap=True), Note(look)
        self.off = NotedField(look, TextArea(look, _("Days off"), least=72, limit=1000))
        self.worked = NotedField(look, TextArea(look, _("Weekends that are worked"), least=56, limit=1000))
        self.save = Button(look, _("Publish the year"), "primary", icon="check", key="Ctrl+Enter", click=self.primary)
        form = Form(look, label_width=112 if look.lang == "zh" else 152)
        form.add(_("Year"), self.year)
        form.add(_("Days off"), self.off, hint=_("10-1~10-7, 1-1"))
        form.add(_("Weekends that are worked"), self.worked, hint=_("in exchange"))
        sheet = (label(_("Holidays"), "head"), label(_(ABOUT), "sub", wrap=True), 4, self.missing, self.source, 4, form)
        column(look, card(look, *sheet), gap=0, on=self)
        self.year.chosen.connect(lambda code: self._turn(int(code)))
        for field in (self.off, self.worked):
            field.field.textChanged.connect(self._note_typed)

    def buttons(self) -> tuple[Button, ...]:
        return (self.save,)

    def arrive(self) -> None:
        desk, years = self.place.desk, [int(option.code) for option in self.year.options()]

        def work() -> dict[int, YearView]:
            from desk.reads.holidays import read_year

            return {year: read_year(desk.vault, desk.lists.holidays, year) for year in years}

        self.place.lane.run(work, self._show, owner=self)

    def take_focus(self) -> None:
        self.year.setFocus(Qt.FocusReason.TabFocusReason)

    def typed(self) -> Typed:
        return self.open_year, dict(self._typed)

    def fill(self, typed: object) -> None:
        if isinstance(typed, tuple):
            self.open_year, self._typed = typed[0], dict(typed[1])
            self._asked = True

    # -- what is done -----------------------------------------------------------------------------------
    def primary(self) -> None:
        """Publishes the whole year; what cannot be read is said where it was typed."""
        year, desk = self.open_year, self.place.desk
        if self._busy:
            return
        days: dict[date, str] = {}
        for field, kind in ((self.off, OFF), (self.worked, WORK)):
            try:
                read = read_days(field.field.text(), year)
                if days.keys() & set(read):
                    raise BadInput("day_twice")
            except BadInput as error:
                self._say_at(field, error)
                return
            days |= dict.fromkeys(read, kind)
        self._work(True)

        def work() -> "Change":
            from desk.actions.holidays import publish_holidays

            return publish_holidays(desk, year, days)

        self.place.lane.run(work, lambda change: self._published(year, change), self._failed, owner=self, keep=True)

    def _published(self, year: int, change: "Change") -> None:
        self._work(False)
        self._typed.pop(year, None)
        told = self.look.say("The holidays of {year} are published.").format(year=year)
        warned = [explain(one, self.look.lang) for one in change.warnings]
        self.said.emit(Message(" ".join([told, *warned]), "amber" if warned else "accent", topic="holidays"))
        self.changed.emit(change.subjects)
        self.arrive()

    def _failed(self, error: Exception) -> None:
        self._work(False)
        if not isinstance(error, BadInput):
            self.place.lane.failed.emit(error)
            return
        self._say_at(self.worked if error.code == "work_on_weekday" else self.off, error)

    def _say_at(self, field: NotedField, error: BadInput) -> None:
        field.setFocus(Qt.FocusReason.TabFocusReason)
        field.say("error", explain(error, self.look.lang))

    # -- what is shown ----------------------------------------------------------------------------------
    def _show(self, years: dict[int, YearView]) -> None:
        """The first time the year that is missing is opened: that is what one comes for."""
        self._years = years
        if not self._asked:
            self._asked = True
            now = local_day(self.place.clock()).year
            self.open_year = next((year for year in (now, now + 1) if not years[year].source), now)
        self._turn(self.open_year)

    def _turn(self, year: int) -> None:
        self.open_year = year
        self.year.set_code(str(year))
        view = self._years.get(year)
        if view is None:
            return
        _ = self.look.say
        self.source.setText(f"{year}  {_(SOURCES[view.source]).format(place=view.place)}")
        if view.source:
            self.missing.hush()
        else:
            told = _("The holidays of {year} are missing. Type them in as soon as they are published in autumn.")
            self.missing.say("warn", told.format(year=year))
        off, worked = self._typed.get(year) or tuple(
            write_days(day for day, kind in view.days.items() if kind == wanted) for wanted in (OFF, WORK)
        )
        for field, text in ((self.off, off), (self.worked, worked)):
            field.field.blockSignals(True)
            field.field.set_text(text)
            field.field.blockSignals(False)
            field.hush()

    def _note_typed(self) -> None:
        self._typed[self.open_year] = (self.off.field.text(), self.worked.field.text())

    def _work(self, busy: bool) -> None:
        self._busy = busy
        self.save.setEnabled(not busy)
