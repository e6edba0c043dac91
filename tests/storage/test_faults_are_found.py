"""Whatever is changed behind the journal's back is found and named; what is computed can be computed again."""

import json
import random
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from duty_stage import do_duty
from made_up import PASSWORD, Clock, form, found_cheaply
from made_up_day import hold_a_day
from sqlalchemy import Table

from desk.actions.cases import correct_case, erase_case, record_case, withdraw_case
from desk.actions.desk import Desk, Lists
from desk.actions.importing import import_cases
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.opening import open_desk
from desk.actions.station import set_station
from desk.actions.units import add_unit, retire_unit
from desk.domain.digest import TEXT_FIELDS, Made
from desk.errors import BadEnvironment
from desk.journal.fact import NewFact
from desk.storage.projection import case as projection
from desk.storage.save import save
from desk.storage.tables import COMPUTED


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, lists: Lists) -> Path:
    """The folder of a desk at which everything was done once; made once and copied for each test."""
    home = tmp_path_factory.mktemp("busy") / "home"
    desk = found_cheaply(home, lists, Clock())
    do_everything(desk)
    desk.close()
    return home


@pytest.fixture
def busy(made: Path, tmp_path: Path, lists: Lists, clock: Clock) -> Iterator[Desk]:
    desk = open_desk(Path(shutil.copytree(made, tmp_path / "home")), clock, lists, password=PASSWORD)
    yield desk
    desk.close()


def do_everything(desk: Desk) -> None:
    chance = random.Random(3)
    ids = [record_case(desk, form(chance)).subjects[0] for _ in range(6)]
    correct_case(desk, ids[0], {"title": "改过的主题", "category": None}, "说错了")
    correct_case(desk, ids[1], {"received_at": "2026-11-02 09:00", "suggester": {"identity": []}}, "早来过")
    withdraw_case(desk, ids[2], "不提了")
    erase_case(desk, ids[3], "person", "本人要求")
    erase_case(desk, ids[4], "both", "本人要求")
    correct_case(desk, ids[5], {"nature": "JK"}, "点错")
    import_cases(desk, json.dumps([{**form(chance), "reply": "已经修好"}]).encode())
    set_station(desk, "phone", "021-57320001")
    set_station(desk, "promise_days", "45")
    hold_a_day(desk)
    do_duty(desk)
    unit = add_unit(desk, {"name": "东门物业", "english": "East Gate"}).subjects[0]
    retire_unit(desk, str(unit))
    words = {name: f"摘报的{name}" for name in TEXT_FIELDS}
    body = Made(issue=7, day=date(2026, 11, 20), cases=tuple(ids[:2]), texts=TEXT_FIELDS)
    save(desk.vault, desk.operator, desk.clock(), [NewFact("digest.made", uuid4(), body.to_json(), words=words)])


def execute(desk: Desk, *statements: str, **values: Any) -> int:
    with desk.vault.write() as connection:
        return [connection.exec_driver_sql(one, values or None).rowcount for one in statements][-1]


def execute_unchecked(desk: Desk, *statements: str) -> None:
    """Without foreign keys, as a tool or a failing disk would."""
    with desk.vault.raw() as driver:
        driver.execute("PRAGMA foreign_keys=OFF")
        for one in statements:
            driver.execute(one)
        driver.execute("PRAGMA foreign_keys=ON")


def codes(desk: Desk) -> list[str]:
    return [one.code for one in verify_desk(desk)[1]]


def tables_named(desk: Desk) -> list[Any]:
    problems = verify_desk(desk)[1]
    assert {one.code for one in problems} <= {"table_differs"}
    return [one.facts["table"] for one in problems]


def contents_of(desk: Desk) -> dict[str, list[Any]]:
    """Every row of every computed table."""
    with desk.vault.read() as connection:
        return {
            table.name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table.name} ORDER BY n")]
            for table in COMPUTED
        }


def test_a_desk_at_which_everything_was_done_is_sound(busy: Desk):
    facts, problems = verify_desk(busy)
    assert problems == []
    assert facts > 20
    assert all(len(rows) > 0 for rows in contents_of(busy).values())


def test_verifying_changes_nothing_and_leaves_nothing_behind(busy: Desk):
    before = sorted(path.name for path in busy.home.folder.iterdir())
    rows = contents_of(busy)
    verify_desk(busy)
    assert contents_of(busy) == rows
    assert sorted(path.name for path in busy.home.folder.iterdir()) == before


def test_tables_computed_into_an_empty_database_are_the_same_row_for_row(busy: Desk):
    before = contents_of(busy)
    execute(busy, *(f"DELETE FROM {table.name}" for table in COMPUTED))
    execute(busy, "INSERT INTO case_search(case_search) VALUES ('delete-all')")
    assert set(tables_named(busy)) == {*(table.name for table in COMPUTED), "search"}
    assert rebuild_desk(busy)[0] is False
    assert contents_of(busy) == before
    assert codes(busy) == []
    assert rebuild_desk(busy)[0] is True


