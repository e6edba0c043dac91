"""The roster in words: an entry in the list, and what taking over a table came to, row by row."""

from datetime import date
from typing import TYPE_CHECKING

from desk.errors import BadInput
from desk.reads.deputies import in_office
from desk.reads.reception_views import DeputyView
from desk.text import explain
from ui.pages.duty_words import office
from ui.theme import Look
from ui.widgets.line_list import NO_SIGN, Line, Sign

if TYPE_CHECKING:
    from desk.actions.roster import RosterTaken


def entry_line(look: Look, one: DeputyView, today: date) -> Line:
    """Who; level, group and post; whether still in office, published above, or matched."""
    _, sign = look.say, NO_SIGN
    if not in_office(one, today):
        sign = Sign(_("not in office"), "history", "text2")
    elif one.published:
        sign = Sign(_("published above"), "lock", "accent_text")
    elif one.same_as is not None:
        sign = Sign(_("matched"), "link", "accent_text")
    return Line(one.id, one.name, "·".join(filter(None, (office(look, one), one.post))), sign, row=one)


def report_lines(look: Look, result: "RosterTaken") -> list[str]:
    _ = look.say
    counts = {"read": result.read, "added": result.added, "changed": result.changed, "known": result.known}
    lines = [_("Read {read}, added {added}, changed {changed}, known before {known}.").format(**counts)]
    if result.ignored:
        lines.append(_("Columns not used: {columns}").format(columns=", ".join(result.ignored)))
    alike = _("Row {row}: somebody of this name, level and group is there already; both are kept.")
    lines += [alike.format(row=number) for number in result.alike]
    refused = _("Row {row}: {message}")
    for one in result.refused:
        lines.append(refused.format(row=one.row, message=explain(BadInput(one.code, **one.facts), look.lang)))
    return lines
