"""What the windows of the demo's desks show afterwards."""

from datetime import UTC, datetime
from pathlib import Path

from desk.settings import Wishes, save_wishes
from tests.cli.command_tools import PASSWORD
from tests.demo.places import Country, Seat
from tests.pictures.camera import Camera, open_window, unlock


def take_pictures(country: Country, folder: Path) -> int:
    """Pages of all three desks as PNG, in Chinese, and two in English in the dark; answers how many."""
    light, dark = Wishes(), Wishes(lang="en", theme="dark")
    shown: tuple[tuple[str, Seat, Wishes, tuple[str, ...]], ...] = (
        ("chenguang", country.chenguang, light, ("today", "reception", "cases", "sync")),
        ("xiangyang", country.xiangyang, light, ("record", "totell")),
        ("town", country.town, light, ("office", "cases")),
        ("town-dark", country.town, dark, ("today", "settings")),
    )
    taken = 0
    for name, seat, wishes, pages in shown:
        save_wishes(seat.commands.home, wishes)
        with open_window(seat.commands.home, lambda: datetime.now(UTC)) as window:
            camera = Camera(window, folder)
            unlock(camera, PASSWORD)
            for page in pages:
                camera.open(page)
                camera.take(f"{name}-{page}")
                taken += 1
    return taken
