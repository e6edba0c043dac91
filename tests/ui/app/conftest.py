"""A real X server that nobody sees."""

import os
import shutil
import subprocess
from collections.abc import Iterator

import pytest

PATIENCE_S = 20


@pytest.fixture
def screen() -> Iterator[str]:
    """A real X server of 1366 x 768."""
    if not shutil.which("Xvfb"):
        raise AssertionError("Xvfb is missing: apt-get install xvfb")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(PATIENCE_S)
