"""The catalogue of sentences: `strings.py` updates it from the source, `strings.py check` only names its faults."""

import ast
import re
import sys
import tomllib
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "resources/i18n/zh_CN/LC_MESSAGES/desk.po"
LOCALE = "zh_CN"
MARKS = ("_", "mark")
HEADER = """\
# Minsheng Desk: what the Chinese reader sees. English in the source is the key; run `make strings`.
# Copyright Minsheng Desk contributors, Apache-2.0"""

PLACEHOLDER = re.compile(r"{\w*}")
CHINESE = re.compile(r"[\u3400-\u9fff]")
SAME_IN_BOTH = frozenset({"English", "A5"})  # translations that rightly hold no Chinese character
NEVER = ("提交", "操作成功", "是否确认", "系统", "数据")  # words nobody says at a counter


def marked(*folders: Path) -> Catalog:
    """Every sentence that the Python files below the folders mark with `_("…")` or `mark("…")`.

    Read from the syntax tree: Babel's own reader takes the key of `_(SENTENCES["key"])` for a sentence.
    Raises ValueError where a sentence is put together inside the call: nobody would find it in the catalogue.
    """
    found = Catalog()
    for path in sorted(path for folder in folders for path in folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _marks(node):
                sentence = node.args[0]
                if isinstance(sentence, ast.JoinedStr | ast.BinOp):
                    raise ValueError(f"{path}:{node.lineno}: fill placeholders after translation")
                if isinstance(sentence, ast.Constant) and isinstance(sentence.value, str):
                    found.add(sentence.value)
    return found


def _marks(call: ast.Call) -> bool:
    """`_(...)`, `mark(...)`, and `look.say(...)` of one sentence."""
    return _name(call.func) in MARKS or (ast.unparse(call.func).endswith(".say") and len(call.args) == 1)


def _name(function: ast.expr) -> str:
    """`_` of `_` and of `self._`."""
    return ast.unparse(function).rpartition(".")[2]


def read_catalogue(po: Path) -> Catalog:
    with po.open("rb") as file:
        return read_po(file, locale=LOCALE)


def faults(source: Catalog, po: Path) -> list[str]:
    """What is wrong with a catalogue and the compiled file beside it; empty when nothing is."""
    catalogue = read_catalogue(po)
    english, chinese = _pairs(source), _pairs(catalogue)
    found = [f"not in the catalogue (make strings): {sentence}" for sentence in english if sentence not in chinese]
    found += [f"no longer in the source (make strings): {sentence}" for sentence in chinese if sentence not in english]
    found += [f"fuzzy: {message.id}" for message in catalogue if message.id and message.fuzzy]
    for sentence, translation in chinese.items():
        found += [f"{fault}: {sentence}" for fault in _faults_of(sentence, translation)]
    with po.with_suffix(".mo").open("rb") as file:
        compiled = _pairs(read_mo(file))
    if compiled != {sentence: translation for sentence, translation in chinese.items() if translation}:
        found.append("desk.mo is not what desk.po compiles to (make strings)")
    return found


def _pairs(catalogue: Catalog) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalogue if message.id}


def _faults_of(english: str, chinese: str) -> list[str]:
    if not chinese:
        return ["not translated"]
    found = [f"the counter does not say {word}" for word in NEVER if word in chinese]
    if sorted(PLACEHOLDER.findall(english)) != sorted(PLACEHOLDER.findall(chinese)):
        found.append("placeholders differ")
    has_words = re.search("[A-Za-z]", PLACEHOLDER.sub("", english))
    if has_words and not CHINESE.search(chinese) and english not in SAME_IN_BOTH:
        found.append("no Chinese in the translation")
    return found


def update(source: Catalog, po: Path) -> None:
    """Adds what is new with an empty translation, drops what is gone, sorts, and compiles."""
    before = read_catalogue(po)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    after = Catalog(LOCALE, "desk", HEADER, project["name"], project["version"], fuzzy=False)
    after.creation_date = after.revision_date = before.creation_date
    after.last_translator = after.language_team = "Minsheng Desk contributors"
    after.msgid_bugs_address = "see README.md"
    translations = _pairs(before)
    for sentence in _pairs(source):
        after.add(sentence, translations.get(sentence, ""))
    with po.open("wb") as file:
        write_po(file, after, sort_output=True, width=110)
    with po.with_suffix(".mo").open("wb") as file:
        write_mo(file, after)


def main() -> int:
    source = marked(ROOT / "desk", ROOT / "ui")
    if sys.argv[1:] != ["check"]:
        update(source, CATALOGUE)
    found = faults(source, CATALOGUE)
    print("\n".join(found) or f"{len(_pairs(read_catalogue(CATALOGUE)))} sentences, all translated")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
