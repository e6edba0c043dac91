"""Cases recorded elsewhere are taken over once each, however their table is written and however often it comes."""

import csv
import io
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from made_up import PASSWORD, words

from desk.actions import importing
from desk.actions.desk import Desk
from desk.actions.importing import Imported, import_cases
from desk.actions.keeping import verify_desk
from desk.errors import BadInput
from desk.reads.cases import find_cases, read_case

COLUMNS = ("id", "user", "submitted_at", "topic", "text", "reply", "replied_at", "likes")


def messages(count: int) -> list[dict[str, str]]:
    """Rows such as a mailbox of a district has them."""
    chance, rows = random.Random(5), []
    for number in range(count):
        rows.append(
            {
                "id": f"{1000 + number}",
                "user": f"市民{number}",
                "submitted_at": f"2025/{number % 12 + 1}/{number % 28 + 1} 9:{number % 60:02d}:09",
                "topic": words(chance, 12),
                "text": words(chance, chance.choice([9, 300])) + '，"引号"\n换行；,逗号',
                "reply": words(chance, 80) if number % 3 else "",
                "replied_at": "2025-12-20" if number % 2 else "",
                "likes": "5",
            }
        )
    return rows


def write_csv(rows: list[dict[str, str]], delimiter: str = ",", columns: tuple[str, ...] = ()) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, columns or tuple(rows[0]), delimiter=delimiter, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def facts(desk: Desk) -> int:
    return verify_desk(desk)[0]


def summary(result: Imported) -> tuple[int, int, int, int]:
    return result.read, result.imported, result.known, len(result.refused)


def test_three_hundred_messages_come_in_and_a_second_time_nothing(desk: Desk):
    rows = messages(300)
    data = write_csv(rows).encode()
    first = import_cases(desk, data)
    assert summary(first) == (300, 300, 0, 0)
    assert first.ignored == ("likes",)
    assert find_cases(desk.vault, desk.lens).total == 300
    before = facts(desk)
    assert summary(import_cases(desk, data)) == (300, 0, 300, 0)
    assert facts(desk) == before
    assert summary(import_cases(desk, write_csv(list(reversed(rows)), columns=COLUMNS).encode())) == (300, 0, 300, 0)
    assert verify_desk(desk)[1] == []


def test_every_word_of_a_message_is_there(desk: Desk):
    row = messages(2)[1]
    import_cases(desk, write_csv([row]).encode())
    page = find_cases(desk.vault, desk.lens, row["topic"])
    seen = read_case(desk.vault, desk.lens, page.rows[0].id)
    assert (seen.fields["title"], seen.fields["original_text"]) == (row["topic"], row["text"].replace("\r\n", "\n"))
    assert (seen.fields["source_id"], seen.fields["received_at"]) == ("1001", "2025-02-02T09:01:09+08:00")
    assert isinstance(seen.fields["suggester"], dict)
    assert seen.fields["suggester"]["name"] == "市民1"


def test_an_official_reply_comes_in_as_a_quoted_step(desk: Desk):
    rows = [
        {"id": "1", "text": "灯坏了", "reply": "已经修好", "replied_at": "2025-03-04", "submitted_at": "2025-01-02"},
        {"id": "2", "text": "桥断了", "reply": "正在修", "replied_at": "", "submitted_at": "2025-01-02 23:30"},
        {"id": "3", "text": "路太窄", "reply": "  ", "replied_at": "2025-03-04", "submitted_at": "2025-01-02"},
    ]
    assert summary(import_cases(desk, write_csv(rows).encode())) == (3, 3, 0, 0)
    seen = {row.title: read_case(desk.vault, desk.lens, row.id) for row in find_cases(desk.vault, desk.lens).rows}
    lamp, bridge, road = seen["灯坏了"], seen["桥断了"], seen["路太窄"]
    assert (lamp.steps[0].kind, lamp.steps[0].text, str(lamp.steps[0].at.date())) == (
        "quoted",
        "已经修好",
        "2025-03-04",
    )
    assert (lamp.row.state, lamp.now_step) == ("60", "5")
    assert str(bridge.steps[0].at.date()) == "2025-01-02"
    assert [step.kind for step in road.steps] == ["registered"]
    assert all(step.verdict == "provisional" for each in seen.values() for step in each.steps)


