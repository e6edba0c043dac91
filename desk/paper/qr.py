"""QR symbols in whole modules; reportlab's own drawing of them does not hit a printer's dots."""

from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from reportlab.graphics.barcode import qrencoder


class Bar(NamedTuple):
    """Black modules side by side in one row."""

    row: int
    column: int
    length: int


@lru_cache(8)
def _modules(payload: str) -> tuple[tuple[bool, ...], ...]:
    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(payload)
    code.make()
    return tuple(tuple(map(bool, row)) for row in code.modules)


def qr_side(payload: str) -> int:
    """Modules along one side, without the quiet zone."""
    return len(_modules(payload))


@lru_cache(8)
def qr_bars(payload: str) -> tuple[Bar, ...]:
    """The symbol at level M as bars."""
    bars = []
    for row, modules in enumerate(_modules(payload)):
        column = 0
        for black, run in groupby(modules):
            length = len(list(run))
            if black:
                bars.append(Bar(row, column, length))
            column += length
    return tuple(bars)
