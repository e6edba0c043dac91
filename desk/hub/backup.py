"""Backups of the hub's records: one file under the hub's key, opened and counted before it counts.

Of an SQLite file it is a copy through SQLite's backup API, as encrypted as the original; of PostgreSQL a sealed dump.
The key itself, erasures and revocations are not in it: they lie in the hub's folder, and are kept elsewhere.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, inspect, select

from desk.errors import BadEnvironment, BadInput
from desk.hub import dump
from desk.hub.engine import HubEngine, file_of, open_engine, open_file
from desk.hub.epoch import begin_epoch, read_counter, write_counter
from desk.hub.hub import Hub
from desk.hub.identity import find_identity
from desk.hub.sealed import MAGIC
from desk.hub.tables import fact
from desk.storage.aside import free_name, name_aside
from desk.storage.backup import copy_database
from desk.storage.files import disk_troubles, sync_folder, write_whole
from desk.storage.lock import is_open_elsewhere

SUFFIX, LAST = ".hbackup", "last-backup"
_LOGS = ("-wal", "-shm")
_NOT_OURS = ("not_a_database", "database_damaged", "backup_damaged")


@dataclass(frozen=True)
class HubBackup:
    """A backup, or where what a restore replaced lies now (None: there was nothing); and how many facts it holds."""

    path: Path | None
    facts: int


def last_backup(files: Path) -> int:
    """When the last one was made, in seconds since 1970; 0 for never."""
    try:
        return int((files / LAST).read_text("ascii"))
    except (OSError, ValueError):
        return 0


def back_up(hub: Hub, url: str, folder: Path) -> HubBackup:
    """Writes `minsheng-hub-<time>.hbackup` into the folder while the hub goes on working.

    Raises BadEnvironment backup_damaged, pg_dump_missing, pg_dump_failed, and troubles of disk and database.
    """
    key, file = hub.identity.database_key, file_of(url)
    with disk_troubles(), _working_in(folder) as work:
        made = work / "made"
        if file is None:
            facts = dump.write_dump(url, key, made)
        else:
            _copy(file, key, made)
            facts = _check_copy(made, key)
        final = free_name(folder, _name("minsheng-hub", hub.clock()), SUFFIX)
        _settle(made, final)
        write_whole(hub.apart.folder / LAST, f"{int(hub.clock())}\n".encode())
    return HubBackup(final, facts)


def restore(url: str, files: Path, backup: Path) -> HubBackup:
    """Puts a backup in place of the records, which are kept in `before-restore-<time>` in the hub's folder. The hub
    goes on in a new epoch, so that every desk gives back what the backup lacks.

    Raises BadInput not_a_hub_backup, file_missing; BadEnvironment hub_serving, hub_key_missing, newer_version.
    """
    identity = find_identity(files)
    if identity is None:
        raise BadEnvironment("hub_key_missing")
    if (_head(backup) == MAGIC) != (file_of(url) is None):
        raise BadInput("not_a_hub_backup")
    file = file_of(url)
    with disk_troubles():
        if file is None:
            return _restore_dump(url, files, identity.database_key, backup)
        return _restore_file(file, files, identity.database_key, backup)


def _restore_file(file: Path, files: Path, key: bytes, backup: Path) -> HubBackup:
    if is_open_elsewhere(file):
        raise BadEnvironment("hub_serving")
    with _working_in(file.parent) as work:
        fresh = work / file.name
        shutil.copyfile(backup, fresh)
        facts = _check_copy(fresh, key, given=True)
        _begin_anew(open_engine(str(fresh), key))
        _fold_log(fresh, key)
        aside = _keep_file(file, files, key)
        _settle(fresh, file)
    return HubBackup(aside, facts)


def _restore_dump(url: str, files: Path, key: bytes, backup: Path) -> HubBackup:
    dump.refuse_company(url)
    dump.check_dump(backup, key)
    aside = None
    engine = open_engine(url, key)
    empty = engine.is_empty()
    engine.close()
    if not empty:
        aside = _new_folder(files) / f"records{SUFFIX}"
        dump.write_dump(url, key, aside)
    dump.read_dump(url, key, backup)
    engine = open_engine(url, key)
    return HubBackup(aside and aside.parent, _begin_anew(engine))


def _begin_anew(engine: HubEngine) -> int:
    """The records are brought to this version and say that time went back; answers how many facts they hold."""
    try:
        engine.upgrade()
        with engine.write() as connection:
            counter = read_counter(connection)
            begin_epoch(counter, counter.epoch)
            write_counter(connection, counter)
            return int(connection.execute(select(func.count()).select_from(fact)).scalar_one())
    finally:
        engine.close()


def _copy(file: Path, key: bytes, target: Path) -> None:
    vault = open_file(file, key)
    try:
        copy_database(vault, key, target)
    finally:
        vault.close()


def _check_copy(file: Path, key: bytes, *, given: bool = False) -> int:
    """How many facts a copy holds, after looking at every page of it. Raises BadEnvironment backup_damaged, or for a
    `given` one BadInput not_a_hub_backup."""
    vault = open_file(file, key)
    try:
        with vault.read() as connection:
            broken = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
            if broken:  # first: over a damaged schema page the next look fails with an error of its own
                raise BadEnvironment("backup_damaged")
            whole = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
            if whole != "ok" or not inspect(connection).has_table(fact.name):
                raise BadEnvironment("backup_damaged")
            return int(connection.execute(select(func.count()).select_from(fact)).scalar_one())
    except BadEnvironment as error:
        if given and error.code in _NOT_OURS:
            raise BadInput("not_a_hub_backup") from None
        raise
    finally:
        vault.close()
        _fold_log(file, key)


def _fold_log(file: Path, key: bytes) -> None:
    """Nothing of a copy may stay in a log beside it."""
    vault = open_file(file, key)
    with suppress(BadEnvironment):  # of a file that is not ours
        try:
            with vault.raw() as driver:
                driver.execute("PRAGMA journal_mode=DELETE").fetchall()
        finally:
            vault.close()


def _keep_file(file: Path, files: Path, key: bytes) -> Path | None:
    """The records as they are, under a second name in a folder of their own; a damaged one with its log."""
    if not file.exists():
        return None
    aside = _new_folder(files)
    _fold_log(file, key)
    try:
        os.link(file, aside / file.name)
    except OSError:  # another file system, or one without such links
        shutil.copyfile(file, aside / file.name)
    for log in (file.with_name(file.name + end) for end in _LOGS):
        if log.exists():
            shutil.move(log, aside / log.name)
    sync_folder(aside)
    return aside


def _new_folder(files: Path) -> Path:
    folder = free_name(files, _name("before-restore", time.time()))
    folder.mkdir(mode=0o700)
    sync_folder(files)
    return folder


def _settle(made: Path, final: Path) -> None:
    """Down to the disk, then under its name in one move."""
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    made.replace(final)
    sync_folder(final.parent)


@contextmanager
def _working_in(folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as work:
        yield Path(work)


def _name(what: str, now: float) -> str:
    return name_aside(what, datetime.fromtimestamp(now, UTC))


def _head(backup: Path) -> bytes:
    try:
        with backup.open("rb") as file:
            return file.read(len(MAGIC))
    except FileNotFoundError:
        raise BadInput("file_missing") from None
    except OSError:
        raise BadInput("file_unreadable") from None