def test_a_reply_may_be_as_long_as_an_office_s_letter(desk: Desk):
    rows = [{"id": str(n), "text": "灯坏了", "reply": "修" * n} for n in (1_001, 8_000, 8_001)]
    result = import_cases(desk, write_csv(rows).encode())
    assert [(one.row, one.code, one.facts["most"]) for one in result.refused] == [(4, "text_too_long", 8_000)]
    assert result.imported == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_a_table_is_read_however_it_was_saved(encoding: str, delimiter: str, ending: str, desk: Desk):
    rows = [{"编号": "甲-1", "主题": "路灯", "内容": "晚上很黑，𬭎", "姓名": "王某", "电话": "13900000001"}]
    text = write_csv(rows, delimiter).replace("\r\n", ending)
    assert summary(import_cases(desk, text.encode(encoding))) == (1, 1, 0, 0)
    seen = read_case(desk.vault, desk.lens, find_cases(desk.vault, desk.lens, "路灯").rows[0].id)
    assert seen.fields["original_text"] == "晚上很黑，𬭎"
    assert isinstance(seen.fields["suggester"], dict)
    assert seen.fields["suggester"]["phone"] == "13900000001"
    assert seen.fields["source_id"] == "甲-1"


def test_a_broken_row_is_named_and_the_others_come_in(desk: Desk):
    rows = ("1,灯坏了,2025-01-02", "2,桥断了", "3,路,窄,2025-01-02", "", "5,钟停了,昨天", "6,门坏了,2025-01-02", "7,,")
    text = "id,text,submitted_at\n" + "\n".join(rows)
    result = import_cases(desk, text.encode())
    assert [(one.row, one.code) for one in result.refused] == [
        (3, "row_broken"),
        (4, "row_broken"),
        (6, "date_wrong"),
        (8, "nothing_said"),
    ]
    assert result.refused[0].facts == {"found": 2, "expected": 3}
    assert summary(result) == (6, 2, 0, 4)
    assert {row.title for row in find_cases(desk.vault, desk.lens).rows} == {"灯坏了", "门坏了"}


def test_a_mended_row_comes_in_the_next_time(desk: Desk):
    text = "id,text,submitted_at\n1,灯坏了,2025-01-02\n2,桥断了,昨天\n"
    assert summary(import_cases(desk, text.encode())) == (2, 1, 0, 1)
    assert summary(import_cases(desk, text.replace("昨天", "2025-01-02").encode())) == (2, 1, 1, 0)


def test_unknown_columns_are_named_and_a_map_says_what_they_are(desk: Desk):
    data = "工单,诉求,谁,官方回复\n9,灯坏了,王某,修好了\n".encode()
    assert import_cases(desk, data, dry_run=True).ignored == ("工单", "诉求", "谁", "官方回复")
    known = {"工单": "source_id", "诉求": "original_text", "谁": "name", "官方回复": "reply"}
    result = import_cases(desk, data, known)
    assert (summary(result), result.ignored) == ((1, 1, 0, 0), ())
    seen = read_case(desk.vault, desk.lens, find_cases(desk.vault, desk.lens).rows[0].id)
    assert (seen.fields["source_id"], seen.fields["original_text"], seen.row.state) == ("9", "灯坏了", "60")
    with pytest.raises(BadInput, match="map_unknown"):
        import_cases(desk, data, {"工单": "no_such_field"})


def test_two_columns_for_one_field_lose_nothing_silently(desk: Desk):
    data = "编号,内容,原文\n1,灯坏了,整个晚上都黑\n".encode()
    assert import_cases(desk, data, dry_run=True).ignored == ("原文",)
    result = import_cases(desk, data, {"原文": "original_text", "内容": "main_cause"})
    assert result.ignored == ()
    seen = read_case(desk.vault, desk.lens, find_cases(desk.vault, desk.lens).rows[0].id)
    assert (seen.fields["original_text"], seen.fields["main_cause"]) == ("整个晚上都黑", "灯坏了")


