"""The whole journal as an open file: for another program, or for another desk."""

from pathlib import Path

from desk.actions.desk import Desk
from desk.actions.operators import check_head
from desk.actions.watching import Watching
from desk.command.files import placed_whole
from desk.errors import BadInput
from desk.storage.files import disk_troubles
from desk.storage.journal_file import write_journal
from desk.storage.journal_taking import check_empty, check_journal, take_journal


def export_journal(desk: Desk, path: Path, *, persons: bool = False, watching: Watching | None = None) -> int:
    """Writes every fact with its parts, link and stamp, one a line, in readable JSON; answers how many. The file is not
    encrypted. Names, telephones and addresses are in it only with `persons`, which is for the head of the station.

    Raises BadInput unmask_not_head, stopped_writing; BadEnvironment disk_full, file_unwritable.
    """
    if persons:
        check_head(desk)
    waiting = watching or Watching()

    def notice(done: int, of: int) -> None:
        waiting.notice(done, of)
        if waiting.stop():
            raise BadInput("stopped_writing")

    with placed_whole(path) as fresh, fresh.open("wb") as target, desk.vault.read() as connection:
        return write_journal(connection, target, persons, notice)


def import_journal(desk: Desk, path: Path, *, dry_run: bool = False, watching: Watching | None = None) -> int:
    """Takes the facts of such a file into a desk where nothing was recorded yet; answers how many. They stay what they
    are: facts of the desk that wrote them. A file that does not hold to its last line changes nothing.

    Raises BadInput file_missing, file_unreadable, journal_unknown, journal_newer, journal_too_large, journal_cut,
    journal_line_wrong, journal_not_empty, journal_stopped.
    """
    waiting = watching or Watching()
    if not path.exists():
        raise BadInput("file_missing")
    if not path.is_file():
        raise BadInput("file_unreadable")
    with disk_troubles():
        if dry_run:
            with desk.vault.read() as connection:
                check_empty(connection)
            return check_journal(path)
        return take_journal(desk.vault, path, waiting.notice, waiting.stop)
