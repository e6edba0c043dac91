"""`make pictures`: the pictures of the README, taken of the real window over a made-up morning (docs/pictures)."""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt

from tests.pictures.camera import Camera, open_window, unlock
from tests.pictures.stage import PASSWORD, TITLE, WORDS, clock, make_station

FOLDER = Path(__file__).parents[2] / "docs/pictures"
LANGUAGES = ("zh", "en")


def take_all(home: Path, folder: Path, lang: str) -> list[Path]:
    """Today, Record, Reception and To tell, in one language."""
    with open_window(home, clock, lang) as window:
        camera = Camera(window, folder)
        unlock(camera, PASSWORD)
        camera.open("record")
        camera.say(WORDS)
        camera.press(Qt.Key.Key_Tab)
        camera.say(TITLE)
        taken = [camera.take(f"record.{lang}")]
        camera.open("today")
        taken.append(camera.take(f"today.{lang}"))
        camera.open("reception")
        camera.say(WORDS)
        taken.append(camera.take(f"reception.{lang}"))
        camera.open("totell")
        camera.press(Qt.Key.Key_Return)
        taken.append(camera.take(f"totell.{lang}"))
    return taken


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for lang in LANGUAGES:
        with tempfile.TemporaryDirectory(prefix="minsheng-pictures-") as home:
            make_station(Path(home))
            for path in take_all(Path(home), folder, lang):
                print(f"{path.name:22} {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
