"""Making a slip after the first one."""

import random
import statistics
from pathlib import Path

from desk.actions.cases import record_case
from desk.paper.slip import make_slip
from desk.reads.slips import read_slip
from tests.bench.pairs import seconds
from tests.bench.stage import form, make_desk
from tests.bench.table import tell


def measure(folder: Path) -> None:
    desk, chance = make_desk(folder / "desk"), random.Random(2)
    cases = [record_case(desk, form(chance)).subjects[0] for _ in range(30)]

    def slip(n: int) -> None:
        make_slip(read_slip(desk.vault, desk.lens, cases[n]))

    first = seconds(lambda: slip(0))
    rest = sorted(seconds(lambda n=n: slip(n)) for n in range(1, len(cases)))  # type: ignore[misc]
    others = f"the slowest of thirty; median {statistics.median(rest) * 1000:.0f} ms, the first {first * 1000:.0f} ms"
    tell("slip as PDF", rest[-1] * 1000, "ms", 60, digits=0, beside=others)