def test_a_line_number_is_no_identity(desk: Desk):
    """Two monthly tables, each numbered from one."""
    for month in ("一月", "二月"):
        assert summary(import_cases(desk, f"序号,主题\n1,{month}的灯\n2,{month}的桥\n".encode())) == (2, 2, 0, 0)
    assert find_cases(desk.vault, desk.lens).total == 4


def test_rows_without_an_id_are_known_by_all_they_say(desk: Desk):
    rows: list[dict[str, Any]] = [
        {"title": "灯", "suggester": {"name": "王某", "phone": "13900000001"}},
        {"title": "灯", "suggester": {"name": "李某", "phone": "13900000001"}},
        {"title": "灯", "suggester": {"name": "王某", "phone": "13900000001"}},
    ]
    assert summary(import_cases(desk, json.dumps(rows).encode())) == (3, 2, 1, 0)
    rows.append({"title": "桥", "nature": "JY", "suggester": {"lang": "zh"}})
    assert summary(import_cases(desk, json.dumps(rows).encode())) == (4, 1, 3, 0)


def test_a_dry_run_writes_nothing_and_counts_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(importing, "BATCH", 4)
    rows = messages(10)
    data = write_csv([*rows, *rows[:3], {**rows[0], "id": "77", "submitted_at": "昨天"}]).encode()
    before = facts(desk)
    tried = import_cases(desk, data, dry_run=True)
    assert facts(desk) == before
    done = import_cases(desk, data)
    assert summary(tried) == summary(done) == (14, 10, 3, 1)


