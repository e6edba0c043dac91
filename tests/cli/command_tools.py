"""The command line as somebody at a terminal has it: a process of its own, a home folder, an exit code."""

import ctypes
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from desk.actions.desk import Desk
from desk.actions.lists import computer_clock, load_lists
from desk.actions.opening import open_desk
from desk.cli import main
from desk.storage import keyring

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "晨光-123456"
STATION = ("--station", "310116113000", "--name", "晨光居民区征集点", "--level", "point", "--operator", "卫某")
LAMP = {
    "title": "东门路灯",
    "main_cause": "小区东门路灯坏了三盏，晚上老人不敢出门。",
    "proposal": "请修好，并装一盏声控灯。",
    "original_text": "东门那边黑得很，摔过两个人了。",
    "suggester": {"name": "欧阳某", "phone": "13900000005", "address": "晨光三村", "pi_notice_given": True},
}


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: bytes
    error: str
    seconds: float = 0

    @property
    def value(self) -> Any:
        """The one JSON value on standard output."""
        assert self.error == "", self.error
        assert self.out.endswith(b"\n")
        assert self.out.count(b"\n") == 1
        return json.loads(self.out)

    @property
    def fault(self) -> dict[str, Any]:
        """What is wrong, when that is all there is."""
        value = self.value
        assert set(value) == {"error"}, value
        assert value["error"]["message"].endswith(("。", "？", ".", "）。"))
        return dict(value["error"])

    @property
    def words(self) -> str:
        return self.out.decode()


@dataclass(frozen=True)
class Commands:
    """The commands of one home folder, opened by the password unless another way in is named."""

    home: Path
    password: Path

    def __call__(self, *words: str | Path, stdin: str | bytes = b"", **how: Any) -> Said:
        """Runs a command with --json in a process of its own."""
        return run("--json", *self._options(words), *words, stdin=stdin, **how)

    def plain(self, *words: str | Path, stdin: str | bytes = b"", **how: Any) -> Said:
        """The same in words."""
        return run(*self._options(words), *words, stdin=stdin, **how)

    def inside(self, *words: str | Path, printers: Callable[[], Any] | None = None) -> Said:
        """Runs a command with --json in this process: much quicker, where nothing of a process is looked at."""
        return run_inside("--json", *self._options(words), *words, printers=printers)

    def plain_inside(self, *words: str | Path) -> Said:
        """The same in words."""
        return run_inside(*self._options(words), *words)

    def record(self, form: Mapping[str, Any] | None = None) -> str:
        """Registers a case and answers its number."""
        said = self.inside("record", self.file(LAMP if form is None else form))
        assert said.code == 0, said
        return str(said.value["number"])

    def file(self, value: Any) -> Path:
        """A JSON file beside the home."""
        path = self.home.parent / f"form-{len(list(self.home.parent.glob('form-*')))}.json"
        path.write_text(json.dumps(value), encoding="utf-8")  # escapes, so that half characters can be written
        return path

    def elsewhere(self, name: str) -> "Commands":
        return Commands(self.home.parent / name, self.password)

    @contextmanager
    def open(self) -> Iterator[Desk]:
        """The desk in this process, as the window has it open."""
        desk = open_desk(self.home, computer_clock, load_lists(), password=PASSWORD)
        try:
            yield desk
        finally:
            desk.close()

    def _options(self, words: tuple[str | Path, ...]) -> list[str | Path]:
        opened = any(str(word).startswith(("--password-", "--recovery-file")) for word in words) and "init" not in words
        return ["--home", self.home, *([] if opened else ["--password-file", self.password])]


def make_cheap(home: Path, recovery_code: str) -> None:
    """The same ways in, which cost next to nothing to try: what makes guessing slow makes a hundred commands slow."""
    path = home / "keyring.json"
    ring = keyring.read_ring(path)
    key, _ = keyring.unwrap(ring, PASSWORD, None, None)
    slots = []
    for slot in ring.slots:
        cheap = replace(slot, memory_kib=8, passes=1, lanes=1)
        secret = PASSWORD if slot.kind == "password" else recovery_code
        wrapped = keyring._cipher(cheap, secret).encrypt(cheap.nonce, key, cheap.kind.encode())
        slots.append(replace(cheap, wrapped=wrapped))
    keyring.write_ring(path, replace(ring, slots=tuple(slots)))


def environment() -> dict[str, str]:
    """A poor terminal: no UTF-8 locale, no screen."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "SYSTEMROOT") if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT), "LANG": "C", "HOME": "/nonexistent"}


def argv(*words: str | Path) -> list[str]:
    return [sys.executable, "-W", "error", "-m", "ui", *map(str, words)]


def run(*words: str | Path, stdin: str | bytes = b"", **how: Any) -> Said:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    start = time.monotonic()
    done = subprocess.run(argv(*words), input=data, capture_output=True, check=False, env=environment(), **how)
    return Said(done.returncode, done.stdout, done.stderr.decode(), time.monotonic() - start)


def run_inside(*words: str | Path, printers: Callable[[], Any] | None = None) -> Said:
    out, error = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO())
    with patch("sys.stdout", out), patch("sys.stderr", error), patch("sys.stdin", io.TextIOWrapper(io.BytesIO())):
        code = main([str(word) for word in words], printers)
    return Said(code, out.buffer.getvalue(), error.buffer.getvalue().decode())


def without_override() -> None:
    """For `preexec_fn`: root, too, is held by the rights of files from here on."""
    drop_bound, override, search = 24, 1, 2
    libc = ctypes.CDLL(None)
    for capability in (override, search):
        libc.prctl(drop_bound, capability, 0, 0, 0)


def files_of(home: Path) -> dict[str, bytes]:
    """Every file and its bytes; the marker and the log are no records."""
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file() and path.name not in ("instance", "desk.log")
    }
