"""Saving one case of 200 characters, against one bare insert and commit into an encrypted file."""

import os
import random
import statistics
from pathlib import Path
from typing import Any

from sqlalchemy import select

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from desk.storage.tables import fact, part
from desk.storage.vault import connect
from tests.bench.pairs import take_turns
from tests.bench.stage import form, make_desk
from tests.bench.table import tell


def measure(folder: Path) -> None:
    desk, chance = make_desk(folder / "desk"), random.Random(1)
    size = journal_bytes(desk, form(chance))
    bare = connect(folder / "bare.db", os.urandom(32))
    bare.execute("CREATE TABLE fact (n INTEGER PRIMARY KEY, data BLOB)")

    def insert() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO fact (data) VALUES (?)", (os.urandom(size),))
        bare.execute("COMMIT")

    pairs = take_turns(lambda: record_case(desk, form(chance)), insert, rounds=600)
    floor = f"one bare insert and commit of {size} bytes, {statistics.median(pairs.floor) * 1000:.3f} ms"
    tell("record a 200-character case", pairs.ratio, "x", 6, digits=2, beside=floor)
    middle = f"median {statistics.median(pairs.mine) * 1000:.2f} ms"
    tell("the slowest of a hundred", pairs.percentile(0.99) * 1000, "ms", 30, beside=middle)


def journal_bytes(desk: Desk, case: dict[str, Any]) -> int:
    """What the journal holds of such a case: its content and its private parts."""
    record_case(desk, case)
    with desk.vault.read() as connection:
        row = connection.execute(select(fact.c.n, fact.c.content).order_by(fact.c.n.desc()).limit(1)).one()
        parts = connection.execute(select(part.c.data).where(part.c.fact == row.n)).scalars()
        return len(row.content) + sum(map(len, parts))
