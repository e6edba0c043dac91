"""`make bench`: every measurement in turn, or those named; one table at the end, as a picture where a .png is named."""

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
from tests.bench.table import draw_table, print_table, told

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


def main(words: list[str]) -> None:
    names = [word for word in words if word in MEASUREMENTS]
    for name in names or MEASUREMENTS:
        with tempfile.TemporaryDirectory(prefix="minsheng-bench-") as folder:
            MEASUREMENTS[name].measure(Path(folder))
    print_table(told())
    for picture in words:
        if picture.endswith(".png"):
            draw_table(told(), Path(picture))


if __name__ == "__main__":
    main(sys.argv[1:])
