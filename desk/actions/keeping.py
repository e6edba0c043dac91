"""Looking after the records: backup, restore, verify, rebuild."""

from dataclasses import replace
from pathlib import Path

from desk.actions.desk import Clock, Desk
from desk.errors import DeskError
from desk.storage import backup, rebuild, verify
from desk.storage.backup import Backup
from desk.storage.faults import Problem
from desk.storage.files import Home
from desk.storage.shelf import Made, Shelf, clear_out, read_shelf, write_shelf
from desk.storage.statement import last_number
from desk.storage.tables import fact


def backup_desk(desk: Desk, folder: Path) -> Backup:
    """Writes one backup file into the folder; it was opened and its facts counted before it got its name."""
    made = backup.make_backup(desk.vault, desk.key, desk.home, folder, desk.clock())
    now, shelf = desk.clock(), read_shelf(desk.home)
    listed = Made(now, made.path.absolute(), made.facts)
    write_shelf(desk.home, Shelf((*shelf.made, listed), None, now))
    return made


def back_up_new(desk: Desk, folder: Path) -> bool:
    """A backup where something was written since the last; of each day the newest stays, and older ones that nobody
    needs any more go. Answers whether one was made; why it could not be is on the shelf.

    Raises what backup_desk raises.
    """
    shelf, now = read_shelf(desk.home), desk.clock()
    last = shelf.last
    if last is not None and last.path.exists() and last.path.parent == folder.absolute():
        with desk.vault.read() as connection:
            facts = last_number(connection, fact)
        if facts == last.facts:
            return False
    try:
        backup_desk(desk, folder)
    except DeskError as error:
        write_shelf(desk.home, replace(shelf, trouble={**error.facts, "code": error.code}, tried=now))
        raise
    made = read_shelf(desk.home)
    write_shelf(desk.home, replace(made, made=clear_out(made.made)))
    return True


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
