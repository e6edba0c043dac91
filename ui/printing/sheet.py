"""The sheets a printer takes, and which of them a paper goes on. All measures in points of 1/72 inch."""

from dataclasses import dataclass

NEAR = 6.0  # a size that differs by 2 mm is the same size
WASTE = 1.5  # how many times as long as the paper a sheet may be: a roll is not fed for metres
LEGIBLE = 0.75  # how far a paper may shrink
NARROW = 290.0  # a roll of a counter is no wider: nobody else has paper of 10 cm
TOLERANCE = 1.5  # ink the printer may miss: half a millimetre, half of each outer frame's thickness


@dataclass(frozen=True)
class Margins:
    """What the printer cannot reach."""

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0


@dataclass(frozen=True)
class Sheet:
    """A size of paper by the name the print service knows it."""

    media: str
    width: float
    height: float
    margins: Margins


@dataclass(frozen=True)
class Roll:
    """Paper cut to any length: the smallest and the largest width and height."""

    least: tuple[float, float]
    most: tuple[float, float]
    margins: Margins


@dataclass(frozen=True)
class Offer:
    """What a printer has: named sizes, perhaps a roll, and the name of the size that is in it now."""

    sheets: tuple[Sheet, ...] = ()
    roll: Roll | None = None
    default: str | None = None


@dataclass(frozen=True)
class Need:
    """What a paper asks for: its size and that of the ink on it."""

    width: float
    height: float
    ink_width: float
    ink_height: float


# The sizes of papers and the ink that is on them at most.
PAPERS = {
    "80mm": Need(226.8, 567, 204, 550),
    "A5": Need(419.5, 595.3, 386, 578),
    "A4": Need(595.3, 841.9, 454, 765),
}


def scale_on(sheet: Sheet, need: Need) -> float:
    """How far the paper must shrink so that all its ink can be printed: 1 when it need not."""
    wide = sheet.width - sheet.margins.left - sheet.margins.right
    high = sheet.height - sheet.margins.top - sheet.margins.bottom
    return min(1.0, (wide + TOLERANCE) / need.ink_width, (high + TOLERANCE) / need.ink_height)


def choose_sheet(offer: Offer, need: Need) -> Sheet:
    """The same size if the printer has it, else cut from the roll, else what is in the printer or wastes least.

    Raises ValueError when nothing is on offer.
    """
    for sheet in offer.sheets:
        same = abs(sheet.width - need.width) < NEAR and abs(sheet.height - need.height) < NEAR
        if same and scale_on(sheet, need) == 1:
            return sheet
    if offer.roll and offer.roll.least[0] <= need.width + NEAR:
        return _cut(offer.roll, need)
    return _next_best(offer, need)


def takes(offer: Offer, size: str) -> bool:
    """Whether a paper of that size is legible on what is on offer; 80 mm only where that is what the printer is for."""
    if size not in PAPERS or not (offer.sheets or offer.roll) or (size == "80mm" and not _is_narrow(offer)):
        return False
    need = PAPERS[size]
    return halving_sheet(offer, need) is not None or scale_on(choose_sheet(offer, need), need) >= LEGIBLE


def halving_sheet(offer: Offer, need: Need) -> Sheet | None:
    """The A4 sheet on whose halves an A5 paper lies, turned, as large as life. None for any other paper, and for a
    printer that has A5 too, unless A4 is what is in it."""
    own = PAPERS["A5"]
    if abs(need.width - own.width) > NEAR or abs(need.height - own.height) > NEAR:
        return None
    same = [sheet for sheet in offer.sheets if _near(sheet, own.width, own.height)]
    large = [sheet for sheet in offer.sheets if _near(sheet, own.height, 2 * own.width)]
    loaded = [sheet for sheet in large if sheet.media == offer.default]
    return next(iter(loaded if same else [*loaded, *large]), None)


def _near(sheet: Sheet, width: float, height: float) -> bool:
    return abs(sheet.width - width) < NEAR and abs(sheet.height - height) < NEAR


def _is_narrow(offer: Offer) -> bool:
    """A printer for slips: by the paper in it, else by having no other."""
    for sheet in offer.sheets:
        if sheet.media == offer.default:
            return sheet.width <= NARROW
    widest = max([sheet.width for sheet in offer.sheets], default=offer.roll.most[0] if offer.roll else 0)
    return widest <= NARROW


def _next_best(offer: Offer, need: Need) -> Sheet:
    loaded = [sheet for sheet in offer.sheets if sheet.media == offer.default]
    if loaded and scale_on(loaded[0], need) > 0.6 and loaded[0].height <= WASTE * need.height:
        return loaded[0]
    frugal = [sheet for sheet in offer.sheets if sheet.height <= WASTE * need.height]
    return max(frugal or offer.sheets, key=lambda sheet: (round(scale_on(sheet, need), 2), -sheet.width * sheet.height))


def _cut(roll: Roll, need: Need) -> Sheet:
    """A piece of the roll, in whole points: CUPS drops what is behind the point."""
    width = _between(roll.least[0], need.width, roll.most[0])
    tight = Sheet("", width, need.height, roll.margins)
    wanted = need.height * scale_on(tight, need)
    wanted = max(wanted, need.ink_height * scale_on(tight, need) + roll.margins.top + roll.margins.bottom)
    height = _between(roll.least[1], max(wanted, width), roll.most[1])  # never wider than long: it would be turned
    return Sheet(f"custom_slip_{_mm(width)}x{_mm(height)}mm", width, height, roll.margins)


def _between(least: float, wanted: float, most: float) -> int:
    points = max(_up(least), _up(wanted))
    while points > 1 and _hundredths(points) > most * 2540 / 72 + 0.01:
        points -= 1
    return points


def _up(points: float) -> int:
    return -int(-(points - 0.05) // 1)


def _hundredths(points: int) -> int:
    """Hundredths of a millimetre, rounded up: rounded down, it would be a point less when it is read back."""
    return -(-points * 2540 // 72)


def _mm(points: int) -> str:
    return f"{_hundredths(points) / 100:g}"
