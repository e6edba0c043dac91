"""What the documents name is there: ARCHITECTURE.md is true to the tree, and every link leads somewhere."""

import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_QUOTED = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"[\w.*-]+(?:/[\w.*-]+)*/?")
_TOP = ("", "desk", "ui", "resources", "desk/domain")  # where a path may begin
_ENDINGS = (".py", ".md", ".csv", ".json", ".txt", ".toml", ".css", ".qss", ".po")
_AT_WORK = {"desk.db", "hub.db", "keyring.json", "hub.key", "settings.toml", "last-backup", "hub.toml"}


def documents() -> list[Path]:
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def anchors(path: Path) -> set[str]:
    """Of the headings of a document."""
    heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def lost_paths(paragraph: str) -> list[str]:
    """Files and folders that a paragraph names and that are not there; a short name may stand beside the one before."""
    spoken = [text for text in _QUOTED.findall(paragraph) if _PATH.fullmatch(text) and text not in _AT_WORK]
    rooms, lost = [ROOT / room for room in _TOP], []
    for name in (text for text in spoken if "/" in text or text.endswith(_ENDINGS)):
        there = [path for room in rooms for path in room.glob(name.rstrip("/"))]
        if not there:
            lost.append(name)
        rooms += [path.parent for path in there]
    return lost


def house() -> dict[str, set[str]]:
    """The drawing of the house: what stands under each of its rooms, folders with a slash."""
    drawn = ARCHITECTURE.split("## The house")[1].split("\n\n")[1]
    rooms: dict[str, set[str]] = {}
    room = ""
    for line in drawn.splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        names = re.findall(r"(?<![\w/*])([\w.]+/|[\w.*]+\.py)(?=\s|$)", line)
        if depth == 2:
            room = names[0].rstrip("/")
            rooms[room] = set()
        else:
            rooms[room].update(names)
    return rooms


def modules(folder: Path) -> set[str]:
    found = {path.name for path in folder.glob("*.py")} - {"__init__.py"}
    return found | {f"{path.name}/" for path in folder.iterdir() if path.is_dir() and path.name != "__pycache__"}


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path):
    lost = []
    for target in _LINK.findall(path.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        there = (path.parent / name).resolve() if name else path
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
            lost.append(target)
    assert lost == []


def test_there_are_links_to_follow():
    assert sum(len(_LINK.findall(path.read_text(encoding="utf-8"))) for path in documents()) > 10


def test_what_the_architecture_names_is_there():
    paragraphs = re.split(r"\n\n|\n(?=\||\d\. |- )", ARCHITECTURE)
    assert [name for paragraph in paragraphs for name in lost_paths(paragraph)] == []
    assert lost_paths("`desk/domain/case.py`, `conversation.py`, `no_such_noun.py`") == ["no_such_noun.py"]


@pytest.mark.parametrize("room", ["desk", "ui"])
def test_every_room_of_the_house_is_drawn(room: str):
    there, drawn = modules(ROOT / room), house()[room]
    assert {name for name in there if not any(fnmatch(name, one) for one in drawn)} == set()
    assert {one for one in drawn if not any(fnmatch(name, one) for name in there)} == set()
