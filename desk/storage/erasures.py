"""Erasures, written down beside the database as well: an older backup does not bring back what was erased since.

One line an erasure: the subject's id and the part. It says nothing of whom or why.
"""

import os
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, select

from desk.domain.event import PARTS, PartName
from desk.storage.tables import erasure, subject
from desk.storage.vault import Vault

FILE = "erased"
Erasure = tuple[UUID, PartName]


def keep_erasures(vault: Vault) -> None:
    """Adds what the database knows to the file beside it, down to the disk. Raises OSError."""
    file = vault.path.with_name(FILE)
    with vault.read() as connection:
        new = erasures_in(connection) - read_erasures(file)
    if new:
        add_erasures(file, new)


def erasures_in(connection: Connection) -> set[Erasure]:
    rows = connection.execute(select(subject.c.id, erasure.c.part).join(subject, subject.c.n == erasure.c.subject))
    return {(UUID(bytes=id), part) for id, part in rows}


def read_erasures(file: Path) -> set[Erasure]:
    """The erasures of a file; none where there is no file. A line that a power cut tore is passed over."""
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines() if file.exists() else []
    return {found for line in lines if (found := _read(line))}


def add_erasures(file: Path, erasures: set[Erasure]) -> None:
    lines = "".join(f"\n{id} {part}" for id, part in sorted(erasures))  # the break first: it ends a torn line
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "ab") as target:
        target.write(f"{lines}\n".encode())
        target.flush()
        os.fsync(target.fileno())


def _read(line: str) -> Erasure | None:
    id, _, part = line.strip().partition(" ")
    try:
        return (UUID(id), part) if part in PARTS else None
    except ValueError:
        return None
