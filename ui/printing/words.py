"""What is said about a printer, in words a volunteer says aloud."""

from desk.text import mark, say_in

_STATES = {
    "ready": mark("Printer ready"),
    "disabled": mark("Printer paused"),
    "rejecting": mark("Printer takes nothing now"),
    "gone": mark("Printer not found"),
    "down": mark("Printing is switched off"),
}
_NONE = mark("No printer")


def state_text(state: str | None, lang: str) -> str:
    """A printer's state in some words, for the status bar and the settings. None: there is no printer."""
    return say_in(lang)(_NONE if state is None else _STATES[state])
