"""The composition root: the only place that builds the world of the window."""

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desk.text import mark, say_in
from ui.app.closing import close_when_told
from ui.app.log import log, log_error, open_log
from ui.app.single import FirstDesk, call_first
from ui.tasks import Lane
from ui.theme import Look
from ui.widgets.mark import sign_icon
from ui.widgets.painted import AfterPaint
from ui.window import Window, World

if TYPE_CHECKING:
    from desk.actions.printer_port import PrinterPort

NO_DISPLAY = mark(
    "There is no screen here, so the window cannot open. Nothing was changed. "
    "Start it where there is a screen, or use a command: minsheng-desk --help."
)
NAME = "minsheng-desk"
TURN_S = 0.001  # a lane at work hands the interpreter back within that time: drawing asks for it a hundred times a page


def run_window(home: Path, lang: str = "", *, sample: bool = False) -> int:
    """Opens the window of a home folder and answers its exit code; 3 when there is no screen to open it on."""
    if not has_screen():
        print(say_in(lang or "zh")(NO_DISPLAY), file=sys.stderr)  # noqa: T201
        return 3
    choose_input_method()
    sys.setswitchinterval(TURN_S)
    app = QApplication([NAME])
    app.setApplicationName(NAME)
    app.setDesktopFileName(NAME)
    app.setQuitOnLastWindowClosed(False)
    first = FirstDesk.claim(home)
    if first is None and call_first(home):
        return 0
    open_log(home)
    return _serve(app, _world(home, lang, sample), first)


def _world(home: Path, lang: str, sample: bool) -> World:
    from ui.window.sample import sample_home

    world = World(sample_home(home) if sample else home, _now, Lane(), Lane(), Lane(), _printers, sample, lang)
    world.read_wishes()
    return world


def _serve(app: QApplication, world: World, first: FirstDesk | None) -> int:
    """Runs until the window is closed, then waits for what is still being saved."""
    app.setWindowIcon(sign_icon(Look()))
    window = Window(app, world)

    def trouble(error: BaseException) -> None:
        log_error(error)
        if isinstance(error, Exception):
            window.tell_error(error)

    sys.excepthook = lambda _kind, error, _trace: trouble(error)
    world.lane.failed.connect(trouble)
    world.spool.failed.connect(trouble)
    world.line.failed.connect(trouble)
    window.closed.connect(app.quit)
    if first is not None:
        first.called.connect(window.come_forward)
    close_when_told(window)
    AfterPaint(window, _log_start)
    window.start()
    window.show()
    code = app.exec()
    world.spool.finish()
    world.lane.finish()
    if first is not None:
        first.leave()
    if not world.line.finish(0):
        os._exit(code)  # everything is saved; a hub that does not answer would hold the program for a minute
    return code


def _log_start() -> None:
    log.info("window painted on %s, %d ms of work", QGuiApplication.platformName(), round(time.process_time() * 1000))


def has_screen() -> bool:
    """Whether a window can be shown at all."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def choose_input_method() -> None:
    """Qt's wheel brings the ibus plugin, not fcitx's; fcitx5 serves ibus clients, so Chinese can be typed."""
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforminputcontexts")
    wanted = os.environ.get("QT_IM_MODULE", "")
    if wanted.startswith("fcitx") and not any(plugins.glob(f"*{wanted}*")):
        os.environ["QT_IM_MODULE"] = "ibus"


def _now() -> datetime:
    return datetime.now(UTC)


def _printers() -> "PrinterPort":
    from ui.printing import printer_port

    return printer_port()
