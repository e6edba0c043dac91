"""The printer's truth is facts too: handed, refused, printed, failed, or missed by the person."""

from dataclasses import dataclass, field

import pytest
from sqlalchemy import select

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from desk.actions.keeping import verify_desk
from desk.actions.printer_port import Handed
from desk.actions.printing import Wanted, not_printed, print_slip, settle_print, slip_size
from desk.errors import BadInput
from desk.journal.content import read_content
from desk.reads.cases import read_case
from desk.reads.slips import read_slip
from desk.storage.save import new_id
from desk.storage.tables import fact


@dataclass
class PaperTray:
    """A printer port of ours: keeps what it is handed, or refuses."""

    answer: Handed = field(default_factory=lambda: Handed(7, "handed", ""))
    sent: list[tuple[str, bytes, str, int]] = field(default_factory=list)
    sizes: tuple[str, ...] = ("80mm",)

    def printers(self) -> tuple[str, ...]:
        return ("柜台",)

    def default(self) -> str | None:
        return "柜台"

    def state(self, printer: str) -> str:
        return "ready"

    def waiting(self, printer: str) -> int:
        return 0

    def takes(self, printer: str, size: str) -> bool:
        return size in self.sizes

    def send(self, printer: str, pdf: bytes, title: str, copies: int = 1) -> Handed:
        self.sent.append((printer, pdf, title, copies))
        return self.answer

    def outcome(self, printer: str, job: int) -> str:
        return "pending"


def test_a_slip_that_was_handed_over_is_told_with_its_job(desk: Desk):
    case = record_case(desk, {"title": "灯", "suggester": {"name": "王小明", "phone": "13900000001"}}).subjects[0]
    tray = PaperTray()
    done = print_slip(desk, case, tray, "柜台", Wanted(copies=2))
    assert (done.outcome, done.reason, done.job, done.missing) == ("handed", "", 7, ())
    printer, pdf, title, copies = tray.sent[0]
    number = read_case(desk.vault, desk.lens, case).row.number
    assert (printer, pdf[:5], title, copies) == ("柜台", b"%PDF-", number, 2)
    settle_print(desk, case, 7, "printed")
    steps = read_case(desk.vault, desk.lens, case).steps
    assert [(step.kind, step.outcome, step.text) for step in steps[:2]] == [
        ("slip", "printed", ""),
        ("slip", "handed", "柜台"),
    ]
    assert verify_desk(desk)[1] == []


def test_the_next_slip_is_a_reprint_unless_the_first_did_not_come_out(desk: Desk):
    case = record_case(desk, {"title": "灯"}).subjects[0]

    def reprint() -> int:
        return read_slip(desk.vault, desk.lens, case).reprint

    tray = PaperTray()
    print_slip(desk, case, tray, "柜台")
    assert reprint() == 1
    not_printed(desk, case)
    assert reprint() == 0
    print_slip(desk, case, tray, "柜台")
    print_slip(desk, case, tray, "柜台")
    assert reprint() == 2
    settle_print(desk, case, 7, "failed")
    assert reprint() == 1


def test_a_refusal_is_told_with_its_reason_and_counts_for_nothing(desk: Desk):
    case = record_case(desk, {"title": "灯"}).subjects[0]
    done = print_slip(desk, case, PaperTray(Handed(None, "refused", "queue_rejecting")), "柜台")
    assert (done.outcome, done.reason, done.job) == ("refused", "queue_rejecting", None)
    assert read_slip(desk.vault, desk.lens, case).reprint == 0
    assert read_case(desk.vault, desk.lens, case).steps[0].outcome == "refused"


@pytest.mark.parametrize(
    ("wished", "taken", "used"),
    [
        ("80mm", ("80mm",), "80mm"),
        ("80mm", ("80mm", "A5"), "80mm"),
        ("80mm", ("A5", "A4"), "A5"),
        ("A5", ("80mm", "A5"), "A5"),
        ("A5", ("80mm",), "80mm"),
        ("A5", (), "A5"),
    ],
)
def test_the_wished_paper_is_used_where_the_printer_takes_it(wished: str, taken: tuple[str, ...], used: str):
    assert slip_size(PaperTray(sizes=taken), "柜台", wished) == used


def test_a_receipt_on_a5_is_told_with_its_size(desk: Desk):
    case = record_case(desk, {"title": "灯", "main_cause": "路灯坏了。"}).subjects[0]
    tray = PaperTray(sizes=("A5",))
    assert print_slip(desk, case, tray, "柜台", Wanted("A5", appendix=True)).outcome == "handed"
    settle_print(desk, case, 7, "printed", size="A5")
    assert read_slip(desk.vault, desk.lens, case).reprint == 1
    with desk.vault.read() as connection:
        bodies = [read_content(row.content)[0].body for row in connection.execute(select(fact.c.content)).all()]
    assert [body["size"] for body in bodies if "size" in body] == ["A5", "A5"]


def test_a_printer_without_a_sheet_for_a5_is_not_asked(desk: Desk):
    case = record_case(desk, {"title": "灯"}).subjects[0]
    tray = PaperTray()
    done = print_slip(desk, case, tray, "柜台", Wanted("A5"))
    assert (done.outcome, done.reason, tray.sent) == ("refused", "size_not_taken", [])
    assert read_case(desk.vault, desk.lens, case).steps[0].outcome == "refused"


def test_nothing_is_told_of_a_case_that_is_not_there(desk: Desk):
    before = verify_desk(desk)[0]
    for act in (
        lambda: print_slip(desk, new_id(), PaperTray(), "柜台"),
        lambda: settle_print(desk, new_id(), 7, "printed"),
        lambda: not_printed(desk, new_id()),
    ):
        with pytest.raises(BadInput, match="case_unknown"):
            act()
    assert verify_desk(desk)[0] == before
