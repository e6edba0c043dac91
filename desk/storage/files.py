"""Files of a home folder: where each lies, and writing one so that a power cut leaves the old or the new."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desk.errors import BadEnvironment

_DISK = dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "disk_full")
_DISK |= dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS, errno.EEXIST, errno.ENOTDIR), "home_read_only")


@dataclass(frozen=True)
class Home:
    """A desk's folder. Everything of one station lies here; another folder is another desk."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "desk.db"

    @property
    def keyring(self) -> Path:
        return self.folder / "keyring.json"

    @property
    def marker(self) -> Path:
        return self.folder / "instance"

    @property
    def erasures(self) -> Path:
        return self.folder / "erased"

    @property
    def exchange(self) -> Path:
        """Locked while an exchange with the hub is under way."""
        return self.folder / "exchange"

    @property
    def restored(self) -> Path:
        """A checked backup on its way into place; only there between two steps of a restore."""
        return self.folder / "restored"

    @property
    def wishes(self) -> Path:
        return self.folder / "settings.toml"

    @property
    def backups(self) -> Path:
        """Where backups go while nobody chose another folder."""
        return self.folder / "backups"

    @property
    def shelf(self) -> Path:
        """Which backups were made."""
        return self.folder / "backups.json"

    def make(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def is_there(path: Path) -> bool:
    """Raises BadEnvironment home_unreadable where nobody may look."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        raise BadEnvironment("home_unreadable") from None
    return True


def disk_trouble(error: OSError) -> BadEnvironment:
    """The error a person can act on, of what the operating system said."""
    return BadEnvironment(_DISK.get(error.errno or 0, "disk_failing"))


@contextmanager
def disk_troubles() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise disk_trouble(error) from None


def write_whole(path: Path, data: bytes) -> None:
    """Write, flush to disk, and put in place of the old file in one move."""
    fresh = path.with_name(path.name + ".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename last; Windows has no such call and needs none."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
