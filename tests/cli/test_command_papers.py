"""slip and print: a PDF on disk, and what became of a slip at a printer that says what we tell it to."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pytest

from desk.actions.printer_port import Handed
from desk.settings import Wishes, save_wishes
from tests.cli.command_tools import Commands


@dataclass
class Press:
    """A printer of our own: takes or refuses what is sent, and reports what it was told to."""

    handed: Handed = field(default_factory=lambda: Handed(7, "handed", ""))
    reports: list[str] = field(default_factory=lambda: ["pending", "printed"])
    usual: str | None = "counter"
    names: tuple[str, ...] = ("counter", "office")
    sent: list[tuple[str, bytes, str, int]] = field(default_factory=list)
    sizes: tuple[str, ...] = ("80mm",)

    def printers(self) -> tuple[str, ...]:
        return self.names

    def default(self) -> str | None:
        return self.usual

    def state(self, printer: str) -> str:
        return "ready"

    def waiting(self, printer: str) -> int:
        return 0

    def takes(self, printer: str, size: str) -> bool:
        return size in self.sizes

    def send(self, printer: str, pdf: bytes, title: str, copies: int = 1) -> Handed:
        self.sent.append((printer, pdf, title, copies))
        return self.handed

    def outcome(self, printer: str, job: int) -> str:
        return self.reports.pop(0) if len(self.reports) > 1 else self.reports[0]


def words_in(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("lang", ["zh", "en", "both"])
def test_a_slip_is_a_pdf_in_the_language_asked_for(station: Commands, tmp_path: Path, lang: str):
    number = station.record()
    out = tmp_path / "new" / "slip.pdf"
    ask = station if lang == "both" else station.inside
    said = ask("slip", number, "--size", "80mm", "--lang", lang, "--out", out)
    assert said.value == {"path": str(out), "pages": 1, "missing": []}
    text = words_in(out.read_bytes())
    assert number in text
    assert "13900000005" not in text
    assert "139****0005" in text
    assert ("经手人" in text) == (lang != "en")
    assert ("Clerk" in text) == (lang != "zh")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--size", "A4"), "size_not_offered"),
        (("--appendix",), "appendix_not_offered"),
        (("--size", "A0"), "bad_option"),
        (("--kind", "guidance"), "not_guided"),
        (("--kind", "guidance", "--size", "A5"), "size_not_offered"),
        (("--kind", "reply", "--size", "80mm"), "size_not_offered"),
        (("--kind", "reply"), "no_reply"),
        (("--kind", "poster"), "bad_option"),
    ],
)
def test_paper_that_is_not_offered_is_named(station: Commands, tmp_path: Path, words: tuple[str, ...], code: str):
    said = station.inside("slip", station.record(), *words, "--out", tmp_path / "slip.pdf")
    assert (said.code, said.fault["code"]) == (2, code)
    assert not (tmp_path / "slip.pdf").exists()


def test_a_slip_on_a5_has_its_appendix_behind_it(station: Commands, tmp_path: Path):
    number, out = station.record(), tmp_path / "slip.pdf"
    assert station.inside("slip", number, "--size", "A5", "--out", out).value["pages"] == 1
    assert station.inside("slip", number, "--size", "A5", "--appendix", "--out", out).value["pages"] == 2
    assert "附页：建议原文" in words_in(out.read_bytes())
    assert station("slip", number, "--size", "A5", "--lang", "both", "--out", out).value["pages"] == 2
    assert "Your copy" in words_in(out.read_bytes())


@pytest.mark.parametrize(
    ("wish", "sizes", "width"), [("80mm", ("80mm",), 80), ("80mm", ("A5",), 148), ("A5", ("80mm", "A5"), 148)]
)
def test_the_paper_of_this_computer_or_what_the_printer_takes_is_used(
    station: Commands, wish: str, sizes: tuple[str, ...], width: int
):
    number, port = station.record(), Press(sizes=sizes)
    save_wishes(station.home, Wishes(paper=wish))
    assert station.inside("print", number, printers=lambda: port).code == 0
    assert pypdfium2.PdfDocument(port.sent[0][1])[0].get_width() == pytest.approx(width / 25.4 * 72, abs=1)


def test_a_claim_has_a_guidance_slip_with_the_doors_of_the_station(station: Commands, tmp_path: Path):
    number, out, port = station.record({"nature": "SQ", "title": "拖欠工资"}), tmp_path / "slip.pdf", Press()
    assert station.inside("slip", number, "--kind", "guidance", "--out", out).value["pages"] == 1
    assert "12345" in words_in(out.read_bytes())
    assert station.inside("print", number, "--kind", "guidance", printers=lambda: port).value["outcome"] == "printed"
    assert "事项引导告知单" in words_in(port.sent[0][1])
    shown = station.plain("show", number)
    assert "引导告知单已打印" in shown.words


def test_a_test_slip_is_printed_without_a_case_and_leaves_no_fact(station: Commands):
    port, before = Press(sizes=("A5",)), station.inside("verify").value["facts"]
    said = station.inside("print", "--test", printers=lambda: port)
    assert (said.value["outcome"], said.value["size"]) == ("handed", "A5")
    assert "打印测试单" in words_in(port.sent[0][1])
    assert station.inside("verify").value["facts"] == before
    refused = station.inside("print", "--test", "--size", "A5", printers=Press)
    assert (refused.code, refused.fault["code"]) == (3, "trial_not_taken")
    assert station.inside("print", printers=Press).fault["code"] == "bad_option"


def test_a_printer_without_a_sheet_for_a5_is_said(station: Commands):
    said = station.inside("print", station.record(), "--size", "A5", printers=Press)
    assert (said.code, said.fault["code"]) == (3, "size_not_taken")


def test_a_slip_of_no_case_writes_no_file(station: Commands, tmp_path: Path):
    said = station.inside("slip", "123-456", "--out", tmp_path / "slip.pdf")
    assert (said.code, said.fault["code"]) == (2, "number_unknown")
    assert not (tmp_path / "slip.pdf").exists()


def test_a_slip_that_cannot_be_written_is_said_and_the_old_one_stays(station: Commands, tmp_path: Path):
    number = station.record()
    (tmp_path / "file").write_text("old")
    said = station.inside("slip", number, "--out", tmp_path / "file" / "slip.pdf")
    assert (said.code, said.fault["code"]) == (3, "file_unwritable")
    assert station.inside("slip", number, "--out", "/dev/full").fault["code"] == "disk_full"
    assert (tmp_path / "file").read_text() == "old"


def test_without_a_printer_the_case_stays_and_the_exit_is_the_computers(station: Commands):
    number = station.record()
    assert station.inside("print", number).fault["code"] == "no_printer"
    said = station.inside("print", number, printers=lambda: Press(usual=None, names=()))
    assert (said.code, said.fault["code"]) == (3, "no_printer")
    assert len(station.inside("show", number).value["steps"]) == 1


def test_several_printers_and_no_usual_one_are_named(station: Commands):
    said = station.inside("print", station.record(), printers=lambda: Press(usual=None))
    assert (said.code, said.fault["code"]) == (2, "bad_option")
    assert "counter, office" in said.fault["problem"]


def test_a_computer_without_what_printing_needs_is_told_so(station: Commands):
    def broken() -> Press:
        raise ImportError("libcups.so.2")

    assert station.inside("print", station.record(), printers=broken).fault["code"] == "no_printer"


@pytest.mark.parametrize(
    ("press", "code", "outcome", "told"),
    [
        (Press, 0, "printed", ["printed", "handed"]),
        (lambda: Press(reports=["failed"]), 3, "failed", ["failed", "handed"]),
        (lambda: Press(reports=["pending"]), 0, "handed", ["handed"]),
        (lambda: Press(Handed(7, "handed", "queue_disabled")), 0, "handed", ["handed"]),
    ],
    ids=["printed", "failed", "still waiting", "paused"],
)
def test_what_becomes_of_a_slip_is_answered_and_written_down(
    station: Commands, press: Callable[[], Press], code: int, outcome: str, told: list[str]
):
    number, port = station.record(), press()
    said = station.inside("print", number, "--printer", "counter", "--wait", "0.5", printers=lambda: port)
    assert (said.code, said.value["outcome"], said.value["job"]) == (code, outcome, 7)
    steps = station.inside("show", number).value["steps"]
    assert [step["outcome"] for step in steps if step["kind"] == "slip"] == told
    ((printer, pdf, title, copies),) = port.sent
    assert (printer, copies) == ("counter", 1)
    assert title.replace("-", "") == number.replace("-", "")
    assert number in words_in(pdf)


def test_a_printer_that_refuses_is_an_error_with_the_number(station: Commands):
    number = station.record()
    port = Press(Handed(None, "refused", "queue_rejecting"))
    said = station.inside("print", number, "--copies", "2", printers=lambda: port)
    assert said.code == 3
    assert {"code": "queue_rejecting", "number": number, "outcome": "refused"}.items() <= said.fault.items()
    assert number in said.fault["message"]
    assert [step["outcome"] for step in station.inside("show", number).value["steps"]] == ["refused", None]
    assert port.sent[0][3] == 2


def test_printing_in_a_process_of_its_own_ends_well_or_names_the_printer(station: Commands):
    """What printers this computer has nobody knows; a name that no printer has is refused by all of them."""
    said = station("print", station.record(), "--printer", "no-such-printer-here", "--wait", "0")
    assert said.code == 3
    assert said.fault["code"] in ("no_such_printer", "cups_down", "no_printer")
