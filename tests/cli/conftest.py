"""A founded station to give commands to, made once by the command line itself and copied for each test."""

import shutil
from pathlib import Path

import pytest

from tests.cli.command_tools import PASSWORD, STATION, Commands, Said, make_cheap


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stage")
    (folder / "password").write_text(PASSWORD + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def founded(stage: Path) -> tuple[Path, Said]:
    """A station nothing was done at yet, and what its founding answered."""
    commands = Commands(stage / "home", stage / "password")
    said = commands("init", *STATION, "--recovery-file", stage / "recovery")
    assert said.code == 0, said
    make_cheap(stage / "home", (stage / "recovery").read_text().strip())
    return stage / "home", said


@pytest.fixture
def nowhere(stage: Path, tmp_path: Path) -> Commands:
    """Commands on a home that is not there."""
    return Commands(tmp_path / "home", stage / "password")


@pytest.fixture
def station(founded: tuple[Path, Said], nowhere: Commands) -> Commands:
    """Commands on a founded home of the test's own."""
    shutil.copytree(founded[0], nowhere.home)
    return nowhere
