"""An import in words: what would be recorded, what not and why, and the fields a column may become."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from desk.errors import BadInput
from desk.text import explain, mark
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.line_list import Line

if TYPE_CHECKING:
    from desk.actions.importing import Imported, Planned, Seen

NONE = "-"  # chosen for a column that is left out
LONGEST = 20  # characters of a name or a sample
SHOWN = 20  # rows that are named on the page; the report names all
LEFT_OUT = mark("not taken over")
WORDS = {
    **{"source_id": mark("Source number"), "title": mark("Topic"), "original_text": mark("Own words")},
    **{"main_cause": mark("Main cause"), "proposal": mark("Proposal"), "received_at": mark("Received")},
    **{"name": mark("Name"), "phone": mark("Phone"), "address": mark("Address"), "identity": mark("Identity")},
    **{"nature": mark("Nature"), "category": mark("Category"), "topic_path": mark("Topic tree")},
    **{"channel": mark("Channel"), "person_times": mark("People"), "recorder": mark("Recorder")},
    **{"first_opinion": mark("First opinion"), "feedback_mode": mark("Tell them"), "loop": mark("Loop")},
    **{"anonymous": mark("Anonymous"), "public_ok": mark("May be public"), "division_code": mark("Division code")},
    **{"pi_notice_given": mark("Told about personal information")},
    **{"reply": mark("Reply"), "replied_at": mark("Day of the reply")},
}
WOULD = mark("{read} rows: {imported} would be recorded, {known} are here already, {refused} cannot be.")
DONE = mark("Read {read}, imported {imported}, known before {known}.")
STOPPED = mark("Stopped: {imported} are recorded. Import the file again for the others; none comes in twice.")
MORE = mark("And {n} more; the report names them all.")


def field_choices(look: Look) -> Mapping[str, tuple[str, ...]]:
    """The fields as the drop-down lists them, leaving out first."""
    _ = look.say
    return {NONE: (_(LEFT_OUT),)} | {code: (_(word),) for code, word in WORDS.items()}


def samples_of(look: Look, seen: "Seen") -> str:
    if not seen.samples:
        return look.say("nothing stands in it")
    return ("、" if look.lang == "zh" else ", ").join(map(cut, seen.samples))


def cut(text: str) -> str:
    """As much of a text as stands beside a field."""
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def summary(look: Look, result: "Imported", *, dry: bool) -> str:
    counts = {"read": result.read, "imported": result.imported, "known": result.known}
    words = WOULD if dry else STOPPED if result.stopped else DONE
    return look.say(words).format(**counts, refused=len(result.refused))


def troubles(look: Look, result: "Imported") -> list[str]:
    """What is wrong, row by row."""
    row = look.say("Row {row}: {message}")
    lines = [
        row.format(row=one.row, message=explain(BadInput(one.code, **one.facts), look.lang))
        for one in result.refused[:SHOWN]
    ]
    more = len(result.refused) - SHOWN
    return [*lines, look.say(MORE).format(n=more)] if more > 0 else lines


def planned_line(look: Look, one: "Planned") -> Line:
    """A case as it would stand in the list."""
    _ = look.say
    facts = (
        _("row {row}").format(row=one.row),
        moment.whole_day(one.received, look.lang),
        one.who,
        _("with a reply") if one.reply else "",
    )
    return Line(UUID(int=one.row), one.title, " · ".join(filter(None, facts)), row=one)
