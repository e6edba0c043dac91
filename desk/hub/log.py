"""The hub's log: JSON lines on standard error, of requests and troubles, never of what a fact holds.

A desk stands there by the first eight letters of its key. Queries are left out, and of an error only its kind and way.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, TextIO

from desk.log import describe

log = logging.getLogger("hub")
_SERVER = "uvicorn.error"


def open_log(stream: TextIO | None = None) -> None:
    """The hub's own lines and those of the server below it."""
    logging.raiseExceptions = False  # a log that cannot be written stops nobody's work
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_Lines())
    for name, level in (("hub", logging.INFO), ("desk", logging.INFO), (_SERVER, logging.ERROR)):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level)
        logger.propagate = False


def tell(event: str, /, level: int = logging.INFO, **facts: Any) -> None:
    """One line: what happened, and facts that hold nothing of a person's."""
    log.log(level, event, extra={"facts": facts})


def short(key: str) -> str:
    """A desk as logs name it, from its key in hex."""
    return key[:8]


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "event": record.getMessage()}
        line |= getattr(record, "facts", {})
        if record.exc_info is not None and isinstance(record.exc_info[1], BaseException):
            line["error"] = describe(record.exc_info[1])
        return json.dumps(line, ensure_ascii=True, default=str)
