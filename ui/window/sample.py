"""The sample station (样例站点): a home of its own beside the real one, with a password everybody knows."""

from pathlib import Path
from typing import TYPE_CHECKING

from ui.pages.gate import Gate

if TYPE_CHECKING:
    from desk.actions.desk import Desk

PASSWORD = "minsheng"  # noqa: S105 (said on its lock page)
FOLDER = "sample"


def sample_home(home: Path) -> Path:
    return home / FOLDER


def open_sample(gate: Gate, lang: str) -> "Desk":
    """Opens the sample station, founding it with its cases the first time. For the lane."""
    from desk.actions.lists import load_lists
    from desk.actions.opening import found_station, is_founded
    from desk.actions.samples import load_samples, sample_founding

    if is_founded(gate.home):
        return gate.open("", PASSWORD)
    desk = found_station(gate.home, sample_founding(lang, PASSWORD), gate.clock, load_lists()).desk
    load_samples(desk)
    return desk
