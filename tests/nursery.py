"""Processes that begin with everything loaded: each is forked from one that has it, and spares the second that loading
takes. Besides that they are processes like any other: with files, locks and memory of their own, to be killed."""

import multiprocessing
import os
import signal
import sys
import warnings
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

PATIENCE = 60  # seconds until a process has said its first line, or has stopped
NURSERY = multiprocessing.get_context("forkserver")
NURSERY.set_forkserver_preload(
    [
        "tests.nursery",
        "tests.soak.deeds",
        "alembic.command",
        "desk.hub.api",
        "desk.hub.commands",
        "desk.hub.server",
        "uvicorn.lifespan.on",
        "uvicorn.loops.auto",
    ]
)


class Born:
    """A process that runs a command: `main` takes its words and answers its exit code. What it says goes to `first`,
    its complaints behind the end of a file."""

    def __init__(
        self, main: Callable[[list[str]], int], words: list[str], log: Path, environment: Mapping[str, str]
    ) -> None:
        reading, writing = NURSERY.Pipe(duplex=False)
        self._said = reading
        self._process: ForkServerProcess = NURSERY.Process(
            target=_live, args=(main, words, writing, log, dict(environment)), daemon=True
        )
        self._process.start()
        writing.close()
        assert self._process.pid is not None
        self.pid = self._process.pid

    def first_line(self) -> str:
        """What it says first; nothing when it ends or stays silent."""
        if not self._said.poll(PATIENCE):
            return ""
        with os.fdopen(os.dup(self._said.fileno()), encoding="utf-8") as said:
            return said.readline()

    def end(self, how: signal.Signals) -> int:
        """Its exit code, or minus the signal that it ended by."""
        if self._process.is_alive():
            os.kill(self.pid, how)
        self._process.join(PATIENCE)
        late = self._process.is_alive()
        if late:
            self._process.kill()
            self._process.join()
        code = self._process.exitcode
        self._process.close()
        self._said.close()
        assert not late, "it did not end"
        assert code is not None
        return code


def _live(main: Callable[[list[str]], int], words: list[str], said: Connection, log: Path, given: Any) -> None:
    os.environ.clear()
    os.environ.update(given)
    with log.open("ab") as complaints:
        os.dup2(complaints.fileno(), sys.stderr.fileno())
    os.dup2(said.fileno(), sys.stdout.fileno())
    said.close()
    warnings.simplefilter("error")
    sys.exit(main(words))
