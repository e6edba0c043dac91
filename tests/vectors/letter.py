"""docs/format.md and docs/protocol.md by the letter: how bytes are written, with nothing of the desk's."""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

DAMM = "0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790"


def check_digit(digits: str) -> str:
    """Damm's: ten rows of ten, each step looks up the row of what was and the column of what comes."""
    at = 0
    for digit in digits:
        at = int(DAMM[10 * at + int(digit)])
    return str(at)


def spell(value: Any) -> bytes:
    """UTF-8, sorted keys, no blanks, nothing escaped that need not be."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def seal(name: str, fields: Mapping[str, str], salt: bytes) -> dict[str, Any]:
    data = spell({"fields": fields, "format": 1})
    digest = hashlib.sha256(b"msd-part-1" + salt + name.encode("ascii") + b"\x00" + data).digest()
    return {"name": name, "fields": fields, "salt": salt.hex(), "data": data.decode(), "digest": digest.hex()}


def content_of(event: Mapping[str, Any], parts: Sequence[Mapping[str, Any]]) -> bytes:
    return spell({**event, "format": 1, "digests": {part["name"]: part["digest"] for part in parts}})


def link(prev: bytes, content: bytes, desk_key: bytes, incarnation: bytes, seq: int) -> dict[str, Any]:
    content_hash = hashlib.sha256(content).digest()
    told = b"msd-link-1" + prev + content_hash + desk_key + incarnation + seq.to_bytes(8, "big")
    return {
        "desk_key": desk_key.hex(),
        "incarnation": incarnation.hex(),
        "seq": seq,
        "prev": prev.hex(),
        "content_hash": content_hash.hex(),
        "hash": hashlib.sha256(told).hexdigest(),
    }


def stamp(key: bytes, id: bytes, link_hash: bytes, order: Sequence[int], verdict: tuple[str, str]) -> str:
    """The MAC of a stamp; `order` is epoch, n, hub time, `verdict` its name and reason."""
    numbers = b"".join(number.to_bytes(8, "big") for number in order)
    said = b"msd-stamp-1" + id + link_hash + numbers + verdict[0].encode() + b"\x00" + verdict[1].encode()
    return hmac.new(key, said, hashlib.sha256).digest()[:16].hex()


def token(before: str, id: bytes, mac: str, epoch: int) -> str:
    """What stands at the next place of a feed."""
    said = bytes.fromhex(before) + id + bytes.fromhex(mac) + epoch.to_bytes(8, "big")
    return hashlib.sha256(said).digest()[:16].hex()


def public(seed: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign(seed: bytes, said: bytes) -> str:
    return Ed25519PrivateKey.from_private_bytes(seed).sign(said).hex()


def signed(seed: bytes, said: Mapping[str, Any]) -> dict[str, Any]:
    """With `signature`, which is over everything else in its canonical spelling."""
    return {**said, "signature": sign(seed, spell(said))}


def request(seed: bytes, asked: tuple[str, str, bytes], time: int, nonce: str) -> dict[str, Any]:
    """What is signed of a request (method, target, body), and the header that says so."""
    method, target, body = asked
    key, digest = public(seed).hex(), hashlib.sha256(body).hexdigest()
    said = "\n".join(("msd-request-1", method, target, digest, key, str(time), nonce))
    signature = sign(seed, said.encode())
    return {
        "method": method,
        "target": target,
        "body": body.hex(),
        "time": time,
        "nonce": nonce,
        "said": said,
        "authorization": f"MSD1 key={key},time={time},nonce={nonce},sig={signature}",
    }
