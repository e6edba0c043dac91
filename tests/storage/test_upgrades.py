"""The schema: made by migrations, brought up in one transaction after a verified backup, or left as it was."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from made_up import PASSWORD, Clock
from sqlalchemy import create_engine

from desk.actions.cases import record_case
from desk.actions.desk import Desk, Lists
from desk.actions.keeping import backup_desk, restore_desk, verify_desk
from desk.actions.opening import open_desk
from desk.errors import BadEnvironment
from desk.storage import upgrade as module
from desk.storage.row import metadata
from desk.storage.upgrade import HEAD, revision_of, upgrade
from desk.storage.vault import Vault

Dump = dict[str, list[Any]]
NEXT = f"{int(HEAD) + 1:04}"
SECOND = '''"""One revision more, made up by a test."""

from alembic import op
import sqlalchemy as sa

revision, down_revision = "{revision}", "{head}"


def upgrade():
    {steps}
'''
WORKS = """op.add_column("draft", sa.Column("note", sa.String()))
    with op.batch_alter_table("subject", recreate="always") as batch:
        batch.add_column(sa.Column("colour", sa.String(), server_default="red"))"""


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Makes this program one revision newer, with these steps."""

    def _make(steps: str) -> None:
        folder = tmp_path / "migrations"
        if not folder.exists():
            shutil.copytree(Path(module.__file__).parent / "migrations", folder)
        (folder / "versions" / f"{NEXT}_next.py").write_text(
            SECOND.format(steps=steps, revision=NEXT, head=HEAD), encoding="utf-8"
        )
        monkeypatch.setattr(module, "HEAD", NEXT)
        monkeypatch.setattr(module, "_FOLDER", str(folder))

    return _make


@pytest.fixture
def open_again(desk: Desk, clock: Clock, lists: Lists) -> Iterator[Callable[[], Desk]]:
    opened: list[Desk] = []

    def _open() -> Desk:
        desk.close()
        opened.append(open_desk(desk.home.folder, clock, lists, password=PASSWORD))
        return opened[-1]

    yield _open
    for each in opened:
        each.close()


def dump(home: Path, key: bytes) -> Dump:
    """Every row and every definition, apart from this program's own idea of them."""
    vault = Vault(home / "desk.db", key)
    with vault.read() as connection:
        made = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master ORDER BY name").all()
        names = [name for kind, name, _ in made if kind == "table" and not name.startswith("case_search")]
        rows: Dump = {
            name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY 1")]
            for name in names
        }
    vault.close()
    return rows | {"schema": [tuple(row) for row in made]}


def shape(connection: Any) -> dict[str, Any]:
    """Columns, keys and indexes of every table, as SQLite tells them."""
    names = [
        row[0]
        for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not row[0].startswith(("case_search", "alembic", "sqlite"))
    ]
    told: dict[str, Any] = {}
    for name in names:
        indexes = connection.exec_driver_sql(f"PRAGMA index_list({name})").all()
        told[name] = {
            "columns": [tuple(row[1:]) for row in connection.exec_driver_sql(f"PRAGMA table_info({name})")],
            "keys": sorted(tuple(row[2:]) for row in connection.exec_driver_sql(f"PRAGMA foreign_key_list({name})")),
            "indexes": sorted(
                (
                    "" if index[1].startswith("sqlite_") else index[1],
                    index[2],
                    index[4],
                    tuple(row[2] for row in connection.exec_driver_sql(f"PRAGMA index_info({index[1]})")),
                )
                for index in indexes
            ),
        }
    return told


def test_the_tables_made_by_migrations_are_those_of_the_program(desk: Desk):
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.connect() as fresh, desk.vault.read() as migrated:
        assert shape(migrated) == shape(fresh)
        assert len(shape(fresh)) == len(metadata.tables) > 8
    engine.dispose()


def test_a_founded_desk_is_at_the_newest_revision_and_opening_it_changes_nothing(
    desk: Desk, open_again: Callable[[], Desk]
):
    assert revision_of(desk.vault) == HEAD
    before = dump(desk.home.folder, desk.key)
    open_again()
    assert dump(desk.home.folder, desk.key) == before
    assert not desk.home.backups.exists()


