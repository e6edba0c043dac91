"""Loading what the first case of the day needs while its person still takes a seat: a module that is loaded between two
keys makes the window deaf for a tenth of a second."""

from importlib import import_module

NEEDED = (
    "desk.actions.drafts",
    "desk.actions.cases",
    "desk.reads.people",
    "desk.reads.sheets",
    "desk.reads.slips",
    "desk.actions.printing",
)


def load_ahead() -> None:
    """For a lane. One after the other, so that the window gets its turn in between."""
    for name in NEEDED:
        import_module(name)
    from desk.paper.fonts import face

    for weight in ("R", "B"):
        face(weight)
