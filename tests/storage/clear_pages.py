"""What lies in an encrypted database and in its write-ahead log, page by page, in the clear.

SQLCipher 4: pages of 4,096 bytes, the last 80 of them IV (16) and HMAC (64); AES-256-CBC under the raw key; the first
16 bytes of page 1 are the salt. The log: a header of 32 bytes, then frames of 24 bytes and a page.
"""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from desk.actions.desk import Desk

PAGE, RESERVE, SALT, WAL_HEADER, FRAME_HEADER = 4096, 80, 16, 32, 24


def clear_bytes(desk: Desk) -> bytes:
    """Every page of database and log, free ones too."""
    database = desk.home.database
    return b"\n".join([*_database(database, desk.key), *_log(database.with_name("desk.db-wal"), desk.key)])


def log_size(desk: Desk) -> int:
    log = desk.home.database.with_name("desk.db-wal")
    return log.stat().st_size if log.exists() else 0


def holds(data: bytes, text: str) -> bool:
    """Whether the text stands there, as UTF-8 or as JSON escapes it."""
    return any(text.encode(code, "backslashreplace") in data for code in ("utf-8", "ascii"))


def _database(path: Path, key: bytes) -> Iterator[bytes]:
    data = path.read_bytes()
    assert len(data) % PAGE == 0
    for number, start in enumerate(range(0, len(data), PAGE), 1):
        yield _clear(data[start : start + PAGE], number, key)


def _log(path: Path, key: bytes) -> Iterator[bytes]:
    data = path.read_bytes() if path.exists() else b""
    for start in range(WAL_HEADER, len(data), FRAME_HEADER + PAGE):
        frame = data[start : start + FRAME_HEADER + PAGE]
        if len(frame) == FRAME_HEADER + PAGE:
            yield _clear(frame[FRAME_HEADER:], int.from_bytes(frame[:4], "big"), key)


def _clear(page: bytes, number: int, key: bytes) -> bytes:
    body = page[SALT if number == 1 else 0 : PAGE - RESERVE]
    iv = page[PAGE - RESERVE : PAGE - RESERVE + 16]
    decryptor = Cipher(algorithms.AES256(key), modes.CBC(iv)).decryptor()
    return decryptor.update(body) + decryptor.finalize()
