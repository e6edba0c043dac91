"""Putting files aside and others in their place: never deleting, and never half done.

A restore is prepared in full in a folder beside; giving that folder its name decides. From then on each start
finishes what a power cut interrupted, file by file, before anything is opened.
"""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from desk.domain.moment import local
from desk.errors import BadEnvironment
from desk.storage.files import Home, is_there, sync_folder
from desk.storage.lock import is_open_elsewhere

_LOGS = ("desk.db-wal", "desk.db-shm")
PLACED = ("desk.db", "keyring.json", "erased", "instance")
_BEFORE_RESTORE = "before-restore"
_A_DAY = 24 * 60 * 60  # seconds


def set_aside(home: Home, why: str, now: datetime) -> Path:
    """Moves what the home holds into a folder of its own, never deletes it; answers the folder (the home: nothing).

    Raises BadEnvironment desk_open.
    """
    found = [home.folder / name for name in (*PLACED, *_LOGS) if (home.folder / name).exists()]
    if not found:
        return home.folder
    refuse_open(home)
    aside = free_name(home.folder, name_aside(why, now))
    aside.mkdir()
    for path in found:
        path.replace(aside / path.name)
    return aside


def sweep(home: Home, now: datetime) -> None:
    """Removes what a power cut left of work on a copy more than a day ago: nothing erased may outlive in it."""
    for left in home.folder.glob(".re*ing-*"):
        with suppress(OSError):
            if now.timestamp() - left.stat().st_mtime > _A_DAY:
                shutil.rmtree(left)


def refuse_open(home: Home) -> None:
    """Raises BadEnvironment desk_open where another program has the records open."""
    if is_open_elsewhere(home.database):
        raise BadEnvironment("desk_open")


def name_aside(why: str, now: datetime) -> str:
    return f"{why}-{local(now):%Y%m%d-%H%M%S}"


def free_name(folder: Path, name: str, suffix: str = "") -> Path:
    path, count = folder / f"{name}{suffix}", 1
    while path.exists():
        count += 1
        path = folder / f"{name}-{count}{suffix}"
    return path


def place_restored(work: Path, home: Home, now: datetime) -> Path:
    """Takes a folder with the files to be placed; answers where the old files went (the home when there were none)."""
    (work / name_aside(_BEFORE_RESTORE, now)).mkdir()
    sync_folder(work)
    work.rename(home.restored)
    sync_folder(home.folder)
    return finish_restore(home)


def finish_restore(home: Home) -> Path:
    """Puts the files of a decided restore in their place; nothing to do is the common case."""
    if not is_there(home.restored):
        return home.folder
    aside = next(home.restored.glob(f"{_BEFORE_RESTORE}-*"), None)
    if aside is not None:
        _exchange(home, home.restored, aside)
    old = _keep(aside, home) if aside is not None else home.folder
    home.restored.rmdir()
    sync_folder(home.folder)
    return old


def _exchange(home: Home, new: Path, aside: Path) -> None:
    """Old files go aside first; what is no longer among the new ones is already in its place."""
    if (new / home.database.name).exists():
        _move(home.folder, aside, _LOGS)
    for name in PLACED:
        if (new / name).exists():
            _move(home.folder, aside, (name,))
            _move(new, home.folder, (name,))


def _move(source: Path, target: Path, names: Iterable[str]) -> None:
    for name in names:
        if (source / name).exists():
            (source / name).replace(target / name)


def _keep(aside: Path, home: Home) -> Path:
    if not any(aside.iterdir()):
        aside.rmdir()
        return home.folder
    kept = free_name(home.folder, aside.name)
    aside.rename(kept)
    return kept
