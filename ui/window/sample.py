"""The sample station (样例站点): a home of its own beside the real one, with a password everybody knows."""

from pathlib import Path
from typing import TYPE_CHECKING

from desk.text import mark, say_in
from ui.pages.gate import Gate

if TYPE_CHECKING:
    from desk.actions.desk import Desk

PASSWORD = "minsheng"  # noqa: S105 (said on its lock page)
FOLDER = "sample"
NAME = mark("Chenguang Point (sample)")


def sample_home(home: Path) -> Path:
    return home / FOLDER


def open_sample(gate: Gate, lang: str) -> "Desk":
    """Opens the sample station, founding it with its cases the first time. For the lane."""
    from desk.actions.lists import load_lists
    from desk.actions.opening import Founding, found_station, is_founded
    from desk.actions.samples import SAMPLE_CODE, SAMPLE_OPERATOR, load_samples

    if is_founded(gate.home):
        return gate.open("", PASSWORD)
    founding = Founding(SAMPLE_CODE, say_in(lang)(NAME), "point", SAMPLE_OPERATOR[lang], PASSWORD, sample=True)
    desk = found_station(gate.home, founding, gate.clock, load_lists()).desk
    load_samples(desk)
    return desk
