"""A real hub: what `minsheng-hub serve` runs, in a process of its own, on a free port of this computer."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk.hub.cli import main
from desk.hub.enrolment import new_code
from desk.hub.hub import Hub, open_hub
from desk.hub.settings import default_database
from tests.nursery import Born

ROOT = Path(__file__).resolve().parent.parent
READY = "minsheng-hub ready on "


@dataclass(frozen=True)
class HubAnswer:
    """What a command of the hub said."""

    code: int
    out: str
    error: str

    @property
    def value(self) -> Any:
        """The one JSON value on standard output."""
        assert self.code == 0, self
        return json.loads(self.out)

    @property
    def fault(self) -> dict[str, Any]:
        error: dict[str, Any] = json.loads(self.out)["error"]
        return error


class HubProcess:
    """A running hub; `url` is where it answers, `db` its URL ("" is the file in `files`)."""

    def __init__(self, files: Path, db: str = "", options: Sequence[str] = ()) -> None:
        self.files, self.db, self.options = files, db, tuple(options)
        self.log = files / "serve.log"
        self.url = ""
        self.process: Born | None = None

    def start(self, port: int = 0) -> "HubProcess":
        """Waits for the line that says it is ready. Raises AssertionError with the log when it ends before."""
        self.files.mkdir(parents=True, exist_ok=True)
        words = ["serve", "--host", "127.0.0.1", "--port", str(port), *self.options]
        self.process = Born(main, hub_words(self.files, self.db, *words), self.log, hub_environment())
        line = self.process.first_line()
        if not line.startswith(READY):
            self.kill()
            raise AssertionError(f"not ready: {line!r}\n{self.log.read_text(errors='replace')}")
        self.url = line.removeprefix(READY).strip()
        return self

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def kill(self) -> None:
        """As a power cut of the process: no goodbye."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """As an administrator: what is under way is finished. Answers the exit code."""
        return self._end(signal.SIGTERM)

    def restart(self) -> "HubProcess":
        """At the same port, so that desks find it again."""
        port = self.port
        self.stop()
        return self.start(port)

    def command(self, *words: str | Path) -> HubAnswer:
        """Another process on the same records, with --json."""
        return hub_command(self.files, self.db, *words)

    def inside(self, *words: str | Path) -> HubAnswer:
        """The same without a process of its own: a second instead of three."""
        return hub_inside(self.files, self.db, *words)

    def enrolment_code(self, place: str, level: str) -> str:
        with self.records() as hub:
            return new_code(hub, place, level).code

    @contextmanager
    def records(self) -> Iterator[Hub]:
        """The same records, opened in this process too."""
        hub = open_hub(self.db or default_database(self.files), self.files, time.time)
        try:
            yield hub
        finally:
            hub.close()

    def confessions(self) -> list[str]:
        """The lines of its log about bugs, and about records that are damaged: there must be none, however the desks
        got over it."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        return [line for line in lines if '"bug"' in line or '"database_damaged"' in line or "Traceback" in line]

    def _end(self, how: signal.Signals) -> int:
        process, self.process = self.process, None
        return 0 if process is None else process.end(how)


@contextmanager
def running_hub(files: Path, db: str = "", options: Sequence[str] = ()) -> Iterator[HubProcess]:
    """A hub that is gone when the block is left."""
    hub = HubProcess(files, db, options)
    try:
        yield hub.start()
    finally:
        hub.kill()


def hub_command(files: Path, db: str, *words: str | Path) -> HubAnswer:
    argv = hub_argv(files, db, *map(str, words), "--json")
    done = subprocess.run(argv, capture_output=True, check=False, text=True, env=hub_environment())
    return HubAnswer(done.returncode, done.stdout, done.stderr)


def hub_inside(files: Path, db: str, *words: str | Path) -> HubAnswer:
    out, error = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO())
    with redirect_stdout(out), redirect_stderr(error):
        code = main(hub_words(files, db, *map(str, words), "--json"))
    return HubAnswer(code, out.buffer.getvalue().decode(), error.buffer.getvalue().decode())


def hub_argv(files: Path, db: str, *words: str) -> list[str]:
    return [sys.executable, "-W", "error", "-m", "desk.hub", *hub_words(files, db, *words)]


def hub_words(files: Path, db: str, *words: str) -> list[str]:
    return ["--files", str(files), *(["--db", db] if db else []), *words]


def hub_environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "SYSTEMROOT") if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT), "LANG": "C", "HOME": "/nonexistent"}
