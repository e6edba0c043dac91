"""What a printer's queue says about itself: whether it takes papers, its sheets, its resolution."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ui.printing.ipp import Reply
from ui.printing.sheet import Margins, Offer, Roll, Sheet

ATTRIBUTES = (
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "queued-job-count",
    "printer-resolution-default",
    "media-supported",
    "media-default",
    "media-col-database",
    "media-left-margin-supported",
    "media-top-margin-supported",
    "media-right-margin-supported",
    "media-bottom-margin-supported",
)
STOPPED = 5
_TROUBLES = {  # keywords of RFC 8011 and PWG 5100.9, without -error, -warning and -report
    "media-empty": "empty",
    "media-needed": "empty",
    "media-jam": "jammed",
    "cover-open": "open",
    "door-open": "open",
    "interlock-open": "open",
    "offline": "offline",
    "shutdown": "offline",
    "timed-out": "offline",
}
_SEVERITY = re.compile(r"-(error|warning|report)$")
USUAL_DPI = 300.0
_SIDES = ("left", "top", "right", "bottom")
_SIZE = re.compile(r"_([\d.]+)x([\d.]+)(mm|in)$")
_LIMIT = re.compile(r"custom_(min|max)_")
_POINT = 72 / 2540  # of a hundredth of a millimetre


@dataclass(frozen=True)
class Queue:
    """A queue as it is at this moment. `trouble` is what the printer itself complains of: "empty", "jammed", "open" or
    "offline"; `waiting` how many jobs there are."""

    accepting: bool
    stopped: bool
    trouble: str
    waiting: int
    offer: Offer
    dpi: float


def read_queue(reply: Reply) -> Queue:
    """From the answer to Get-Printer-Attributes with ATTRIBUTES."""
    return Queue(
        accepting=reply.number("printer-is-accepting-jobs") == 1,
        stopped=reply.number("printer-state") == STOPPED,
        trouble=_trouble(reply),
        waiting=reply.number("queued-job-count") or 0,
        offer=_offer(reply),
        dpi=_dpi(reply),
    )


def _trouble(reply: Reply) -> str:
    """The first in the order of the table: without paper nothing else matters."""
    said = {_SEVERITY.sub("", str(reason)) for reason in reply.all("printer-state-reasons")}
    return next((trouble for keyword, trouble in _TROUBLES.items() if keyword in said), "")


def _dpi(reply: Reply) -> float:
    for value in reply.all("printer-resolution-default"):
        if isinstance(value, tuple):
            across, down, unit = value
            return float(min(across, down)) * (2.54 if unit == 4 else 1)
    return USUAL_DPI


def _offer(reply: Reply) -> Offer:
    edges = [_hundredths(reply.all(f"media-{side}-margin-supported")) for side in _SIDES]
    usual = Margins(*(edge * _POINT for edge in edges))
    known = dict(_known_margins(reply))
    named = [sheet for media in reply.all("media-supported") if (sheet := _sheet(str(media), usual, known))]
    ends = {sheet.media.split("_")[1]: (sheet.width, sheet.height) for sheet in named if _LIMIT.match(sheet.media)}
    roll = Roll(ends["min"], ends["max"], usual) if len(ends) == 2 else None
    sheets = tuple(sheet for sheet in named if not _LIMIT.match(sheet.media))
    return Offer(sheets, roll, reply.text("media-default"))


def _sheet(media: str, usual: Margins, known: dict[tuple[int, int], Margins]) -> Sheet | None:
    """A name like iso_a4_210x297mm tells the size; margins are found by it, give or take 0.3 mm."""
    found = _SIZE.search(media)
    if found is None:
        return None
    unit = 100 if found[3] == "mm" else 2540
    width, height = (round(float(found[side]) * unit) for side in (1, 2))
    near = (edge for (x, y), edge in known.items() if abs(x - width) <= 30 and abs(y - height) <= 30)
    return Sheet(media, width * _POINT, height * _POINT, next(near, usual))


def _known_margins(reply: Reply) -> Iterator[tuple[tuple[int, int], Margins]]:
    """Sizes in hundredths of a millimetre with their margins; of several, the last and narrowest stays."""
    rows = [row for row in reply.all("media-col-database") if isinstance(row, dict)]
    edges = [[_hundredths(row.get(f"media-{side}-margin", ())) for side in _SIDES] for row in rows]
    for row, edge in sorted(zip(rows, edges, strict=True), key=lambda pair: -sum(pair[1])):
        for size in row.get("media-size", ()):
            if isinstance(size, dict):
                width, height = (_hundredths(size.get(f"{axis}-dimension", ())) for axis in "xy")
                yield (width, height), Margins(*(side * _POINT for side in edge))


def _hundredths(values: tuple[object, ...]) -> int:
    return max((value for value in values if isinstance(value, int)), default=0)
