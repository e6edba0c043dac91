"""`chinese.py FOLDER`: pinyin typed into the packaged program, by keys, through each input method of a Linux desktop.

The proof is what the program recorded; a picture of the candidates is left beside the folder.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from program import PASSWORD, ROOT, Process, Program
from screen import picture, screen, seen, wait_for_change

FOUNDED = ("--station", "310116001005", "--name", "七村征集点", "--level", "village", "--operator", "卫某")
PINYIN, CHINESE = "nihao", "你好"  # the first candidate everywhere
PATIENCE_S = 30
SETTLED_S = 1.5  # an input method is another process, and says nothing when it is ready for the next key

FCITX5_PROFILE = """\
[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin
[Groups/0/Items/0]
Name=pinyin
[GroupOrder]
0=Default
"""
SESSION_BUS = ("dbus-daemon", "--session", "--nofork", "--print-address")
FOCUS = ("search", "--sync", "--onlyvisible", "--class", "minsheng-desk", "windowfocus", "--sync")  # no window manager
IBUS_PINYIN = "ibus engine libpinyin; test $(ibus engine) = libpinyin"  # it answers 1 where setxkbmap is missing


@dataclass(frozen=True)
class InputMethod:
    """How a desktop starts it: `module` is its QT_IM_MODULE, `then` what follows once it runs."""

    name: str
    module: str
    command: tuple[str, ...]
    then: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)  # below the user's home


METHODS = (
    InputMethod("ibus", "ibus", ("ibus-daemon", "--panel=disable"), ("sh", "-c", IBUS_PINYIN)),
    InputMethod("fcitx5", "fcitx", ("fcitx5",), files={".config/fcitx5/profile": FCITX5_PROFILE}),
)


@contextmanager
def desktop(method: InputMethod, display: str, user: Path) -> Iterator[dict[str, str]]:
    """A session bus and the input method on it; the environment of what is started there."""
    for name, content in method.files.items():
        file = user / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    environment = {"DISPLAY": display, "HOME": str(user), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    bus = subprocess.Popen(SESSION_BUS, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    started = [bus]
    try:
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip() if bus.stdout else ""
        with (user / f"{method.name}.log").open("wb") as log:
            started.append(subprocess.Popen(method.command, env=environment, stdout=log, stderr=log))
        if method.then:
            keep_trying(method.then, environment)
        yield {"DBUS_SESSION_BUS_ADDRESS": environment["DBUS_SESSION_BUS_ADDRESS"], "QT_IM_MODULE": method.module}
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(PATIENCE_S)


def keep_trying(command: tuple[str, ...], environment: dict[str, str]) -> None:
    """Until it works: the daemon answers some time after its start."""
    for _ in range(PATIENCE_S):
        if subprocess.run(command, env=environment, check=False, capture_output=True).returncode == 0:
            return
        time.sleep(1)
    raise RuntimeError(f"{command} never worked")


def press(display: str, *words: str) -> None:
    """By xdotool, as a keyboard would."""
    subprocess.run(["xdotool", *words], env={"DISPLAY": display, "PATH": os.environ["PATH"]}, check=True)


def turn_page(display: str, key: str) -> None:
    before = seen(display)
    press(display, "key", key)
    wait_for_change(display, before)
    time.sleep(SETTLED_S)


def write_a_case(display: str, shown: Path) -> None:
    """Unlocks, opens the form, types pinyin into the first field, takes the first candidate, saves."""
    press(display, *FOCUS)
    press(display, "type", "--delay", "40", PASSWORD)
    turn_page(display, "Return")
    turn_page(display, "F2")
    press(display, "type", "--delay", "120", PINYIN)
    time.sleep(SETTLED_S)
    picture(display, shown)
    press(display, "key", "space")
    time.sleep(SETTLED_S)
    turn_page(display, "ctrl+Return")


def try_method(program: Program, method: InputMethod) -> None:
    """Raises RuntimeError with what was recorded where it is not Chinese."""
    program.run("init", *FOUNDED)
    shown = ROOT / f"dist/typed-{method.name}.png"
    with screen() as display, desktop(method, display, program.user) as environment:
        program.more = environment
        process, _ = program.window(display)
        try:
            write_a_case(display, shown)
            picture(display, shown.with_stem(f"recorded-{method.name}"))
        finally:
            leave(process)
    numbers = [case["number"] for case in program.value("cases")["cases"]]
    recorded = [program.value("show", number)["fields"]["original_text"] for number in numbers]
    if recorded != [CHINESE]:
        raise RuntimeError(f"{method.name}: typed {PINYIN}, recorded {recorded}, see {shown}")
    print(
        f"{method.name} (QT_IM_MODULE={method.module}): typed {PINYIN}, recorded {CHINESE}; {shown.relative_to(ROOT)}"
    )


def leave(process: Process) -> None:
    process.terminate()
    process.wait(PATIENCE_S)


def main(folder: Path) -> None:
    for method in METHODS:
        with tempfile.TemporaryDirectory(prefix="desk-typing-") as place:
            try_method(Program(folder, Path(place)), method)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
