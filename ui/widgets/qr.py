"""The pattern of a QR code, the same one the paper carries."""

from functools import lru_cache

Pattern = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=32)
def qr_pattern(text: str) -> Pattern:
    """Rows of dark (True) and light modules, without the quiet zone; error correction M."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    side = range(code.getModuleCount())
    return tuple(tuple(bool(code.isDark(row, column)) for column in side) for row in side)
