"""The hub's signed word that it holds a stream up to a link: what makes facts arrived."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk.journal import canonical
from desk.storage.arriving import Mark
from desk.sync.client import Lost


@dataclass(frozen=True)
class Receipt:
    """`number`: own facts up to it are at the hub, whose feed went up to `mark`. `branched`: it holds another fact,
    too, at a place of this stream."""

    number: int
    mark: Mark
    epoch: int
    branched: bool


def read_receipt(
    said: Mapping[str, Any], hub_key: bytes, desk_key: bytes, incarnation: bytes, links: Mapping[tuple[int, str], int]
) -> Receipt:
    """Of this hub, for this stream, up to one of these links. Raises Lost for everything else."""
    if not is_signed(said, hub_key):
        raise Lost("receipt_unsigned", code="hub_untrusted")
    try:
        seq, hash = said["head"]
        number = links[seq, hash]
        mark = Mark(said["place"], said["token"])
        receipt = Receipt(number, mark, said["epoch"], bool(said["branched"]))
    except (KeyError, TypeError, ValueError):
        raise Lost("receipt_wrong") from None
    if said.get("stream") != [desk_key.hex(), incarnation.hex()]:
        raise Lost("receipt_wrong")
    return receipt


def is_signed(said: Mapping[str, Any], key: bytes) -> bool:
    """Whether `signature` is that of the key over everything else."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    rest = {name: value for name, value in said.items() if name != "signature"}
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(bytes.fromhex(said["signature"]), canonical.to_bytes(rest))
    except (InvalidSignature, KeyError, TypeError, ValueError):
        return False
    return True