@pytest.mark.parametrize("table", COMPUTED, ids=lambda table: table.name)
def test_every_changed_cell_is_found(table: Table, busy: Desk):
    """One desk for all columns of a table: each is changed, found, and computed anew."""
    before = contents_of(busy)
    for column in table.columns:
        if column.name == "n":
            continue
        like = "x'00'" if "BLOB" in str(column.type).upper() or "LARGE" in str(column.type).upper() else "'x'"
        fresh = f"coalesce({column.name} + 1, 1)" if column.name in ("rank", "handed", "refused", "unjudged") else like
        changed = execute(
            busy, f"UPDATE {table.name} SET {column.name} = {fresh} WHERE n = (SELECT min(n) FROM {table.name})"
        )
        assert changed == 1
        assert tables_named(busy) == [table.name], column.name
        recompute(busy)
    assert contents_of(busy) == before


def recompute(desk: Desk) -> None:
    from desk.storage.rebuild import recompute as compute

    with desk.vault.write() as connection:
        compute(connection)


@pytest.mark.parametrize("table", COMPUTED, ids=lambda table: table.name)
def test_a_lost_and_an_invented_row_are_found(table: Table, busy: Desk):
    others = ", ".join(column.name for column in table.columns if column.name not in ("n", "rank"))
    rank = ", rank" if "rank" in table.columns else ""
    execute(
        busy,
        f"INSERT INTO {table.name} (n{rank}, {others}) SELECT n + 1000{rank and ', rank + 1000'}, {others} "
        f"FROM {table.name} LIMIT 1",
    )
    assert tables_named(busy) == [table.name]
    recompute(busy)
    execute(busy, f"DELETE FROM {table.name} WHERE n = (SELECT max(n) FROM {table.name})")
    assert tables_named(busy) == [table.name]


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM case_search WHERE rowid = (SELECT min(rank) FROM cases)",
        "INSERT INTO case_search(rowid, grams) VALUES (77, '路灯')",
        "INSERT INTO case_search(case_search) VALUES ('delete-all')",
    ],
)
def test_a_wrong_search_index_is_found(damage: str, busy: Desk):
    execute(busy, damage)
    assert tables_named(busy) == ["search"]
    assert rebuild_desk(busy)[0] is False
    assert codes(busy) == []


def test_a_bug_that_wrote_wrong_rows_is_found_once_it_is_mended(busy: Desk, monkeypatch: pytest.MonkeyPatch):
    right = projection.case_row
    with monkeypatch.context() as patch:
        patch.setattr(projection, "case_row", lambda *args: {**right(*args), "title": "错"})
        record_case(busy, {"title": "对"})
        assert set(codes(busy)) == {"table_differs"}  # older rows are not what this code computes
    assert tables_named(busy) == ["cases", "search"]
    recompute(busy)
    with monkeypatch.context() as patch:
        patch.setattr(projection, "add_search", lambda *_: None)
        record_case(busy, {"title": "对"})
    assert tables_named(busy) == ["search"]
    recompute(busy)
    right_step = projection.step_row
    with monkeypatch.context() as patch:
        patch.setattr(projection, "step_row", lambda *args: {**right_step(*args), "text": "错"})
        record_case(busy, {"title": "对"})
    assert tables_named(busy) == ["step"]


