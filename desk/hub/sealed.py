"""A stream sealed under the hub's key, piece by piece: no piece can be changed, moved, or left out at the end.

"msd-sealed-1" | salt (16) | pieces: length (u32) | AES-256-GCM of up to 1 MiB. The nonce is the number of the piece
(96 bits); the last one is bound to the word "last"; the key is HKDF-SHA256 of the hub's database key and the salt.
"""

import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"msd-sealed-1"
_SALT, _PIECE, _TAG = 16, 1 << 20, 16


class Broken(ValueError):
    """Not sealed by this hub, or not whole."""


def seal(key: bytes, plain: BinaryIO, target: BinaryIO) -> None:
    """Reads `plain` to its end and writes it sealed."""
    salt = os.urandom(_SALT)
    cipher = _cipher(key, salt)
    target.write(MAGIC + salt)
    piece, number = plain.read(_PIECE), 0
    while True:
        after = plain.read(_PIECE)
        sealed = cipher.encrypt(_nonce(number), piece, _bound(last=not after))
        target.write(len(sealed).to_bytes(4, "big") + sealed)
        if not after:
            return
        piece, number = after, number + 1


def unseal(key: bytes, sealed: BinaryIO) -> Iterator[bytes]:
    """The pieces in plain. Raises Broken, at the latest when the end is missing."""
    if sealed.read(len(MAGIC)) != MAGIC:
        raise Broken("not sealed")
    cipher, number = _cipher(key, sealed.read(_SALT)), 0
    size = _length(sealed)
    while size is not None:
        data, after = sealed.read(size), _length(sealed)
        try:
            yield cipher.decrypt(_nonce(number), data, _bound(last=after is None))
        except InvalidTag:
            raise Broken("changed") from None
        size, number = after, number + 1
    if not number:
        raise Broken("empty")


def drain(pieces: Iterable[bytes]) -> int:
    """How many bytes there are."""
    return sum(len(piece) for piece in pieces)


def _length(sealed: BinaryIO) -> int | None:
    head = sealed.read(4)
    if not head:
        return None
    size = int.from_bytes(head, "big")
    if len(head) != 4 or not _TAG <= size <= _PIECE + _TAG:
        raise Broken("cut")
    return size


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt, MAGIC).derive(key))


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _bound(*, last: bool) -> bytes:
    return b"last" if last else b""
