"""The hub as its keeper installs it: a wheel of this checkout in an environment that has no Qt, run from anywhere.

Nothing is fetched: what requirements-hub.txt names is linked from the packages that are installed here; nothing else of
them can be seen there.
"""

import importlib.metadata
import json
import re
import shutil
import subprocess
import sys
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hub_process import READY, ROOT
from packaging.markers import Marker
from packaging.requirements import Requirement

PLACES = "code,name,level\n310116000000,金山区,区\n310116113000,晨光镇,街镇\n310116113201,一村,村居\n"
PASSWORD = "correct horse battery"


class Installed:
    """An environment of its own: its commands, run in a folder of their own."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.folder, self.bin = folder, folder / "env" / "bin"
        venv.create(folder / "env", with_pip=False)
        self.packages = next((folder / "env").glob("lib/python*/site-packages"))
        for name in locked():
            link_package(name, self.packages)
        into = ["--target", str(self.packages), "--no-deps", "--no-index", "--no-compile"]
        run([sys.executable, "-m", "pip", "install", "--quiet", *into, str(wheel)], ROOT)
        for command in (self.packages / "bin").glob("minsheng-*"):
            text = command.read_text(encoding="utf-8").partition("\n")[2]
            (self.bin / command.name).write_text(f"#!{self.bin / 'python'}\n{text}", encoding="utf-8")
            (self.bin / command.name).chmod(0o755)

    def python(self, code: str) -> str:
        return run([str(self.bin / "python"), "-c", code], self.folder)

    def hub(self, *words: str) -> Any:
        options = ["--files", str(self.folder / "hub"), "--json"]
        return json.loads(run([str(self.bin / "minsheng-hub"), *options, *words], self.folder))

    def desk(self, *words: str) -> Any:
        options = ["--home", str(self.folder / "desk"), "--password-file", str(self.folder / "pw"), "--json"]
        return json.loads(run([str(self.bin / "minsheng-desk"), *options, *words], self.folder))

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The URL of a running hub."""
        words = ["--files", str(self.folder / "hub"), "serve", "--port", "0"]
        process = subprocess.Popen(
            [str(self.bin / "minsheng-hub"), *words],
            cwd=self.folder,
            env=environment(self.folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip().removeprefix(READY)
        finally:
            process.terminate()
            process.communicate(timeout=30)


def environment(folder: Path) -> dict[str, str]:
    """Nothing of this process's own paths."""
    return {"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


def run(words: list[str], folder: Path) -> str:
    own = None if words[0] == sys.executable else environment(folder)
    done = subprocess.run(words, cwd=folder, env=own, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def locked() -> list[str]:
    """What requirements-hub.txt names for this computer."""
    text = (ROOT / "requirements-hub.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    rows = re.findall(r"^([a-z0-9-]+)==[^\s;]+(?:\s*;\s*([^-\n]+?))?\s+--hash", text, re.MULTILINE)
    return [name for name, marker in rows if not marker or Marker(marker).evaluate()]


def link_package(name: str, target: Path) -> None:
    """A package that is installed here, as it is, in another environment."""
    found = importlib.metadata.distribution(name)
    for top in {file.parts[0] for file in found.files or () if file.parts[0] not in ("..", "__pycache__")}:
        there = Path(str(found.locate_file(top)))
        if there.exists() and not (target / top).exists():
            (target / top).symlink_to(there)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of what is in the repository, and nothing else that lies about in the checkout."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if name.split("/")[0] in ("desk", "ui", "resources", "pyproject.toml", "LICENSE") and (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(out)]
    run([sys.executable, "-m", "pip", "wheel", "--quiet", *options, "."], source)
    [made] = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return Installed(tmp_path_factory.mktemp("installed"), wheel)


def test_the_wheel_asks_for_no_window_unless_it_is_wanted(wheel: Path):
    with zipfile.ZipFile(wheel) as held:
        [name] = [name for name in held.namelist() if name.endswith("/METADATA")]
        lines = held.read(name).decode().splitlines()
    asked = [Requirement(line.removeprefix("Requires-Dist: ")) for line in lines if line.startswith("Requires-Dist: ")]
    of_hub = [one.name.lower() for one in asked if one.marker is None or one.marker.evaluate({"extra": "hub"})]
    assert set(of_hub) <= set(locked())
    assert "fastapi" in of_hub
    windowed = [one.name for one in asked if one.marker and one.marker.evaluate({"extra": "window"})]
    assert windowed == ["PySide6-Essentials"]


def test_everything_that_ships_is_in_the_wheel(wheel: Path):
    with zipfile.ZipFile(wheel) as held:
        names = set(held.namelist())
    shipped = [path for folder in ("resources", "desk", "ui") for path in (ROOT / folder).rglob("*") if path.is_file()]
    wanted = {str(path.relative_to(ROOT)) for path in shipped if "__pycache__" not in path.parts}
    assert wanted - names == set()


def test_nothing_of_this_checkout_and_no_qt_is_seen(installed: Installed):
    code = "import desk, importlib.util as u; print(desk.__file__, u.find_spec('PySide6'), u.find_spec('pytest'))"
    where, *rest = installed.python(code).split()
    assert Path(where).is_relative_to(installed.packages)
    assert rest == ["None", "None"]


def test_a_hub_serves_takes_a_desk_and_gets_its_case(installed: Installed):
    (installed.folder / "places.csv").write_text(PLACES, encoding="utf-8")
    (installed.folder / "pw").write_text(PASSWORD, encoding="utf-8")
    assert installed.hub("places", "import", "places.csv")["imported"] == 4
    code = installed.hub("enrol", "--place", "310116113201", "--level", "village")["code"]
    with installed.serving() as url:
        with urllib.request.urlopen(f"{url}/healthz", timeout=20) as answer:
            assert json.loads(answer.read())["status"] == "ok"
        founding = ["--station", "310116113201", "--name", "一村征集点", "--level", "village", "--operator", "卫某"]
        installed.desk("init", *founding, "--recovery-file", str(installed.folder / "recovery"))
        installed.desk("enrol", "--hub", url, "--code", code)
        (installed.folder / "case.json").write_text('{"original_text": "路口没有灯"}', encoding="utf-8")
        installed.desk("record", str(installed.folder / "case.json"))
        installed.desk("sync")
        assert len(installed.hub("desks")["desks"]) == 1
        with urllib.request.urlopen(f"{url}/metrics", timeout=20) as answer:
            kept = dict(re.findall(r'^minsheng_hub_facts\{verdict="(\w+)"\} (\S+)$', answer.read().decode(), re.M))
    assert float(kept["ok"]) > 5
