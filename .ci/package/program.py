"""The packaged program as it runs on a stranger's computer: elsewhere, with an empty environment, its source hidden."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HIDDEN = ((ROOT / ".venv").resolve(), ROOT)  # in this order: the one may lie in the other
PLACE = "民声台 试用 folder"  # blanks and Chinese, as on a stick that somebody named
PASSWORD = "wei-7-cun"
COMMAND_S, PAINTED_S = 120, 60

Process = subprocess.Popen[bytes]


class Program:
    """A copy of the folder below `work`, and a home for it. Every process sees an empty folder where the source is."""

    def __init__(self, folder: Path, work: Path) -> None:
        self.folder = work / PLACE / "minsheng-desk"
        shutil.copytree(folder, self.folder, symlinks=True)
        self.home = work / PLACE / "station"
        self.password = work / "password"
        self.password.write_text(f"{PASSWORD}\n", encoding="ascii")
        self.more: dict[str, str] = {}  # environment beside the empty one
        self.user = work / "user"
        self.user.mkdir()

    def check_alone(self) -> None:
        """Raises RuntimeError where a process of it could still read the source."""
        done = subprocess.run(alone("ls", "-A", *map(str, HIDDEN)), check=True, capture_output=True, text=True)
        seen = [line for line in done.stdout.splitlines() if line and not line.endswith(":")]
        if seen:
            raise RuntimeError(f"the source is not hidden: {seen}")

    def run(self, *words: str, given: str = "") -> str:
        """What a command says on standard output. Raises RuntimeError with its words when it fails."""
        done = subprocess.run(
            self._argv("--password-file", str(self.password), *words),
            env=self._environment(),
            cwd=self.folder.parent,
            input=given.encode(),
            capture_output=True,
            check=False,
            timeout=COMMAND_S,
        )
        if done.returncode:
            raise RuntimeError(f"{words} ended with {done.returncode}: {done.stdout.decode()} {done.stderr.decode()}")
        return done.stdout.decode()

    def value(self, *words: str, given: str = "") -> Any:
        return json.loads(self.run("--json", *words, given=given))

    def window(self, display: str) -> tuple[Process, float]:
        """The running window and the seconds from its start until it was painted."""
        log, before = self.home / "logs/desk.log", self._painted()
        start = time.monotonic()
        environment = self._environment() | {"DISPLAY": display}
        with (self.user / "window.log").open("ab") as said:  # Qt would rather have a language
            process = subprocess.Popen(self._argv(), env=environment, cwd=self.folder.parent, stderr=said)
        while self._painted() == before:
            if process.poll() is not None or time.monotonic() - start > PAINTED_S:
                process.kill()
                raise RuntimeError(f"no window; see {log}")
            time.sleep(0.005)
        return process, time.monotonic() - start

    def _painted(self) -> int:
        log = self.home / "logs/desk.log"
        return log.read_text(encoding="utf-8").count("window painted on xcb") if log.exists() else 0

    def _argv(self, *words: str) -> Sequence[str]:
        return alone(str(self.folder / "minsheng-desk"), "--home", str(self.home), *words)

    def _environment(self) -> dict[str, str]:
        return {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "HOME": str(self.user)} | self.more


def alone(*command: str) -> Sequence[str]:
    """The command in a mount space of its own, where an empty folder lies over the source."""
    space = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    cover = "".join(f"mount -t tmpfs none '{path}' && " for path in HIDDEN)
    return [*space, "sh", "-c", f'{cover} exec "$0" "$@"', *command]
