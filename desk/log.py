"""The log: where something went wrong and of what kind, never what anybody said or is called."""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

FOLDER, FILE = "logs", "desk.log"
log = logging.getLogger("desk")


def open_log(home: Path) -> None:
    """Logs into the home folder, at most three files of 512 KiB; a home that is not there or cannot be written to
    gets none."""
    handler: logging.Handler
    logging.raiseExceptions = False  # a log that cannot be written is no news for whoever sits there
    try:
        (home / FOLDER).mkdir(exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(home / FOLDER / FILE, maxBytes=512 * 1024, backupCount=2, encoding="utf-8")
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_Bare("%(asctime)s %(levelname)s %(name)s %(message)s"))
    for ours in (log, logging.getLogger("ui")):
        ours.addHandler(handler)
        ours.setLevel(logging.INFO)
        ours.propagate = False


def log_error(error: BaseException | None) -> None:
    """The kind of an error and the way it came; its text may hold a visitor's words and is left out."""
    if error is not None:
        log.error("%s", describe(error))


def describe(error: BaseException) -> str:
    """Type and code lines of an error and of what caused it; an engine's error by its name or state, too."""
    told = []
    seen: BaseException | None = error
    while seen is not None:
        frames = traceback.extract_tb(seen.__traceback__)
        way = " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
        told.append(f"{type(seen).__name__} [{_called(seen)}] {way}")
        seen = seen.__cause__ or seen.__context__
    return " | because of ".join(told)


def _called(error: BaseException) -> str:
    names = (getattr(error, name, None) for name in ("sqlite_errorname", "sqlstate", "code"))
    return next((name for name in names if isinstance(name, str)), "")


class _Bare(logging.Formatter):
    """Tracebacks are described in the same way, without the texts of the exceptions."""

    def formatException(self, ei: object) -> str:  # noqa: N802  # logging's own name
        error = ei[1] if isinstance(ei, tuple) else None
        return describe(error) if isinstance(error, BaseException) else ""
