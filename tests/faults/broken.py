"""How the suite says that something does not hold."""

from typing import Any, NoReturn


class Broken(AssertionError):
    """An invariant does not hold: its name, and what was seen."""

    def __init__(self, name: str, seen: str) -> None:
        super().__init__(f"{name}: {seen}")
        self.name = name


def broken(name: str, *seen: Any) -> NoReturn:
    raise Broken(name, " ".join(each.hex()[:12] if isinstance(each, bytes) else str(each) for each in seen))
