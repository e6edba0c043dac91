"""Leaving an open desk: the exchange lets go, what is new is backed up, the vault is closed. For the lane."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import DeskError
from ui.window.world import World

if TYPE_CHECKING:
    from desk.actions.desk import Desk


def leaving(desk: "Desk | None", let_go: Callable[[], object] | None, folder: Path | None) -> Callable[[], None]:
    """`folder` is where the backup goes, None for none."""

    def leave() -> None:
        if let_go is not None:
            let_go()
        if desk is not None:
            if folder is not None:
                _back_up(desk, folder)
            desk.close()

    return leave


def backup_folder(world: World) -> Path | None:
    """Where this computer keeps its backups; none of a sample station, and none where nobody wants them."""
    if world.sample or world.wishes.backup == "never":
        return None
    return Path(world.wishes.backup_folder or world.home / "backups")


def _back_up(desk: "Desk", folder: Path) -> None:
    """A failure is on the shelf and shown on the page of the day: nobody is held up at the door."""
    from desk.actions.keeping import back_up_new

    with suppress(DeskError):
        back_up_new(desk, folder)
