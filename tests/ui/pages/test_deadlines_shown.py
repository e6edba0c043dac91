"""Deadlines in the window: whose they are, how they stand, and that 法定 is said only where a law says so."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from fit import fixed_now
from hand import Sit
from made_up import Found
from office import LAMP, PARKING, found_town
from PySide6.QtWidgets import QLabel

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from desk.actions.steps import extend_case, forward_case, pause_case, track_case
from desk.reads.cases import read_case
from desk.text import LANGUAGES
from ui.models.case_words import due_line, due_sign, due_tip
from ui.pages.case_clocks import deadlines
from ui.theme import Look
from ui.widgets.chip import Chip


@pytest.fixture
def desk(found: Found, tmp_path: Path) -> Desk:
    """A town's own."""
    return found_town(found, tmp_path / "office")


def back(desk: Desk, days: int, form: dict[str, object], **more: object) -> UUID:
    received = (fixed_now() - timedelta(days=days)).isoformat()
    return record_case(desk, {**form, **more, "received_at": received}).subjects[0]


def shown(desk: Desk, id: UUID, look: Look) -> list[tuple[str, ...]]:
    """The lines of the deadlines, each in its three parts."""
    hairline_and_box = list(deadlines(look, read_case(desk.vault, desk.lens, id).clocks))
    if not hairline_and_box:
        return []
    words = [label.text() for label in hairline_and_box[1].findChildren(QLabel)]
    return [tuple(words[at : at + 3]) for at in range(1, len(words), 3)]


def test_an_ordinary_case_shows_promises_and_never_a_law(desk: Desk, qapp: object):
    case = back(desk, 0, LAMP)
    row = read_case(desk.vault, desk.lens, case).row
    for lang in LANGUAGES:
        look = Look("light", 1.0, lang, 1366)
        lines = shown(desk, case, look)
        assert len(lines) == 4
        assert {line[2] for line in lines} == {"本站服务承诺" if lang == "zh" else "our own promise"}
        assert "法定" not in due_line(look, row)
        assert "law" not in due_line(look, row)
    look = Look("light", 1.0, "zh", 1366)
    assert due_line(look, row) == "梳理研判：剩 2 个工作日·本站服务承诺"
    assert due_tip(look, row) == "本站服务承诺"


def test_a_petition_matter_names_its_law_and_article(desk: Desk, qapp: object):
    case = back(desk, 13, LAMP, nature="SQ")
    track_case(desk, case, {"track": "petition", "received": (fixed_now() - timedelta(days=13)).date().isoformat()})
    look, row = Look("light", 1.0, "zh", 1366), read_case(desk.vault, desk.lens, case).row
    sign = due_sign(look, row)
    assert sign is not None
    assert (sign.word, sign.tone) == ("法定·剩 2 个工作日", "amber")
    assert due_tip(look, row) == "法定：信访工作条例第二十二条"
    assert shown(desk, case, look) == [("登记、转送信访事项", "剩 2 个工作日", "法定：信访工作条例第二十二条")]


def test_an_extended_a_resting_and_a_returned_one_say_so(desk: Desk, qapp: object):
    case = back(desk, 0, PARKING)
    track_case(desk, case, {"track": "deputy"})
    forward_case(desk, case, {"unit": "U03"})
    extend_case(desk, case, {"rule": "D04", "by": 3, "approver": "镇人大主席团", "reason": "涉及面广"})
    pause_case(desk, case, {"rule": "ST05", "reason": "等材料"})
    told = {line[0]: line[1] for line in shown(desk, case, Look("light", 1.0, "zh", 1366))}
    assert told["答复代表"].endswith("，已延期")
    assert told["答复建议人"].endswith("起中止")
    assert told["交办代表建议"].startswith("按期")


def test_the_detail_has_the_chip_and_its_tip(desk: Desk, sit: Sit):
    case = back(desk, 13, LAMP, nature="SQ")
    track_case(desk, case, {"track": "petition", "received": (fixed_now() - timedelta(days=13)).date().isoformat()})
    hand = sit("cases")
    hand.wait(lambda: hand.cases.pane.case is not None)
    found = [chip for chip in hand.cases.pane.findChildren(Chip) if "法定" in chip.text()]
    assert [(chip.text(), chip.toolTip()) for chip in found] == [
        ("登记、转送信访事项：法定·剩 2 个工作日", "法定：信访工作条例第二十二条")
    ]
