"""The key ring: the vault's random key, wrapped once by each password and once by the recovery code.

argon2id makes the wrapping key, AES-256-GCM wraps. Names stand here in the clear, because the lock page asks
"who is on duty?" before anything can be opened.
"""

import json
import os
import secrets
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from desk.errors import BadEnvironment, BadInput
from desk.storage.files import write_whole

KEY_BYTES = 32
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_CODE_LETTERS, _CODE_GROUP = 25, 5  # 125 bits
_MEMORY_KIB, _PASSES, _LANES = 64 * 1024, 3, 2
_MOST_MEMORY_KIB = 1024 * 1024
SHORTEST_PASSWORD = 6


@dataclass(frozen=True)
class Slot:
    """One way in. `operator` and `name` say whose password it is; both empty for the recovery code."""

    kind: Literal["password", "recovery"]
    operator: str
    name: str
    salt: bytes
    nonce: bytes
    wrapped: bytes
    memory_kib: int
    passes: int
    lanes: int


@dataclass(frozen=True)
class KeyRing:
    """All ways in, and the station's name for the lock page."""

    station: str
    slots: tuple[Slot, ...]

    @property
    def passwords(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.kind == "password")


def new_recovery_code() -> str:
    """25 letters in groups of five, to be written down: K3F7Q-…"""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LETTERS))
    return "-".join(letters[i : i + _CODE_GROUP] for i in range(0, _CODE_LETTERS, _CODE_GROUP))


def check_password(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise BadInput("password_short", least=SHORTEST_PASSWORD)


def make_slot(key: bytes, secret: str, operator: UUID | None = None, name: str = "") -> Slot:
    """Wrap the key by a password (with its operator) or, without one, by a recovery code."""
    kind: Literal["password", "recovery"] = "recovery" if operator is None else "password"
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    empty = Slot(kind, str(operator or ""), name, salt, nonce, b"", _MEMORY_KIB, _PASSES, _LANES)
    return replace(empty, wrapped=_cipher(empty, secret).encrypt(empty.nonce, key, kind.encode()))


def unwrap(ring: KeyRing, password: str | None, recovery_code: str | None, name: str | None) -> tuple[bytes, Slot]:
    """The vault's key and the slot that opened. `name` picks the operator; without it each password is tried.

    Raises BadInput wrong_password, wrong_recovery_code, operator_unknown.
    """
    slots = [slot for slot in ring.slots if slot.kind == ("recovery" if password is None else "password")]
    if name and password is not None:
        slots = [slot for slot in slots if name in (slot.name, slot.operator)]
        if not slots:
            raise BadInput("operator_unknown")
    secret = password if password is not None else (recovery_code or "")
    for slot in slots:
        key = _open(slot, secret)
        if key is not None:
            return key, slot
    raise BadInput("wrong_recovery_code" if password is None else "wrong_password")


def read_ring(path: Path) -> KeyRing:
    """Raises BadEnvironment key_ring_missing or key_ring_damaged."""
    try:
        value = json.loads(path.read_bytes())
        slots = tuple(_read_slot(slot) for slot in value["slots"])
        if not slots or not isinstance(value["station"], str):
            raise BadEnvironment("key_ring_damaged")
        return KeyRing(value["station"], slots)
    except FileNotFoundError:
        raise BadEnvironment("key_ring_missing") from None
    except OSError as error:
        raise BadEnvironment("home_unreadable", problem=os.strerror(error.errno or 0)) from None
    except (ValueError, KeyError, TypeError):
        raise BadEnvironment("key_ring_damaged") from None


def write_ring(path: Path, ring: KeyRing) -> None:
    value = {"format": 1, "station": ring.station, "slots": [_write_slot(slot) for slot in ring.slots]}
    write_whole(path, json.dumps(value, ensure_ascii=False, indent=1).encode())


def _open(slot: Slot, secret: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag

    try:
        key: bytes = _cipher(slot, secret).decrypt(slot.nonce, slot.wrapped, slot.kind.encode())
    except InvalidTag:
        return None
    return key


def _cipher(slot: Slot, secret: str) -> Any:
    from argon2.low_level import Type, hash_secret_raw
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if slot.kind == "recovery":  # an input method may have typed full-width letters
        folded = unicodedata.normalize("NFKC", secret).upper().translate(_ALIKE)
        secret = "".join(c for c in folded if c in _ALPHABET)
    wrapping = hash_secret_raw(
        secret.encode("utf-8", "surrogatepass"),
        slot.salt,
        time_cost=slot.passes,
        memory_cost=slot.memory_kib,
        parallelism=slot.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )
    return AESGCM(wrapping)


def _write_slot(slot: Slot) -> dict[str, Any]:
    plain = {key: value for key, value in vars(slot).items() if not isinstance(value, bytes)}
    return plain | {key: value.hex() for key, value in vars(slot).items() if isinstance(value, bytes)}


def _read_slot(value: dict[str, Any]) -> Slot:
    """Raises ValueError, KeyError or TypeError for a slot that could not have been written here."""
    secret = {key: bytes.fromhex(value[key]) for key in ("salt", "nonce", "wrapped")}
    slot = Slot(**{**value, **secret})
    named = isinstance(slot.name, str) and isinstance(slot.operator, str) and slot.kind in ("password", "recovery")
    long = len(slot.salt) >= 8 and len(slot.nonce) == 12 and len(slot.wrapped) > KEY_BYTES
    cheap = 8 <= slot.memory_kib <= _MOST_MEMORY_KIB and 1 <= slot.passes <= 99 and 1 <= slot.lanes <= 99
    if not (named and long and cheap):
        raise ValueError("not a slot")
    return slot
