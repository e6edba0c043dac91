"""Backups: one file with the encrypted database and its key ring, opened and checked before it counts.

The file is a plain zip of desk.db, keyring.json and the list of erasures; without a password or the recovery code the
records in it open for nobody.
"""

import os
import shutil
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from desk.domain.case import Erased
from desk.domain.event import PartName
from desk.errors import BadEnvironment, BadInput
from desk.journal.fact import NewFact
from desk.storage.aside import finish_restore, free_name, name_aside, place_restored, refuse_open
from desk.storage.erasures import FILE as ERASED
from desk.storage.erasures import Erasure, add_erasures, erasures_in, keep_erasures, read_erasures
from desk.storage.files import Home, disk_troubles, sync_folder
from desk.storage.identity import mint_incarnation, read_identity, write_marker
from desk.storage.keyring import KeyRing, read_ring, unwrap
from desk.storage.save import MARKER, save
from desk.storage.tables import fact
from desk.storage.upgrade import check_version, upgrade
from desk.storage.vault import PAGE, Vault, connect, named_troubles

SUFFIX = ".mbackup"
_MEMBERS = ("desk.db", "keyring.json", ERASED)


@dataclass(frozen=True)
class Backup:
    """A finished backup: where it lies and how many facts it was seen to hold."""

    path: Path
    facts: int


def copy_database(vault: Vault, key: bytes, target: Path) -> None:
    """A consistent copy through SQLite's backup API, under the same key."""
    with vault.raw() as source:
        copy_from(source, key, target, vault.page)


def copy_from(source: Any, key: bytes, target: Path, page: int = PAGE) -> None:
    """A copy of what a connection of the driver sees: in a transaction, of the picture that it has."""
    copy = connect(target, key, page)
    try:
        with named_troubles():
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE").fetchall()
    finally:
        copy.close()


def make_backup(vault: Vault, key: bytes, home: Home, folder: Path, now: datetime) -> Backup:
    """Writes `minsheng-<time>.mbackup` into the folder; it gets this name only after it was opened and counted."""
    with disk_troubles():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as making:
            work = Path(making)
            copy_database(vault, key, work / "desk.db")
            shutil.copyfile(home.keyring, work / "keyring.json")
            add_erasures(work / ERASED, read_erasures(home.erasures))
            packed = work / "packed"
            _pack(work, packed)
            facts = _check(packed, key, work)
            final = free_name(folder, name_aside("minsheng", now), SUFFIX)
            packed.replace(final)
            sync_folder(folder)
    return Backup(final, facts)


def restore_backup(
    file: Path, home: Home, password: str | None, recovery_code: str | None, operator: str | None, now: datetime
) -> Backup:
    """Puts a backup in place of what the home holds; that is moved aside, never deleted. The restored desk writes on
    as a new incarnation. Answers the restored facts and, as path, where the old files went (the home when none).

    What was erased here since the backup was made is erased in it first.
    Raises BadInput not_a_backup, wrong_password, wrong_recovery_code; BadEnvironment desk_open, newer_version.
    """
    with disk_troubles():
        home.make()
        finish_restore(home)
        refuse_open(home)
        with tempfile.TemporaryDirectory(dir=home.folder, prefix=".restoring-") as restoring:
            work = Path(restoring)
            _unpack(file, work)
            ring = _ring_in(work)
            key, slot = unwrap(ring, password, recovery_code, operator)
            facts = _facts_in(work, key)
            opener = ring.passwords[0] if slot.kind == "recovery" else slot
            _prepare(work, key, read_erasures(home.erasures), UUID(opener.operator), now)
            aside = place_restored(work, home, now)
    return Backup(aside, facts)


def _prepare(work: Path, key: bytes, known: set[Erasure], operator: UUID, now: datetime) -> None:
    """Makes of an unpacked backup what may be opened: this version's schema, an incarnation of its own, and nothing
    in it that was erased."""
    vault = Vault(work / "desk.db", key)
    try:
        upgrade(vault, lambda: None)
        with vault.write() as connection:
            mint_incarnation(connection)
            identity = read_identity(connection)
            missing = (known | read_erasures(work / ERASED)) - erasures_in(connection)
        write_marker(work / MARKER, identity)
        if missing:
            save(vault, operator, now, [_erasing(subject, part) for subject, part in sorted(missing)])
        keep_erasures(vault)
        with vault.raw() as driver:
            driver.execute("PRAGMA journal_mode=DELETE").fetchall()
    finally:
        vault.close()


def _erasing(subject: UUID, part: PartName) -> NewFact:
    return NewFact("case.erased", subject, Erased(part=part).to_json())


def _pack(work: Path, packed: Path) -> None:
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED, allowZip64=True) as file:
        for name in _MEMBERS:
            file.write(work / name, name)
    with packed.open("rb") as written:
        os.fsync(written.fileno())


def _unpack(file: Path, work: Path) -> None:
    try:
        with _zip_in(file) as packed:
            for name in _MEMBERS:
                with packed.open(name) as source, (work / name).open("wb") as target:
                    shutil.copyfileobj(source, target, 1 << 20)
                    target.flush()
                    os.fsync(target.fileno())
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError):
        raise BadInput("not_a_backup") from None


def _zip_in(file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except FileNotFoundError:
        raise BadInput("file_missing") from None
    except OSError:
        raise BadInput("file_unreadable") from None


def _ring_in(work: Path) -> KeyRing:
    try:
        return read_ring(work / "keyring.json")
    except BadEnvironment:
        raise BadInput("not_a_backup") from None


def _facts_in(work: Path, key: bytes) -> int:
    """How many facts an unpacked backup holds. Raises BadInput not_a_backup, BadEnvironment newer_version."""
    try:
        return _count(work / "desk.db", key)
    except BadEnvironment as error:
        if error.code in ("not_a_database", "database_damaged", "backup_damaged"):
            raise BadInput("not_a_backup") from None
        raise


def _check(packed: Path, key: bytes, work: Path) -> int:
    unpacked = work / "check"
    unpacked.mkdir()
    _unpack(packed, unpacked)
    read_ring(unpacked / "keyring.json")
    return _count(unpacked / "desk.db", key)


def _count(database: Path, key: bytes) -> int:
    """Opens a copy, checks its version and its pages, and counts its facts."""
    vault = Vault(database, key)
    try:
        check_version(vault)
        with vault.read() as connection:
            if connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall():
                raise BadEnvironment("backup_damaged")  # the next check would stumble over such a page
            if connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
                raise BadEnvironment("backup_damaged")
            facts = connection.execute(select(func.count()).select_from(fact)).scalar_one()
        with vault.raw() as driver:
            driver.execute("PRAGMA journal_mode=DELETE").fetchall()
    finally:
        vault.close()
    return int(facts)
