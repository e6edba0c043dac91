"""What must outlive every backup of the records, in files beside them: which parts were erased, which desks revoked.

Written down to the disk before anybody is answered, and applied at every start: records restored from last month
bring neither an erased telephone nor a revoked desk back.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from desk.storage.erasures import Erasure, add_erasures, read_erasures
from desk.storage.files import disk_troubles, sync_folder

_KEY_DIGITS = 64


@dataclass(frozen=True)
class Apart:
    """The folder of the two files."""

    folder: Path

    @property
    def erased_file(self) -> Path:
        return self.folder / "erased"

    @property
    def revoked_file(self) -> Path:
        return self.folder / "revoked"

    def erased(self) -> set[Erasure]:
        """Subjects and parts."""
        with disk_troubles():
            return read_erasures(self.erased_file)

    def erase(self, erasures: set[Erasure]) -> None:
        with disk_troubles():
            new = erasures - read_erasures(self.erased_file)
            if new:
                add_erasures(self.erased_file, new)
                sync_folder(self.folder)

    def revoked(self) -> frozenset[bytes]:
        """Keys of desks."""
        with disk_troubles():
            text = self.revoked_file.read_text("ascii", "replace") if self.revoked_file.exists() else ""
        return frozenset(bytes.fromhex(line) for line in text.split() if _is_key(line))

    def revoke(self, key: bytes) -> None:
        if key in self.revoked():
            return
        with disk_troubles():
            descriptor = os.open(self.revoked_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(descriptor, "ab") as file:
                file.write(f"\n{key.hex()}\n".encode())  # the break first: it ends a torn line
                file.flush()
                os.fsync(file.fileno())
            sync_folder(self.folder)


def _is_key(line: str) -> bool:
    return len(line) == _KEY_DIGITS and set(line) <= set("0123456789abcdef")
