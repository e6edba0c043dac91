"""`make bench`: every measurement in turn, or those named."""

import sys
import tempfile
from pathlib import Path

from tests.bench import (
    due,
    duty,
    exchange,
    loop,
    memory,
    merging,
    office,
    reception,
    record,
    similar,
    sizes,
    slip,
    start,
    tables,
    taking_over,
)

MEASUREMENTS = {
    "record": record,
    "slip": slip,
    "start": start,
    "import": taking_over,
    "tables": tables,
    "reception": reception,
    "merging": merging,
    "similar": similar,
    "office": office,
    "duty": duty,
    "due": due,
    "loop": loop,
    "exchange": exchange,
    "sizes": sizes,
    "memory": memory,
}


def main(names: list[str]) -> None:
    for name in names or MEASUREMENTS:
        with tempfile.TemporaryDirectory(prefix="minsheng-bench-") as folder:
            MEASUREMENTS[name].measure(Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
