"""走访: written by the keys alone, kept while it is written, checked with the deputies, its opinions become cases."""

from hand import CTRL, Hand, Sit
from PySide6.QtCore import Qt
from visits_hand import FORM, SEEN, deputies, opened, page, stored, visited

from desk.actions.desk import Desk
from desk.reads.cases import find_cases, read_case
from desk.reads.drafts import VISIT, list_drafts, read_draft

RETURN = Qt.Key.Key_Return


def write(hand: Hand) -> None:
    """A new visit, from its kind to the second opinion, by Tab."""
    hand.press(Qt.Key.Key_N, CTRL)
    assert hand.here() == "走访"
    hand.press(Qt.Key.Key_Space)
    hand.go_to("活动地点")
    hand.say("晨光三村")
    hand.go_to("柏某")
    hand.press(Qt.Key.Key_Space)
    hand.go_to("被访对象")
    hand.say("王某")
    hand.go_to("活动内容")
    hand.say("楼道太暗")
    hand.go_to("意见 1")
    hand.say("装感应灯")
    hand.press(Qt.Key.Key_Tab)
    assert hand.here() == "意见 2"
    hand.say("修扶手")


def test_a_visit_is_recorded_by_the_keys_alone(desk: Desk, sit: Sit) -> None:
    (bai, _su) = deputies(desk, "柏某", "苏某")
    hand = sit("visits")
    assert hand.shows("还没有走访")
    write(hand)
    hand.go_to("进社区联系人民群众")
    hand.press(Qt.Key.Key_Space)
    hand.press(RETURN, CTRL)
    hand.wait(lambda: page(hand).visits.pane.stage == "reading" and page(hand).visits.pane.view)
    (view,) = stored(hand)
    assert (view.line.venue, view.seen, view.visited) == ("晨光三村", "楼道太暗", "王某")
    assert [one.text for one in view.opinions] == ["装感应灯", "修扶手"]
    assert [one.id for one in view.line.deputies] == [bai]
    assert view.line.community
    assert view.line.counted
    assert hand.shows("王*")
    assert not hand.shows("王某")
    assert list_drafts(desk.vault, VISIT) == ()


def test_what_is_missing_is_said_where_it_belongs(desk: Desk, sit: Sit) -> None:
    deputies(desk, "柏某")
    hand = sit("visits")
    hand.press(Qt.Key.Key_N, CTRL)
    hand.press(RETURN, CTRL)
    hand.wait(lambda: hand.shows("哪一类活动") or hand.shows("活动类型"))
    hand.finish_lane()
    pane = page(hand).visits.pane
    assert pane.stage == "new"
    assert hand.here() == "走访"  # the kind
    hand.press(Qt.Key.Key_Space)
    hand.press(RETURN, CTRL)
    hand.wait(lambda: hand.here() == "柏某")
    hand.press(Qt.Key.Key_Space)
    hand.press(RETURN, CTRL)
    hand.wait(lambda: hand.here() == "活动地点")
    assert stored(hand) == []
    assert hand.messages() == []


def test_the_draft_is_kept_and_comes_back_after_a_kill(desk: Desk, sit: Sit) -> None:
    deputies(desk, "柏某", "苏某")
    hand = sit("visits")
    write(hand)
    hand.wait(lambda: list_drafts(desk.vault, VISIT))
    page(hand).keep()
    hand.finish_lane()
    (row,) = list_drafts(desk.vault, VISIT)
    assert row.title == "晨光三村"
    assert list_drafts(desk.vault) == ()  # Record's shelf does not offer it
    again = sit("visits")  # another window on the same desk: what a new start would see
    again.wait(lambda: page(again).visits.pane.stage == "new")
    form = page(again).visits.pane._form
    assert form is not None
    assert form.gather()["opinions"] == ["装感应灯", "修扶手"]
    assert form.gather()["deputies"]
    assert form.deputies.codes()
    assert again.messages()
    assert "上次没写完" in again.messages()[0]
    again.press(RETURN, CTRL)
    again.wait(lambda: stored(again))
    again.finish_lane()
    assert list_drafts(desk.vault, VISIT) == ()


def test_esc_sets_it_aside_and_the_shelf_gives_it_back(desk: Desk, sit: Sit) -> None:
    deputies(desk, "柏某")
    hand = sit("visits")
    write(hand)
    hand.press(Qt.Key.Key_Escape)
    hand.finish_lane()
    assert "先放着了" in "".join(hand.messages())
    hand.wait(lambda: hand.shows("先放着的走访") or not page(hand)._shelves.isHidden())
    hand.press(Qt.Key.Key_O, CTRL)
    assert hand.here().startswith("晨光三村")
    hand.press(RETURN)
    hand.wait(lambda: page(hand).visits.pane.stage == "new")
    (row,) = list_drafts(desk.vault, VISIT)
    form = read_draft(desk.vault, row.id)
    assert form is not None
    assert form["seen"] == "楼道太暗"


def test_a_rebuilt_window_stands_as_it_stood(desk: Desk, sit: Sit) -> None:
    deputies(desk, "柏某")
    hand = sit("visits")
    write(hand)
    page(hand).keep()
    hand.finish_lane()
    memory = hand.shell.memory()
    again = sit("cases")
    again.shell.recall(memory)
    again.wait(lambda: page(again).visits.pane.stage == "new")
    form = page(again).visits.pane._form
    assert form is not None
    assert form.gather()["venue"] == "晨光三村"
    assert len(list_drafts(desk.vault, VISIT)) == 1