LAST = "(SELECT max(n) FROM fact)"
MIDDLE = "(SELECT n FROM fact ORDER BY n LIMIT 1 OFFSET 5)"


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (f"UPDATE fact SET content = CAST(replace(content, 'CH01', 'CH02') AS BLOB) WHERE n = {MIDDLE}", "hash_wrong"),
        (f"UPDATE fact SET content = CAST(content AS TEXT) WHERE n = {MIDDLE}", "content_changed"),
        (f"UPDATE fact SET content = 7 WHERE n = {MIDDLE}", "content_changed"),
        (f"UPDATE fact SET id = 'short' WHERE n = {MIDDLE}", "content_changed"),
        (
            f"UPDATE fact SET content = CAST(replace(content, 'body', 'ydob') AS BLOB) WHERE n = {MIDDLE}",
            "content_changed",
        ),
        (f"UPDATE fact SET content = x'00ff' WHERE n = {MIDDLE}", "content_changed"),
        (f"UPDATE fact SET content = '{{}}' WHERE n = {MIDDLE}", "content_changed"),
        (f"UPDATE fact SET content = x'5b5b5b' WHERE n = {LAST}", "content_changed"),
        (f"UPDATE fact SET id = x'{'00' * 16}' WHERE n = {MIDDLE}", "content_changed"),
        (f"UPDATE fact SET subject = (SELECT max(n) FROM subject) WHERE n = {MIDDLE}", "content_changed"),
        (f"UPDATE fact SET hash = x'{'00' * 32}' WHERE n = {MIDDLE}", "hash_wrong"),
        (f"UPDATE fact SET prev = x'{'00' * 32}' WHERE n = {MIDDLE}", "hash_wrong"),
        (f"UPDATE fact SET seq = seq + 500 WHERE n = {LAST}", "hash_wrong"),
        (f"DELETE FROM part WHERE fact = {MIDDLE}; DELETE FROM fact WHERE n = {MIDDLE}", "fact_missing"),
        (f"DELETE FROM part WHERE fact = {LAST}; DELETE FROM fact WHERE n = {LAST}", "head_wrong"),
        ("UPDATE identity SET seq = seq + 1", "head_wrong"),
        ("UPDATE identity SET seq = seq - 1", "head_wrong"),
        (f"UPDATE identity SET head = x'{'00' * 32}'", "head_wrong"),
        (
            "UPDATE part SET data = CAST(replace(data, 'format', 'fromat') AS BLOB) "
            "WHERE n = (SELECT max(n) FROM part)",
            "part_changed",
        ),
        ("UPDATE part SET data = CAST(data AS TEXT) WHERE n = (SELECT max(n) FROM part)", "part_changed"),
        ("UPDATE part SET data = x'00' WHERE n = (SELECT max(n) FROM part)", "part_changed"),
        (f"UPDATE part SET salt = x'{'00' * 16}' WHERE n = (SELECT max(n) FROM part)", "part_changed"),
        ("DELETE FROM part WHERE n = (SELECT max(n) FROM part)", "part_missing"),
        ("DELETE FROM erasure", "part_missing"),
        ("UPDATE part SET fact = 1 WHERE n = (SELECT max(n) FROM part)", "row_without_owner"),
    ],
)
def test_damage_to_the_journal_is_named(damage: str, code: str, busy: Desk):
    execute(busy, *damage.split("; "))
    assert code in codes(busy)


def test_a_whole_forged_chain_without_its_old_head_is_found(busy: Desk):
    execute(busy, "UPDATE fact SET prev = (SELECT hash FROM fact WHERE n = 1) WHERE n = 4")
    assert {"hash_wrong", "chain_broken"} <= set(codes(busy))


def test_an_erased_part_that_is_put_back_is_found(busy: Desk):
    execute(
        busy,
        "INSERT INTO part SELECT 2 * f.n, f.n, 'person', x'00000000000000000000000000000000', '{\"fields\":{}}' "
        "FROM fact f JOIN erasure e ON e.subject = f.subject AND e.part = 'person' ORDER BY f.n LIMIT 1",
    )
    assert codes(busy) == ["erased_part_there"]


def test_rows_that_belong_to_nothing_are_found(busy: Desk):
    execute_unchecked(busy, "DELETE FROM subject WHERE n = 3")
    problems = verify_desk(busy)[1]
    assert ("row_without_owner", "fact") in {(one.code, one.facts.get("table")) for one in problems}


def test_damaged_pages_are_found(busy: Desk):
    busy.close()
    data = bytearray(busy.home.database.read_bytes())
    middle = len(data) // 2 // 4096 * 4096 + 100
    data[middle : middle + 50] = bytes(50)
    busy.home.database.write_bytes(data)
    try:
        found = codes(busy)
    except BadEnvironment as error:
        found = [error.code]
    assert {*found} & {"pages_damaged", "database_damaged", "not_a_database", "disk_failing"}


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM part WHERE n = (SELECT max(n) FROM part)",
        f"UPDATE fact SET content = x'00ff' WHERE n = {MIDDLE}",
        f"UPDATE fact SET hash = x'{'00' * 32}' WHERE n = {MIDDLE}",
    ],
)
def test_tables_are_not_computed_from_a_damaged_journal(damage: str, busy: Desk):
    """The table may be the last to know what a lost part said."""
    before = contents_of(busy)
    execute(busy, damage)
    with pytest.raises(BadEnvironment, match="journal_damaged"):
        rebuild_desk(busy)
    assert contents_of(busy) == before


def test_a_case_whose_fact_cannot_be_read_is_not_written_on(busy: Desk):
    id = record_case(busy, {"title": "灯"}).subjects[0]
    execute(busy, f"UPDATE fact SET content = x'00ff' WHERE n = {LAST}")
    with pytest.raises(BadEnvironment, match="database_damaged"):
        withdraw_case(busy, id, "不提了")
    record_case(busy, {"title": "别的件照样能记"})
