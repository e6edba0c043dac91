"""The class of an answer: Shanghai keeps four outcomes (沪代表建议规定 18), statistics elsewhere three classes."""

from collections.abc import Mapping

SOLVED = "1"
_CLASSES: Mapping[str, str] = {SOLVED: "A", "2": "B", "3": "B", "4": "C"}


def class_of(outcome: str | None) -> str:
    """A (solved), B (being solved, planned) or C (kept for reference); empty of any other outcome."""
    return _CLASSES.get(outcome or "", "")
