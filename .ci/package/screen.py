"""An X server that nobody sees, and pictures of it."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageChops, ImageGrab

SIZE = (1366, 768)  # of the smallest laptops that stand on the counters
PATIENCE_S = 20
CHANGED = 0.03  # of all dots: another page, not a caret that blinks


@contextmanager
def screen() -> Iterator[str]:
    """A running Xvfb; its display, as ":1"."""
    read, write = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    # without -noreset it begins anew whenever nobody looks, and refuses who comes then
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(PATIENCE_S)


def picture(display: str, file: Path) -> int:
    """Writes what is on the screen as PNG and answers how many colours it has: an empty screen has one."""
    image = seen(display)
    file.parent.mkdir(parents=True, exist_ok=True)
    image.save(file)
    return len(image.getcolors(SIZE[0] * SIZE[1]) or ())


def seen(display: str) -> Image.Image:
    image: Image.Image = ImageGrab.grab(xdisplay=display)
    return image


def wait_for_change(display: str, before: Image.Image) -> None:
    """Until another page stands there. Raises RuntimeError when none comes."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        difference = ImageChops.difference(before, seen(display)).convert("L")
        if sum(difference.histogram()[1:]) > CHANGED * SIZE[0] * SIZE[1]:
            return
        time.sleep(0.1)
    raise RuntimeError("the screen does not change")
