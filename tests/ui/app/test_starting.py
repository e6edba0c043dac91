"""The program as it is started: real processes on a screen nobody sees, and on a real X server."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from counter import PASSWORD

from desk.cli.options import default_home as command_home
from ui.__main__ import Start, default_home, main, read_start
from ui.app.single import FirstDesk, call_first

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_S = 20
Run = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """Starts the program on a home folder; whatever still runs is ended with the test."""
    started: list[subprocess.Popen[str]] = []

    def start(*words: str, home: Path = tmp_path / "home", **environment: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-W", "error", "-m", "ui", "--home", str(home), *words]
        given = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment}
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={name: value for name, value in given.items() if value},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def log_of(home: Path) -> str:
    path = home / "logs" / "desk.log"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def wait_for(words: str, home: Path, process: subprocess.Popen[str], times: int = 1) -> str:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if log_of(home).count(words) >= times:
            return log_of(home)
        if process.poll() is not None:
            break
        time.sleep(0.05)
    output = process.communicate() if process.poll() is not None else "still running"
    raise AssertionError(f"{words!r} never came: {log_of(home)} {output}")


def test_a_second_start_brings_the_first_window_forward_and_ends(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = run()
    wait_for("window painted", home, first)
    for times in (1, 2):
        assert run().wait(PATIENCE_S) == 0
        wait_for("coming forward", home, first, times)
    assert first.poll() is None
    assert log_of(home).count("window painted") == 1


def test_two_homes_are_two_desks(run: Run, tmp_path: Path) -> None:
    one, other = run(home=tmp_path / "one"), run(home=tmp_path / "other")
    wait_for("window painted", tmp_path / "one", one)
    wait_for("window painted", tmp_path / "other", other)


def test_a_desk_that_was_killed_keeps_nobody_out(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = run()
    wait_for("window painted", home, first)
    first.kill()
    first.wait(PATIENCE_S)
    again = run()
    wait_for("window painted", home, again, 2)


def test_the_end_of_the_session_closes_the_window_as_by_hand(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    desk = run()
    wait_for("window painted", home, desk)
    desk.send_signal(signal.SIGTERM)
    assert desk.wait(PATIENCE_S) == 0
    assert "geometry" in (home / "settings.toml").read_text(encoding="utf-8")
    assert desk.communicate()[1].replace("This plugin does not support propagateSizeHints()\n", "") == ""


def test_the_sample_station_opens_by_an_option(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    desk = run("--sample", "--lang", "en")
    wait_for("window painted", home, desk)
    end = time.monotonic() + PATIENCE_S
    while not (home / "sample" / "keyring.json").exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert (home / "sample" / "keyring.json").exists()
    assert not (home / "keyring.json").exists()


def test_without_a_screen_one_sentence_says_so(run: Run, tmp_path: Path) -> None:
    for lang, words in (("zh", "这里没有屏幕"), ("en", "There is no screen here")):
        desk = run("--lang", lang, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
        out, told = desk.communicate(timeout=PATIENCE_S)
        assert desk.returncode == 3
        assert words in told
        assert (out, told.count("\n")) == ("", 1)
    assert not (tmp_path / "home").exists()


def test_a_home_that_cannot_be_written_is_no_first_desk_and_nobody_answers(qapp: object, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    assert FirstDesk.claim(blocked / "home") is None
    assert not call_first(blocked / "home")


def test_nothing_heavy_is_loaded_before_the_lock_page_is_painted(station: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
import ui.app as root
from ui.window import Window
from ui.widgets.painted import AfterPaint
app = QApplication([])
world = root._world(Path({str(station)!r}), "", False)
window = Window(app, world)
window.start()
heavy = ("sqlalchemy", "sqlmodel", "alembic", "argon2", "cryptography", "pydantic", "reportlab", "typer")
def look():
    print(type(window.content).__name__, [name for name in heavy if name in sys.modules])
    window.close()
window.closed.connect(app.quit)
app.setQuitOnLastWindowClosed(False)
AfterPaint(window, look)
window.show()
app.exec()
world.lane.finish(); world.spool.finish(); world.line.finish()
"""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "LockPage []"


@pytest.mark.screen
def test_the_lock_page_stands_on_a_real_screen(run: Run, screen: str, station: Path) -> None:
    started = time.monotonic()
    desk = run(home=station, QT_QPA_PLATFORM="xcb", DISPLAY=screen, WAYLAND_DISPLAY="")
    told = wait_for("window painted on xcb", station, desk)
    assert time.monotonic() - started < 10
    assert PASSWORD not in told
    desk.send_signal(signal.SIGTERM)
    assert desk.wait(PATIENCE_S) == 0


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ([], Start()),
        (["--sample"], Start(sample=True)),
        (["--home", "a", "--lang=en"], Start(Path("a"), "en")),
        (["--home=b", "--sample"], Start(Path("b"), "", True)),
        (["cases"], None),
        (["--home", "a", "record"], None),
        (["--help"], None),
        (["--version"], None),
        (["--lang", "xx"], None),
        (["--home"], None),
        (["--json"], None),
    ],
)
def test_a_word_that_is_no_window_option_belongs_to_the_command_line(words: list[str], start: Start | None) -> None:
    assert read_start(words) == start


def test_window_and_command_line_know_the_same_home() -> None:
    assert default_home() == command_home()


def test_the_version_is_told_without_a_window(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capfd.readouterr().out.startswith("Minsheng Desk ")
