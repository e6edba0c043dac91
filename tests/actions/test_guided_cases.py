"""A matter that is no suggestion: its slip shows doors, is told as its own paper, and promises nothing."""

import pytest
from test_told_of_slips import PaperTray

from desk.actions.cases import correct_case, record_case
from desk.actions.desk import Desk
from desk.actions.doors import set_doors
from desk.actions.printing import Wanted, not_printed, print_guidance, print_slip, print_trial, settle_print
from desk.errors import BadInput
from desk.reads.cases import read_case
from desk.reads.slips import read_guidance

CLAIM = {"nature": "SQ", "title": "反映拖欠工资", "suggester": {"name": "邹某", "phone": "13900000102"}}


def test_the_slip_of_a_claim_has_the_doors_of_the_station_and_no_promise(desk: Desk):
    case = record_case(desk, {**CLAIM, "person_times": 12}).subjects[0]
    set_doors(desk, "SQ", {"doors": [{"name": "司法所", "phone": "021-5700 0001"}]})
    view = read_guidance(desk.vault, desk.lens, case)
    assert (view.slip.promised, view.slip.name, view.slip.phone) == (None, "邹*", "139****0102")
    assert [(door.name.zh, door.phone) for door in view.doors.doors] == [("司法所", "021-5700 0001")]


def test_it_is_told_as_a_paper_of_its_own_and_counted_apart_from_receipts(desk: Desk):
    case = record_case(desk, {"title": "灯"}).subjects[0]
    print_slip(desk, case, PaperTray(), "柜台")
    correct_case(desk, case, {"nature": "SQ"}, "是自己的事")
    assert read_case(desk.vault, desk.lens, case).printed == 0
    tray = PaperTray()
    done = print_guidance(desk, case, tray, "柜台", Wanted(lang="both"))
    settle_print(desk, case, done.job, "printed", "guidance", "80mm")
    seen = read_case(desk.vault, desk.lens, case)
    assert [(step.paper, step.outcome) for step in seen.steps[:2]] == [("guidance", "printed"), ("guidance", "handed")]
    assert seen.printed == 1
    assert read_guidance(desk.vault, desk.lens, case).slip.reprint == 1
    not_printed(desk, case)
    assert read_case(desk.vault, desk.lens, case).steps[0].paper == "guidance"
    assert read_guidance(desk.vault, desk.lens, case).slip.reprint == 0


def test_a_suggestion_has_no_guidance_slip(desk: Desk):
    case = record_case(desk, {"title": "灯"}).subjects[0]
    with pytest.raises(BadInput, match="not_guided"):
        read_guidance(desk.vault, desk.lens, case)


def test_of_an_accusation_nothing_is_known(desk: Desk):
    case = record_case(desk, {"nature": "JK", "person_times": 2}).subjects[0]
    view = read_guidance(desk.vault, desk.lens, case)
    assert (view.slip.title, view.slip.body, view.slip.name, view.slip.said) == ("", "", "", ())
    assert print_guidance(desk, case, PaperTray(), "柜台").outcome == "handed"


def test_a_test_slip_leaves_no_trace_and_needs_a_sheet(desk: Desk):
    tray = PaperTray(sizes=("80mm",))
    assert print_trial(desk, tray, "柜台").outcome == "handed"
    assert tray.sent[0][2] == "test"
    assert print_trial(desk, tray, "柜台", "A5").reason == "size_not_taken"
    assert len(tray.sent) == 1
    with pytest.raises(BadInput, match="size_not_offered"):
        print_trial(desk, tray, "柜台", "A4")
