"""One reply to a case into which 500 others were merged, beside 500 bare inserts in one transaction."""

import random
import sqlite3
from pathlib import Path

from desk.actions.cases import record_cases
from desk.actions.lists import computer_clock, load_lists
from desk.actions.merging import merge_cases
from desk.actions.opening import Founding, found_station
from desk.actions.steps import reply_case
from tests.bench.pairs import seconds
from tests.bench.stage import PASSWORD, form, words
from tests.bench.table import tell

CASES = 500


def measure(folder: Path) -> None:
    town = Founding("310116113000", "山阳镇征集工作站", "town", "蒋某", PASSWORD)
    desk, chance = found_station(folder / "town", town, computer_clock, load_lists()).desk, random.Random(8)
    ids = [change.subjects[0] for change in record_cases(desk, [form(chance) for _ in range(CASES + 1)])]
    merging = seconds(lambda: merge_cases(desk, ids[0], ids[1:]))
    answer = {"outcome": "1", "reply_text": words(chance, 300), "unit": "区建管委"}
    replying = seconds(lambda: reply_case(desk, ids[0], answer))
    floor = seconds(lambda: _floor(folder / "floor.db", answer["reply_text"]))
    tell("merging 500 cases into one", merging, "s", digits=2)
    inserts = f"{replying / floor:.0f} x {CASES} bare inserts of its text in one transaction"
    tell("one reply to all of them", replying, "s", 2, digits=2, beside=inserts)
    desk.close()


def _floor(path: Path, text: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE reply (n INTEGER PRIMARY KEY, text TEXT)")
        connection.executemany("INSERT INTO reply (text) VALUES (?)", [(text,)] * CASES)
