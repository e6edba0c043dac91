"""摘报: written beside the texts of its cases, made with Ctrl+Enter, printed, changed, withdrawn, instructed on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from digests_hand import DIGEST_FORM, button, kept, made, opened, page, recorded, stored, words_of
from fit import fixed_now
from hand import CTRL, Hand, Sit
from made_up import Found
from office import PARKING, TOWN, found_town
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desk.actions.desk import Desk
from desk.actions.digests import instruct_digest
from desk.domain.numbering import show_number
from desk.reads.cases import find_cases, read_case
from desk.reads.drafts import DIGEST, list_drafts, read_draft
from ui.pages.digest_wish import DigestWish
from ui.pages.gate import Gate
from ui.widgets.sheet import SheetPage
from ui.widgets.timeline import Timeline

HERE = Path(__file__).parent


@pytest.fixture
def desk(found: Found, tmp_path: Path) -> Iterator[Desk]:
    desk = found_town(found, tmp_path / "town")
    recorded(desk)
    return desk


@pytest.fixture
def hand(sit: Sit) -> Hand:
    hand = sit("cases")
    hand.wait(lambda: hand.cases.pane.case is not None)
    return hand


def case_of(desk: Desk, word: str = "停车") -> UUID:
    return find_cases(desk.vault, desk.lens, word).rows[0].id


def editing(hand: Hand) -> bool:
    return hand.shell.page() is not None and hand.shell.page().name == "digests" and page(hand).editor.is_writing()


def from_a_case(hand: Hand) -> None:
    """The case that is shown goes into a digest, by its menu."""
    button(hand.cases.pane, "办理").click()
    button(hand.cases.pane, "编入摘报").click()
    hand.wait(lambda: editing(hand) and len(page(hand).editor.cases.cases()) == 1)


def cases_shown(hand: Hand) -> list[str]:
    return [one.row.title for one in page(hand).editor.cases.cases()]


def test_two_cases_become_a_digest_by_the_keys(hand: Hand) -> None:
    hand.press(Qt.Key.Key_F4)
    hand.say("停车")
    hand.wait(lambda: hand.cases.pane.case is not None and hand.cases.pane.case.row.title == PARKING["title"])
    from_a_case(hand)
    assert hand.here() == "标题"
    hand.press(Qt.Key.Key_F, CTRL)
    hand.type(show_number(find_cases(hand.desk.vault, hand.desk.lens, "楼道").rows[0].number))
    hand.wait(page(hand).editor.cases.picker.found.isVisible)
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: cases_shown(hand) == [PARKING["title"], "楼道加装感应灯"])
    hand.go_to("引用：标题")
    hand.press(Qt.Key.Key_Space)
    hand.go_to("标题")
    assert page(hand).editor.form.typed("title") == PARKING["title"]
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "主要事由"
    hand.say("车位不够，通道停满。")
    hand.go_to("研判意见")
    hand.say("涉及公共安全。")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: stored(hand))
    hand.wait(lambda: not editing(hand) and page(hand).pane.view is not None)
    (view,) = stored(hand)
    assert (view.line.issue, view.line.title, view.texts.opinion) == (1, PARKING["title"], "涉及公共安全。")
    assert (view.texts.editor, view.texts.office) == ("蒋某", TOWN.name)
    assert [one.row.state for one in view.cases] == ["33", "33"]
    assert kept(hand) == 0
    assert "摘报已存本机。按 Ctrl+P 打印。" in hand.messages()
    hand.press(Qt.Key.Key_P, CTRL)
    hand.wait(lambda: hand.printer.titles == ["digest-2026-1"])


def test_words_of_a_case_go_behind_what_is_written_and_can_be_undone(hand: Hand) -> None:
    opened(hand, DigestWish(case_of(hand.desk)))
    hand.wait(lambda: len(page(hand).editor.cases.cases()) == 1)
    form = page(hand).editor.form
    area = form.noted["cause"].field
    area.setFocus()
    hand.say("先写的。")
    button(page(hand).editor.cases, "引用：主要事由").click()
    button(page(hand).editor.cases, "引用：原话").click()
    assert form.typed("cause") == f"先写的。\n{PARKING['main_cause']}\n{PARKING['original_text']}"
    area.undo()  # type: ignore[union-attr]
    assert form.typed("cause") == f"先写的。\n{PARKING['main_cause']}"


def test_what_is_missing_is_said_at_its_field(hand: Hand) -> None:
    opened(hand, DigestWish(case_of(hand.desk)))
    hand.wait(lambda: len(page(hand).editor.cases.cases()) == 1)
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: page(hand).editor.stage == "writing" and page(hand).editor.form.noted["title"].note.text())
    assert hand.here() == "标题"
    button(page(hand).editor.cases, f"移出：{PARKING['title']}").click()
    hand.wait(lambda: not page(hand).editor.cases.cases())
    for name in ("title", "cause"):
        page(hand).editor.form.take_over(name, "写好了")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: any("至少要有一件" in words for words in hand.messages()))
    assert stored(hand) == []


def test_a_draft_is_kept_set_aside_and_taken_up_again(hand: Hand, sit: Sit) -> None:
    from_a_case(hand)
    hand.say("关于停车")
    hand.wait(lambda: kept(hand) == 1)
    hand.press(Qt.Key.Key_Escape)
    hand.wait(lambda: not editing(hand))
    hand.press(Qt.Key.Key_O, CTRL)
    assert hand.here().startswith("关于停车")
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: editing(hand) and page(hand).editor.form.typed("title") == "关于停车")
    assert len(page(hand).editor.cases.ids()) == 1
    hand.press(Qt.Key.Key_End)
    hand.say("难")
    hand.wait(lambda: [row.title for row in list_drafts(hand.desk.vault, DIGEST)] == ["关于停车难"])
    again = sit("digests")  # the program ended here without a word
    again.wait(lambda: editing(again) and page(again).editor.form.typed("title") == "关于停车难")
    assert len(page(again).editor.cases.ids()) == 1
    assert any("上次没写完" in words for words in again.messages())


def test_another_case_from_the_list_goes_into_the_one_that_was_begun(hand: Hand) -> None:
    from_a_case(hand)
    hand.say("关于停车")
    hand.wait(lambda: kept(hand) == 1)
    hand.shell.open("cases", case_of(hand.desk, "楼道"))
    hand.wait(lambda: hand.cases.pane.case is not None and hand.cases.pane.case.row.title == "楼道加装感应灯")
    button(hand.cases.pane, "办理").click()
    button(hand.cases.pane, "编入摘报").click()
    hand.wait(lambda: editing(hand) and len(page(hand).editor.cases.cases()) == 2)
    assert page(hand).editor.form.typed("title") == "关于停车"
    hand.press(Qt.Key.Key_Escape)
    hand.shell.open("cases")
    hand.finish_lane()
    opened(hand, DigestWish(case_of(hand.desk, "停车")))
    hand.wait(lambda: editing(hand) and page(hand).editor.form.typed("title") == "关于停车")
    assert kept(hand) == 1


def test_a_kill_costs_at_most_two_seconds_of_a_digest(desk: Desk, tmp_path: Path) -> None:
    home = desk.home.folder
    process = subprocess.Popen(
        [sys.executable, str(HERE / "digesting_on.py"), str(home), TOWN.password],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parents[2]), str(HERE.parent), str(HERE)])},
    )
    assert process.stdout is not None
    typed: list[tuple[float, int]] = []
    for line in process.stdout:
        typed.append((time.monotonic(), int(line)))
        if typed[-1][0] - typed[0][0] > 3.5:
            break
    killed = time.monotonic()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    must_be_there = max(count for at, count in typed if at < killed - 2)
    again = Gate(home, fixed_now).open("", TOWN.password)
    (row,) = list_drafts(again.vault, DIGEST)
    form = read_draft(again.vault, row.id)
    again.close()
    assert must_be_there > 2
    assert form is not None
    assert len(form["cause"]) >= must_be_there
    assert len(form["cases"]) == 2


def test_the_paper_is_seen_while_it_is_written(hand: Hand) -> None:
    from_a_case(hand)
    hand.say("关于停车")
    hand.press(Qt.Key.Key_P, CTRL)
    hand.wait(lambda: page(hand).findChild(SheetPage) is not None)
    assert hand.shows("摘报，印出来的样子")
    assert hand.printer.titles == []
    hand.press(Qt.Key.Key_Escape)
    assert editing(hand)
    assert page(hand).editor.form.typed("title") == "关于停车"


def test_a_digest_is_changed_and_a_case_joins(hand: Hand) -> None:
    parking, lamp = (case_of(hand.desk, word) for word in ("停车", "楼道"))
    id = made(hand.desk, parking)
    opened(hand, id)
    button(page(hand).pane, "更正").click()
    hand.wait(lambda: editing(hand) and len(page(hand).editor.cases.cases()) == 1)
    assert f"移出：{PARKING['title']}" not in words_of(page(hand).editor.cases)
    page(hand).editor.cases.add(lamp)
    hand.go_to("研判意见")
    hand.say("补充。")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: len(stored(hand)[0].cases) == 2 and not editing(hand))
    assert stored(hand)[0].texts.opinion == DIGEST_FORM["opinion"] + "补充。"
    hand.wait(lambda: (found := page(hand).pane.findChild(Timeline)) is not None and "更正摘报" in told(found))


def told(timeline: Timeline) -> str:
    return "\n".join(label.text() for label in timeline.findChildren(QLabel))


def test_it_is_withdrawn_with_a_reason(hand: Hand) -> None:
    id = made(hand.desk, case_of(hand.desk))
    opened(hand, id)
    button(page(hand).pane, "作废").click()
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: page(hand).pane.stage == "withdrawing")
    assert hand.here() == "作废原因"
    hand.say("编号有误")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: stored(hand)[0].line.state == "withdrawn")
    hand.finish_lane()
    hand.wait(lambda: "打印" not in words_of(page(hand).pane))


def test_what_a_leader_wrote_goes_to_every_case_and_its_draft_is_found_again(hand: Hand) -> None:
    cases = [case_of(hand.desk, word) for word in ("停车", "楼道")]
    id = made(hand.desk, *cases)
    opened(hand, id)
    button(page(hand).pane, "领导批示").click()
    hand.finish_lane()
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: page(hand).pane.stage == "instructing" and hand.here() in ("谁的批示", "批示原话"))
    hand.go_to("谁的批示")
    hand.say("镇领导")
    hand.press(Qt.Key.Key_Escape)
    hand.finish_lane()
    assert page(hand).pane.stage == "reading"
    button(page(hand).pane, "领导批示").click()
    hand.wait(lambda: page(hand).pane.form.typed("actor") == "镇领导")
    hand.go_to("批示原话")
    hand.say("请房管办牵头研究。")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: stored(hand)[0].line.instructed is not None)
    for case in cases:
        step = read_case(hand.desk.vault, hand.desk.lens, case).steps[0]
        assert (step.kind, step.text) == ("instructed", "请房管办牵头研究。")
    hand.finish_lane()
    hand.wait(lambda: "更正" not in words_of(page(hand).pane))
    assert "领导批示" in words_of(page(hand).pane)


def test_one_with_an_instruction_says_so_in_the_list(hand: Hand) -> None:
    id = made(hand.desk, case_of(hand.desk))
    instruct_digest(hand.desk, id, {"text": "请研究。", "actor": "镇领导"})
    opened(hand)
    (line,) = page(hand).list.view.lines.all()
    assert (line.title, line.sign.word) == (DIGEST_FORM["title"], "已批示")
    assert "2026年第1期" in line.facts


def test_the_page_comes_back_as_it_stood(hand: Hand) -> None:
    from_a_case(hand)
    hand.say("关于停车")
    hand.wait(lambda: kept(hand) == 1)
    hand.finish_lane()
    memory = hand.shell.memory()
    hand.shell.keep()
    hand.finish_lane()
    other = type(hand.shell)(hand.shell.place)
    hand.shell.parentWidget().layout().addWidget(other)
    hand.shell.hide()
    other.recall(memory)
    hand.shell = other
    hand.wait(lambda: editing(hand) and page(hand).editor.form.typed("title") == "关于停车")


def test_an_empty_list_says_what_will_be_here(hand: Hand) -> None:
    opened(hand)
    assert hand.shows("还没有摘报")
    hand.press(Qt.Key.Key_N, CTRL)
    hand.wait(lambda: editing(hand))
    assert hand.here() == "加一件"
    hand.press(Qt.Key.Key_Escape)
    hand.wait(lambda: not editing(hand))
    assert kept(hand) == 0


def test_the_office_leads_to_its_digests(hand: Hand) -> None:
    hand.shell.open("office")
    hand.finish_lane()
    button(hand.shell.page(), "摘报").click()
    hand.wait(lambda: hand.shell.page().name == "digests")
    assert hand.shell.rail.buttons["office"].isChecked()
    hand.finish_lane()
    hand.press(Qt.Key.Key_Escape)
    assert hand.shell.page().name == "office"
