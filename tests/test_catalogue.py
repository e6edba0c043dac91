"""The catalogue of sentences is complete, current and compiled, and its checker notices when it is not."""

import ast
import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def strings() -> ModuleType:
    spec = importlib.util.spec_from_file_location("strings", ROOT / ".ci/strings.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_sentence_is_translated_and_compiled(strings: ModuleType):
    assert strings.faults(strings.marked(ROOT / "desk", ROOT / "ui"), strings.CATALOGUE) == []


@pytest.mark.parametrize("kind", ["SENTENCES", "FIELDS"])
def test_nothing_that_can_be_said_has_two_sentences(kind: str):
    """The last of two would win unseen."""
    keys = [key for file in (ROOT / "desk").glob("*sentences.py") for key in said_in(file, kind)]
    assert len(keys) > 50
    assert sorted(key for key, times in Counter(keys).items() if times > 1) == []


def said_in(file: Path, kind: str) -> list[str]:
    """The keys written down in the tables of that kind; those taken over from other files have none."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    tables = [node for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)]
    named = [
        node.value for node in tables if isinstance(node.targets[0], ast.Name) and node.targets[0].id.endswith(kind)
    ]
    return [key.value for table in named for key in table.keys if isinstance(key, ast.Constant)]


def test_a_faulty_catalogue_is_noticed(strings: ModuleType, tmp_path: Path):
    source, written = Catalog(), Catalog(locale="zh_CN")
    for english in ("New", "Empty", "Untranslated", "Case {number}", "Submit"):
        source.add(english)
    for english, chinese in {
        "Gone": "没了",
        "Empty": "",
        "Untranslated": "Untranslated",
        "Case {number}": "件 {no}",
        "Submit": "提交",
    }.items():
        written.add(english, chinese)
    po = tmp_path / "desk.po"
    with po.open("wb") as file:
        write_po(file, written)
    with po.with_suffix(".mo").open("wb") as file:
        write_mo(file, Catalog(locale="zh_CN"))
    found = "\n".join(strings.faults(source, po))
    for fault in (
        "not in the catalogue (make strings): New",
        "no longer in the source (make strings): Gone",
        "not translated: Empty",
        "no Chinese in the translation: Untranslated",
        "placeholders differ: Case {number}",
        "the counter does not say 提交: Submit",
        "desk.mo is not what desk.po compiles to",
    ):
        assert fault in found


def test_marked_sentences_are_found_in_the_source(strings: ModuleType, tmp_path: Path):
    source = (
        '_("Save {what}").format(what=mark("slip"))\nself._("two " "halves")\n_(NAMES["key"])\nsay("no")\n'
        'look.say("yes")\nnote.say("error", "no")\n'
    )
    (tmp_path / "page.py").write_text(source, encoding="utf-8")
    assert {message.id for message in strings.marked(tmp_path) if message.id} == {
        "Save {what}",
        "slip",
        "two halves",
        "yes",
    }


@pytest.mark.parametrize("put_together", ['f"Case {number}"', '"Case " + number'])
def test_a_sentence_put_together_before_translation_is_refused(strings: ModuleType, tmp_path: Path, put_together: str):
    (tmp_path / "page.py").write_text(f"_({put_together})\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"page\.py:1"):
        strings.marked(tmp_path)


def test_updating_the_catalogue_keeps_translations_and_drops_what_is_gone(strings: ModuleType, tmp_path: Path):
    po = tmp_path / "desk.po"
    written = Catalog(locale="zh_CN")
    written.add("Slip", "回执")
    written.add("Gone", "没了")
    with po.open("wb") as file:
        write_po(file, written)
    source = Catalog()
    source.add("Slip")
    strings.update(source, po)
    assert strings.faults(source, po) == []
    first = po.read_bytes()
    strings.update(source, po)
    assert po.read_bytes() == first
