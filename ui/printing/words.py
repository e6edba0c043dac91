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
_TROUBLES = {
    "no_such_printer": mark(
        "The printer is not there any more. See that it is plugged in, or choose another in Settings."
    ),
    "queue_rejecting": mark(
        "The printer takes nothing now. Choose another in Settings, or call somebody who knows it."
    ),
    "queue_disabled": mark(
        "The printer is paused. The slip waits in it and comes out by itself; do not print it again."
    ),
    "cups_down": mark(
        "Printing is switched off on this computer. Restart the computer, then press Ctrl+P to print again."
    ),
    "printing_failed": mark("The slip did not come out. See to the printer, then press Ctrl+P to print again."),
}


def state_text(state: str | None, lang: str) -> str:
    """A printer's state in some words, for the status bar and the settings. None: there is no printer."""
    return say_in(lang)(_NONE if state is None else _STATES[state])


def trouble_text(reason: str, lang: str) -> str:
    """What is the matter and what to do now, for the reason of a `Handed`; for a job that failed, "printing_failed"."""
    return say_in(lang)(_TROUBLES[reason])
