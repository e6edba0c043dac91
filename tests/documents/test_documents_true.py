"""What the documents say of paths, errors, limits, metrics, settings and commands is what the code has, twice."""

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

from desk.domain.field import LIMITS
from desk.hub import door, enrolment, intake, line
from desk.hub.cli import COMMANDS
from desk.hub.settings import Settings
from desk.sync import wire
from tests.documents.test_tree_and_links import lost_paths

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GUIDES = ("hub.md", "hub.zh-CN.md")
_MIB = 2**20


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def calls(function: str, argument: int) -> set[str]:
    """What stands at that place of the calls of a function anywhere in the hub."""
    return {
        node.args[argument].value
        for path in (ROOT / "desk/hub").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(function) and len(node.args) > argument
        if isinstance(node.args[argument], ast.Constant) and isinstance(node.args[argument].value, str)
    }


def test_every_refusal_of_the_hub_is_in_the_protocol():
    refusals = calls("Refusal", 1)
    assert len(refusals) > 15
    assert {code for code in refusals if f"`{code}`" not in read("protocol.md")} == set()


def test_every_path_of_the_hub_is_in_the_protocol():
    paths = {path for path in calls("_add_post", 2) if path.startswith("/")}
    assert len(paths) == 6
    assert {path for path in paths if f"`POST /v1{path}`" not in read("protocol.md")} == set()
    for path in ("`GET /v1/feed?", "`GET /healthz`", "`GET /metrics`"):
        assert path in read("protocol.md")


def test_the_limits_that_it_says_are_those_of_the_code():
    said = read("protocol.md")
    for words in (
        f"| {wire.MOST_PACKED // _MIB} MiB / {wire.MOST_BYTES // _MIB} MiB |",
        f"| {line.LITTLE // 1024} KiB |",
        f"| {wire.MOST_FACTS:,}; a desk closes a batch at {wire.PUSH_BYTES // _MIB} MiB of JSON |",
        f"| {wire.MOST_PAGE:,} asked for at most",
        f"more than {door.WINDOW} seconds",
        "eight digits",
    ):
        assert words in said, words
    assert (enrolment.DIGITS, enrolment.LIVES, enrolment.WRONG_OF_ONE, enrolment.WRONG_OF_ALL) == (8, 600, 5, 100)
    assert (wire.MOST_IDS, intake.MOST_FACT_BYTES) == (5_000, _MIB)
    assert "content and parts: 1 MiB" in read("format.md")


@pytest.mark.parametrize(
    "verdict", sorted({"unusable", "not_your_place", "out_of_place", "hub_only", "not_your_level"})
)
def test_why_a_fact_is_set_aside_is_in_the_format(verdict: str):
    assert verdict in calls("Verdict", 1)
    assert f"`{verdict}`" in read("format.md")


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_names_every_metric_setting_and_command_and_no_other(guide: str):
    said = read(guide)
    metrics = set(re.findall(r"minsheng_hub_\w+", (ROOT / "desk/hub/metrics.py").read_text(encoding="utf-8")))
    named = {re.sub("_total$", "", name) for name in re.findall(r"minsheng_hub_\w+", said)}
    assert named == metrics
    for field in fields(Settings):
        assert f"`{field.name}` {field.default}" in said
    assert set(re.findall(r"`minsheng-hub (?:-- )?([a-z]+)", said)) <= set(COMMANDS)
    assert {command for command in COMMANDS if command not in said} == set()


def test_both_guides_are_one():
    one, other = map(read, GUIDES)
    for part in (r"^#{1,3} ", r"^\| ", r"^    \S", r"^\d\. "):
        assert len(re.findall(part, one, re.MULTILINE)) == len(re.findall(part, other, re.MULTILINE)), part
    commands = [set(re.findall(r"^    (\S.*?)(?:\s{2,}#.*)?$", text, re.MULTILINE)) for text in (one, other)]
    same = {line for line in commands[0] if line.isascii() and "FILE" not in line and "minsheng_desk" not in line}
    assert same - commands[1] == set()


def test_the_files_that_the_threat_model_names_are_there():
    text = read("threat-model.md")
    rooms = re.sub(r"`(desk/[\w/]+\.py): \w+`", r"`\1`", text)
    assert [name for paragraph in rooms.split("\n- ") for name in lost_paths(paragraph)] == []


def test_how_long_texts_may_be_is_true_in_the_dictionary():
    assert f"in their own words ({LIMITS['original_text']:,})" in read("data-dictionary.md")
