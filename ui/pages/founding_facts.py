"""What the first run has brought about, in lines to read before one begins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.pages.founding_end import Fact
from ui.pages.founding_hub import Joiner
from ui.pages.founding_law import ASKED
from ui.theme import Look

if TYPE_CHECKING:
    from desk.actions.desk import Desk


@dataclass(frozen=True)
class Outcome:
    """The open desk once there is one; `code` is shown once, `answered` of the four questions were answered."""

    desk: "Desk | None" = None
    code: str = ""
    station: str = ""
    operator: str = ""
    answered: int = 0
    restored: bool = False


def facts(look: Look, outcome: Outcome, printer: str, joiner: Joiner) -> Sequence[Fact]:
    """`printer`: empty where there is none."""
    return tuple(_facts(look, outcome, printer, joiner))


def _facts(look: Look, outcome: Outcome, printer: str, joiner: Joiner) -> Iterator[Fact]:
    _ = look.say
    here = (
        _("{station} is brought back; {operator} is on duty")
        if outcome.restored
        else _("{station} is set up; {operator} is on duty")
    )
    yield Fact(here.format(station=outcome.station, operator=outcome.operator))
    if not outcome.restored:
        yield Fact(_("The password is set, and the recovery code is kept"))
        open_ = len(ASKED) - outcome.answered
        if open_:
            said = _("{count} answers are still open; slips say: to be announced by the station")
            yield Fact(said.format(count=open_), "clock", "text2")
    if printer:
        yield Fact(_("Printer: {name}").format(name=printer))
    else:
        yield Fact(_("No printer yet: cases are recorded, their slips printed later"), "clock", "text2")
    yield from _joined(look, joiner)


def _joined(look: Look, joiner: Joiner) -> Iterator[Fact]:
    _ = look.say
    if joiner.state == "joined":
        yield Fact(_("Joined to the office: cases go there by themselves"))
    elif joiner.state == "trying":
        yield Fact(_("The office is being asked; you need not wait for it"), "refresh-cw", "text2")
    elif joiner.state == "failed":
        why = joiner.sentence(look.lang)
        how = _("Not joined yet. What was typed waits in Settings, under Hub.")
        yield Fact(f"{how}{'' if look.lang == 'zh' else ' '}{why}", "triangle-alert", "amber")
