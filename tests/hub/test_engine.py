"""The hub's records and identity: made once, opened only by their own hub, and every trouble of theirs has a name."""

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from postgres import Postgres, serving
from sqlalchemy import select, text

from desk.errors import BadEnvironment
from desk.hub import engine as engine_module
from desk.hub import tables
from desk.hub.apart import Apart
from desk.hub.engine import open_engine
from desk.hub.hub import Hub, open_hub
from desk.hub.identity import find_identity, found_identity
from desk.hub.keep import take_push
from tests.hub.hub_tools import desk_at, import_table, registration, rows_of
from tests.hub.opened import Clock, Records


@pytest.fixture
def own_server() -> Iterator[Postgres]:
    """A server that a test may stop and kill."""
    with serving() as server:
        yield server


def test_the_migrations_make_the_tables_that_the_source_names(empty: Records):
    with empty.open() as hub, hub.engine.read() as connection:
        made = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(made, tables.metadata) == []


def test_opening_again_changes_nothing(empty: Records):
    with empty.open() as hub:
        before, key = counter(hub), hub.identity
    with empty.open() as hub:
        assert (counter(hub), hub.identity) == (before, key)
        assert (before["seq"], before["feed"], before["epoch"] >> 32) == (0, 0, 1)


def counter(hub: Hub) -> dict[str, object]:
    with hub.engine.read() as connection:
        return dict(connection.execute(select(tables.counter)).mappings().one())


def test_two_hubs_that_start_at_once_are_one(empty: Records):
    with empty.open() as hub, empty.open() as other:
        assert counter(hub) == counter(other)
        import_table(hub)
        assert import_table(other) == 0


def test_the_key_lies_in_its_own_file_and_nowhere_in_the_records(empty: Records):
    with empty.open() as hub:
        import_table(hub)
        pen = desk_at(hub)
        pen.push(hub, pen.register(1))
        file = empty.files / "hub.key"
        assert file.stat().st_mode & 0o777 == 0o600
        said = json.loads(file.read_text())
        secrets = [bytes.fromhex(said[name]) for name in ("seed", "mac_key", "database_key")]
        assert len({*secrets}) == 3
        assert found_identity(empty.files) == find_identity(empty.files) == hub.identity
        with hub.engine.read() as connection:
            for table in tables.metadata.sorted_tables:
                for row in connection.execute(select(table)):
                    assert not any(value in secrets for value in row)
        assert not any(secret.hex() in repr(hub.identity) for secret in secrets)


def test_records_without_their_key_are_left_alone(records: Records):
    (records.files / "hub.key").unlink()
    with pytest.raises(BadEnvironment, match="hub_key_missing"), records.open():
        pass
    assert not (records.files / "hub.key").exists()


def test_another_hubs_key_does_not_open_them(records: Records, tmp_path: Path):
    found_identity(tmp_path / "other")
    shutil.copy(tmp_path / "other" / "hub.key", records.files / "hub.key")
    code = "hub_key_foreign" if records.server else "not_a_database"
    with pytest.raises(BadEnvironment, match=code), records.open():
        pass


@pytest.mark.parametrize("said", ["", "{}", "[]", '{"format": 1, "seed": "00", "mac_key": "", "database_key": ""}'])
def test_a_damaged_key_is_named_as_such(tmp_path: Path, said: str):
    (tmp_path / "hub.key").write_text(said)
    with pytest.raises(BadEnvironment, match="hub_key_damaged"):
        open_hub(f"sqlite:///{tmp_path / 'hub.db'}", tmp_path, Clock())


def test_records_of_a_newer_hub_are_left_alone(records: Records):
    with records.open() as hub, hub.engine.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(BadEnvironment, match="newer_version"), records.open():
        pass


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://a:b:c:d/e", "oracle://x"])
def test_an_address_that_is_none_is_refused_without_repeating_it(url: str):
    with pytest.raises(BadEnvironment) as caught:
        open_engine(url, bytes(32))
    assert (caught.value.code, caught.value.facts) == ("database_url_wrong", {})


@pytest.mark.parametrize("records", ["sqlite"], indirect=True)  # a server's disk is its own
def test_a_full_disk_is_named_and_nothing_is_answered_for(records: Records):
    with records.open() as hub:
        pen = desk_at(hub)
        with hub.engine.write() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 3}")
        body = pen.body(pen.register(200))
        with pytest.raises(BadEnvironment, match="disk_full"):
            take_push(hub, pen.member, body)
        assert rows_of(hub, pen.member) == []
    with records.open() as hub:
        take_push(hub, pen.member, body)


