"""Making a new desk's files, and opening those that are there."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desk.errors import BadEnvironment, BadInput
from desk.journal.fact import NewFact
from desk.storage.aside import finish_restore, set_aside, sweep
from desk.storage.backup import make_backup
from desk.storage.erasures import keep_erasures
from desk.storage.files import Home, disk_troubles, is_there
from desk.storage.identity import found_identity
from desk.storage.keyring import KeyRing, Slot, read_ring, unwrap, write_ring
from desk.storage.save import new_id, save
from desk.storage.upgrade import revision_of, upgrade
from desk.storage.vault import Vault


@dataclass(frozen=True)
class Opened:
    """An open vault and whose password opened it (the recovery code belongs to the first operator)."""

    vault: Vault
    key: bytes
    slot: Slot


def found_files(home: Home, key: bytes, ring: KeyRing, now: datetime, make: Callable[[UUID], list[NewFact]]) -> Vault:
    """A database with its first facts, then the key ring: without a key ring there is no desk.

    Records without a key ring are moved aside: a founding that was cut short, or a lost key ring.
    Raises BadInput already_founded.
    """
    with disk_troubles():
        finish_restore(home)
    if is_there(home.keyring):
        raise BadInput("already_founded")
    with disk_troubles():
        home.make()
        set_aside(home, "before-init", now)
        vault = Vault(home.database, key)
        try:
            upgrade(vault, lambda: None)
            place = new_id()
            with vault.write() as connection:
                found_identity(connection, place)
            save(vault, UUID(ring.passwords[0].operator), now, make(place))
            write_ring(home.keyring, ring)
        except BaseException:
            vault.close()
            for begun in (*home.folder.glob("desk.db*"), home.marker):  # nobody has its key
                begun.unlink(missing_ok=True)
            raise
    return vault


def open_files(
    home: Home, password: str | None, recovery_code: str | None, operator: str | None, now: datetime
) -> Opened:
    """Opens the vault and brings its schema up to date, after a verified backup of an older one.

    Raises BadInput (not_founded, wrong_password ...) or BadEnvironment (newer_version, not_a_database ...).
    """
    with disk_troubles():
        finish_restore(home)
    if not is_there(home.keyring):
        if is_there(home.database):
            raise BadEnvironment("database_without_keys")
        raise BadInput("not_founded")
    ring = read_ring(home.keyring)
    key, slot = unwrap(ring, password, recovery_code, operator)
    if not is_there(home.database):
        raise BadEnvironment("database_missing")
    sweep(home, now)
    vault = Vault(home.database, key)
    try:
        if home.database.stat().st_size == 0 or revision_of(vault) is None:  # SQLite takes an empty file for a new one
            raise BadEnvironment("not_a_database")
        upgrade(vault, lambda: make_backup(vault, key, home, home.backups, now))
        with suppress(OSError):  # a full or read-only disk: the next start writes it down
            keep_erasures(vault)
    except BaseException:
        vault.close()
        raise
    return Opened(vault, key, ring.passwords[0] if slot.kind == "recovery" else slot)
