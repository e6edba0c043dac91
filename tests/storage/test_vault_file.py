"""The file on the disk tells nothing, and what was saved is on it."""

import random
import sqlite3
from pathlib import Path

import pytest
from clear_pages import clear_bytes, holds, log_size
from made_up import form, person_texts, words_texts
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from desk.actions.drafts import save_draft
from desk.errors import BadEnvironment
from desk.storage.save import new_id
from desk.storage.tables import operator
from desk.storage.vault import Vault


def test_no_text_of_a_case_stands_in_the_files_of_the_desk(desk: Desk):
    chance, typed = random.Random(1), []
    for _ in range(20):
        given = form(chance)
        typed += person_texts(given) + words_texts(given)
        record_case(desk, given)
    save_draft(desk, new_id(), {"title": "草稿里的一句话很特别"})
    typed.append("草稿里的一句话很特别")
    assert log_size(desk) > 0
    raw = b"".join(path.read_bytes() for path in desk.home.folder.rglob("*") if path.is_file())
    clear = clear_bytes(desk)
    for text in typed:
        assert not holds(raw, text)
        assert holds(clear, text)
    for plain in (b"SQLite format 3", b"CREATE TABLE", b"case.registered", b"case_search"):
        assert plain not in raw
    assert b"CREATE TABLE" in clear


def test_the_file_has_no_header_that_sqlite_knows(desk: Desk):
    desk.close()
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        sqlite3.connect(desk.home.database).execute("SELECT * FROM sqlite_master")
    data = desk.home.database.read_bytes()
    seen = [data.count(bytes([value])) for value in range(256)]
    assert max(seen) < 2 * min(seen)


def test_the_database_is_logged_ahead_and_flushed_at_every_commit(desk: Desk):
    with desk.vault.raw() as driver:
        answers = {
            name: driver.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "temp_store")
        }
    assert answers == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1, "temp_store": 2}


def test_a_wrong_key_is_told_in_a_sentence(desk: Desk):
    desk.close()
    before = desk.home.database.read_bytes()
    for key in (bytes(32), desk.key[::-1]):
        vault = Vault(desk.home.database, key)
        with pytest.raises(BadEnvironment, match="not_a_database"), vault.read() as connection:
            connection.exec_driver_sql("SELECT 1 FROM fact")
        vault.close()
    assert desk.home.database.read_bytes() == before


def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path: Path):
    path = tmp_path / "desk.db"
    path.write_bytes(b"not a database at all " * 1000)
    vault = Vault(path, bytes(32))
    with pytest.raises(BadEnvironment, match="not_a_database"), vault.read():
        pass
    vault.close()


def test_the_parameters_of_a_failed_statement_are_not_told(desk: Desk):
    row = {"n": 1, "id": b"x", "role": "head", "name": "王某某 13900000001"}
    with pytest.raises(IntegrityError) as failed, desk.vault.write() as connection:
        connection.execute(insert(operator), [row, row])
    assert "13900000001" not in f"{failed.value} {failed.value!r}"
    assert "王某某" not in str(failed.value)


def rows(desk: Desk, table: str = "part") -> int:
    with desk.vault.read() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


def empty_and_fail(desk: Desk) -> None:
    with desk.vault.write() as connection:
        connection.exec_driver_sql("DELETE FROM part")
        raise ZeroDivisionError


def test_a_write_that_fails_leaves_nothing(desk: Desk):
    before = rows(desk)
    with pytest.raises(ZeroDivisionError):
        empty_and_fail(desk)
    assert rows(desk) == before > 0


def test_a_full_disk_is_told_and_nothing_of_the_case_is_kept(desk: Desk):
    before = rows(desk)
    with desk.vault.raw() as driver:
        pages = driver.execute("PRAGMA page_count").fetchone()[0]
        driver.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    with pytest.raises(BadEnvironment, match="disk_full"):
        record_case(desk, {"title": "灯", "original_text": "坏" * 20_000})
    with desk.vault.raw() as driver:
        driver.execute("PRAGMA max_page_count = 1000000").fetchall()
    assert rows(desk) == before
    record_case(desk, {"title": "灯", "original_text": "坏" * 20_000})


def test_another_program_that_holds_the_records_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    from desk.storage import vault

    monkeypatch.setattr(vault, "_PRAGMAS", (*vault._PRAGMAS, "busy_timeout=50"))
    desk.vault.close()
    other = vault.connect(desk.home.database, desk.key)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BadEnvironment, match="database_busy"):
        record_case(desk, {"title": "灯"})
    other.execute("ROLLBACK")
    other.close()
    record_case(desk, {"title": "灯"})


def test_readers_see_one_picture_while_others_write(desk: Desk):
    with desk.vault.read() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM fact").scalar()
        record_case(desk, {"title": "灯"})
        assert connection.exec_driver_sql("SELECT count(*) FROM fact").scalar() == before
    with desk.vault.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM fact").scalar() == before + 1


def test_the_engine_is_the_one_that_was_tried():
    connection = dbapi2.connect(":memory:")
    assert connection.execute("PRAGMA cipher_version").fetchone()[0].startswith("4.")
    assert connection.execute("PRAGMA compile_options").fetchall()
    assert dbapi2.sqlite_version_info >= (3, 43)  # contentless_delete
    connection.close()
