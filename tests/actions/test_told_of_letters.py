"""What became of a letter is told as that of a slip, and is no receipt."""

from pathlib import Path
from uuid import UUID

import pytest
from made_up import PASSWORD, Found
from test_told_of_slips import PaperTray

from desk.actions.cases import erase_case, record_case
from desk.actions.desk import Desk
from desk.actions.keeping import verify_desk
from desk.actions.opening import Founding
from desk.actions.printer_port import Handed
from desk.actions.printing import Wanted, print_reply, print_slip, settle_print
from desk.actions.steps import reply_case
from desk.errors import BadInput
from desk.reads.cases import read_case
from desk.reads.slips import read_slip


@pytest.fixture
def office(found: Found, tmp_path: Path) -> Desk:
    founding = Founding("310116110000", "山阳镇征集工作站", "town", "卫某", PASSWORD)
    return found(tmp_path / "office", founding).desk


@pytest.fixture
def answered(office: Desk) -> UUID:
    case = record_case(office, {"title": "灯", "suggester": {"name": "王小明", "phone": "13900000001"}}).subjects[0]
    reply_case(office, case, {"outcome": "1", "reply_text": "修好了。"})
    return case


def test_a_letter_that_was_handed_over_is_told_with_its_job_and_its_paper(office: Desk, answered: UUID):
    tray = PaperTray()
    done = print_reply(office, answered, tray, "办公室", Wanted(copies=3))
    assert (done.outcome, done.reason, done.job, done.missing) == ("handed", "", 7, ())
    ((printer, pdf, title, copies),) = tray.sent
    assert (printer, pdf[:5], copies) == ("办公室", b"%PDF-", 3)
    assert title == read_case(office.vault, office.lens, answered).row.number
    settle_print(office, answered, 7, "printed", "reply")
    steps = read_case(office.vault, office.lens, answered).steps
    assert [(step.kind, step.outcome, step.text, step.paper) for step in steps[:2]] == [
        ("slip", "printed", "", "reply"),
        ("slip", "handed", "办公室", "reply"),
    ]
    assert verify_desk(office)[1] == []


def test_letters_make_no_receipt_a_reprint(office: Desk, answered: UUID):
    tray = PaperTray()
    print_reply(office, answered, tray, "柜台")
    assert read_slip(office.vault, office.lens, answered).reprint == 0
    print_slip(office, answered, tray, "柜台")
    print_reply(office, answered, tray, "柜台")
    settle_print(office, answered, 7, "failed", "reply")
    assert read_slip(office.vault, office.lens, answered).reprint == 1
    assert read_case(office.vault, office.lens, answered).printed == 1


def test_a_refused_letter_is_told_with_its_reason(office: Desk, answered: UUID):
    done = print_reply(office, answered, PaperTray(Handed(None, "refused", "queue_rejecting")), "柜台")
    assert (done.outcome, done.reason) == ("refused", "queue_rejecting")
    step = read_case(office.vault, office.lens, answered).steps[0]
    assert (step.outcome, step.paper) == ("refused", "reply")


def test_where_there_is_no_letter_nothing_is_handed_over_and_nothing_told(office: Desk, answered: UUID):
    other, tray = record_case(office, {"title": "灯"}).subjects[0], PaperTray()
    erase_case(office, answered, "words", "本人要求")
    before = verify_desk(office)[0]
    for case, code in ((other, "no_reply"), (answered, "reply_erased"), (UUID(int=7), "case_unknown")):
        with pytest.raises(BadInput, match=code):
            print_reply(office, case, tray, "柜台")
    assert (tray.sent, verify_desk(office)[0]) == ([], before)
