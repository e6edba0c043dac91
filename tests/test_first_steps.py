"""What a newcomer's computer is told when it lacks something, tried on computers made of small stand-in programs."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / ".ci/system-packages"
BORROWED = ("sh", "dirname", "uname", "cat", "sleep")


class Computer:
    """A folder of programs that is the whole PATH of the script; `ldconfig` lists the libraries in a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.libraries = folder / "libraries"
        self.libraries.write_text("", encoding="utf-8")
        for name in BORROWED:
            found = shutil.which(name)
            assert found is not None
            (folder / name).symlink_to(found)
        self.program("ldconfig", f'cat "{self.libraries}"')
        self.program("python3", "exit 0")
        self.user(1000)

    def program(self, name: str, body: str) -> None:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(0o755)

    def user(self, number: int) -> None:
        self.program("id", f"echo {number}")

    def has(self, *libraries: str) -> None:
        self.libraries.write_text("".join(f"\t{name} (libc6) => /lib/{name}\n" for name in libraries), encoding="utf-8")

    def check(self, kind: str, **environment: str) -> subprocess.CompletedProcess[str]:
        env = {"PATH": str(self.folder), **environment}
        return subprocess.run([SCRIPT, kind], env=env, check=False, capture_output=True, text=True)


QT = (
    "libGL.so.1",
    "libEGL.so.1",
    "libxkbcommon.so.0",
    "libfontconfig.so.1",
    "libgthread-2.0.so.0",
    "libdbus-1.so.3",
)


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path)


def test_a_computer_that_has_everything_is_told_nothing(computer: Computer):
    computer.has(*QT)
    done = computer.check("run")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_checking_the_source_needs_no_libraries(computer: Computer):
    assert computer.check("check").returncode == 0


def test_a_user_of_debian_gets_one_line_to_type(computer: Computer):
    computer.program("apt-get", "exit 1")
    computer.has(*QT[2:])
    done = computer.check("run")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "System packages are missing. Please run: sudo apt-get install libgl1 libegl1\n"


def test_a_screen_asks_for_more(computer: Computer):
    computer.program("apt-get", "exit 1")
    computer.has(*QT)
    done = computer.check("run", DISPLAY=":0")
    assert done.returncode == 3
    assert " libxcb-cursor0 " in done.stderr
    assert "xvfb" not in done.stderr


def test_packaging_asks_for_its_tools(computer: Computer):
    computer.program("apt-get", "exit 1")
    computer.has(*QT)
    done = computer.check("build")
    assert done.returncode == 3
    assert {"dpkg-dev", "desktop-file-utils", "xvfb"} <= set(done.stderr.split())


def test_elsewhere_the_libraries_are_named(computer: Computer):
    computer.has(*QT[1:])
    done = computer.check("run")
    assert done.returncode == 3
    assert done.stderr == "Missing on this system, please install with its package manager: libGL.so.1\n"


def test_a_python_that_is_too_old_is_named(computer: Computer):
    computer.program("python3", "exit 1")
    computer.has(*QT)
    done = computer.check("run")
    assert done.returncode == 3
    assert "Python-3.11-to-3.13" in done.stderr


def test_root_on_debian_has_them_installed(computer: Computer):
    computer.has(*QT[1:])
    computer.user(0)
    asked = computer.folder / "asked"
    computer.program("apt-get", f'echo "$*" >>"{asked}"; echo "libGL.so.1 (libc6)" >>"{computer.libraries}"')
    done = computer.check("run")
    assert (done.returncode, done.stdout) == (0, "Installing system packages: libgl1\n")
    assert asked.read_text(encoding="utf-8").endswith("install -qq -y --no-install-recommends libgl1\n")


def test_what_apt_could_not_install_is_named(computer: Computer):
    computer.user(0)
    computer.program("apt-get", "exit 0")
    computer.has(*QT[1:])
    done = computer.check("run")
    assert done.returncode == 3
    assert done.stderr == "These are still missing after apt-get install: libgl1\n"
