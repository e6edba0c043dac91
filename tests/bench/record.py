"""Saving one case of 200 characters, against one bare insert and commit into an encrypted file."""

import os
import random
import statistics
from pathlib import Path

from desk.actions.cases import record_case
from desk.storage.vault import connect
from tests.bench.pairs import take_turns
from tests.bench.stage import form, make_desk

BYTES = 1200  # what the journal holds of such a case: content and parts


def measure(folder: Path) -> None:
    desk, chance = make_desk(folder / "desk"), random.Random(1)
    bare = connect(folder / "bare.db", os.urandom(32))
    bare.execute("CREATE TABLE fact (n INTEGER PRIMARY KEY, data BLOB)")

    def insert() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO fact (data) VALUES (?)", (os.urandom(BYTES),))
        bare.execute("COMMIT")

    pairs = take_turns(lambda: record_case(desk, form(chance)), insert, rounds=600)
    print(
        f"record a 200-character case   {pairs.ratio:5.2f} x one bare insert and commit (at most 6)   "
        f"median {statistics.median(pairs.mine) * 1000:.2f} ms, p99 {pairs.percentile(0.99) * 1000:.1f} ms (under 30); "
        f"floor {statistics.median(pairs.floor) * 1000:.3f} ms"
    )
