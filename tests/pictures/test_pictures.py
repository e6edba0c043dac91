"""The pictures of the README are those of the window as it is: they can be taken again, and are small."""

import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs/pictures"


def test_the_pictures_are_taken_again(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "tests.pictures", str(tmp_path)], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    taken = sorted(tmp_path.glob("*.png"))
    assert [path.name for path in taken] == sorted(path.name for path in FOLDER.glob("*.png"))
    for path in taken:
        with Image.open(path) as picture:
            assert picture.size == (1366, 768)
            assert len(picture.convert("L").getcolors(maxcolors=256) or ()) > 20


def test_they_are_small_and_each_language_has_all_of_them():
    names = {path.stem for path in FOLDER.glob("*.png")}
    assert {name.partition(".")[0] for name in names} == {"record", "reception", "today", "totell"}
    assert len(names) == 8
    assert max(path.stat().st_size for path in FOLDER.glob("*.png")) < 100_000


def test_both_readmes_show_pictures_in_their_own_language():
    for name, lang in (("README.md", "en"), ("README.zh-CN.md", "zh")):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert text.count(f".{lang}.png") >= 2
        assert len(text.splitlines()) < 120