def test_a_server_that_is_stopped_and_comes_back_is_named_and_served_again(own_server: Postgres, tmp_path: Path):
    hub = open_hub(own_server.database(), tmp_path, Clock())
    import_table(hub)
    pen = desk_at(hub)
    pen.push(hub, pen.register(1))
    body = pen.body(pen.register(1))
    own_server.kill()
    for _ in range(2):
        with pytest.raises(BadEnvironment, match="database_unreachable"):
            take_push(hub, pen.member, body)
    own_server.start()
    take_push(hub, pen.member, body)
    assert [row["seq"] for row in rows_of(hub, pen.member)] == [1, 2]
    hub.close()


def test_a_connection_that_is_cut_in_the_middle_keeps_nothing(own_server: Postgres, tmp_path: Path):
    hub = open_hub(own_server.database(), tmp_path, Clock())
    import_table(hub)
    pen = desk_at(hub)
    erasing = tables.erasure.insert().values(subject=uuid4().bytes, part="words")

    def write() -> None:
        with hub.engine.write() as connection:
            connection.execute(erasing)
            own_server.kill()
            own_server.start()
            connection.execute(tables.nonce.insert().values(desk=b"", nonce=b"", at=0))

    with pytest.raises(BadEnvironment, match="database_unreachable"):
        write()
    pen.push(hub, pen.write(registration()))
    with hub.engine.read() as connection:
        assert connection.execute(select(tables.erasure)).all() == []
    hub.close()


def test_a_writer_that_keeps_its_turn_too_long_is_not_waited_for(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(engine_module, "BUSY_MS", 200)
    url = postgres.database()
    one, other = open_hub(url, tmp_path, Clock()), open_hub(url, tmp_path, Clock())
    with one.engine.write(), pytest.raises(BadEnvironment, match="database_busy"), other.engine.write():
        pass
    with other.engine.write():
        pass
    one.close()
    other.close()


def test_a_replica_and_a_wrong_password_have_their_names(postgres: Postgres, tmp_path: Path):
    url = postgres.database()
    hub = open_hub(url, tmp_path, Clock())
    with hub.engine.write() as connection:
        connection.execute(text(f"ALTER DATABASE {url.rpartition('/')[2]} SET default_transaction_read_only = on"))
    hub.close()
    engine = open_engine(url, bytes(32))
    with pytest.raises(BadEnvironment, match="database_read_only"), engine.write():
        pass
    engine.close()
    for wrong in (url.replace(postgres.password, "wrong"), f"{url}_not_there"):
        engine = open_engine(wrong, bytes(32))
        with pytest.raises(BadEnvironment, match="database_refuses"), engine.read():
            pass
        engine.close()


def test_what_lies_apart_survives_a_torn_line_and_says_each_thing_once(tmp_path: Path):
    apart, case, key = Apart(tmp_path), uuid4(), bytes(range(32))
    assert (apart.erased(), apart.revoked()) == (set(), frozenset())
    for _ in range(2):
        apart.erase({(case, "person"), (case, "words")})
        apart.revoke(key)
    for file in (apart.erased_file, apart.revoked_file):
        assert len(file.read_text().split("\n")) < 9
        with file.open("a") as torn:
            torn.write("\n0123")
    other = uuid4()
    apart.erase({(other, "words")})
    apart.revoke(bytes(32))
    assert apart.erased() == {(case, "person"), (case, "words"), (other, "words")}
    assert apart.revoked() == {key, bytes(32)}


def test_a_desk_revoked_after_the_backup_stays_revoked(records: Records):
    key = bytes(range(32))
    with records.open() as hub, hub.engine.write() as connection:
        row = {"place": uuid4().bytes, "station": uuid4().bytes, "level": "point", "rules": 1, "name": ""}
        connection.execute(tables.desk.insert().values(key=key, enrolled_at=0, **row))
    copy = records.save()
    Apart(records.files).revoke(key)
    records.restore(copy)
    with records.open() as hub, hub.engine.read() as connection:
        assert connection.execute(select(tables.desk.c.revoked_at)).scalar() == int(hub.clock())
    with suppress(FileNotFoundError):
        assert Apart(records.files).revoked() == {key}