def test_an_opinion_becomes_a_case_with_a_slip(desk: Desk, sit: Sit) -> None:
    deputies(desk, "柏某")
    visit = visited(desk, "柏某")
    hand = sit("visits")
    opened(hand, visit)
    hand.go_to("把第 2 条意见转为一件")
    hand.press(RETURN)
    hand.wait(lambda: hand.printer.titles)
    (row,) = find_cases(desk.vault, desk.lens).rows
    case = read_case(desk.vault, desk.lens, row.id)
    assert case.fields["original_text"] == FORM["opinions"][1]
    assert case.fields["channel"] == "CH12"
    hand.finish_lane()
    view = page(hand).visits.pane.view
    assert view is not None
    assert [(one.case, one.number) for one in view.opinions] == [(None, ""), (row.id, row.number)]
    numbered = f"{row.number[:3]}-{row.number[3:6]}-{row.number[6:]}"
    hand.go_to(f"{numbered}·已登记")
    hand.press(RETURN)
    hand.wait(lambda: hand.shell.page() is not None and hand.cases.pane.case is not None)
    assert hand.cases.pane.case is not None
    assert hand.cases.pane.case.row.id == row.id


def test_a_deputy_reads_it_and_agrees(desk: Desk, sit: Sit) -> None:
    (bai, su) = deputies(desk, "柏某", "苏某")
    visit = visited(desk, "柏某", "苏某")
    hand = sit("visits")
    opened(hand, visit)
    assert hand.shows("待 2 人核对")
    hand.go_to("苏某 看过，无误")
    hand.press(RETURN)
    hand.wait(lambda: [one.id for one in stored(hand)[0].agreed] == [su])
    hand.wait(lambda: hand.shows("待 1 人核对"))
    assert hand.here() == "这次走访"
    assert bai != su


def test_a_correction_says_why_and_asks_the_deputies_again(desk: Desk, sit: Sit) -> None:
    deputies(desk, "柏某")
    hand = sit("visits")
    opened(hand, visited(desk, "柏某"))
    hand.go_to("更正")
    hand.press(RETURN)
    form = page(hand).visits.pane._form
    assert form is not None
    assert form.gather()["seen"] == SEEN
    form.noted["venue"].field.setText("晨光四村")
    hand.press(RETURN, CTRL)
    hand.wait(lambda: hand.here() == "为什么更正")
    hand.say("写错了")
    hand.press(RETURN, CTRL)
    hand.wait(lambda: stored(hand)[0].line.venue == "晨光四村")
    (view,) = stored(hand)
    assert view.steps[0].reason == "写错了"
    assert view.steps[0].fields == ("venue",)
    hand.wait(lambda: any("更正：" in words and "地点" in words for words in hand.words_on(hand.window)))


def test_a_visit_that_was_not_one_is_struck_out(desk: Desk, sit: Sit) -> None:
    deputies(desk, "柏某")
    hand = sit("visits")
    opened(hand, visited(desk, "柏某"))
    hand.go_to("作废")
    hand.press(RETURN)
    assert hand.here() == "作废原因"
    hand.press(RETURN, CTRL)
    hand.finish_lane()
    assert stored(hand)[0].line.state == "recorded"
    hand.say("重复登记")
    hand.press(RETURN, CTRL)
    hand.wait(lambda: stored(hand)[0].line.state == "withdrawn")
    hand.wait(lambda: hand.shows("已作废"))
    assert page(hand).visits.pane.bar.isHidden()


def test_the_list_is_narrowed_to_a_kind_and_a_deputy(desk: Desk, sit: Sit) -> None:
    deputies(desk, "柏某", "苏某")
    visited(desk, "柏某")
    kept = visited(desk, "苏某", kind="V2")
    hand = sit("visits")
    part = page(hand).visits
    hand.wait(lambda: hand.shows("共 2 次"))
    hand.go_to("筛选")
    hand.press(RETURN)
    hand.go_to("视察")
    hand.press(Qt.Key.Key_Space)
    hand.wait(lambda: hand.shows("共 1 次"))
    hand.go_to("苏某")
    hand.press(Qt.Key.Key_Space)
    hand.finish_lane()
    assert [line.id for line in part.list.view.lines.all()] == [kept]
    assert part.list.narrow.word() == "视察·苏某"
    hand.press(Qt.Key.Key_Escape)
    hand.wait(lambda: hand.shows("共 2 次"))


def test_a_list_beyond_its_first_page_goes_on(desk: Desk, sit: Sit) -> None:
    deputies(desk, "柏某")
    for _ in range(3):
        visited(desk, "柏某")
    hand = sit("visits")
    part = page(hand).visits
    hand.finish_lane()
    part.list.view.lines.more = True  # as if the first page had been shorter
    part.list._rows = part.list._rows[:2]
    part.list.view.lines.fetchMore(part.list.view.rootIndex())
    hand.finish_lane()
    assert part.list.view.lines.rowCount() == 3
    assert not part.list.view.lines.more
