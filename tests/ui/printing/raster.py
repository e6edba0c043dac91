"""Reading what a driver sends to a head: CUPS raster, version 3, one bit a dot."""

import struct
from pathlib import Path

HEADER = 1796


def read_raster(path: Path) -> list[list[bytes]]:
    """Pages of rows of "0" (ink) and "1" (paper), as ui.printing.bitmap has them."""
    data = path.read_bytes()
    assert data[:4] == b"3SaR", "not a raster of this computer's byte order"
    pages, at = [], 4
    while at < len(data):
        width, height, _, _, bits, length = struct.unpack_from("<6I", data, at + 372)
        assert bits == 1, "not one bit a dot"
        at += HEADER
        starts = range(at, at + height * length, length)
        pages.append([_dots(data[start : start + length], width) for start in starts])
        at += height * length
    return pages


def _dots(row: bytes, width: int) -> bytes:
    """Black is 1 in a raster of one black ink."""
    bits = f"{int.from_bytes(row, 'big'):0{len(row) * 8}b}"[:width]
    return bits.encode().translate(bytes.maketrans(b"01", b"10"))
