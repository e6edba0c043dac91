"""Importing 2,816 messages with their replies."""

import random
from pathlib import Path

from desk.actions.importing import import_cases
from tests.bench.pairs import seconds
from tests.bench.stage import make_desk, messages
from tests.bench.table import tell

COUNT = 2816


def measure(folder: Path) -> None:
    desk, data = make_desk(folder / "desk"), messages(random.Random(3), COUNT)
    result = []
    took = seconds(lambda: result.append(import_cases(desk, data)))
    again = seconds(lambda: result.append(import_cases(desk, data)))
    second = f"a second time {again:.1f} s with {result[1].imported} new"
    tell(f"import {result[0].imported:,} messages", took, "s", 10, beside=second)
