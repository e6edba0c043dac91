"""The rows that version 0.1.0 wrote (schema 0001), brought up to date: nothing is lost, nothing looks different.

data/desk_0001.sql was written down by that version: cases of every kind, a correction, a withdrawal, an erasure, a
quoted step, a slip, a draft, and a second incarnation.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from desk.storage.rebuild import differing_tables
from desk.storage.tables import COMPUTED
from desk.storage.upgrade import HEAD, migrate, revision_of, upgrade
from desk.storage.vault import Vault
from desk.storage.verify import verify

KEY = bytes(range(32))
ROWS = Path(__file__).with_name("data") / "desk_0001.sql"
JOURNAL = ("stream", "subject", "fact", "part", "erasure", "draft")


def read(vault: Vault, columns: dict[str, list[str]] | None = None) -> dict[str, list[dict[str, Any]]]:
    """Every row of the tables there are, or of these columns."""
    with vault.read() as connection:
        if columns is None:
            named = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
            tables = [row[0] for row in connection.exec_driver_sql(named)]
            columns = {
                name: [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({name})")]
                for name in tables
                if not name.startswith(("case_search", "alembic", "sqlite"))
            }
        return {
            name: [
                dict(row._mapping)
                for row in connection.exec_driver_sql(f"SELECT {', '.join(wanted)} FROM {name} ORDER BY 1")
            ]
            for name, wanted in columns.items()
        }


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """A desk at schema 0001, as it was."""
    made = Vault(tmp_path / "desk.db", KEY)
    with made.raw() as driver:
        driver.execute("PRAGMA foreign_keys=OFF")
    with made.write() as connection:
        migrate(connection, "desk.storage:migrations", "0001")
        for statement in ROWS.read_text(encoding="utf-8").splitlines():
            connection.exec_driver_sql(statement)
    with made.raw() as driver:
        driver.execute("PRAGMA foreign_keys=ON")
    assert revision_of(made) == "0001"
    return made


def test_every_row_of_the_journal_stays_as_it_was(vault: Vault):
    before = read(vault)
    assert len(before["fact"]) > 12
    asked = []
    upgrade(vault, lambda: asked.append("backup"))
    after = read(vault)
    assert (revision_of(vault), asked) == (HEAD, ["backup"])
    for name in JOURNAL:
        assert after[name] == before[name], name
    vault.close()


def test_the_desk_is_who_it_was_and_acts_as_the_station_it_was_founded_as(vault: Vault):
    (before,) = read(vault)["identity"]
    upgrade(vault, lambda: None)
    (after,) = read(vault)["identity"]
    assert after == before | {"station": before["place"]}
    assert read(vault)["hub"] == []
    vault.close()


def test_every_case_and_every_step_of_it_looks_as_before(vault: Vault):
    before = read(vault)
    for row in before["cases"]:  # what was due then was the promise on the slip
        row |= {"promise_raw": row.pop("due_raw"), "promise_rolled": row.pop("due_rolled")}
    columns = {name: list(before[name][0]) for name in ("cases", "step", "place", "operator")}
    upgrade(vault, lambda: None)
    after = read(vault, columns)
    for row in (*before["cases"], *after["cases"]):
        row["codes"] = json.loads(row["codes"])
    for name in columns:
        assert after[name] == before[name], name
    vault.close()


def test_everything_holds_afterwards_and_every_own_fact_is_still_to_be_sent(vault: Vault):
    upgrade(vault, lambda: None)
    facts, problems = verify(vault, KEY)
    assert (facts, problems) == (len(read(vault)["fact"]), [])
    assert differing_tables(vault, KEY) == []
    rows = read(vault)
    assert all(row["last_own"] > 0 for row in rows["cases"])
    assert {table.name for table in COMPUTED} <= rows.keys()
    vault.close()
