"""A matter that is no suggestion: the doors stand beside the form, and the way there is printed for the person."""

from hand import CTRL, Hand, Sit
from PySide6.QtCore import Qt
from test_accusations_leave_no_trace import choose_accusation

from desk.actions.doors import set_doors
from desk.domain.case import GUIDANCE
from desk.reads.cases import find_cases, read_case
from ui.theme import Look
from ui.widgets.button import Button


def choose_claim(hand: Hand) -> None:
    hand.go_to("建议意见")
    hand.press(Qt.Key.Key_Right, times=2)
    assert hand.here() == "申诉求决"


def papers(hand: Hand) -> list[tuple[str, str | None]]:
    """What was told of papers of the newest case, the last first."""
    vault, lens = hand.desk.vault, hand.desk.lens
    case = read_case(vault, lens, find_cases(vault, lens).rows[0].id)
    return [(step.paper, step.outcome) for step in case.steps if step.kind == "slip"]


def filled(hand: Hand) -> str:
    buttons = [button for button in hand.window.findChildren(Button) if button.property("k") == "primary"]
    return next(button.word() for button in buttons if button.isVisible())


def test_the_doors_of_the_station_stand_beside_the_form(hand: Hand) -> None:
    choose_claim(hand)
    for words in ("信访“家门口”服务站", "12333", "12345", "去之前带上：身份证件"):
        assert hand.shows(words), words
    set_doors(hand.desk, "SQ", {"doors": [{"name": "司法所", "phone": "021-5700 0001", "detail": "一楼"}]})
    hand.shell.page().refresh((hand.shell.place.station.place,))
    hand.wait(lambda: hand.shows("司法所"))
    assert hand.shows("021-5700 0001")
    assert not hand.shows("12333")


def test_saving_a_claim_prints_the_way_and_ctrl_p_prints_it_again(hand: Hand) -> None:
    hand.write_case("老板三个月没发工资。", name="邹某", phone="13900000102")
    choose_claim(hand)
    assert filled(hand) == "保存并打印引导单"
    hand.wait(lambda: hand.record.view.slip.words.head == "事项引导告知单")
    hand.save()
    hand.wait(lambda: papers(hand)[:1] == [(GUIDANCE, "printed")])
    hand.finish_lane()
    assert filled(hand) == "补打引导单"
    hand.press(Qt.Key.Key_P, CTRL)
    hand.wait(lambda: len(papers(hand)) == 4)
    assert {paper for paper, _ in papers(hand)} == {GUIDANCE}
    assert len(hand.printer.titles) == 2


def test_an_accusation_is_only_counted_and_its_slip_is_printed_when_asked_for(hand: Hand) -> None:
    choose_accusation(hand)
    assert filled(hand) == "只记人次"
    hand.save()
    assert papers(hand) == []
    assert filled(hand) == "打印引导告知单"
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: papers(hand)[:1] == [(GUIDANCE, "printed")])


def test_the_case_page_prints_the_way_too_and_tells_of_it(hand: Hand) -> None:
    hand.write_case("老板三个月没发工资。")
    choose_claim(hand)
    hand.save()
    hand.wait(lambda: papers(hand)[:1] == [(GUIDANCE, "printed")])
    hand.shell.open("cases")
    hand.finish_lane()
    hand.press(Qt.Key.Key_Down)
    hand.wait(lambda: hand.shows("引导告知单已打印"))
    hand.press(Qt.Key.Key_P, CTRL)
    hand.wait(lambda: len(papers(hand)) == 4)


def test_a_printer_that_refuses_is_said_and_the_way_can_be_printed_again(hand: Hand) -> None:
    hand.printer.reason = "queue_rejecting"
    hand.write_case("老板三个月没发工资。")
    choose_claim(hand)
    hand.save()
    hand.wait(lambda: papers(hand) == [(GUIDANCE, "refused")])
    hand.wait(lambda: bool(hand.messages()))
    hand.printer.reason = ""
    hand.press(Qt.Key.Key_P, CTRL)
    hand.wait(lambda: papers(hand)[:1] == [(GUIDANCE, "printed")])


def test_in_a_narrow_room_the_doors_open_in_a_drawer(sit: Sit) -> None:
    hand = sit(look=Look("light", 1.75, "zh", 1366))
    choose_claim(hand)
    hand.finish_lane()
    hand.record.view.drawers.guide("SQ", hand.record.view.doors.of("SQ"))
    assert hand.shows("12333")