@pytest.mark.parametrize("shape", ["list", "object", "broken", "not cases"])
def test_json_is_a_list_or_one_case(shape: str, desk: Desk):
    case = {"title": "灯", "suggester": {"name": "王某"}, "source_id": 7, "person_times": 3}
    data = {
        "list": json.dumps([case, {"title": "桥"}]),
        "object": json.dumps(case),
        "broken": "[{]",
        "not cases": json.dumps([case, 5, "灯", None]),
    }[shape].encode()
    if shape == "broken":
        with pytest.raises(BadInput, match="not_json"):
            import_cases(desk, data)
        return
    result = import_cases(desk, data)
    assert result.imported == (2 if shape == "list" else 1)
    assert {one.code for one in result.refused} == ({"not_a_case"} if shape == "not cases" else set())
    seen = read_case(desk.vault, desk.lens, find_cases(desk.vault, desk.lens, "灯").rows[0].id)
    assert (seen.fields["source_id"], seen.fields["person_times"]) == ("7", 3)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_table"),
        (b"\n\n", "not_a_table"),
        (b"a,a\n1,2\n", "not_a_table"),
        (b"\xef\xbb\xbftitle\n\xff\xfe\n", "encoding_unknown"),
        (b"\xff\xff\xff", "encoding_unknown"),
        (b"[1, 2", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b'[{"person_times": ' + b"9" * 9999 + b"}]", "not_json"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_table_is_refused_whole(data: bytes, code: str, desk: Desk):
    with pytest.raises(BadInput, match=code):
        import_cases(desk, data)
    assert find_cases(desk.vault, desk.lens).total == 0


def test_odd_values_are_refused_row_by_row(desk: Desk):
    rows: list[dict[str, Any]] = [
        {"title": "灯", "reply": 5},
        {"title": "灯", "reply": "好", "replied_at": 20250304},
        {"title": "灯", "reply": "好", "replied_at": ["2025-03-04"]},
        {"title": "灯", "reply": "好", "replied_at": "0999-03-04"},
        {"title": "灯", "reply": "好", "replied_at": "2999-03-04"},
        {"title": "灯", "reply": "好", "replied_at": "0001-01-01T00:00:00+14:00"},
        {"title": "灯", "reply": "好" * 20_001},
        {"title": "灯", "reply": "好\0"},
        {"title": ["灯"]},
        {"title": "灯", "suggester": {"anonymous": "也许"}},
        {"title": "灯", "person_times": "三人"},
        {"title": "灯", "person_times": "9" * 9999},
        {"title": "灯", "person_times": float("nan")},
        {"title": "\ud800"},
    ]
    result = import_cases(desk, json.dumps(rows).encode())
    assert [one.code for one in result.refused] == [
        *("not_text", *["date_wrong"] * 5, "text_too_long", "text_has_nul", "not_text", "not_yes_or_no"),
        *("people_wrong", "people_wrong", "people_wrong", "text_is_broken"),
    ]
    assert [one.row for one in result.refused] == list(range(1, 15))
    assert find_cases(desk.vault, desk.lens).total == 0


@pytest.mark.parametrize("held", [{"title": "他贪污"}, {"reply": "已经查处"}, {"name": "张三丰"}])
def test_an_accusation_with_any_text_stops_the_whole_table(held: dict[str, str], desk: Desk):
    before = facts(desk)
    with pytest.raises(BadInput, match="accusation_has_text") as refused:
        import_cases(desk, json.dumps([{"title": "灯"}, {"nature": "JK", **held}]).encode())
    assert refused.value.facts["row"] == 2
    assert facts(desk) == before


def test_yes_no_and_numbers_are_read_from_text(desk: Desk):
    text = "主题,是否匿名,是否同意公开,来访人数,反馈方式\n灯,是,否,３,电话、短信\n桥,NO,True,,\n"
    assert summary(import_cases(desk, text.encode())) == (2, 2, 0, 0)
    seen = {
        row.title: read_case(desk.vault, desk.lens, row.id).fields for row in find_cases(desk.vault, desk.lens).rows
    }
    assert isinstance(seen["灯"]["suggester"], dict)
    assert (seen["灯"]["suggester"]["anonymous"], seen["灯"]["person_times"]) == (True, 3)
    assert seen["灯"]["feedback_mode"] == ["FM2", "FM3"]
    assert isinstance(seen["桥"]["suggester"], dict)
    assert (seen["桥"]["suggester"]["public_ok"], seen["桥"]["person_times"]) == (True, 1)


def test_an_import_that_failed_between_batches_is_finished_by_the_next(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(importing, "BATCH", 7)
    data, real, calls = write_csv(messages(30)).encode(), importing._store, iter(range(99))

    def fails(*args: Any) -> None:
        real(*args) if next(calls) < 2 else 1 / 0

    with monkeypatch.context() as patch:
        patch.setattr(importing, "_store", fails)
        with pytest.raises(ZeroDivisionError):
            import_cases(desk, data)
    assert find_cases(desk.vault, desk.lens).total == 14
    assert summary(import_cases(desk, data)) == (30, 16, 14, 0)
    assert find_cases(desk.vault, desk.lens).total == 30


KILLED = """
import os, sys
from pathlib import Path
from desk.actions import importing
from desk.actions.lists import computer_clock, load_lists
from desk.actions.opening import open_desk

home, file, dies_at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
desk = open_desk(home, computer_clock, load_lists(), password=sys.argv[4])
importing.BATCH, real, count = 5, importing._add, iter(range(999))

def add(*args):
    if next(count) == dies_at:
        os._exit(9)
    real(*args)

importing._add = add
importing.import_cases(desk, file.read_bytes())
"""


def test_a_killed_import_leaves_whole_batches_and_the_next_finishes_it(desk: Desk, tmp_path: Path):
    file = tmp_path / "messages.csv"
    file.write_bytes(write_csv(messages(20)).encode())
    desk.close()
    told = [sys.executable, "-c", KILLED, str(desk.home.folder), str(file), "13", PASSWORD]
    root = str(Path(importing.__file__).parents[2])
    killed = subprocess.run(told, check=False, env={**os.environ, "PYTHONPATH": root})
    assert killed.returncode == 9
    assert find_cases(desk.vault, desk.lens).total == 10
    assert summary(import_cases(desk, file.read_bytes())) == (20, 10, 10, 0)
    assert find_cases(desk.vault, desk.lens).total == 20
    assert verify_desk(desk)[1] == []
