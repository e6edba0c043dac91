"""digest: 建议摘报 at the command line."""

from pathlib import Path
from typing import Any

import pytest

from desk.actions.printer_port import Handed
from tests.cli.command_tools import Commands, make_cheap

WALL: dict[str, Any] = {
    "title": "关于“管执联动”的建议",
    "main_cause": "敲掉承重墙。",
    "proposal": "1. 联动；2. 承诺书。",
    "suggester": {"name": "欧阳某", "phone": "13900000012", "identity": "党外人士"},
}
DIGEST = {"title": "关于“管执联动”的建议", "cause": "敲掉承重墙，来回一周。", "report_to": "区委有关领导"}


class Queue:
    """A printer port that takes everything."""

    def __init__(self, outcome: str = "handed", reason: str = "") -> None:
        self.sent: list[tuple[str, bytes, str]] = []
        self._answer = Handed(7 if outcome == "handed" else None, outcome, reason)  # type: ignore[arg-type]

    def default(self) -> str:
        return "HP"

    def send(self, printer: str, pdf: bytes, title: str, copies: int = 1) -> Handed:
        self.sent.append((printer, pdf, title))
        return self._answer


@pytest.fixture
def office(stage: Path, tmp_path: Path) -> Commands:
    """A town's desk, founded in this process."""
    commands = Commands(tmp_path / "office", stage / "password")
    town = ("--station", "310116110000", "--name", "山阳镇征集办", "--level", "town", "--operator", "卫某")
    assert commands.inside("init", *town, "--recovery-file", tmp_path / "recovery").code == 0
    make_cheap(commands.home, (tmp_path / "recovery").read_text().strip())
    return commands


def recorded(office: Commands, **form: Any) -> str:
    return str(office.inside("record", office.file(WALL | form)).value["number"])


def made(office: Commands, *numbers: str, **form: Any) -> dict[str, Any]:
    return dict(office.inside("digest", "make", office.file(DIGEST | {"cases": list(numbers)} | form)).value)


def test_a_digest_from_the_cases_to_the_instruction(office: Commands, tmp_path: Path):
    wall, beds = recorded(office), recorded(office, title="床位")
    value = made(office, wall)
    assert (value["issue"], value["state"], value["title"], value["own"]) == (1, "made", DIGEST["title"], True)
    assert [(one["number"], one["state"]) for one in value["cases"]] == [(wall, "33")]
    assert [one["code"] for one in value["warnings"]] == ["no_digest_proposal", "no_digest_opinion"]
    issue = f"{value['year']}-1"
    changes = {"opinion": "涉及公共安全。", "cases": [wall, beds]}
    changed = office.inside("digest", "change", issue, office.file(changes)).value
    assert (changed["opinion"], len(changed["cases"]), changed["steps"][0]["kind"]) == ("涉及公共安全。", 2, "changed")
    out = tmp_path / "digest.pdf"
    shown = office.inside("digest", "show", issue, "--out", str(out)).value
    assert shown["path"] == str(out)
    assert out.read_bytes().startswith(b"%PDF")
    assert office.inside("digest", "show", beds).value["id"] == value["id"]
    said = office.inside("digest", "instruct", issue, office.file({"text": "请研究。", "actor": "区领导"})).value
    assert said["instructed"] == said["day"]
    assert said["instructions"] == [{"day": said["day"], "actor": "区领导", "text": "请研究。"}]
    shown = office.inside("show", beds).value
    assert shown["digest"] == issue
    steps = shown["steps"]
    assert [one["kind"] for one in steps[:2]] == ["instructed", "digested"]
    listed = office.inside("digest").value
    assert (listed["total"], listed["digests"][0]["cases"], listed["digests"][0]["instructed"]) == (1, 2, said["day"])
    words = office.plain("digest", "list").words
    assert "已批示" in words
    assert "欧阳某" not in words + office.plain("digest", "show", issue).words


def test_a_withdrawn_one_is_struck_out_and_not_printed(office: Commands):
    value = made(office, recorded(office))
    assert office.inside("digest", "withdraw", value["id"], "--reason", "内容有误").value["state"] == "withdrawn"
    assert "作废" in office.plain("digest").words
    assert office.inside("digest", "show", value["id"], "--out", "a.pdf").fault["code"] == "digest_withdrawn"


def test_it_goes_to_the_queue(office: Commands):
    value, queue = made(office, recorded(office)), Queue()
    answer = office.inside("digest", "print", value["id"], printers=lambda: queue).value
    assert answer == {"job": 7, "outcome": "handed", "path": None}
    printer, pdf, title = queue.sent[0]
    assert (printer, pdf[:4], title) == ("HP", b"%PDF", f"digest-{value['year']}-1")
    also = office.file({}).parent / "printed.pdf"
    office.inside("digest", "print", "1", "--out", str(also), printers=lambda: queue)
    assert also.read_bytes()[:4] == b"%PDF"
    refused = office.inside("digest", "print", "1", printers=lambda: Queue("refused", "printer_down"))
    assert refused.code == 3


def test_the_step_of_one_case_makes_a_digest_of_it(office: Commands):
    number = recorded(office)
    step = office.inside("step", number, "digest", office.file({"opinion": "有价值。"})).value
    assert (step["number"], step["state"]) == (number, "33")
    value = office.inside("digest", "show", number).value
    assert (value["title"], value["cause"], value["proposal"]) == (
        WALL["title"],
        WALL["main_cause"],
        "1. 联动。\n2. 承诺书。",
    )


def test_mistakes_are_named(office: Commands):
    for words, code in (
        (("digest", "burn"), "word_unknown"),
        (("digest", "show"), "bad_option"),
        (("digest", "make"), "bad_option"),
        (("digest", "change", "1"), "bad_option"),
        (("digest", "show", "7"), "digest_unknown"),
        (("digest", "make", office.file([1])), "not_a_form"),
        (("digest", "make", office.file(DIGEST)), "digest_cases_missing"),
    ):
        answer = office.inside(*words)
        assert (answer.code, answer.fault["code"]) == (2, code)
