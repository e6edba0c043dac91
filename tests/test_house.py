"""The house itself: what every checkout, and everybody who opens it for the first time, may rely on."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import desk

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TOP_LEVEL = {
    ".ci",
    ".gitattributes",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "DECISIONS.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "README.zh-CN.md",
    "THIRD-PARTY.md",
    "build.spec",
    "desk",
    "docs",
    "pyproject.toml",
    "requirements-build.txt",
    "requirements-dev.txt",
    "requirements-hub.txt",
    "requirements.txt",
    "resources",
    "tests",
    "ui",
}
# Written so that this file does not match itself: package registries and places on one person's computer.
FOREIGN = re.compile(
    rb"py[p]i\.org|pythonho[s]ted|np[m]js|deb\.de[b]ian|snapshot\.de[b]ian|[\s\"'=(](?:/wor[k]|/roo[t]|/hom[e]|/tm[p]|/op[t])/"
)


def tracked() -> list[Path]:
    """Files that are in the repository, or will be with the next commit."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    return [path for name in listed.decode().split("\0") if name and (path := ROOT / name).is_file()]


def python_files() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py"]


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_imports_point_down():
    linter = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"]
    done = subprocess.run(linter, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_desk_runs_without_qt():
    loaded = run_python(
        "import desk, importlib, pkgutil, sys\n"
        "for module in pkgutil.walk_packages(desk.__path__, 'desk.'):\n"
        "    if '.versions.' not in module.name and not module.name.endswith('.env'):\n"
        "        importlib.import_module(module.name)\n"
        "print(*sorted(name for name in sys.modules if name.split('.')[0] in ('PySide6', 'shiboken6', 'ui', 'desk')))"
    ).split()
    assert len(loaded) > 30
    assert [name for name in loaded if not name.startswith("desk")] == []


def test_no_file_grows_past_what_one_reads_in_a_sitting():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    assert {str(path): lines for path, lines in lengths.items() if lines > 400} == {}
    product = {str(path): lines for path, lines in lengths.items() if path.parts[-2:-1] and "tests" not in path.parts}
    assert {path: lines for path, lines in product.items() if lines > 300} == {}


def test_no_registry_and_no_private_path_is_in_the_repository():
    found = [
        f"{path.relative_to(ROOT)}: {match.group().decode()}"
        for path in tracked()
        if path.suffix not in {".ttf", ".png", ".mo"}
        for match in FOREIGN.finditer(path.read_bytes())
    ]
    assert found == []


def test_every_requirement_is_pinned_and_hashed():
    for name in ("requirements.txt", "requirements-hub.txt", "requirements-dev.txt", "requirements-build.txt"):
        text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        assert len(lines) > 25
        assert "://" not in text
        assert [line for line in lines if not re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)] == []


def test_what_runs_the_desk_is_what_was_tested():
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))

    assert pins("requirements.txt") < pins("requirements-dev.txt")
    assert pins("requirements-hub.txt") < pins("requirements-dev.txt")
    assert pins("requirements.txt") < pins("requirements-build.txt")


def test_every_dependency_is_locked():
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE))
    project = PYPROJECT["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["window"]]
    assert {re.split(r"[<>=;\[ ]", entry)[0].lower() for entry in needed} <= locked


def test_every_locked_package_has_its_licence_named():
    both = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("requirements.txt", "requirements-hub.txt"))
    locked = set(re.findall(r"^([a-z0-9-]+)==", both, re.MULTILINE))
    named = (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8").lower()
    assert {name for name in locked if f"| {name} |" not in named} == set()


def test_every_resource_that_the_source_names_is_in_the_repository():
    named = {
        ROOT.joinpath("resources", *(part.value for part in call.args if isinstance(part, ast.Constant)))
        for path in python_files()
        if path.relative_to(ROOT).parts[0] in {"desk", "ui"}
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("resources.")
    }
    assert len(named) > 8
    kept = set(tracked())
    assert [path for path in named if path not in kept and not any(path in file.parents for file in kept)] == []


def test_only_what_is_known_lies_at_the_top():
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} == TOP_LEVEL


def test_the_version_is_the_same_everywhere():
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\d+\.\d+\.\d+)", changes, re.MULTILINE)
    assert newest is not None
    assert PYPROJECT["project"]["version"] == desk.__version__ == newest.group(1)


def test_no_two_test_files_have_one_name():
    """They are imported by name."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []
