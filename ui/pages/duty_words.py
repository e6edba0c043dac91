"""Duty records in words: a deputy's line in the year's list, and the rows behind the numbers."""

from datetime import date

from desk.paper.duty_wording import duration_words, verdict_words
from desk.reads.duty_views import DutyLine
from desk.reads.reception_views import DeputyView, DutyEntry, DutyView
from desk.text import mark
from ui.models.case_words import comma
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.line_list import Line, Sign

FIGURES = {  # a figure of the record: its word and icon
    "sessions": (mark("Sessions held"), "messages-square"),
    "visits": (mark("Visits made"), "footprints"),
    "minutes": (mark("Time spent"), "clock"),
    "people": (mark("People met"), "users"),
    "cases": (mark("Cases recorded"), "folder-open"),
    "contacts": (mark("Community contacts"), "house"),
}
DISPUTED = "disputed"


def line_of(look: Look, line: DutyLine, needed: int) -> Line:
    """Who; level, group and what was done; whether the law's contacts are lacking, what the deputy says."""
    _, sums = look.say, line.sums
    done = _("{sessions} receptions, {visits} visits").format(sessions=sums.sessions, visits=sums.visits)
    facts = "·".join(filter(None, (office(look, line.deputy), done)))
    said = verdict_words(line, look.lang) if line.verdict else ""
    return Line(line.deputy.id, line.deputy.name, facts, contacts_sign(look, sums.contacts, needed), said, line)


def contacts_sign(look: Look, contacts: int, needed: int) -> Sign:
    """Amber: the year is not over, and nothing is overdue before it is."""
    _ = look.say
    if contacts < needed:
        return Sign(_("{n} contacts lacking").format(n=needed - contacts), "clock-alert", "amber")
    return Sign(_("{n} contacts").format(n=contacts), "circle-check", "accent_text")


def office(look: Look, deputy: DeputyView) -> str:
    """Level and deputy group."""
    return "·".join(filter(None, (deputy.level.say(look.lang), deputy.group.say(look.lang) if deputy.group else "")))


def number_of(look: Look, view: DutyView, figure: str) -> str:
    value: int = getattr(view, figure)
    return duration_words(value, look.say) if figure == "minutes" else f"{value:,}"


def rows_behind(view: DutyView, figure: str) -> tuple[DutyEntry, ...]:
    """The entries that a figure counts; all of them for none."""
    counts = {
        "sessions": lambda one: one.sort == "session",
        "visits": lambda one: one.sort == "visit",
        "minutes": lambda one: one.minutes > 0,
        "people": lambda one: one.people > 0,
        "cases": lambda one: one.cases > 0,
        "contacts": lambda one: one.contact,
    }
    counted = counts.get(figure)
    return tuple(one for one in view.entries if counted is None or counted(one))


def entry_line(look: Look, entry: DutyEntry, today: date) -> Line:
    _ = look.say
    counted = [duration_words(entry.minutes, _)]
    counted += [_("{n} people met").format(n=entry.people)] if entry.people else []
    counted += [_("cases: {n}").format(n=entry.cases)] if entry.cases else []
    facts = f"{moment.short_day(entry.day, today)}·{entry.what.say(look.lang)}"
    sign = Sign(_("a contact"), "house", "accent_text") if entry.contact else Sign("", "house", "text2")
    return Line(entry.id, entry.place or entry.what.say(look.lang), facts, sign, comma(look).join(counted), entry)
