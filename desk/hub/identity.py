"""Who the hub is: the key it signs with, the key of its stamps, the key of its records, and its place in the tree.

All of it is random and lies in one file, never in the database or a backup of it: whoever restores last month's
records is still the same hub, and whoever steals a copy of them cannot forge a stamp.
"""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from desk.errors import BadEnvironment
from desk.storage.files import disk_trouble, disk_troubles, sync_folder

FILE = "hub.key"
_KEY_BYTES = 32
_SECRETS = ("seed", "mac_key", "database_key")


@dataclass(frozen=True, repr=False)
class Identity:
    """`seed` of the Ed25519 key, `mac_key` of the stamps, `database_key` of the SQLCipher file: 32 bytes each."""

    seed: bytes
    mac_key: bytes
    database_key: bytes
    place: UUID

    @cached_property
    def key(self) -> bytes:
        """The public key (32 bytes): desks know the hub by it."""
        key: bytes = self._private.public_key().public_bytes_raw()
        return key

    def sign(self, data: bytes) -> bytes:
        signature: bytes = self._private.sign(data)
        return signature

    @cached_property
    def _private(self) -> Any:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed)


def find_identity(files: Path) -> Identity | None:
    """None where the hub was never started with these files. Raises BadEnvironment hub_key_damaged."""
    try:
        return _read(json.loads((files / FILE).read_bytes()))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise disk_trouble(error) from None
    except (ValueError, KeyError, TypeError):
        raise BadEnvironment("hub_key_damaged") from None


def found_identity(files: Path) -> Identity:
    """Mints an identity, down to the disk; of two that start at once both get the same."""
    minted = Identity(os.urandom(_KEY_BYTES), os.urandom(_KEY_BYTES), os.urandom(_KEY_BYTES), uuid4())
    value = {"format": 1, "place": str(minted.place)} | {name: getattr(minted, name).hex() for name in _SECRETS}
    fresh = files / f".{FILE}.{os.getpid()}"
    with disk_troubles():
        files.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(fresh, json.dumps(value, indent=1).encode())
        with suppress(FileExistsError):
            os.link(fresh, files / FILE)
        fresh.unlink()
        sync_folder(files)
    found = find_identity(files)
    assert found is not None
    return found


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _read(value: Any) -> Identity:
    """Raises ValueError, KeyError or TypeError on what could not have been written here."""
    keys = [bytes.fromhex(value[name]) for name in _SECRETS]
    if value["format"] != 1 or any(len(key) != _KEY_BYTES for key in keys):
        raise ValueError("not an identity")
    return Identity(keys[0], keys[1], keys[2], UUID(value["place"]))
