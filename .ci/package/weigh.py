"""`weigh.py FOLDER` prints what the folder takes on disk and its heaviest parts; fails above the budget."""

import sys
from collections import Counter
from pathlib import Path

BUDGET_MB = 225
SHOWN = 12
MB = 1_000_000


def weigh(folder: Path) -> Counter[str]:
    """Bytes of each part: files and folders two levels below, those of Qt three."""
    parts: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            steps = path.relative_to(folder).parts
            parts["/".join(steps[: 5 if "Qt" in steps else 2])] += path.stat().st_size
    return parts


def main(folder: Path) -> int:
    parts = weigh(folder)
    for part, size in parts.most_common(SHOWN):
        print(f"{size / MB:8.1f} MB  {part}")
    total = parts.total() / MB
    print(f"{total:8.1f} MB  in all, {BUDGET_MB} at most")
    return 1 if total > BUDGET_MB else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
