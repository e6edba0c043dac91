"""What is said about a printer, in words a volunteer says aloud."""

from desk.actions.printer_port import Handed
from desk.errors import BadEnvironment
from desk.text import explain, mark, say_in

_STATES = {
    "ready": mark("Printer ready"),
    "empty": mark("Printer has no paper"),
    "jammed": mark("Paper is stuck in the printer"),
    "open": mark("Printer is open"),
    "offline": mark("Printer is off or not connected"),
    "disabled": mark("Printer paused"),
    "rejecting": mark("Printer takes nothing now"),
    "gone": mark("Printer not found"),
    "down": mark("Printing is switched off"),
}
_NONE = mark("No printer")
_TRIED = mark("The test slip is on its way to the printer.")
_WAITING = mark("{state}, {count} waiting")


def state_text(state: str | None, lang: str, waiting: int = 0) -> str:
    """A printer's state in some words, for the status bar and the settings, with what waits in its queue. None: there
    is no printer."""
    say = say_in(lang)
    words = say(_NONE if state is None else _STATES[state])
    return say(_WAITING).format(state=words, count=waiting) if waiting else words


def trial_text(handed: Handed, printer: str, lang: str) -> tuple[bool, str]:
    """Whether a test slip is on its way, and the sentence that says so or why not."""
    if not handed.reason:
        return True, say_in(lang)(_TRIED)
    code = "trial_not_taken" if handed.reason == "size_not_taken" else handed.reason
    return False, explain(BadEnvironment(code, printer=printer), lang)
