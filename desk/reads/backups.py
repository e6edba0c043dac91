"""How the backups stand, for the page of the day and the settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from desk.domain.moment import local
from desk.errors import Fact
from desk.storage.files import Home
from desk.storage.shelf import read_shelf
from desk.storage.statement import last_number
from desk.storage.tables import fact
from desk.storage.vault import Vault

LATE = timedelta(days=3)


@dataclass(frozen=True)
class BackupView:
    """The last backup (`at` is None: there is none), and why the last try failed (the facts of an error with its code;
    None: it went well). `late`: what was written since waits for a backup longer than it should. Times are local."""

    at: datetime | None
    path: Path | None
    facts: int
    trouble: Mapping[str, Fact] | None
    late: bool


def read_backups(vault: Vault, home: Home, now: datetime) -> BackupView:
    """Of this desk's own backups."""
    shelf = read_shelf(home)
    last = shelf.last
    with vault.read() as connection:
        new = last_number(connection, fact) - (last.facts if last else 0)
    since = last.at if last else None
    late = new > 0 and since is not None and now - since > LATE
    return BackupView(
        at=local(last.at) if last else None,
        path=last.path if last else None,
        facts=last.facts if last else 0,
        trouble=shelf.trouble,
        late=late,
    )