def test_an_older_desk_is_upgraded_after_a_verified_backup(
    desk: Desk, open_again: Callable[[], Desk], next_version: Callable[[str], None], clock: Clock
):
    for _ in range(3):
        record_case(desk, {"title": "路灯", "suggester": {"name": "王某"}})
    before = dump(desk.home.folder, desk.key)
    next_version(WORKS)
    newer = open_again()
    after = dump(desk.home.folder, desk.key)
    assert revision_of(newer.vault) == NEXT
    for name in ("fact", "part", "cases", "step", "erasure"):
        assert after[name] == before[name]
    assert [row[:3] for row in after["subject"]] == before["subject"]
    assert {row[3] for row in after["subject"]} == {"red"}
    with newer.vault.raw() as driver:
        assert driver.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert len(list(newer.home.backups.glob("*.mbackup"))) == 1
    record_case(newer, {"title": "桥"})
    assert verify_desk(newer)[1] == []


def test_the_backup_made_before_an_upgrade_is_restored_by_the_newer_desk(
    desk: Desk, open_again: Callable[[], Desk], next_version: Callable[[str], None], clock: Clock, tmp_path: Path
):
    record_case(desk, {"title": "路灯"})
    next_version(WORKS)
    open_again().close()
    (made,) = desk.home.backups.glob("*.mbackup")
    restore_desk(made, tmp_path / "other", clock, password=PASSWORD)
    assert dump(tmp_path / "other", desk.key)["alembic_version"] == [(NEXT,)]


@pytest.mark.parametrize(
    "steps",
    [
        """op.execute("DELETE FROM part")
    op.create_table("colour", sa.Column("n", sa.Integer))
    op.execute("INSERT INTO no_such_table VALUES (1)")""",
        """op.execute("DELETE FROM subject")""",
        """op.execute("DROP TABLE step")
    raise RuntimeError("a bug in a migration")""",
        """op.drop_column("draft", "form")
    op.execute("this is no SQL")""",
    ],
    ids=["fails in the middle", "leaves orphans", "has a bug", "is no SQL"],
)
def test_a_failing_upgrade_leaves_the_file_as_it_was(
    steps: str,
    desk: Desk,
    open_again: Callable[[], Desk],
    next_version: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    clock: Clock,
    tmp_path: Path,
):
    record_case(desk, {"title": "路灯", "suggester": {"name": "王某"}})
    desk.close()
    before = dump(desk.home.folder, desk.key)
    next_version(steps)
    with pytest.raises(BadEnvironment, match="upgrade_failed"):
        open_again()
    assert dump(desk.home.folder, desk.key) == before
    (made,) = desk.home.backups.glob("*.mbackup")
    monkeypatch.undo()
    record_case(open_again(), {"title": "照旧能用"})
    restored = restore_desk(made, tmp_path / "other", clock, password=PASSWORD)
    assert restored.facts == len(before["fact"])


def test_an_upgrade_without_a_backup_does_not_begin(
    desk: Desk, open_again: Callable[[], Desk], next_version: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
):
    from desk.storage import found

    def full(*_: object) -> None:
        raise BadEnvironment("disk_full")

    before = dump(desk.home.folder, desk.key)
    next_version(WORKS)
    monkeypatch.setattr(found, "make_backup", full)
    with pytest.raises(BadEnvironment, match="disk_full"):
        open_again()
    assert dump(desk.home.folder, desk.key) == before


def test_a_file_of_a_newer_version_is_refused_and_left_untouched(desk: Desk, open_again: Callable[[], Desk]):
    with desk.vault.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
    desk.close()
    files = {path.name: path.read_bytes() for path in desk.home.folder.iterdir() if path.is_file()}
    with pytest.raises(BadEnvironment, match="newer_version"):
        open_again()
    assert {path.name: path.read_bytes() for path in desk.home.folder.iterdir() if path.is_file()} == files


def test_a_backup_of_a_newer_version_is_refused_before_anything_is_moved(
    desk: Desk, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as newer:
        newer.setattr(module, "HEAD", "0999")
        with desk.vault.write() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
        made = backup_desk(desk, tmp_path / "stick")
    desk.close()
    before = sorted((path.name, path.read_bytes()) for path in desk.home.folder.iterdir())
    with pytest.raises(BadEnvironment, match="newer_version"):
        restore_desk(made.path, desk.home.folder, clock, password=PASSWORD)
    assert sorted((path.name, path.read_bytes()) for path in desk.home.folder.iterdir()) == before


def test_an_empty_file_is_brought_up_from_nothing(tmp_path: Path):
    vault = Vault(tmp_path / "desk.db", bytes(range(32)))
    assert revision_of(vault) is None
    upgrade(vault, lambda: pytest.fail("nothing to back up"))
    assert revision_of(vault) == HEAD
    upgrade(vault, lambda: pytest.fail("nothing to do"))
    vault.close()
