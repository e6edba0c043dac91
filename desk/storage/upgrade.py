"""Schema revisions: from nothing or from an older desk, in one transaction, after a verified backup."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, inspect, text

from desk.errors import BadEnvironment, DeskError
from desk.storage.projection.subject import recompute
from desk.storage.vault import Vault, named_troubles

HEAD = "0009"
_FOLDER = "desk.storage:migrations"


def revision_of(vault: Vault) -> str | None:
    """The schema revision of the file; None when it is empty."""
    with vault.read() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def check_version(vault: Vault) -> str | None:
    """The revision. Raises BadEnvironment newer_version for a file that a newer desk has written."""
    current = revision_of(vault)
    if current is not None and current > HEAD:
        raise BadEnvironment("newer_version", revision=current, known=HEAD)
    return current


def upgrade(vault: Vault, make_backup: Callable[[], object]) -> None:
    """Brings the schema to HEAD. A failure leaves the file as it was.

    Raises BadEnvironment newer_version, upgrade_failed.
    """
    current = check_version(vault)
    if current == HEAD:
        return
    if current is not None:
        make_backup()
    with _named_failures(), vault.engine.connect() as pooled:
        driver = pooled.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")  # a batch that rebuilds a table would delete its children
        try:
            connection = pooled.execution_options(begin="BEGIN IMMEDIATE")
            with connection.begin():
                migrate(connection, _FOLDER, HEAD)
                recompute(connection)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise BadEnvironment("upgrade_failed", rows=len(broken))
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


@contextmanager
def _named_failures() -> Iterator[None]:
    try:
        with named_troubles():
            yield
    except DeskError:
        raise
    except Exception as error:
        raise BadEnvironment("upgrade_failed") from error


def migrate(connection: Connection, folder: str, head: str) -> None:
    """Runs the revisions of a folder ("package:folder") up to `head` inside the transaction of the connection."""
    from alembic.config import Config
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", folder)
    script = ScriptDirectory.from_config(config)

    def steps(revision: object, _context: object) -> object:
        return script._upgrade_revs(head, revision)  # type: ignore[arg-type]  # alembic's own env.py calls it so

    context = MigrationContext.configure(connection, opts={"fn": steps})
    with Operations.context(context):
        context.run_migrations()
