"""Looking after the records: backup, restore, verify, rebuild."""

from pathlib import Path

from desk.actions.desk import Clock, Desk
from desk.storage import backup, rebuild, verify
from desk.storage.backup import Backup
from desk.storage.faults import Problem
from desk.storage.files import Home


def backup_desk(desk: Desk, folder: Path) -> Backup:
    """Writes one backup file into the folder; it was opened and its facts counted before it got its name."""
    return backup.make_backup(desk.vault, desk.key, desk.home, folder, desk.clock())


def restore_desk(
    file: Path,
    home: Path,
    clock: Clock,
    *,
    password: str | None = None,
    recovery_code: str | None = None,
    operator: str | None = None,
) -> Backup:
    """Puts a backup in place; what was there is moved aside. Raises BadInput not_a_backup, wrong_password ..."""
    return backup.restore_backup(file, Home(home), password, recovery_code, operator, clock())


def verify_desk(desk: Desk) -> tuple[int, list[Problem]]:
    """How many facts there are, and everything that does not hold."""
    return verify.verify(desk.vault, desk.key)


def rebuild_desk(desk: Desk) -> tuple[bool, int]:
    """Computes all tables anew; answers whether they were right before, and the number of facts."""
    return rebuild.rebuild(desk.vault, desk.key)
