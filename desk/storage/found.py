"""Making a new desk's files, and opening those that are there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desk.errors import BadEnvironment, BadInput
from desk.journal.fact import NewFact
from desk.storage.backup import make_backup
from desk.storage.files import Home
from desk.storage.identity import found_identity
from desk.storage.keyring import KeyRing, Slot, read_ring, unwrap, write_ring
from desk.storage.save import new_id, save
from desk.storage.upgrade import upgrade
from desk.storage.vault import Vault


@dataclass(frozen=True)
class Opened:
    """An open vault and whose password opened it (the recovery code belongs to the first operator)."""

    vault: Vault
    key: bytes
    slot: Slot


def found_files(home: Home, key: bytes, ring: KeyRing, now: datetime, make: Callable[[UUID], list[NewFact]]) -> Vault:
    """A database with its first facts, then the key ring: without a key ring there is no desk.

    Raises BadInput already_founded.
    """
    if home.keyring.exists():
        raise BadInput("already_founded")
    home.make()
    for old in home.folder.glob("desk.db*"):  # a founding that was cut short: nobody has its key
        old.unlink()
    vault = Vault(home.database, key)
    upgrade(vault, lambda: None)
    place = new_id()
    with vault.write() as connection:
        found_identity(connection, place)
    save(vault, UUID(ring.passwords[0].operator), now, make(place))
    write_ring(home.keyring, ring)
    return vault


def open_files(
    home: Home, password: str | None, recovery_code: str | None, operator: str | None, now: datetime
) -> Opened:
    """Opens the vault and brings its schema up to date, after a verified backup of an older one.

    Raises BadInput (not_founded, wrong_password ...) or BadEnvironment (newer_version, not_a_database ...).
    """
    if not home.keyring.exists():
        raise BadInput("database_without_keys" if home.database.exists() else "not_founded")
    ring = read_ring(home.keyring)
    key, slot = unwrap(ring, password, recovery_code, operator)
    if not home.database.exists():
        raise BadEnvironment("database_missing")
    vault = Vault(home.database, key)
    upgrade(vault, lambda: make_backup(vault, key, home, home.backups, now))
    return Opened(vault, key, ring.passwords[0] if slot.kind == "recovery" else slot)
